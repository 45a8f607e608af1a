package org.armillary.kmos.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Band;
import org.armillary.kmos.KmosMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files of tables as others may write them, and what is wrong with some. */
class TableFilesTest {

	@TempDir
	private Path folder;

	private Path file(Table table) throws FitsException {
		Path path = folder.resolve("other.fits");
		TableFileWriter.write(path, FitsHeader.EMPTY, table);
		return path;
	}

	private static Message refused(KmosMessage expected, Executable action) {
		ActorException refusal = assertThrows(ActorException.class, action);
		assertEquals(Kind.DATA, refusal.kind());
		assertEquals(expected.id(), refusal.explanation().id());
		assertTrue(refusal.explanation().summary().contains("other.fits"), refusal.explanation()::summary);
		return refusal.explanation();
	}

	private static Table.Builder lines(double micron, double strength, String gas) {
		return Table.builder("LIST").reals("wavelength", "um", 1.5, micron).reals("strength", "", 1, strength)
				.texts("gas", "Ar", gas);
	}

	@Test
	void arcLinesOfOthersAreReadByTheirNames() throws Exception {
		Path path = file(Table.builder("").texts("GAS", "ne ", "AR").singles("Strength", "", 2, 3)
				.texts("remark", "", "").singles("WAVELENGTH", "", 2f, 1.5f).build());
		assertEquals(List.of(new ArcLine(1.5, 3, Gas.ARGON), new ArcLine(2, 2, Gas.NEON)), ArcLines.read(path));
	}

	@Test
	void arcLinesOfOthersAreReadByTheirPlaces() throws Exception {
		Path path = file(
				Table.builder("").reals("lambda", "", 1.5).integers("rel", "", 7).texts("element", "Ne").build());
		assertEquals(List.of(new ArcLine(1.5, 7, Gas.NEON)), ArcLines.read(path));
	}

	@Test
	void impossibleArcLinesAreRefusedWithColumnAndRow() throws Exception {
		for (Table table : List.of(lines(16945, 1, "Ar").build(), lines(Double.NaN, 1, "Ar").build(),
				lines(1.7, 0, "Ar").build(), lines(1.7, -3, "Ar").build(), lines(1.7, 1, "Xe").build())) {
			Path path = file(table);
			Message message = refused(KmosMessage.TABLE_VALUE, () -> ArcLines.read(path));
			assertTrue(message.summary().contains("row 2"), message::summary);
		}
	}

	@Test
	void missingColumnsAndTablesAreRefused() throws Exception {
		Path few = file(Table.builder("LIST").reals("wavelength", "um", 1.5).texts("gas", "Ar").build());
		refused(KmosMessage.TABLE_COLUMN, () -> ArcLines.read(few));
		refused(KmosMessage.TABLE_COLUMN, () -> ReferenceLines.read(few));
		refused(KmosMessage.TABLE_COLUMN, () -> WaveBands.read(few));
		Path text = file(
				Table.builder("LIST").texts("wavelength", "1.5").reals("strength", "", 1).texts("gas", "Ar").build());
		refused(KmosMessage.TABLE_COLUMN, () -> ArcLines.read(text));
		Path numbers = file(Table.builder("LIST").reals("wavelength", "", 1.5).reals("strength", "", 1)
				.integers("gas", "", 1).build());
		refused(KmosMessage.TABLE_COLUMN, () -> ArcLines.read(numbers));
		Path empty = file(Table.builder("LIST").reals("wavelength", "um").reals("strength", "").texts("gas").build());
		refused(KmosMessage.TABLE_EMPTY, () -> ArcLines.read(empty));
		Path image = folder.resolve("other.fits");
		try (FitsWriter writer = FitsWriter.create(image)) {
			writer.primaryImage(FitsHeader.EMPTY, "", new float[4], 2, 2);
			writer.commit();
		}
		refused(KmosMessage.TABLE_MISSING, () -> ArcLines.read(image));
		refused(KmosMessage.TABLE_MISSING, () -> WaveBands.read(image));
		refused(KmosMessage.AXES, () -> OhSpectrum.read(image));
	}

	@Test
	void referenceLinesSurviveTheirFile() throws Exception {
		Path path = folder.resolve("reference.fits");
		ReferenceLines.ours().write(path);
		assertEquals(ReferenceLines.ours(), ReferenceLines.read(path));
	}

	@Test
	void impossibleReferenceLinesAreRefused() throws Exception {
		for (Object[] cells : List.of(new Object[] { "J", 1.0, 1.6, 5.0, "Ar" },
				new Object[] { "H", 4.0, 1.6, 5.0, "Ar" },
				new Object[] { "H", 1.5, 1.6, 5.0, "Ar" }, new Object[] { "H", 1.0, 16000.0, 5.0, "Ar" },
				new Object[] { "H", 1.0, 1.6, 0.0, "Ar" }, new Object[] { "H", 1.0, 1.6, 2049.0, "Ar" },
				new Object[] { "H", 1.0, 1.6, 5.0, "Hg" })) {
			Path path = file(Table.builder("LIST").texts("FILTER", (String) cells[0])
					.reals("DETECTOR", "", (double) cells[1]).reals("WAVELENGTH", "um", (double) cells[2])
					.reals("REFERENCE", "pixel", (double) cells[3]).texts("GAS", (String) cells[4]).build());
			refused(KmosMessage.TABLE_VALUE, () -> ReferenceLines.read(path));
		}
	}

	@Test
	void limitsSurviveTheirFile() throws Exception {
		Path path = folder.resolve("limits.fits");
		var limits = new EnumMap<Band, WaveBands.Limits>(WaveBands.ours().limits());
		limits.put(Band.K, new WaveBands.Limits(1.93, 2.49));
		for (WaveBands bands : List.of(WaveBands.ours(), new WaveBands(limits))) {
			bands.write(path);
			assertEquals(bands, WaveBands.read(path));
		}
	}

	@Test
	void limitsOfOthersAreRead() throws Exception {
		Path path = file(Table.builder("").reals("H", "", 1.42499995, 1.867).singles("IZ", "", 0.779999971f, 1.09f)
				.texts("remark", "", "").build());
		WaveBands bands = WaveBands.read(path);
		assertEquals(new WaveBands.Limits(1.42499995, 1.867), bands.of(Band.H));
		assertEquals(new WaveBands.Limits(0.78, 1.09), bands.of(Band.IZ));
		assertEquals(new WaveBands.Limits(1.925, 2.5), bands.of(Band.K));
	}

	@Test
	void impossibleLimitsAreRefused() throws Exception {
		Path falling = file(Table.builder("").reals("H", "", 1.8, 1.4).build());
		refused(KmosMessage.TABLE_VALUE, () -> WaveBands.read(falling));
		Path angstrom = file(Table.builder("").reals("H", "", 14250, 18670).build());
		refused(KmosMessage.TABLE_VALUE, () -> WaveBands.read(angstrom));
		Path one = file(Table.builder("").reals("H", "", 1.4).build());
		refused(KmosMessage.TABLE_COLUMN, () -> WaveBands.read(one));
	}
}
