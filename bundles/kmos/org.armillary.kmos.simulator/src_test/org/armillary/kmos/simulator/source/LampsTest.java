package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Emission;
import org.armillary.kmos.simulator.light.FrameRenderer;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.light.LineKernels;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lamps are as bright as asked for, and light the fields of IFUs as they should. */
class LampsTest {

	private static final double PIXELS = 14 * 13.6;
	private static final double GAIN = 2.1;

	private final Settings plain = Settings.plain();
	private final Settings standard = Settings.standard();

	@ParameterizedTest
	@EnumSource
	void flatReachesItsLevelAndFillsTheBand(Band band) {
		Light light = Lamps.of(3, plain.with(Setting.FLAT_LEVEL, 12_345), new SpectralGrid(band))
				.flat(List.of(5), 60, 1)
				.getFirst();
		double[] adu = aduByRow(light.emission(), 3);
		assertEquals(Component.LAMP, light.component());
		assertEquals(12_345, Arrays.stream(adu).max().orElseThrow(), 12);
		double faintest = Arrays.stream(adu, 4 - SpectralGrid.FIRST_ROW, 2044 - SpectralGrid.FIRST_ROW).min()
				.orElseThrow();
		assertTrue(faintest > 0.2 * 12_345, "faintest in the useful range: " + faintest);
		assertEquals(1, shares(light), 1e-9);
	}

	/** A polynomial of order 6 leaves more than 0.2 per cent of the spectrum. */
	@Test
	void flatIsNoPolynomial() {
		double[] adu = aduByRow(
				Lamps.of(3, plain, new SpectralGrid(Band.H)).flat(List.of(5), 0, 1).getFirst().emission(), 3);
		double rms = rmsAfterPolynomial(Arrays.copyOfRange(adu, 196, 2044), 6);
		assertTrue(rms > 0.002 * 20_000, "rms " + rms);
	}

	/** Rendered by the real optics, somewhere on the detector a pixel's centre lies on the brightest line. */
	@ParameterizedTest
	@EnumSource(names = { "YJ", "H" })
	void brightestArcLineReachesTheLevel(Band band) {
		Light light = Lamps.of(5, plain, new SpectralGrid(band)).arc(List.of(5), 60, 1).getFirst();
		assertEquals(Component.ARC, light.component());
		var geometry = Spectrograph.of(5, plain.with(Setting.LINE_CURVATURE, 30), 0)
				.geometry(new InstrumentState(band, 60, 0, InstrumentState.NOMINAL_KELVIN));
		float[] image = FrameRenderer.of(geometry, LineKernels.of(band, plain)).render(List.of(light), Map.of());
		double brightest = 0;
		for (float electrons : image) {
			brightest = Math.max(brightest, electrons * 30 / GAIN);
		}
		assertEquals(45_000, brightest, 0.02 * 45_000);
	}

	@ParameterizedTest
	@EnumSource
	void atMostTwoArcLinesAreNotLinear(Band band) {
		for (long seed = 1; seed <= 4; seed++) {
			Emission emission = Lamps.of(seed, plain, new SpectralGrid(band)).arc(List.of(5), 60, 1).getFirst()
					.emission();
			double[] peaks = peaks(band, emission);
			assertEquals(45_000, Arrays.stream(peaks).max().orElseThrow(), 0.01 * 45_000, "seed " + seed);
			assertTrue(linesAbove(40_000, band, emission, peaks) <= 2, "seed " + seed);
		}
	}

	/** Lines of 300 adu and more, of which no other of a fifth of their light lies within 1.5 widths. */
	@ParameterizedTest
	@EnumSource
	void eachBandHasEnoughUsableLines(Band band) {
		Emission emission = Lamps.of(1, plain, new SpectralGrid(band)).arc(List.of(5), 60, 1).getFirst().emission();
		double[] peaks = peaks(band, emission);
		int usable = 0;
		for (int i = 0; i < peaks.length; i++) {
			double row = emission.lineRows()[i];
			boolean alone = true;
			for (int j = 0; j < peaks.length; j++) {
				boolean near = Math.abs(emission.lineRows()[j] - row) < 1.5 * band.nominalWidthRows(row);
				alone &= i == j || !near || emission.lineRates()[j] < 0.2 * emission.lineRates()[i];
			}
			usable += alone && peaks[i] > 300 && row > 4 && row < 2043 ? 1 : 0;
		}
		assertTrue(usable >= (band == Band.IZ ? 40 : 30), band + ": " + usable + " usable lines");
		assertTrue(peaks.length > usable + 20, band + " has faint lines and blends beside: " + peaks.length);
	}

	@Test
	void ratioOfGasesCanBeSet() {
		var grid = new SpectralGrid(Band.H);
		double usual = argonOverNeon(Lamps.of(1, plain, grid));
		double bright = argonOverNeon(Lamps.of(1, plain.with(Setting.ARC_RATIO, 0.3), grid));
		assertEquals(0.3 * usual, bright, 0.15 * bright);
	}

	@Test
	void strengthsDifferFromTheTableByTheSeed() {
		var grid = new SpectralGrid(Band.K);
		double[] first = Lamps.of(1, plain, grid).arcLines().stream().mapToDouble(ArcLine::strength).toArray();
		double[] second = Lamps.of(2, plain, grid).arcLines().stream().mapToDouble(ArcLine::strength).toArray();
		double[] logRatios = new double[first.length];
		Arrays.setAll(logRatios, i -> Math.log(first[i] / second[i]));
		double mean = Arrays.stream(logRatios).average().orElseThrow();
		double deviation = Math.sqrt(Arrays.stream(logRatios).map(value -> (value - mean) * (value - mean)).average()
				.orElseThrow());
		assertEquals(0.15 * Math.sqrt(2.0 / 3), deviation, 0.035);
	}

	/** The structure of lamps differs from IFU to IFU and is not that of the sky, of which vignetting is all. */
	@Test
	void lampsLightFieldsUnevenlyAndTwilightDoesNot() {
		Settings settings = standard.with(Setting.VIGNETTING, 0);
		var lamps = Lamps.of(9, settings, new SpectralGrid(Band.H));
		List<Light> flats = lamps.flat(List.of(1, 2, 3), 0, 1);
		double largest = 0;
		for (Light flat : flats) {
			double range = range(flat);
			assertTrue(range > 0.02 && range < 0.11, "range " + range);
			largest = Math.max(largest, range);
			assertEquals(1, shares(flat), 0.002);
		}
		assertTrue(largest > 0.05, "structure of all three: " + largest);
		assertNotEquals(relative(flats.get(0), 3, 20), relative(flats.get(1), 3, 20), 1e-4);
		assertNotEquals(relative(flats.get(0), 3, 20), relative(lamps.arc(List.of(1), 0, 1).getFirst(), 3, 20), 1e-5);
		Light turned = lamps.flat(List.of(1), 120, 1).getFirst();
		double change = Math.abs(relative(turned, 0, 2) - relative(flats.get(0), 0, 2));
		assertTrue(change > 1e-6 && change < 0.004, "change with the rotator: " + change);
		Light twilight = twilight(lamps, 1);
		assertTrue(range(twilight) < 0.01, "slope of the twilight: " + range(twilight));
	}

	@Test
	void plainLampsAreEven() {
		var lamps = Lamps.of(1, plain, new SpectralGrid(Band.H));
		for (Light light : List.of(lamps.flat(List.of(7), 60, 1).getFirst(), twilight(lamps, 1))) {
			for (SlitletProfile profile : light.slitlets()) {
				for (double share : profile.shares()[0]) {
					assertEquals(1.0 / (14 * SlitletProfile.BINS), share, 1e-12);
				}
			}
		}
	}

	@Test
	void lampsAreAsBrightAsTheirFactor() {
		var lamps = Lamps.of(1, standard, new SpectralGrid(Band.H));
		Emission flat = lamps.flat(List.of(1), 0, 1).getFirst().emission();
		Emission brighter = lamps.flat(List.of(1), 0, 1.25).getFirst().emission();
		assertEquals(1.25, brighter.continuum()[20_000] / flat.continuum()[20_000], 1e-12);
		Emission arc = lamps.arc(List.of(1), 0, 1).getFirst().emission();
		Emission fainter = lamps.arc(List.of(1), 0, 0.5).getFirst().emission();
		assertEquals(0.5, fainter.lineRates()[3] / arc.lineRates()[3], 1e-12);
		assertEquals(0.5, fainter.continuum()[20_000] / arc.continuum()[20_000], 1e-12);
	}

	@Test
	void twilightReachesItsLevelBelowTheAir() {
		var grid = new SpectralGrid(Band.YJ);
		var transmission = new double[grid.size()];
		Arrays.fill(transmission, 1);
		Arrays.fill(transmission, 10_000, 10_160, 0.25);
		var lamps = Lamps.of(4, plain, grid);
		double[] clear = lamps.twilight(List.of(3), filled(grid), 0.5, 2).getFirst().emission().continuum();
		double[] absorbed = lamps.twilight(List.of(3), transmission, 0.5, 2).getFirst().emission().continuum();
		assertEquals(6000, Arrays.stream(aduByRow(Emission.continuum(grid, clear), 5)).max().orElseThrow(), 60);
		assertEquals(0.25, absorbed[10_080] / clear[10_080], 1e-12);
		assertEquals(clear[10_170], absorbed[10_170]);
	}

	@Test
	void lampEffectsCanBeSwitchedOff() {
		Settings off = standard.without(Set.of(Effect.LAMPS, Effect.THROUGHPUT, Effect.GEOMETRY));
		assertEquals(0, range(Lamps.of(2, off, new SpectralGrid(Band.IZ)).flat(List.of(11), 30, 1).getFirst()), 1e-12);
	}

	private static Light twilight(Lamps lamps, int exposure) {
		return lamps.twilight(List.of(1), filled(new SpectralGrid(Band.H)), 1, exposure).getFirst();
	}

	private static double[] filled(SpectralGrid grid) {
		var ones = new double[grid.size()];
		Arrays.fill(ones, 1);
		return ones;
	}

	private static double argonOverNeon(Lamps lamps) {
		double argon = 0;
		double neon = 0;
		for (ArcLine line : lamps.arcLines()) {
			argon += line.gas().equals("Ar") ? line.strength() : 0;
			neon += line.gas().equals("Ne") ? line.strength() : 0;
		}
		return argon / neon;
	}

	/** Signal of a pixel of each row, of an evenly lit field. */
	private static double[] aduByRow(Emission emission, double seconds) {
		var rows = new double[SpectralGrid.ROWS];
		for (int i = 0; i < emission.continuum().length; i++) {
			rows[i / SpectralGrid.PER_ROW] += emission.continuum()[i] * seconds / GAIN / PIXELS;
		}
		return rows;
	}

	/** Signal at each line in 30 s, in a pixel whose centre lies on it. */
	private double[] peaks(Band band, Emission emission) {
		double[] rows = emission.lineRows();
		var kernels = LineKernels.of(band, plain);
		var peaks = new double[rows.length];
		for (int i = 0; i < peaks.length; i++) {
			for (int j = 0; j < rows.length; j++) {
				double[] weights = kernels.weights(band.nominalWidthRows(rows[j]), 0);
				double share = Math.abs(rows[i] - rows[j]) > 8 ? 0 : kernels.value(weights, rows[i] - rows[j]);
				peaks[i] += emission.lineRates()[j] * 30 / GAIN / PIXELS * share;
			}
		}
		return peaks;
	}

	/** Lines of one blend count once. */
	private static int linesAbove(double limit, Band band, Emission emission, double[] peaks) {
		int count = 0;
		double last = Double.NEGATIVE_INFINITY;
		Integer[] order = new Integer[peaks.length];
		Arrays.setAll(order, i -> i);
		Arrays.sort(order, (a, b) -> Double.compare(emission.lineRows()[a], emission.lineRows()[b]));
		for (int i : order) {
			double row = emission.lineRows()[i];
			if (peaks[i] > limit && row - last > band.nominalWidthRows(row)) {
				count++;
				last = row;
			}
		}
		return count;
	}

	private static double shares(Light light) {
		return light.slitlets().stream().mapToDouble(profile -> profile.total(0)).sum();
	}

	private static double relative(Light light, int slice, int bin) {
		return light.slitlets().get(slice).shares()[0][bin] * 14 * SlitletProfile.BINS;
	}

	/** Root of the mean square of what a polynomial leaves, by orthogonal polynomials on the places of the values. */
	private static double rmsAfterPolynomial(double[] values, int order) {
		double[] rest = values.clone();
		var basis = new double[order + 1][values.length];
		for (int power = 0; power <= order; power++) {
			for (int i = 0; i < values.length; i++) {
				basis[power][i] = Math.pow(2.0 * i / (values.length - 1) - 1, power);
			}
			for (int lower = 0; lower < power; lower++) {
				remove(basis[power], basis[lower]);
			}
			remove(rest, basis[power]);
		}
		return Math.sqrt(Arrays.stream(rest).map(value -> value * value).average().orElseThrow());
	}

	private static void remove(double[] from, double[] part) {
		double product = 0;
		double norm = 0;
		for (int i = 0; i < part.length; i++) {
			product += from[i] * part[i];
			norm += part[i] * part[i];
		}
		for (int i = 0; i < part.length; i++) {
			from[i] -= product / norm * part[i];
		}
	}

	/** Largest minus smallest mean of slitlets, which changes of scale along them do not touch. */
	private static double range(Light light) {
		double least = Double.POSITIVE_INFINITY;
		double most = 0;
		for (SlitletProfile profile : light.slitlets()) {
			least = Math.min(least, profile.total(0) * 14);
			most = Math.max(most, profile.total(0) * 14);
		}
		return most - least;
	}
}
