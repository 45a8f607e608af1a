package org.armillary.kmos.wavecal.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * An arc exposure with known wavelengths: a few slitlets with tilted lines whose profile is the sum of two Gaussians,
 * noise, and pixels of different response.
 */
final class SyntheticArc {

	static final int ROWS = 1024;
	static final int PITCH = 18;
	static final double HALF_WIDTH = 6.8;
	static final double DISPERSION = 2e-4;
	static final double FIRST_MICRON = 1.6;

	private static final double NARROW = 0.75;
	private static final double NARROW_SHARE = 0.75;
	private static final int SUBSAMPLES = 11;
	private static final double REACH = 8;

	final int slitlets;
	final int columns;
	final float[] value;
	final float[] variance;
	final byte[] flags;
	final List<ArcLine> list = new ArrayList<>();
	final Random random;
	/** Offset of the wide Gaussian from the narrow one, pixel; the sum has its first moment at 0. */
	final double asymmetry;
	/** All profiles are wider by this factor, but for the pixels. */
	double stretch = 1;
	private final double[] offset;
	private final double[] tilt;
	private final double[] response;

	SyntheticArc(long seed, int slitlets, double asymmetry) {
		random = new Random(seed);
		this.slitlets = slitlets;
		this.asymmetry = asymmetry;
		columns = slitlets * PITCH + 10;
		value = new float[ROWS * columns];
		variance = new float[value.length];
		flags = new byte[value.length];
		response = new double[value.length];
		for (int i = 0; i < response.length; i++) {
			response[i] = 1 + 0.03 * random.nextGaussian();
		}
		offset = new double[slitlets];
		tilt = new double[slitlets];
		for (int s = 0; s < slitlets; s++) {
			offset[s] = random.nextGaussian() * 0.6;
			tilt[s] = 0.03 * (s - slitlets / 2.0) / slitlets + 0.004 * random.nextGaussian();
		}
	}

	/** Places lines at random, some 25 rows apart, of very different strength. */
	SyntheticArc randomLines(int count) {
		double step = (ROWS - 30.0) / count;
		for (int i = 0; i < count; i++) {
			double row = 15 + step * (i + 0.2 + 0.6 * random.nextDouble());
			line(row, 300 * Math.exp(5 * random.nextDouble()), random.nextBoolean() ? Gas.ARGON : Gas.NEON);
		}
		return this;
	}

	/** Adds a line at about a row; its light in a column, adu. */
	SyntheticArc line(double row, double light, Gas gas) {
		list.add(new ArcLine(FIRST_MICRON + DISPERSION * row, light, gas));
		return this;
	}

	/** True wavelength, µm. */
	double micron(int slitlet, double column, double row) {
		double y = row - tilt[slitlet] * (1 + row / ROWS / 5) * (column - middle(slitlet)) - offset[slitlet];
		double bent = y + 4e-6 * (y - 400) * (y - 400) + 2e-9 * (y - 500) * (y - 500) * (y - 500);
		return FIRST_MICRON + DISPERSION * bent;
	}

	double middle(int slitlet) {
		return 5 + PITCH * (slitlet + 0.5);
	}

	/** Standard deviation of the wide Gaussian at a row, pixel. */
	double wide(double row) {
		return 1.2 * (1 + 0.1 * (row / ROWS - 0.5));
	}

	/** The true profile as pixels see it. */
	double profile(double distance, double row) {
		double sum = 0;
		for (int i = 0; i < SUBSAMPLES; i++) {
			double u = (distance + (i + 0.5) / SUBSAMPLES - 0.5) / stretch;
			sum += NARROW_SHARE * gauss(u + (1 - NARROW_SHARE) * asymmetry, NARROW)
					+ (1 - NARROW_SHARE) * gauss(u - NARROW_SHARE * asymmetry, wide(row));
		}
		return sum / SUBSAMPLES / stretch;
	}

	/** Full width at half maximum of the true profile, by bisection from its maximum near 0. */
	double fwhm(double row) {
		double peak = 0;
		for (double u = -0.5; u < 0.5; u += 0.001) {
			peak = profile(u, row) > profile(peak, row) ? u : peak;
		}
		double half = profile(peak, row) / 2;
		return crossing(peak, peak + 4, u -> profile(u, row) - half)
				- crossing(peak, peak - 4, u -> profile(u, row) - half);
	}

	/** Third moment of the true profile, pixel³; pixels are symmetric and do not change it. */
	double thirdMoment(double row) {
		double a = -(1 - NARROW_SHARE) * asymmetry;
		double b = NARROW_SHARE * asymmetry;
		return NARROW_SHARE * (a * a * a + 3 * a * NARROW * NARROW)
				+ (1 - NARROW_SHARE) * (b * b * b + 3 * b * wide(row) * wide(row));
	}

	/** Adds the light of lines that may or may not be in the list to the slitlets. */
	SyntheticArc expose(List<ArcLine> lines, int... dark) {
		for (int s = 0; s < slitlets; s++) {
			int slitlet = s;
			if (IntStream.of(dark).anyMatch(index -> index == slitlet)) {
				continue;
			}
			int first = (int) Math.ceil(middle(s) - HALF_WIDTH);
			for (int column = first; column <= middle(s) + HALF_WIDTH; column++) {
				int at = column;
				for (ArcLine line : lines) {
					double row = crossing(-50, ROWS + 50.0, r -> micron(slitlet, at, r) - line.micron());
					int to = (int) Math.min(ROWS - 5.0, Math.floor(row + REACH));
					for (int r = (int) Math.max(4, Math.ceil(row - REACH)); r <= to; r++) {
						value[r * columns + column] += (float) (line.strength() * profile(r - row, row));
					}
				}
			}
		}
		return this;
	}

	/** Adds faint continuum, response and noise. */
	SyntheticArc noise() {
		for (int i = 0; i < value.length; i++) {
			double light = (value[i] + 3) * response[i];
			variance[i] = (float) (16 + light / 2);
			value[i] = (float) (light + Math.sqrt(variance[i]) * random.nextGaussian());
		}
		return this;
	}

	DetectorFrame frame() {
		return new DetectorFrame(ROWS, columns, value, variance, flags);
	}

	DetectorTraces traces() {
		List<SlitletTrace> traces = new ArrayList<>();
		for (int s = 0; s < slitlets; s++) {
			traces.add(trace(s));
		}
		return new DetectorTraces(1, traces);
	}

	/** True wavelengths, wrong by some rows with a slope. */
	ApproximateSolution approximate(int slitlet, double error) {
		double slope = 0.5 * random.nextGaussian();
		double start = micron(slitlet, middle(slitlet), error - slope);
		double end = micron(slitlet, middle(slitlet), ROWS - 1 + error + slope);
		double centre = micron(slitlet, middle(slitlet), (ROWS - 1) / 2.0 + error);
		double bend = 2 * (start + end - 2 * centre) / 6;
		double[] series = { (start + end) / 2 - bend, (end - start) / 2, bend };
		return new ApproximateSolution(trace(slitlet),
				new Polynomial(PolynomialBasis.LEGENDRE, 0, ROWS - 1.0, series), tilt[slitlet] + 0.004);
	}

	List<ApproximateSolution> approximate() {
		List<ApproximateSolution> all = new ArrayList<>();
		for (int s = 0; s < slitlets; s++) {
			all.add(approximate(s, 0.8 * (2 * random.nextDouble() - 1)));
		}
		return all;
	}

	DetectorSolution solve() throws InterruptedException {
		return DetectorSolution.solve(frame(), traces(), approximate(), list, new SolutionSettings(5, 4),
				Checkpoint.NONE);
	}

	private SlitletTrace trace(int s) {
		return new SlitletTrace(Slitlet.at(1, s), edge(middle(s) - HALF_WIDTH), edge(middle(s) + HALF_WIDTH));
	}

	private static EdgeTrace edge(double column) {
		return new EdgeTrace(new Polynomial(PolynomialBasis.LEGENDRE, 0, ROWS - 1.0, new double[] { column }),
				Covariance.unknown(1), 4, ROWS - 5.0, 100, 0.01);
	}

	private static double gauss(double u, double deviation) {
		return Math.exp(-u * u / (2 * deviation * deviation)) / (deviation * Math.sqrt(2 * Math.PI));
	}

	private static double crossing(double from, double to, DoubleUnaryOperator function) {
		double low = from;
		double high = to;
		double sign = Math.signum(function.applyAsDouble(from));
		for (int i = 0; i < 45; i++) {
			double middle = (low + high) / 2;
			if (Math.signum(function.applyAsDouble(middle)) == sign) {
				low = middle;
			} else {
				high = middle;
			}
		}
		return low;
	}
}
