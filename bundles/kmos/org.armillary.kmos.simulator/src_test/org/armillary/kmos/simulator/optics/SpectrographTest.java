package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrographTest {

	private static final Settings STANDARD = Settings.standard();
	private static final double NOMINAL = InstrumentState.NOMINAL_KELVIN;

	@Test
	void withoutEffectsAnIdealCombWithStraightLines() {
		DetectorGeometry geometry = Spectrograph.of(5, Settings.plain(), 1)
				.geometry(new InstrumentState(Band.K, 77, 3, 115));
		assertEquals(List.of(new Shift(0, 0), new Shift(0, 0)), geometry.shifts());
		double ifuPitch = (2007 - 13.6 - 13 * 18) / 7;
		for (SlitletGeometry slitlet : geometry.slitlets()) {
			double left = 1023.5 - 1003.5 + (slitlet.ifu() - 9) * ifuPitch + slitlet.slice() * 18;
			for (int y = 0; y < 2048; y++) {
				assertEquals(left, slitlet.left()[y], 1e-9);
				assertEquals(left + 13.6, slitlet.right()[y], 1e-9);
				assertEquals(y, slitlet.row()[y], 1e-7);
				assertEquals(1, slitlet.rowStep()[y], 1e-9);
				assertEquals(0, slitlet.tilt()[y]);
				assertEquals(0, slitlet.curvature()[y]);
				assertEquals(1, slitlet.widthFactor()[y], 1e-12);
				assertEquals(0, slitlet.skewness()[y]);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 0, H, 45, 120", "2, 1, IZ, 200, 114", "3, 2, HK, 300, 122", "4, 0, K, 130, 122",
			"5, 2, YJ, 10, 114" })
	void orderedAndApartOnTheDetector(long seed, int detector, Band band, double angle, double kelvin) {
		DetectorGeometry geometry = Spectrograph.of(seed, STANDARD, detector)
				.geometry(new InstrumentState(band, angle, (int) seed, kelvin));
		assertEquals(112, geometry.slitlets().size());
		for (int y = 0; y < 2048; y++) {
			double before = 4 - 2;
			for (int place = 0; place < 112; place++) {
				SlitletGeometry slitlet = geometry.slitlets().get(place);
				assertEquals(detector * 8 + place / 14 + 1, slitlet.ifu());
				assertEquals(place % 14, slitlet.slice());
				assertTrue(slitlet.left()[y] >= before + 2, "gap before slitlet " + place + " in row " + y);
				double width = slitlet.right()[y] - slitlet.left()[y];
				assertTrue(width > 13 && width < 14.2, "width of slitlet " + place + " in row " + y + ": " + width);
				before = slitlet.right()[y];
			}
			assertTrue(before <= 2043, "last edge in row " + y + ": " + before);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 0, H, 45", "1, 1, IZ, 200", "7, 2, HK, 300" })
	void continuousAndMonotonic(long seed, int detector, Band band, double angle) {
		DetectorGeometry geometry = Spectrograph.of(seed, STANDARD, detector)
				.geometry(new InstrumentState(band, angle, 0, NOMINAL));
		for (SlitletGeometry slitlet : geometry.slitlets()) {
			for (int y = 1; y < 2047; y++) {
				for (double[] edge : List.of(slitlet.left(), slitlet.right())) {
					assertEquals(0, edge[y + 1] - edge[y], 0.0075);
					assertEquals(0, edge[y + 1] - 2 * edge[y] + edge[y - 1], 1e-5);
				}
				for (double t : new double[] { 0, 0.5, 1 }) {
					double step = slitlet.canonicalRow(y + 1, t) - slitlet.canonicalRow(y, t);
					assertEquals(1, step, 0.02);
				}
				assertEquals((slitlet.row()[y + 1] - slitlet.row()[y - 1]) / 2, slitlet.rowStep()[y], 2e-6);
				assertEquals(0, slitlet.row()[y + 1] - 2 * slitlet.row()[y] + slitlet.row()[y - 1], 1e-5);
				assertEquals(0, slitlet.tilt()[y + 1] - slitlet.tilt()[y], 3e-4);
				assertTrue(band.micron(slitlet.row()[y + 1]) > band.micron(slitlet.row()[y]));
			}
		}
	}

	@Test
	void angleCountsModuloAFullTurn() {
		Spectrograph spectrograph = Spectrograph.of(3, STANDARD, 1);
		assertSame(spectrograph.geometry(new InstrumentState(Band.H, -60, 1, NOMINAL)),
				spectrograph.geometry(new InstrumentState(Band.H, 300, 1, NOMINAL)));
		assertEquals(spectrograph.flexure(0), spectrograph.flexure(720));
	}

	@Test
	void sameSeedSameGeometryHoweverOftenAndInWhateverOrder() {
		var state = new InstrumentState(Band.YJ, 60, 2, 119.7);
		DetectorGeometry first = Spectrograph.of(3, STANDARD, 1).geometry(state);
		Spectrograph again = Spectrograph.of(3, STANDARD, 1);
		for (int kelvin = 1; kelvin < 15; kelvin++) {
			again.geometry(new InstrumentState(Band.H, 0, 0, 110 + kelvin));
		}
		assertSame(first, again.geometry(state));
		SlitletGeometry other = Spectrograph.of(4, STANDARD, 1).geometry(state).slitlets().get(50);
		assertNotEquals(first.slitlets().get(50).left()[0], other.left()[0], 1e-3);
		assertNotEquals(first.slitlets().get(50).row()[0], other.row()[0], 1e-3);
	}

	/** The image moves as a whole: what was at row y − rows is at row y, with the columns added. */
	@Test
	void flexureShiftsTheImage() {
		Spectrograph spectrograph = Spectrograph.of(8, STANDARD, 0);
		DetectorGeometry here = spectrograph.geometry(new InstrumentState(Band.H, 0, 0, NOMINAL));
		DetectorGeometry there = spectrograph.geometry(new InstrumentState(Band.H, 120, 1, NOMINAL));
		for (int place = 0; place < 112; place += 13) {
			int half = place / 56;
			double rows = there.shifts().get(half).rows() - here.shifts().get(half).rows();
			double columns = there.shifts().get(half).columns() - here.shifts().get(half).columns();
			SlitletGeometry before = here.slitlets().get(place);
			SlitletGeometry after = there.slitlets().get(place);
			for (int y = 4; y < 2044; y++) {
				assertEquals(cubic(before.left(), y - rows) + columns, after.left()[y], 1e-6);
				assertEquals(cubic(before.right(), y - rows) + columns, after.right()[y], 1e-6);
				assertEquals(cubic(before.row(), y - rows), after.row()[y], 1e-6);
			}
		}
	}

	@Test
	void warmerIsWider() {
		Spectrograph spectrograph = Spectrograph.of(8, STANDARD, 2);
		DetectorGeometry cold = spectrograph.geometry(new InstrumentState(Band.H, 0, 0, 118));
		DetectorGeometry warm = spectrograph.geometry(new InstrumentState(Band.H, 0, 0, 120));
		double[] shifts = new double[112];
		for (int place = 0; place < 112; place++) {
			shifts[place] = warm.slitlets().get(place).left()[1000] - cold.slitlets().get(place).left()[1000];
		}
		assertEquals(0.2, shifts[111] - shifts[0], 0.06);
		// the slicers add structure within IFUs to the stretch of the whole
		double rest = new Polynomials(112, 1).restRms(shifts);
		assertTrue(rest > 0.002 && rest < 0.03, "structure: " + rest + " pixel");
	}

	@Test
	void refusesOtherDetectors() {
		assertThrows(IllegalArgumentException.class, () -> Spectrograph.of(1, STANDARD, 3));
	}

	private static double cubic(double[] values, double place) {
		int first = (int) Math.floor(place) - 1;
		double sum = 0;
		for (int own = 0; own < 4; own++) {
			double weight = 1;
			for (int other = 0; other < 4; other++) {
				weight *= other == own ? 1 : (place - first - other) / (own - other);
			}
			sum += weight * values[first + own];
		}
		return sum;
	}

	private static void assertSame(DetectorGeometry expected, DetectorGeometry actual) {
		assertEquals(expected.shifts(), actual.shifts());
		for (int place = 0; place < 112; place++) {
			SlitletGeometry one = expected.slitlets().get(place);
			SlitletGeometry other = actual.slitlets().get(place);
			assertArrayEquals(one.left(), other.left());
			assertArrayEquals(one.right(), other.right());
			assertArrayEquals(one.row(), other.row());
			assertArrayEquals(one.tilt(), other.tilt());
			assertArrayEquals(one.skewness(), other.skewness());
		}
	}
}
