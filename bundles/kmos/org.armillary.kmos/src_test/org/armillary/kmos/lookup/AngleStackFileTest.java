package org.armillary.kmos.lookup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AngleStackFileTest {

	private static final String ANGLE = "ESO PRO ROT NAANGLE";
	private static final double[] SIX = { 0, 60, 120, 180, 240, 300 };

	@TempDir
	Path folder;
	private Path path;

	@BeforeEach
	void name() {
		path = folder.resolve("stack.fits");
	}

	@Test
	void ourFilesAreAngleMajorWithEveryAngleNamed() throws Exception {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(FitsHeader.EMPTY);
			AngleStackWriter stack = new AngleStackWriter(writer);
			FitsHeader raw = FitsHeader.builder().set("EXTNAME", "CHIP1.INT1").set("ESO DET CHIP GAIN", 2.0).build();
			for (double angle : new double[] { 0, 60, -60 }) {
				for (int detector = 1; detector <= 3; detector++) {
					stack.image("DATA", detector, angle, raw, "", pixels(angle + detector), 4, 5);
					stack.image("NOISE", detector, angle, raw, "", pixels(-detector), 4, 5);
				}
			}
			writer.commit();
		}
		FitsFile fits = FitsFile.open(path);
		assertEquals(19, fits.hdus().size());
		Hdu sixth = fits.hdu("DET.3.DATA");
		assertEquals(5, sixth.index());
		Hdu negative = fits.find("DET.2.DATA", 3).orElseThrow();
		assertEquals(-60, negative.header().real(ANGLE));
		assertEquals(2, negative.header().real("ESO DET CHIP GAIN"));
		AngleStackFile file = AngleStackFile.open(path);
		assertArrayEquals(new double[] { 0, 60, -60 }, file.angles());
		assertEquals(2, file.nearest(290));
		assertEquals(62, file.data(1, 2).readFloats()[0]);
		assertEquals(-3, file.find("NOISE", 2, 3).orElseThrow().readFloats()[0]);
		assertTrue(file.find("MASK", 0, 1).isEmpty());
		assertEquals(4, file.ny());
		assertEquals(5, file.nx());
	}

	@Test
	void messagesNameTheCategoryRatherThanAFileOfTheStore() throws Exception {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(FitsHeader.builder().set("ESO PRO CATG", "XCAL").build());
			writer.image("DET.1.DATA", at(0), "", pixels(1), 5, 4);
			writer.commit();
		}
		ActorException refused = assertThrows(ActorException.class, () -> AngleStackFile.open(path));
		assertTrue(refused.explanation().summary().startsWith("XCAL:"), refused.explanation().summary());
	}

	@Test
	void imagesOutOfTurnAreRefused() throws Exception {
		try (FitsWriter writer = FitsWriter.create(path)) {
			AngleStackWriter stack = new AngleStackWriter(writer);
			byte[] pixels = new byte[4];
			stack.image("DATA", 1, 0, FitsHeader.EMPTY, pixels, 2, 2);
			assertThrows(IllegalArgumentException.class,
					() -> stack.image("DATA", 1, 0, FitsHeader.EMPTY, pixels, 2, 2));
			assertThrows(IllegalArgumentException.class,
					() -> stack.image("DATA", 2, 60, FitsHeader.EMPTY, pixels, 2, 2));
		}
	}

	@ParameterizedTest
	@CsvSource({ "DET.%d.DATA", "DET.%d", "''", "CHIP%d.INT1" })
	void filesOfOtherSoftwareAreReadByNameOrOrder(String pattern) throws Exception {
		// unsorted, every name six times without EXTVER of the writer's meaning
		double[] angles = { 300, 0, 60, 120, 180, -120 };
		try (FitsWriter writer = FitsWriter.create(path)) {
			for (double angle : angles) {
				for (int detector = 1; detector <= 3; detector++) {
					writer.image(pattern.formatted(detector), at(angle), "", pixels(angle + detector), 5, 4);
				}
			}
			writer.commit();
		}
		AngleStackFile file = AngleStackFile.open(path);
		assertArrayEquals(new double[] { 0, 60, 120, 180, -120, 300 }, file.angles());
		for (int i = 0; i < 6; i++) {
			for (int detector = 1; detector <= 3; detector++) {
				assertEquals(file.angles()[i] + detector, file.data(i, detector).readFloats()[0]);
			}
		}
	}

	@Test
	void aFileOfOneAngleMayStateItInThePrimaryHeader() throws Exception {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(FitsHeader.builder().set("ESO OCS ROT NAANGLE", -42.5).build());
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("DET." + detector + ".DATA", FitsHeader.EMPTY, "", pixels(detector), 5, 4);
			}
			writer.commit();
		}
		assertArrayEquals(new double[] { -42.5 }, AngleStackFile.open(path).angles());
	}

	@Test
	void whatIsMissingOrThereTwiceIsNamed() throws Exception {
		write(new double[] { 0, 60 }, 5);
		assertRefused("kmos.table-planes");
		write(new double[] { 0, 360 }, 6);
		assertRefused("kmos.table-planes");
		write(SIX, 0);
		assertRefused("kmos.detector-count");
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "", pixels(1), 5, 4);
			writer.commit();
		}
		assertRefused("kmos.keyword-missing");
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.image("DET.1.DATA", at(0), "", pixels(1), 5, 4);
			writer.image("DET.2.DATA", at(0), "", pixels(1), 4, 5);
			writer.commit();
		}
		assertRefused("kmos.table-size");
	}

	private void assertRefused(String id) {
		ActorException thrown = assertThrows(ActorException.class, () -> AngleStackFile.open(path));
		assertEquals(id, thrown.explanation().id());
		assertEquals(ActorException.Kind.DATA, thrown.kind());
	}

	private void write(double[] angles, int most) throws IOException {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(FitsHeader.EMPTY);
			for (int i = 0; i < Math.min(most, angles.length * 3); i++) {
				writer.image("DET." + (i % 3 + 1) + ".DATA", at(angles[i / 3]), "", pixels(i), 5, 4);
			}
			writer.commit();
		}
	}

	private static FitsHeader at(double angle) {
		return FitsHeader.builder().set(ANGLE, angle).build();
	}

	private static float[] pixels(double value) {
		float[] pixels = new float[20];
		Arrays.fill(pixels, (float) value);
		return pixels;
	}
}
