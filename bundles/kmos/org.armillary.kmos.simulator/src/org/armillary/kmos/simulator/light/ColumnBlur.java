package org.armillary.kmos.simulator.light;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * The blur along slitlets before the integration over pixels: the square of a hyperbolic secant spread by a box,
 * symmetric and not a Gaussian. It is cut in the bins of a {@link SlitletProfile} and its sum is 1.
 */
final class ColumnBlur {

	/** Width of a bin on the detector, pixels. */
	static final double BIN = SlitletGeometry.NOMINAL_WIDTH / SlitletProfile.BINS;

	private static final double BOX = 0.5;
	private static final double TAIL = 6.5;
	private static final int HALVINGS = 50;

	private final double[] kernel;

	private ColumnBlur(double box, double width) {
		int bins = (int) Math.ceil((box / 2 + TAIL * width) / BIN);
		kernel = new double[2 * bins + 1];
		double sum = 0;
		for (int bin = 0; bin < kernel.length; bin++) {
			double middle = (bin - bins) * BIN;
			kernel[bin] = Math.max(0,
					cumulative(middle + BIN / 2, box, width) - cumulative(middle - BIN / 2, box, width));
			sum += kernel[bin];
		}
		for (int bin = 0; bin < kernel.length; bin++) {
			kernel[bin] /= sum;
		}
	}

	/** The blur with the full width at half maximum of {@link Setting#BLUR}. */
	static ColumnBlur of(Settings settings) {
		return ofWidth(settings.get(Setting.BLUR));
	}

	/** The blur with a full width at half maximum, pixels. */
	static ColumnBlur ofWidth(double fullWidth) {
		double box = BOX * fullWidth;
		double low = fullWidth / 100;
		double high = fullWidth;
		for (int step = 0; step < HALVINGS; step++) {
			double middle = (low + high) / 2;
			if (density(fullWidth / 2, box, middle) > density(0, box, middle) / 2) {
				high = middle;
			} else {
				low = middle;
			}
		}
		return new ColumnBlur(box, (low + high) / 2);
	}

	/** Bins on each side that it reaches. */
	int reach() {
		return kernel.length / 2;
	}

	/**
	 * Blurs shares of bins and adds them up.
	 *
	 * @param shares
	 *            by bin
	 * @return light to the left of each boundary of bins, from {@link #reach()} bins before the first bin to as many
	 *         after the last
	 */
	double[] cumulative(double[] shares) {
		var blurred = new double[shares.length + kernel.length - 1];
		for (int bin = 0; bin < shares.length; bin++) {
			double share = shares[bin];
			if (share != 0) {
				for (int element = 0; element < kernel.length; element++) {
					blurred[bin + element] += share * kernel[element];
				}
			}
		}
		var sums = new double[blurred.length + 1];
		for (int bin = 0; bin < blurred.length; bin++) {
			sums[bin + 1] = sums[bin] + blurred[bin];
		}
		return sums;
	}

	private static double density(double x, double box, double width) {
		return StrictMath.tanh((x + box / 2) / width) - StrictMath.tanh((x - box / 2) / width);
	}

	private static double cumulative(double x, double box, double width) {
		return (LineShape.integral(x + box / 2, width) - LineShape.integral(x - box / 2, width)) / box;
	}
}
