package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.armillary.actor.ProductFile;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobDescriptor.Input;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.armillary.organiser.rules.OverlayReader;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job receives a file as if its header had been right from the beginning; the file stays as it is. */
class CorrectionStagingTest extends JobFixture {

	private static final List<HeaderCorrection> CORRECTIONS = List.of(
			new HeaderCorrection("ESO DPR TYPE", Optional.of("FLAT,LAMP"), "mistaken", "a.overlay.yaml:3"),
			new HeaderCorrection("ESO DET SEQ1 DIT", Optional.of(2.5), "mistaken", "a.overlay.yaml:3"),
			new HeaderCorrection("ESO TPL EXPNO", Optional.of(4L), "no number", "a.overlay.yaml:9"),
			new HeaderCorrection("ESO INS LAMP1 ST", Optional.empty(), "no number", "a.overlay.yaml:9"),
			new HeaderCorrection("OBJECT", Optional.of("it's a lamp"), "mistaken", "a.overlay.yaml:3"));

	private static FitsHeader wrong() {
		return FitsHeader.EMPTY.with("OBJECT", "DARK").with("ESO DPR TYPE", "DARK", "observation type")
				.with("ESO DET SEQ1 DIT", 10L).with("ESO INS LAMP1 ST", true).with("ESO OCS ROT NAANGLE", 60.0);
	}

	private static FitsHeader right() {
		return FitsHeader.EMPTY.with("OBJECT", "it's a lamp").with("ESO DPR TYPE", "FLAT,LAMP", "observation type")
				.with("ESO DET SEQ1 DIT", 2.5).with("ESO OCS ROT NAANGLE", 60.0).with("ESO TPL EXPNO", 4L);
	}

	private Path file(String name, FitsHeader header) throws IOException {
		Path fits = temporary.resolve(name);
		try (FitsWriter writer = FitsWriter.create(fits)) {
			writer.primaryImage(header, "adu", new short[] { 1, -2, 3, 4 }, 2, 2);
			writer.image("CHIP1.INT1", FitsHeader.EMPTY.with("OBJECT", "of the extension"), "adu",
					new float[] { 1.5f, Float.NaN, -3e7f }, 3);
			writer.empty("CHIP2.INT1", FitsHeader.EMPTY.with("EXTVER", 2L));
			writer.commit();
		}
		return fits;
	}

	/** The content of the copy is that of a file that was written with the right header. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theCopyIsAFileThatWasRightFromTheBeginning(boolean compressed) throws Exception {
		Path raw = file("raw.fits", wrong());
		if (compressed) {
			Path packed = temporary.resolve("packed.fits.gz");
			try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
				Files.copy(raw, out);
			}
			raw = packed;
		}
		byte[] before = Files.readAllBytes(raw);
		var staging = new InputStaging(folder("nowork", ""));
		var input = new Input(raw, "FLAT_ON", ExtensionSelection.ALL, CORRECTIONS);
		List<ProductFile> products = staging.inputs(descriptor("nowork", "", input, input)).port("in");
		ProductFile product = products.getFirst();
		assertEquals(ContentDigest.of(file("right.fits", right())), ContentDigest.of(product.path()));
		assertEquals("FLAT_ON", product.description().category());
		assertEquals(Optional.of("FLAT,LAMP"), product.description().keywords().text("ESO DPR TYPE"));
		assertEquals(2.5, product.description().keywords().number("ESO DET SEQ1 DIT").orElseThrow());
		assertTrue(product.description().keywords().number("ESO TPL EXPNO").isPresent());
		assertFalse(product.description().keywords().names().contains("ESO INS LAMP1 ST"));
		assertEquals(product.path(), products.getLast().path(), "copied once");
		assertArrayEquals(before, Files.readAllBytes(raw));
		assertTrue(staging.hasCopies());
	}

	/** What a writer makes afresh, or takes from the data, must be refused where the correction is written down. */
	@ParameterizedTest
	@ValueSource(strings = { "SIMPLE", "XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS3", "PCOUNT", "GCOUNT", "EXTEND",
			"EXTNAME", "EXTVER", "EXTLEVEL", "BSCALE", "BZERO", "BLANK", "BUNIT", "CHECKSUM", "DATASUM", "TFIELDS",
			"THEAP",
			"GROUPS", "END", "CONTINUE", "BLOCKED", "INHERIT", "LONGSTRN", "DATE", "DATE-OBS", "ORIGIN", "TTYPE1",
			"TFORM12", "TUNIT3", "TNULL1", "TDISP1", "TBCOL1", "TDIM1", "TSCAL1", "TZERO1", "ZIMAGE", "ZTABLE",
			"ZCMPTYPE",
			"ZBITPIX", "ZNAXIS", "ZNAXIS2", "ZTILE1", "ZNAME1", "ZVAL1", "ZQUANTIZ", "ZDITHER0", "ZBLANK", "ZHECKSUM",
			"ZSIMPLE", "ZPCOUNT", "ZMASKCMP", "ZTHEAP", "ZFORM1", "ZCTYP1", "ZSCALE", "ZZERO", "CRVAL1", "TELESCOP" })
	void whatAnOverlayMayCorrectReachesTheJob(String keyword) throws Exception {
		Object value;
		try {
			value = OverlayReader.parse("""
					armillary-overlay: 1
					corrections:
					  - { files: "*", set: { %s: "right" }, reason: wrong }
					""".formatted(keyword), "test.overlay.yaml").corrections().getFirst().set().get(keyword);
		} catch (DocumentException e) {
			assertEquals("overlay.structure", e.explanation().id());
			return;
		}
		var correction = new HeaderCorrection(keyword, Optional.of(value), "wrong", "test.overlay.yaml:3");
		var staging = new InputStaging(folder("nowork", ""));
		ProductFile given = staging.inputs(descriptor("nowork", "",
				new Input(file("raw.fits", wrong()), "DARK", ExtensionSelection.ALL, List.of(correction)))).port("in")
				.getFirst();
		assertEquals("right", FitsFile.open(given.path()).primary().header().text(keyword));
	}

	@Test
	void aSelectionOfExtensionsIsCorrectedToo() throws Exception {
		Path raw = file("raw.fits", wrong());
		var staging = new InputStaging(folder("nowork", ""));
		var selection = new ExtensionSelection(List.of("CHIP1.*"));
		ProductFile product = staging.inputs(descriptor("nowork", "", new Input(raw, "X", selection, CORRECTIONS)))
				.port("in").getFirst();
		FitsFile copy = FitsFile.open(product.path());
		assertEquals(2, copy.hdus().size());
		assertEquals("it's a lamp", copy.primary().header().text("OBJECT"));
		assertEquals("of the extension", copy.hdus().getLast().header().text("OBJECT"));
	}

	@Test
	void theResultTellsWhatWasCorrectedOnceForFilesWithTheSame() throws Exception {
		var inputs = new ArrayList<Input>();
		for (int i = 0; i < 5; i++) {
			inputs.add(new Input(file("raw" + i + ".fits", wrong()), "X", ExtensionSelection.ALL, CORRECTIONS));
		}
		JobFolder folder = folder("describe", "", inputs.toArray(Input[]::new));
		assertEquals(CORRECTIONS, new JobFolder(folder.path()).descriptor().inputs().get("in").getFirst().corrections(),
				"in job.json");
		JobReport report = run(folder);
		assertEquals(Status.OK, report.result().status());
		assertEquals(List.of("run.corrected", "run.corrected"),
				report.result().messages().stream().map(message -> message.id()).toList());
		String told = report.result().messages().getFirst().summary();
		assertTrue(told.contains("5 files (raw0.fits, raw1.fits, raw2.fits, …)")
				&& told.contains("ESO DPR TYPE = FLAT,LAMP") && told.contains("mistaken")
				&& told.contains("a.overlay.yaml:3"), told);
		assertTrue(report.result().messages().getLast().summary().contains("no ESO INS LAMP1 ST"));
		assertEquals(report.result().messages(), folder.report().orElseThrow().result().messages(), "in result.json");
		assertTrue(text(report).startsWith("X it's a lamp"), text(report));
		assertFalse(Files.exists(folder.path().resolve("inputs")));
	}
}
