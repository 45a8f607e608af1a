package org.armillary.kmos.lookup;

import static org.armillary.kmos.lookup.TestSlitlets.NX;
import static org.armillary.kmos.lookup.TestSlitlets.NY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTablesTest {

	private static final double[] SIX = { 0, 60, 120, 180, 240, 300 };
	/** Places are rounded to a mas, which is 0.005 pixel; shifts are measured to better than that. */
	private static final double ROUNDED_MAS = 1.2;

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 59.995", "3, -60", "3, 300" })
	void aCalibratedAngleIsNeverChanged(int detector, double angle) throws Exception {
		CalibrationTables tables = sixAngles(TestSlitlets.allGood());
		DetectorLookup none = tables.detector(detector, angle, XcalInterpolation.NONE);
		DetectorLookup sine = tables.detector(detector, angle, XcalInterpolation.AUTO);
		DetectorLookup linear = tables.detector(detector, angle, XcalInterpolation.LINEAR);
		assertArrayEquals(none.xMas(), sine.xMas());
		assertArrayEquals(none.yMas(), linear.yMas());
		assertArrayEquals(none.micron(), linear.micron());
		assertPlaces(none, flexure(angle), -flexure(angle) / 2, 0.51, 0);
		assertEquals(TestSlitlets.micron(20 * NX + 16, (int) Math.round((angle + 360) % 360 / 60)),
				none.micron()[20 * NX + 16], 1e-6);
	}

	@ParameterizedTest
	@CsvSource({ "1, 33", "2, 85", "3, 200", "3, 330", "1, -20", "2, 419" })
	void theSineFollowsTheFlexure(int detector, double angle) throws Exception {
		CalibrationTables tables = sixAngles(TestSlitlets.allGood());
		DetectorLookup lookup = tables.detector(detector, angle, XcalInterpolation.AUTO);
		assertEquals(XcalInterpolation.SINE, tables.interpolation(angle, XcalInterpolation.AUTO));
		assertEquals(angle, lookup.angleDegrees());
		assertPlaces(lookup, flexure(angle), -flexure(angle) / 2, ROUNDED_MAS, 3);
		assertTrue(tables.caveats(angle, XcalInterpolation.AUTO).isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "1, 33, 0, 60", "2, 75, 60, 120", "3, 345, 300, 360", "3, -10, 300, 360" })
	void linearLiesBetweenItsNeighbours(int detector, double angle, double lower, double upper) throws Exception {
		CalibrationTables tables = sixAngles(TestSlitlets.allGood());
		double fraction = ((angle + 360) % 360 - lower) / (upper - lower);
		double shift = (1 - fraction) * flexure(lower) + fraction * flexure(upper);
		assertPlaces(tables.detector(detector, angle, XcalInterpolation.LINEAR), shift, -shift / 2, ROUNDED_MAS, 3);
	}

	@Test
	void minusSixtyAndThreeHundredAreTheSame() throws Exception {
		TestSlitlets.Tables negative = write(new double[] { 0, 60, 120, 180, 240, -60 }, TestSlitlets.allGood());
		DetectorLookup one = open(negative).detector(2, -45, XcalInterpolation.SINE);
		DetectorLookup other = sixAngles(TestSlitlets.allGood()).detector(2, 315, XcalInterpolation.SINE);
		assertArrayEquals(one.xMas(), other.xMas());
		assertArrayEquals(one.yMas(), other.yMas());
		assertEquals(-60, open(negative).nearest(-45));
	}

	@Test
	void pixelsThatEnterAreFlaggedAndGetTheWavelengthOfTheNearTable() throws Exception {
		CalibrationTables tables = sixAngles(TestSlitlets.allGood());
		DetectorLookup near = tables.detector(1, 0, XcalInterpolation.NONE);
		DetectorLookup lookup = tables.detector(1, 25, XcalInterpolation.SINE);
		int entered = 0;
		for (int i = 0; i < NY * NX; i++) {
			if (lookup.ifu()[i] == 0) {
				assertTrue(Float.isNaN(lookup.micron()[i]) && lookup.flags()[i] == 0);
				continue;
			}
			assertEquals(TestSlitlets.micron(i, 0), lookup.micron()[i], 3e-7, "pixel " + i);
			assertEquals(i / NX < 10, (lookup.flags()[i] & DetectorLookup.EXTRAPOLATED) != 0, "pixel " + i);
			if (near.ifu()[i] == 0) {
				entered++;
				assertTrue((lookup.flags()[i] & DetectorLookup.ONE_ANGLE) != 0, "pixel " + i);
			}
		}
		assertTrue(entered > 20, "entered " + entered);
	}

	@Test
	void pixelsThatAreBadInTheNearTableStayOut() throws Exception {
		byte[] good = TestSlitlets.allGood();
		int bad = 20 * NX + 16;
		good[bad] = 0;
		for (IntFunction<byte[]> masks : List.<IntFunction<byte[]>>of(_ -> good,
				angle -> angle == 1 ? good : TestSlitlets.allGood())) {
			TestSlitlets.Tables written = TestSlitlets.write(folder, SIX, index -> flexure(SIX[index]), masks, "H");
			for (XcalInterpolation interpolation : XcalInterpolation.values()) {
				DetectorLookup lookup = open(written).detector(1, 65, interpolation);
				assertEquals(0, lookup.ifu()[bad], interpolation.name());
				assertEquals(1, lookup.ifu()[bad + 1], interpolation.name());
			}
		}
	}

	@Test
	void pixelsLitAtOneAngleOnlyAreFlaggedInLinear() throws Exception {
		TestSlitlets.Tables written = TestSlitlets.write(folder, new double[] { 0, 60 }, index -> 0.8 * index,
				_ -> TestSlitlets.allGood(), "H");
		DetectorLookup lower = open(written).detector(1, 0, XcalInterpolation.NONE);
		DetectorLookup upper = open(written).detector(1, 60, XcalInterpolation.NONE);
		DetectorLookup between = open(written).detector(1, 20, XcalInterpolation.AUTO);
		int flagged = 0;
		for (int i = 0; i < NY * NX; i++) {
			boolean both = lower.ifu()[i] != 0 && upper.ifu()[i] != 0;
			boolean isFlagged = (between.flags()[i] & DetectorLookup.ONE_ANGLE) != 0;
			assertEquals(between.ifu()[i] != 0 && !both, isFlagged, "pixel " + i);
			assertTrue(!both || between.ifu()[i] != 0, "pixel " + i);
			flagged += isFlagged ? 1 : 0;
		}
		assertTrue(flagged > 20, "flagged " + flagged);
		assertPlaces(between, 0.8 / 3, -0.4 / 3, ROUNDED_MAS, 3);
	}

	@Test
	void oneAngleIsUsedAsItIs() throws Exception {
		CalibrationTables tables = open(write(new double[] { 60 }, TestSlitlets.allGood()));
		assertArrayEquals(tables.detector(1, 60, XcalInterpolation.NONE).xMas(),
				tables.detector(1, 300, XcalInterpolation.AUTO).xMas());
		assertTrue(tables.caveats(80, XcalInterpolation.AUTO).isEmpty());
		assertEquals(List.of("kmos.angle-far"), ids(tables.caveats(120, XcalInterpolation.AUTO)));
	}

	@Test
	void aWideGapIsACaveat() throws Exception {
		CalibrationTables two = open(write(new double[] { 0, 60 }, TestSlitlets.allGood()));
		assertEquals(XcalInterpolation.LINEAR, two.interpolation(40, XcalInterpolation.AUTO));
		assertTrue(two.caveats(40, XcalInterpolation.AUTO).isEmpty());
		assertEquals(List.of("kmos.sine-undetermined"), ids(two.caveats(40, XcalInterpolation.SINE)));
		assertEquals(XcalInterpolation.NONE, two.interpolation(80, XcalInterpolation.AUTO));
		assertEquals(List.of("kmos.angle-far"), ids(two.caveats(80, XcalInterpolation.AUTO)));
		assertTrue(two.caveats(0, XcalInterpolation.AUTO).isEmpty());
		CalibrationTables side = open(write(new double[] { 0, 20, 40, 60 }, TestSlitlets.allGood()));
		assertEquals(XcalInterpolation.SINE, side.interpolation(50, XcalInterpolation.AUTO));
		assertEquals(List.of("kmos.flexure-uncertain"), ids(side.caveats(210, XcalInterpolation.AUTO)));
	}

	@Test
	void anAngleWhoseGratingMovedIsACaveat() throws Exception {
		TestSlitlets.Tables written = TestSlitlets.write(folder, SIX,
				index -> flexure(SIX[index]) + (index == 3 ? 0.6 : 0), _ -> TestSlitlets.allGood(), "H");
		assertEquals(List.of("kmos.angle-deviates", "kmos.angle-deviates"), ids(open(written).caveats(2)));
		assertTrue(sixAngles(TestSlitlets.allGood()).caveats(2).isEmpty());
	}

	@Test
	void wavelengthsAreNaNWithoutThem() throws Exception {
		TestSlitlets.Tables written = write(SIX, TestSlitlets.allGood());
		DetectorLookup lookup = CalibrationTables.open(written.xcal(), written.ycal(), Optional.empty()).detector(1, 10,
				XcalInterpolation.AUTO);
		assertEquals(1, lookup.ifu()[20 * NX + 16]);
		assertTrue(Float.isNaN(lookup.micron()[20 * NX + 16]));
	}

	@Test
	void filesThatDoNotBelongTogetherAreRefused() throws Exception {
		TestSlitlets.Tables six = write(SIX, TestSlitlets.allGood());
		TestSlitlets.Tables other = write(new double[] { 0, 60 }, TestSlitlets.allGood());
		TestSlitlets.Tables shifted = write(new double[] { 0, 61, 120, 180, 240, 300 }, TestSlitlets.allGood());
		Path elsewhere = folder.resolve("other");
		Files.createDirectories(elsewhere);
		TestSlitlets.Tables band = TestSlitlets.write(elsewhere, SIX, _ -> 0, _ -> TestSlitlets.allGood(), "K");
		assertRefused("kmos.table-angles", six.xcal(), other.ycal(), Optional.empty());
		assertRefused("kmos.table-angles", six.xcal(), six.ycal(), Optional.of(shifted.lcal()));
		assertRefused("kmos.setups-differ", six.xcal(), six.ycal(), Optional.of(band.lcal()));
		assertRefused("kmos.keyword-value", six.ycal(), six.xcal(), Optional.empty());
	}

	private static void assertRefused(String id, Path xcal, Path ycal, Optional<Path> lcal) {
		ActorException thrown = assertThrows(ActorException.class, () -> CalibrationTables.open(xcal, ycal, lcal));
		assertEquals(id, thrown.explanation().id());
	}

	private static List<String> ids(List<Message> messages) {
		return messages.stream().map(Message::id).toList();
	}

	/** Shift of the first half segment, pixel. */
	private static double flexure(double degrees) {
		return 0.2 + 0.9 * Math.sin(Math.toRadians(degrees + 20));
	}

	/**
	 * Every pixel that is inside a slitlet is where it should be, and no other has a place.
	 *
	 * @param borderMas
	 *            pixels this close to the end of a slitlet may be in or out
	 */
	private static void assertPlaces(DetectorLookup lookup, double shift, double otherShift, double tolerance,
			double borderMas) {
		for (int row = 4; row < NY - 4; row++) {
			for (int column = 4; column < NX - 4; column++) {
				int pixel = row * NX + column;
				double nearest = Double.MAX_VALUE;
				for (int i = 0; i < 6; i++) {
					double along = ((column - TestSlitlets.left(i, row, i < 3 ? shift : otherShift))
							/ TestSlitlets.width(i) * 2 - 1) * 1400;
					nearest = Math.min(nearest, Math.abs(along));
					if (Math.abs(along) <= 1400 && lookup.ifu()[pixel] != 0) {
						Slitlet slitlet = TestSlitlets.slitlet(lookup.detector(), i);
						IfuOrientation orientation = IfuOrientation.of(slitlet.ifu());
						assertEquals(slitlet.ifu(), lookup.ifu()[pixel]);
						assertEquals(orientation.x(along, slitlet.acrossMas()), lookup.xMas()[pixel], tolerance);
						assertEquals(orientation.y(along, slitlet.acrossMas()), lookup.yMas()[pixel], tolerance);
					}
				}
				if (Math.abs(nearest - 1400) > borderMas) {
					assertEquals(nearest <= 1400, lookup.ifu()[pixel] != 0,
							"row " + row + " column " + column + " at " + nearest + " mas");
				}
			}
		}
	}

	private CalibrationTables sixAngles(byte[] good) throws ActorException, IOException {
		return open(write(SIX, good));
	}

	private TestSlitlets.Tables write(double[] angles, byte[] good) throws IOException {
		Path place = folder.resolve("angles" + angles.length + "-" + (int) angles[angles.length > 1 ? 1 : 0]
				+ (int) angles[angles.length - 1]);
		Files.createDirectories(place);
		return TestSlitlets.write(place, angles, index -> flexure(angles[index]), _ -> good, "H");
	}

	private static CalibrationTables open(TestSlitlets.Tables written) throws ActorException, IOException {
		return CalibrationTables.open(written.xcal(), written.ycal(), Optional.of(written.lcal()));
	}
}
