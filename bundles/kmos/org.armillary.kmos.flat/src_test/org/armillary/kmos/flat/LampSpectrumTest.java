package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

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

	/**
	 * Waves in the response that run on from slitlet to slitlet are not taken for shifts, nor are shifts taken for them: means over
	 * 64 rows of a slitlet are right, but for a function of the wavelength.
	 */
	@ParameterizedTest
	@CsvSource({ "0, 4", "0.01, 4", "0.01, 5", "0.02, 6" })
	void shiftsAreToldFromWavesInTheResponse(double waves, long seed) throws Exception {
		var detector = new LitDetector(1000, 20, 0.7, waves, 0);
		SlitletRows rows = detector.rows();
		LampSpectrum spectrum = LampSpectrum.of(SlitletLight.measure(detector.frame(seed), rows, Checkpoint.NONE),
				Checkpoint.NONE);
		double[][] errors = new double[rows.count()][1000];
		double[] sums = new double[140];
		int[] counts = new int[140];
		double[] made = new double[1];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			int column = (int) (LitDetector.left(slitlet) + LitDetector.WIDTH / 2);
			for (int row = 0; row < 1000; row++) {
				spectrum.fill(slitlet, row, column, column, made);
				errors[slitlet][row] = Math.log(made[0] / detector.light(row, column));
				int bin = (int) (detector.place(row, column) + 60) / 8;
				sums[bin] += errors[slitlet][row];
				counts[bin]++;
			}
		}
		double squares = 0;
		int cells = 0;
		for (int first = 36; first + 64 < 964; first += 64) {
			for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
				int column = (int) (LitDetector.left(slitlet) + LitDetector.WIDTH / 2);
				double mean = 0;
				for (int row = first; row < first + 64; row++) {
					int bin = (int) (detector.place(row, column) + 60) / 8;
					mean += (errors[slitlet][row] - sums[bin] / counts[bin]) / 64;
				}
				squares += mean * mean;
				cells++;
			}
		}
		// 1 % of response for each pixel of noise in the levels
		assertEquals(0, Math.sqrt(squares / cells), 2e-4);
	}

	/** At the ends of a steep filter an error of a shift is a large error of the light: none of the slitlets has one. */
	@ParameterizedTest
	@CsvSource({ "7, 0.01, 7", "5, 0, 8", "3, 0.01, 10", "4, 0.02, 11" })
	void slitletsAreRightAtTheEndsOfASteepFilter(double cut, double waves, long seed) throws Exception {
		var detector = new LitDetector(1000, 20, 0.7, waves, cut);
		SlitletRows rows = detector.rows();
		LampSpectrum spectrum = LampSpectrum.of(SlitletLight.measure(detector.frame(seed), rows, Checkpoint.NONE),
				Checkpoint.NONE);
		for (double end : new double[] { LitDetector.FILTER, 1000 - LitDetector.FILTER }) {
			double[] errors = new double[rows.count()];
			double[] made = new double[1];
			for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
				int column = (int) (LitDetector.left(slitlet) + LitDetector.WIDTH / 2);
				int count = 0;
				for (int row = 4; row < 996; row++) {
					// places where the filter lets pass between a fifth and four fifths
					if (Math.abs(detector.place(row, column) - end) < 1.4 * cut) {
						spectrum.fill(slitlet, row, column, column, made);
						errors[slitlet] += Math.log(made[0] / detector.light(row, column));
						count++;
					}
				}
				errors[slitlet] /= count;
			}
			double mean = Arrays.stream(errors).average().orElseThrow();
			double squares = Arrays.stream(errors).map(error -> (error - mean) * (error - mean)).average()
					.orElseThrow();
			// a shift by a hundredth of a row is up to 0.3 % of the light
			assertEquals(0, Math.sqrt(squares), 3e-3);
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
