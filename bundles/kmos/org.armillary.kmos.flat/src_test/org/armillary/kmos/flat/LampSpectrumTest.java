package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.armillary.kmos.detector.Checkpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LampSpectrumTest {

	@ParameterizedTest
	@CsvSource({ "0, 1", "12, 2", "20, 3" })
	void oneSpectrumFitsAllSlitletsAndLeavesTheirThroughput(double curvature, long seed) throws Exception {
		var detector = new LitDetector(1000, curvature);
		SlitletRows rows = detector.rows();
		LampSpectrum spectrum = LampSpectrum.of(SlitletLight.measure(detector.frame(seed), rows, Checkpoint.NONE),
				Checkpoint.NONE);
		assertEquals(-curvature * 0.97, spectrum.shift(0, 500) - spectrum.shift(50, 500), 0.5);
		double[] made = new double[20];
		double sum = 0;
		double squares = 0;
		int count = 0;
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			int first = rows.firstColumn(slitlet, 0, 1);
			int last = rows.lastColumn(slitlet, 0, 1);
			for (int row = 30; row < 970; row += 7) {
				spectrum.fill(slitlet, row, first, last, made);
				for (int column = first; column <= last; column++) {
					double ratio = made[column - first] / detector.light(row, column);
					sum += ratio;
					squares += ratio * ratio;
					count++;
				}
			}
		}
		double mean = sum / count;
		// 1 % of response: 0.02 % of noise in each 28 rows of the spectrum
		assertEquals(0, Math.sqrt(squares / count / mean / mean - 1), 1e-3);
		// at the edge of the band the light changes along a slitlet, as lines run across it
		for (int slitlet : new int[] { 0, rows.count() - 1 }) {
			assertEquals(tilt(rows, slitlet, (row, first, last, target) -> {
				for (int column = first; column <= last; column++) {
					target[column - first] = detector.light(row, column);
				}
			}), tilt(rows, slitlet, (row, first, last, target) -> spectrum.fill(slitlet, row, first, last, target)),
					0.05);
		}
	}

	private interface Light {
		void fill(int row, int first, int last, double[] target);
	}

	/** Logarithm of the light at the right end of a slitlet over that at its left one, summed over the edge of the band. */
	private static double tilt(SlitletRows rows, int slitlet, Light light) {
		double[] values = new double[20];
		double sum = 0;
		for (int row = (int) LitDetector.EDGE - 80; row < LitDetector.EDGE + 80; row++) {
			int first = rows.firstColumn(slitlet, row, 1);
			int last = rows.lastColumn(slitlet, row, 1);
			light.fill(row, first, last, values);
			sum += Math.log(values[last - first] / values[0]);
		}
		return sum;
	}
}
