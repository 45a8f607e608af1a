package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.tables.WaveBands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told where inputs are not as they should be, and what darks and limits of bands do. */
class IlluminationCaveatsTest {

	private static final FitsHeader NONE = FitsHeader.EMPTY;

	@TempDir
	private Path folder;

	private IlluminationJob job;

	@BeforeEach
	void makeJob() throws IOException, DescriptionException {
		job = new IlluminationJob(folder, 5);
	}

	@Test
	void ofGoodInputsOnlyTheMissingOnesAreTold() throws Exception {
		job.flats(true, 2, 9000, 0, 0, NONE);
		assertEquals(List.of(IlluminationMessage.NO_DARK.id(), IlluminationMessage.NO_EDGES.id()), job.caveats());
	}

	@Test
	void saturatedAndDarkExposuresAreLeftOut() throws Exception {
		job.flats(true, 2, 9000, 0, 0, NONE);
		job.flats(true, 1, 70000, 10, 0, NONE);
		job.flats(true, 1, 0, 11, 0, NONE);
		List<String> told = job.caveats();
		assertTrue(told.contains(IlluminationMessage.SATURATED.id()), told.toString());
		assertTrue(told.contains(IlluminationMessage.DARK_FRAME.id()), told.toString());
		assertEquals(1, job.context.value("exposures used", "").orElseThrow());
	}

	@Test
	void theOnlyExposureIsUsed() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		assertTells(IlluminationMessage.ONLY_ACQUISITION);
	}

	@Test
	void anIfuInUseWithoutCalibrationIsNamed() throws Exception {
		job.flats(true, 1, 9000, 1, 0, FitsHeader.builder().set("ESO OCS ARM5 NOTUSED", false).build());
		assertTells(IlluminationMessage.IFU_NOT_CALIBRATED);
	}

	@Test
	void aSlitletThatTheTablesLackIsNamed() throws Exception {
		for (String category : List.of("XCAL", "YCAL", "LCAL")) {
			job.table(category, 60, NONE, List.of(5));
		}
		job.flats(true, 1, 9000, 1, 0, NONE);
		assertTells(IlluminationMessage.SLITLET_MISSING);
		float[] image = FitsFile.open(job.run().outputs().correction().path()).hdu("IFU.9.DATA").readFloats();
		int missing = 0;
		for (float value : image) {
			missing += Float.isNaN(value) ? 1 : 0;
		}
		assertEquals(14, missing);
	}

	@Test
	void calibrationsThatDoNotFitAreNamedByCategory() throws Exception {
		job.table("MASTER_FLAT", 20,
				FitsHeader.builder().set("ESO INS TEMP7 VAL", 118.5).set("MJD-OBS", 56634.1).build(),
				List.of());
		for (String category : List.of("XCAL", "YCAL", "LCAL")) {
			job.table(category, 100, NONE, List.of());
		}
		job.flats(true, 1, 9000, 1, 0, NONE);
		List<Message> caveats = job.run().caveats();
		for (MessageTemplate wanted : List.of(IlluminationMessage.OTHER_REDUCTION, IlluminationMessage.FLAT_ANGLE,
				KmosMessage.TEMPERATURES_DIFFER, KmosMessage.ANGLE_FAR)) {
			Message told = caveats.stream().filter(caveat -> caveat.id().equals(wanted.text().id())).findFirst()
					.orElseThrow(() -> new AssertionError(caveats.toString()));
			assertFalse(told.summary().contains("MASTER_FLAT.fits") || told.summary().contains("XCAL.fits"),
					told.summary());
		}
	}

	@Test
	void ofADarkOfAnotherTimeOnlyWhatMattersIsTold() throws Exception {
		job.sky(1, 0, 9000, 9000, 9000);
		IlluminationFrames.dark(job.path("MASTER_DARK"), 0, 0.01);
		job.add("MASTER_DARK");
		assertFalse(job.caveats().contains(IlluminationMessage.DARK_SCALED.id()));
		// 30 adu in 3 s of 9000
		IlluminationFrames.dark(job.path("MASTER_DARK"), 0, 10);
		job.add("MASTER_DARK");
		assertTells(IlluminationMessage.DARK_SCALED);
	}

	@Test
	void theScaledDarkTakesWarmPixelsOff() throws Exception {
		job.sky(1, 0, 9000, 9000, 9000);
		float[] clean = image();
		job.flats.clear();
		job.sky(1, 16, 9000, 9000, 9000);
		double without = rms(image(), clean);
		IlluminationFrames.dark(job.path("MASTER_DARK"), 16, 0);
		job.add("MASTER_DARK");
		double with = rms(image(), clean);
		assertTrue(without > 0.002, without + " without dark");
		assertTrue(with < 0.001, with + " with dark");
	}

	@Test
	void limitsOfTheBandAreThoseOfTheFile() throws Exception {
		job.sky(1, 0, 9000, 9000, 9000);
		float[] usual = image();
		WaveBands.ours().write(job.path("WAVE_BAND"));
		job.add("WAVE_BAND");
		assertEquals(0, rms(image(), usual));
	}

	@Test
	void twilightAndLampAreNotMixed() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		job.flats(false, 1, 9000, 5, 0, NONE);
		assertRefused(IlluminationMessage.MIXED);
	}

	@Test
	void framesOfAnotherBandAreRefused() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		job.flats(true, 1, 9000, 5, 0, FitsHeader.builder().set("ESO INS GRAT2 ID", "K").build());
		assertRefused(KmosMessage.SETUPS_DIFFER);
	}

	@Test
	void nothingButDarkFramesIsAnError() throws Exception {
		job.flats(true, 2, 0, 0, 0, NONE);
		assertRefused(IlluminationMessage.NOTHING_LEFT);
	}

	@Test
	void whatFramesAreIsReadFromTheirHeaders() throws Exception {
		job.flats(true, 2, 9000, 0, 0, NONE);
		job.flats.replaceAll(
				flat -> new ProductFile(flat.path(), new ProductDescription("", flat.description().keywords())));
		assertEquals(1, job.plan().products().size());
		assertEquals(List.of(IlluminationMessage.NO_DARK.id(), IlluminationMessage.NO_EDGES.id()), job.caveats());
		Keywords dark = new Keywords(Map.of("ESO DPR TYPE", "DARK"));
		job.flats.replaceAll(flat -> new ProductFile(flat.path(), new ProductDescription("", dark)));
		assertRefused(IlluminationMessage.CATEGORY);
	}

	@Test
	void aWrongFileAtAPortIsRefused() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		for (String category : List.of("MASTER_FLAT", "LCAL")) {
			job.frames.table(job.path(category), category.equals("LCAL") ? "XCAL" : "BADPIXEL_FLAT", 60, NONE,
					List.of());
			job.add(category);
			assertRefused(KmosMessage.KEYWORD_VALUE);
			assertPlanRefused(KmosMessage.KEYWORD_VALUE, Kind.DATA);
			job.table(category, 60, NONE, List.of());
		}
		job.table("MASTER_FLAT", 60, FitsHeader.builder().set("ESO INS GRAT3 ID", "K").build(), List.of());
		assertRefused(KmosMessage.SETUPS_DIFFER);
		assertPlanRefused(KmosMessage.SETUPS_DIFFER, Kind.DATA);
	}

	@Test
	void aDarkOfAnotherSizeIsRefused() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		try (FitsWriter writer = FitsWriter.create(job.path("MASTER_DARK"))) {
			writer.primary(FitsHeader.builder().set("ESO PRO CATG", "MASTER_DARK").build());
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("DET." + detector + ".DATA", NONE, "", new float[64], 8, 8);
				writer.image("DET." + detector + ".NOISE", NONE, "", new float[64], 8, 8);
			}
			writer.commit();
		}
		job.add("MASTER_DARK");
		assertRefused(KmosMessage.TABLE_SIZE);
	}

	@Test
	void aRangeOutsideTheBandIsRefused() throws Exception {
		job.flats(true, 1, 9000, 0, 0, NONE);
		job.range = "2.0,2.1";
		assertRefused(IlluminationMessage.RANGE_OUTSIDE);
		assertPlanRefused(IlluminationMessage.RANGE_OUTSIDE, Kind.USER);
	}

	@Test
	void aDetectorWithoutLightIsEmpty() throws Exception {
		job.sky(1, 0, 9000, 0, 9000);
		assertTells(IlluminationMessage.DETECTOR_DARK);
		FitsFile file = FitsFile.open(job.run().outputs().correction().path());
		assertFalse(file.hdu("IFU.9.DATA").hasImage());
		assertTrue(file.hdu("IFU.17.DATA").hasImage());
	}

	private void assertPlanRefused(MessageTemplate message, Kind kind) {
		ActorException refused = assertThrows(ActorException.class, () -> job.plan());
		assertEquals(message.text().id(), refused.explanation().id());
		assertEquals(kind, refused.kind());
	}

	private void assertTells(MessageTemplate message) throws Exception {
		List<String> told = job.caveats();
		assertTrue(told.contains(message.text().id()), told.toString());
	}

	private void assertRefused(MessageTemplate message) {
		ActorException refused = assertThrows(ActorException.class, () -> job.run());
		assertEquals(message.text().id(), refused.explanation().id());
	}

	private float[] image() throws Exception {
		return FitsFile.open(job.run().outputs().correction().path()).hdu("IFU.9.DATA").readFloats();
	}

	private static double rms(float[] one, float[] other) {
		double squares = 0;
		for (int i = 0; i < one.length; i++) {
			squares += (one[i] - other[i]) * (one[i] - other[i]);
		}
		return Math.sqrt(squares / one.length);
	}
}
