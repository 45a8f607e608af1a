package org.armillary.kmos.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;

/**
 * A detector in memory whose spectral lines are curved: 100 straight slitlets with throughputs of their own. Written for the
 * tests alone.
 *
 * @param curvature
 *            by how many rows lines bend from the middle to the sides
 * @param jumps
 *            standard deviation of the shifts of single slitlets, rows
 * @param waves
 *            amplitude of waves in the response, over the detector
 * @param cut
 *            in how many rows the light falls by e at the ends of a filter, {@value #FILTER} rows from those of the detector; 0 for
 *            no filter
 */
record LitDetector(int ny, double curvature, double jumps, double waves, double cut) {

	static final int NX = 1400;
	static final double WIDTH = 11;
	static final double VARIANCE = 400;
	/** Row of the edge of a band, where the light falls. */
	static final double EDGE = 700;

	static final double FILTER = 80;

	private static final double STEEP = 20;

	/** The same detector without jumps and waves. */
	LitDetector(int ny, double curvature) {
		this(ny, curvature, 0, 0, 0);
	}

	/** The light in a pixel of a slitlet, without response and noise, over the throughput of the slitlet; adu. */
	double light(int row, int column) {
		double y = place(row, column);
		double u = 2 * y / ny - 1;
		double edge = 0.3 + 0.7 / (1 + Math.exp((y - EDGE) / STEEP));
		double filter = cut == 0 ? 1
				: 1 / (1 + Math.exp((FILTER - y) / cut)) / (1 + Math.exp((y - ny + FILTER) / cut));
		return 20_000 * edge * filter * (1 - 0.4 * u * u + 0.1 * u + 0.03 * Math.sin(y / 12) + 0.02 * Math.sin(y / 31));
	}

	/** Row at which the light of a pixel would fall in the middle of the detector, without jumps: runs with wavelength. */
	double place(int row, int column) {
		double x = (2.0 * column - (NX - 1)) / NX;
		double jump = jumps * new SplittableRandom(Math.clamp((int) ((column - 6) / 13.7), 0, 99)).nextGaussian();
		return row - curvature * x * x + jump;
	}

	/** Waves in the response at a pixel. */
	double wave(int row, int column) {
		return 1 + waves * (Math.sin(row / 110.0 + column / 160.0) + Math.sin(row / 140.0 - column / 130.0 + 1));
	}

	static double throughput(int slitlet) {
		return 1 + 0.1 * Math.sin(2.3 * slitlet);
	}

	static double left(int slitlet) {
		return 8.3 + 13.7 * slitlet;
	}

	SlitletRows rows() {
		List<Slitlet> slitlets = new ArrayList<>();
		double[][] left = new double[100][ny];
		double[][] right = new double[100][ny];
		for (int i = 0; i < 100; i++) {
			slitlets.add(Slitlet.at(1, i));
			Arrays.fill(left[i], left(i));
			Arrays.fill(right[i], left(i) + WIDTH);
		}
		return new SlitletRows(ny, NX, slitlets, left, right);
	}

	/** The frame with 1 % of response and with noise; pixels outside slitlets are 0. */
	DetectorFrame frame(long seed) {
		var random = new SplittableRandom(seed);
		float[] value = new float[ny * NX];
		float[] variance = new float[value.length];
		Arrays.fill(variance, (float) VARIANCE);
		for (int row = 4; row < ny - 4; row++) {
			for (int slitlet = 0; slitlet < 100; slitlet++) {
				for (int column = (int) left(slitlet) - 1; column < left(slitlet) + WIDTH + 2; column++) {
					double share = Math.clamp(Math.min(column - left(slitlet), left(slitlet) + WIDTH - column) + 0.5, 0,
							1);
					value[row * NX + column] = (float) (light(row, column) * throughput(slitlet) * share
							* wave(row, column) * (1 + 0.01 * random.nextGaussian())
							+ Math.sqrt(VARIANCE) * random.nextGaussian());
				}
			}
		}
		return new DetectorFrame(ny, NX, value, variance, new byte[value.length]);
	}
}
