package org.armillary.kmos.simulator.light;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.Band;

/**
 * Line profiles of a band as mixtures of four fixed kernels: a narrow and a wide one, each lopsided to larger rows
 * and its mirror image. So a spectrum is convolved four times and not once for each place on the detector, and yet
 * the profile changes its width and its asymmetry from row to row. No kernel is a Gaussian, nor is any mixture.
 *
 * <p>All are integrated over a pixel of one row, positive, and sum up to 1 with a mean of 0. Immutable.
 */
public final class LineKernels {

	/** Kernels of a mixture: narrow and wide with the tail to larger rows, then narrow and wide mirrored. */
	public static final int KERNELS = 4;
	/** Profiles narrower than this, in rows, cannot be had through a slit and a pixel of one row each. */
	public static final double NARROWEST = 1.12;

	/** Tabulated values of the kernels for each sample of the spectral grid. */
	static final int PHASES = 8;

	private static final int PER_ROW = PHASES * SpectralGrid.PER_ROW;
	private static final double BELOW = 0.97;
	private static final double ABOVE = 1.12;
	private static final int WIDTHS = 32;
	private static final int SKEWS = 8;
	private static final double MAX_SKEWNESS = 0.36;
	private static final int HALVINGS = 40;

	private final Band band;
	private final ColumnBlur blur;
	private final double[] nominal;
	private final int reach;
	private final double[] narrow;
	private final double[] wide;
	private final Moments narrowMoments;
	private final Moments wideMoments;
	private final double minWidth;
	private final double maxWidth;
	private final double[][] wideShares;

	private LineKernels(Band band, double resolution, double variation, ColumnBlur blur) {
		this.band = band;
		this.blur = blur;
		nominal = new double[SpectralGrid.ROWS + 1];
		for (int row = 0; row < nominal.length; row++) {
			nominal[row] = band.nominalWidthRows(row + SpectralGrid.FIRST_ROW) / resolution;
		}
		minWidth = Math.max(NARROWEST, nominal[0] * (1 - variation));
		maxWidth = Math.max(minWidth + 0.01, nominal[nominal.length - 1] * (1 + variation));
		LineShape narrowShape = LineShape.ofWidth(BELOW * minWidth);
		LineShape wideShape = LineShape.ofWidth(ABOVE * maxWidth);
		reach = (int) Math.ceil(wideShape.reach());
		narrow = table(narrowShape);
		wide = table(wideShape);
		narrowMoments = Moments.of(narrow);
		wideMoments = Moments.of(wide);
		wideShares = new double[SKEWS + 1][WIDTHS + 1];
		for (int skew = 0; skew <= SKEWS; skew++) {
			for (int width = 0; width <= WIDTHS; width++) {
				wideShares[skew][width] = solve(minWidth + (maxWidth - minWidth) * width / WIDTHS,
						MAX_SKEWNESS * skew / SKEWS);
			}
		}
	}

	/** The kernels of a band. Takes some ten milliseconds: keep them. */
	public static LineKernels of(Band band, Settings settings) {
		return new LineKernels(band, settings.get(Setting.RESOLUTION), settings.get(Setting.WIDTH_VARIATION),
				ColumnBlur.of(settings));
	}

	/** The band. */
	public Band band() {
		return band;
	}

	/**
	 * Full width at half maximum of the pixel-integrated profile that is wanted at a canonical row, rows.
	 *
	 * @param widthFactor
	 *            width over the nominal one
	 */
	public double width(double row, double widthFactor) {
		double place = Math.clamp(row - SpectralGrid.FIRST_ROW, 0, SpectralGrid.ROWS - 1e-6);
		int index = (int) place;
		return widthFactor * (nominal[index] + (place - index) * (nominal[index + 1] - nominal[index]));
	}

	/**
	 * The mixture for a full width at half maximum and a skewness.
	 *
	 * @param fullWidth
	 *            rows; clamped to what {@link Setting#WIDTH_VARIATION} spans in the band, and to {@value #NARROWEST}
	 * @param skewness
	 *            third standardised moment; clamped to what the kernels reach, beyond 0.3 for profiles of 1.4 rows or
	 *            more
	 * @return shares of the kernels, not negative, with sum 1
	 */
	public double[] weights(double fullWidth, double skewness) {
		var weights = new double[KERNELS];
		weights(fullWidth, skewness, weights);
		return weights;
	}

	/** As {@link #weights(double, double)}, into an array of {@value #KERNELS}. */
	void weights(double fullWidth, double skewness, double[] into) {
		double x = Math.clamp((fullWidth - minWidth) / (maxWidth - minWidth) * WIDTHS, 0, WIDTHS - 1e-9);
		double y = Math.min(Math.abs(skewness) / MAX_SKEWNESS * SKEWS, SKEWS - 1e-9);
		int column = (int) x;
		int line = (int) y;
		double right = x - column;
		double up = y - line;
		double[] lower = wideShares[line];
		double[] upper = wideShares[line + 1];
		double share = (1 - up) * (lower[column] + right * (lower[column + 1] - lower[column]))
				+ up * (upper[column] + right * (upper[column + 1] - upper[column]));
		mix(share, asymmetry(share, skewness), into);
	}

	/** The profile of a mixture at a canonical row. */
	public LineProfile profile(double row, double[] weights) {
		double wideShare = weights[1] + weights[3];
		double variance = narrowMoments.second + wideShare * (wideMoments.second - narrowMoments.second);
		double third = (weights[0] - weights[2]) * narrowMoments.third + (weights[1] - weights[3]) * wideMoments.third;
		double fullWidth = fullWidth(weights);
		return new LineProfile(fullWidth, fullWidth * band.micronPerRow(row), variance,
				third / (variance * Math.sqrt(variance)));
	}

	/** Share of a line in the pixel whose centre lies {@code u} rows above it, for a mixture. */
	public double value(double[] weights, double u) {
		double place = u * PER_ROW;
		int index = (int) Math.floor(place);
		double part = place - index;
		return tabulated(weights, index) * (1 - part) + tabulated(weights, index + 1) * part;
	}

	/** The blur across the dispersion, which comes with the same settings. */
	ColumnBlur blur() {
		return blur;
	}

	/** Rows on each side of a line beyond which the kernels are zero. */
	public int reach() {
		return reach;
	}

	/**
	 * The kernels for a line that lies a part of a sample below a sample of the spectral grid: values by sample from
	 * {@code -samples} to {@code samples}, those of the four kernels side by side.
	 *
	 * @param phase
	 *            distance of the middle sample from the line in parts of a sample, {@value #PHASES} to a sample
	 */
	double[] sampled(int phase, int samples) {
		var values = new double[(2 * samples + 1) * KERNELS];
		for (int sample = -samples; sample <= samples; sample++) {
			int index = sample * PHASES + phase;
			int at = (sample + samples) * KERNELS;
			values[at] = element(narrow, index);
			values[at + 1] = element(wide, index);
			values[at + 2] = element(narrow, -index);
			values[at + 3] = element(wide, -index);
		}
		return values;
	}

	private double[] table(LineShape shape) {
		var table = new double[2 * reach * PER_ROW + 1];
		double sum = 0;
		for (int index = 0; index < table.length; index++) {
			table[index] = shape.at(index / (double) PER_ROW - reach);
			sum += table[index];
		}
		for (int index = 0; index < table.length; index++) {
			table[index] *= PER_ROW / sum;
		}
		return table;
	}

	/** The share of the wide kernels with which a mixture has a width and a skewness. */
	private double solve(double fullWidth, double skewness) {
		var weights = new double[KERNELS];
		double low = 0;
		double high = 1;
		for (int step = 0; step < HALVINGS; step++) {
			double share = (low + high) / 2;
			mix(share, asymmetry(share, skewness), weights);
			if (fullWidth(weights) > fullWidth) {
				high = share;
			} else {
				low = share;
			}
		}
		return (low + high) / 2;
	}

	private double asymmetry(double wideShare, double skewness) {
		double variance = narrowMoments.second + wideShare * (wideMoments.second - narrowMoments.second);
		double third = narrowMoments.third + wideShare * (wideMoments.third - narrowMoments.third);
		return Math.clamp(skewness * variance * Math.sqrt(variance) / third, -1, 1);
	}

	private static void mix(double wideShare, double asymmetry, double[] into) {
		double up = (1 + asymmetry) / 2;
		into[0] = (1 - wideShare) * up;
		into[1] = wideShare * up;
		into[2] = (1 - wideShare) * (1 - up);
		into[3] = wideShare * (1 - up);
	}

	private double fullWidth(double[] weights) {
		int top = -PER_ROW;
		int end = reach * PER_ROW;
		int step = PER_ROW / 2;
		while (step > 0) {
			while (top + step < end && tabulated(weights, top + step) > tabulated(weights, top)) {
				top += step;
			}
			while (top - step > -end && tabulated(weights, top - step) > tabulated(weights, top)) {
				top -= step;
			}
			step /= 2;
		}
		double before = tabulated(weights, top - 1);
		double peak = tabulated(weights, top);
		double after = tabulated(weights, top + 1);
		double height = peak + (after - before) * (after - before) / (8 * (2 * peak - before - after));
		return (crossing(weights, top, 1, height / 2) + crossing(weights, top, -1, height / 2)) / PER_ROW;
	}

	/** Distance from the top to where the mixture falls to a level, in parts of the table. */
	private double crossing(double[] weights, int top, int direction, double level) {
		int near = 0;
		int far = reach * PER_ROW;
		while (far - near > 1) {
			int middle = (near + far) / 2;
			if (tabulated(weights, top + direction * middle) > level) {
				near = middle;
			} else {
				far = middle;
			}
		}
		double above = tabulated(weights, top + direction * near);
		double below = tabulated(weights, top + direction * far);
		return near + (above - level) / (above - below);
	}

	private double tabulated(double[] weights, int index) {
		return weights[0] * element(narrow, index) + weights[1] * element(wide, index)
				+ weights[2] * element(narrow, -index) + weights[3] * element(wide, -index);
	}

	private static double element(double[] table, int index) {
		int at = index + table.length / 2;
		return at < 0 || at >= table.length ? 0 : table[at];
	}

	/** Central moments of a kernel, rows² and rows³. */
	private record Moments(double second, double third) {

		static Moments of(double[] table) {
			double sum = 0;
			double mean = 0;
			for (int index = 0; index < table.length; index++) {
				sum += table[index];
				mean += table[index] * (index - table.length / 2);
			}
			mean /= sum;
			double second = 0;
			double third = 0;
			for (int index = 0; index < table.length; index++) {
				double distance = (index - table.length / 2 - mean) / PER_ROW;
				second += table[index] * distance * distance;
				third += table[index] * distance * distance * distance;
			}
			return new Moments(second / sum, third / sum);
		}
	}
}
