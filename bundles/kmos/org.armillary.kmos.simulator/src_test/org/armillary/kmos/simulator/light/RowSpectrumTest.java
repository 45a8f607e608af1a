package org.armillary.kmos.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;

class RowSpectrumTest {

	private static final SpectralGrid GRID = new SpectralGrid(Band.H);
	private static final LineKernels KERNELS = LineKernels.of(Band.H, Settings.standard());
	private static final double[] WEIGHTS = KERNELS.weights(2.1, 0.1);

	@Test
	void aLineIsItsKernelAtItsExactPlace() {
		double peak = KERNELS.value(WEIGHTS, 0);
		for (double place = 1000; place < 1001; place += 0.0103) {
			double[] values = values(Emission.lines(GRID, new double[] { place }, new double[] { 7 }));
			for (int sample = 17300; sample < 18000; sample++) {
				assertEquals(7 * KERNELS.value(WEIGHTS, GRID.row(sample) - place), values[sample], 7 * peak * 5e-5);
			}
		}
	}

	@Test
	void cubicInterpolationBetweenSamplesIsFineEnough() {
		double place = 700.3;
		double[] values = values(Emission.lines(GRID, new double[] { place }, new double[] { 1 }));
		double peak = KERNELS.value(WEIGHTS, 0);
		for (double row = 690; row < 710; row += 0.0117) {
			double at = (row - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW - 0.5;
			int index = (int) at;
			double f = at - index;
			double value = Cubic.first(f) * values[index - 1] + Cubic.second(f) * values[index]
					+ Cubic.third(f) * values[index + 1] + Cubic.fourth(f) * values[index + 2];
			assertEquals(KERNELS.value(WEIGHTS, row - place), value, 5e-5 * peak);
		}
	}

	@Test
	void theContinuumIsConvolvedAsManyLines() {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
		var continuum = new double[GRID.size()];
		var rows = new double[300];
		var rates = new double[300];
		for (int line = 0; line < rows.length; line++) {
			int sample = line * 119;
			continuum[sample] = 1 + random.nextDouble();
			rows[line] = GRID.row(sample);
			rates[line] = continuum[sample];
		}
		double[] expected = values(Emission.lines(GRID, rows, rates));
		double[] found = values(Emission.continuum(GRID, continuum));
		for (int sample = 0; sample < found.length; sample++) {
			assertEquals(expected[sample], found[sample], 5e-5 * 2 * KERNELS.value(WEIGHTS, 0));
		}
	}

	@Test
	void anEvenContinuumStaysEven() {
		var continuum = new double[GRID.size()];
		Arrays.fill(continuum, 0.25);
		double[] values = values(Emission.continuum(GRID, continuum));
		for (int sample = 500; sample < GRID.size() - 500; sample++) {
			assertEquals(0.25 * SpectralGrid.PER_ROW, values[sample], 1e-6);
		}
	}

	@Test
	void onlyTheSurroundingsOfLinesShine() {
		var spectrum = RowSpectrum.of(
				Emission.lines(GRID, new double[] { 1000, -5000, 9000 }, new double[] { 1, 1, 1 }), KERNELS);
		int middle = (1000 - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW;
		assertTrue(spectrum.shines(middle - 8, middle + 8));
		assertFalse(spectrum.shines(0, middle - 1000));
		assertFalse(spectrum.shines(middle + 1000, GRID.size() - 1));
	}

	private static double[] values(Emission emission) {
		var values = new double[GRID.size()];
		RowSpectrum.of(emission, KERNELS).mix(0, values.length, WEIGHTS, values);
		return values;
	}
}
