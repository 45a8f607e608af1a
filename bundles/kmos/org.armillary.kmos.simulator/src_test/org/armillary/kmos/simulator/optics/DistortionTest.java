package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces and arc lines one cause at a time, and that no recipe's polynomial is the same as they are. */
class DistortionTest {

	private static final Polynomials CUBIC = new Polynomials(2048, 3);
	private static final Polynomials SIXTH = new Polynomials(2048, 6);
	private static final Settings PLAIN = Settings.standard().without(EnumSet.allOf(Effect.class));

	@ParameterizedTest
	@CsvSource({ "1, 0, H", "2, 1, IZ", "3, 2, K" })
	void polynomialsComeCloseAndNeverMatch(long seed, int detector, Band band) {
		DetectorGeometry geometry = geometry(Settings.standard(), seed, detector, band);
		for (int place = 0; place < 112; place += 3) {
			SlitletGeometry slitlet = geometry.slitlets().get(place);
			assertBetween(0.003, 0.012, CUBIC.restRms(slitlet.left()));
			assertBetween(0.003, 0.012, CUBIC.restRms(slitlet.right()));
			double column = Math.round((slitlet.left()[1023] + slitlet.right()[1023]) / 2);
			double rowMicron = band.micronPerRow(1023);
			assertBetween(0.002, 0.015, SIXTH.restRms(IntStream.range(0, 2048)
					.mapToDouble(y -> band.micron(slitlet.canonicalRow(y, slitlet.across(y, column))) / rowMicron)
					.toArray()));
		}
	}

	@Test
	void outermostTracesSlopeByTheSetting() {
		DetectorGeometry geometry = geometry(PLAIN.with(Setting.TRACE_SLOPE, 0.01), 4, 0, Band.H);
		double steepest = 0;
		for (SlitletGeometry slitlet : geometry.slitlets()) {
			for (int y = 0; y < 2047; y++) {
				steepest = Math.max(steepest, Math.abs(slitlet.left()[y + 1] - slitlet.left()[y]));
			}
		}
		assertEquals(0.01, steepest, 0.0008);
		assertEquals(20, geometry.slitlets().get(0).left()[1023], 0.02);
		assertEquals(2027, geometry.slitlets().get(111).right()[1023], 0.02);
	}

	@Test
	void outerAndInnerTracesLeanToOppositeSides() {
		DetectorGeometry geometry = geometry(Settings.standard(), 4, 0, Band.H);
		double[] first = geometry.slitlets().get(0).left();
		double[] last = geometry.slitlets().get(111).right();
		assertTrue((first[2047] - first[0]) * (last[2047] - last[0]) < 0);
	}

	/** In the plane of the detector the wavelength falls by the cosine of one angle, whatever the row and the band. */
	@ParameterizedTest
	@EnumSource(Band.class)
	void arcLinesAreCurvedAsByAPlaneGrating(Band band) {
		Settings curved = PLAIN.with(Setting.LINE_CURVATURE, 30);
		DetectorGeometry geometry = geometry(curved, 6, 2, band);
		DetectorGeometry inH = geometry(curved, 6, 2, Band.H);
		for (int place = 0; place < 112; place += 37) {
			SlitletGeometry slitlet = geometry.slitlets().get(place);
			double cosine = Band.H.micron(inH.slitlets().get(place).row()[0]) / Band.H.micron(0);
			for (int y = 0; y < 2048; y += 89) {
				assertEquals(cosine, band.micron(slitlet.row()[y]) / band.micron(y), 1e-9);
			}
		}
	}

	@Test
	void lineCurvatureIsThatOfTheSettingAndItsMeanIsTakenAway() {
		DetectorGeometry geometry = geometry(PLAIN.with(Setting.LINE_CURVATURE, 30), 6, 1, Band.H);
		double sides = (geometry.slitlets().get(0).canonicalRow(1023, 0)
				+ geometry.slitlets().get(111).canonicalRow(1023, 1)) / 2;
		double middle = geometry.slitlets().stream().mapToDouble(slitlet -> slitlet.row()[1023]).max().orElseThrow();
		assertEquals(30, middle - sides, 1.5);
		double mean = geometry.slitlets().stream().mapToDouble(slitlet -> slitlet.row()[1023]).average().orElseThrow();
		assertEquals(1023, mean, 0.05);
	}

	/** Without jumps the tilt within a slitlet is what leads to the next. */
	@Test
	void tiltFollowsTheCurve() {
		DetectorGeometry geometry = geometry(PLAIN.with(Setting.LINE_CURVATURE, 30), 6, 1, Band.H);
		for (int place = 1; place < 112; place++) {
			SlitletGeometry before = geometry.slitlets().get(place - 1);
			SlitletGeometry after = geometry.slitlets().get(place);
			double gap = after.left()[500] - before.right()[500];
			double slope = (before.tilt()[500] + after.tilt()[500]) / 2 / 13.6;
			assertEquals(after.canonicalRow(500, 0) - before.canonicalRow(500, 1), slope * gap, 2e-3);
		}
	}

	@Test
	void wavelengthsJumpBetweenSlitlets() {
		Settings settings = PLAIN.with(Setting.WAVELENGTH_JUMPS, 0.6);
		double squares = 0;
		for (int detector = 0; detector < 3; detector++) {
			DetectorGeometry geometry = geometry(settings, 9, detector, Band.H);
			for (int place = 1; place < 112; place++) {
				double jump = geometry.slitlets().get(place).row()[1023]
						- geometry.slitlets().get(place - 1).row()[1023];
				squares += jump * jump / 333;
			}
		}
		// the random part, the alternating step of 0.18 and what the grating adds
		assertEquals(Math.sqrt(0.6 * 0.6 + 0.18 * 0.18 + 2 * 0.12 * 0.12), Math.sqrt(squares), 0.08);
	}

	private static DetectorGeometry geometry(Settings settings, long seed, int detector, Band band) {
		return Spectrograph.of(seed, settings, detector)
				.geometry(new InstrumentState(band, 30, 0, InstrumentState.NOMINAL_KELVIN));
	}

	private static void assertBetween(double lowest, double highest, double value) {
		assertTrue(value >= lowest && value <= highest, () -> value + " not in " + lowest + " to " + highest);
	}
}
