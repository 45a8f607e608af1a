package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineStatus;

/**
 * How wrong the wavelengths of pixels are likely to be, which residuals of lines do not tell: most of a residual is the
 * noise of that line, of which the fit keeps little. Two things remain: what the optics have that no polynomial
 * follows, and the error of the polynomial. The first is what the residuals scatter by more than their noise; the
 * second follows from the fit. An error of the line list that all slitlets share is not seen.
 *
 * @param structure
 *            standard deviation of what the fit does not follow, pixel
 * @param half
 *            half of the rows between the lines of their slitlet are better than this, pixel
 * @param most
 *            95 % of the rows between the lines of their slitlet are better than this, pixel
 * @param outside
 *            95 % of the rows outside the lines of their slitlet are better than this, pixel
 */
public record SolutionError(double structure, double half, double most, double outside) {

	/** Nothing is known. */
	static final SolutionError NONE = new SolutionError(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

	private static final double HALF = 0.5;
	private static final double MOST = 0.95;
	/** Half of the squares of normal values are less. */
	private static final double MEDIAN_SQUARE = 0.4549;
	private static final double GREATEST = 1;
	private static final int HALVINGS = 30;
	/**
	 * What the fit does not follow is alike in so many neighbouring lines: between lines that does not matter, beyond
	 * them it makes the fit so many times less certain than lines that scatter each by itself.
	 */
	private static final double ALIKE = 4;
	/** Rows are looked at so far apart. */
	private static final int ROW_STEP = 32;
	/** Sizes of normal values of equal probability. */
	private static final double[] SIZES = { 0.0313, 0.0941, 0.1573, 0.2211, 0.2858, 0.3518, 0.4193, 0.4888, 0.5607,
			0.6357, 0.7144, 0.7978, 0.8871, 0.9842, 1.0916, 1.2133, 1.3563, 1.5341, 1.7805, 2.2414 };

	/**
	 * Estimates.
	 *
	 * @param slitlets
	 *            slitlets by their number in the fit
	 * @param solutions
	 *            of these slitlets
	 * @param rows
	 *            rows of the detector
	 */
	static SolutionError of(WavelengthFit fit, LineMeasurements lines, List<Integer> slitlets,
			List<SlitletSolution> solutions, int rows) {
		int most = slitlets.size() * lines.lines();
		double[] squares = new double[most];
		double[] noise = new double[most];
		double[] left = new double[most];
		double[] assumed = new double[most];
		int count = 0;
		for (int s : slitlets) {
			for (int line = 0; line < lines.lines(); line++) {
				if (lines.status(s, line) == LineStatus.MEASURED) {
					double[] variances = fit.variances(s, line);
					squares[count] = fit.residual(s, line) * fit.residual(s, line);
					left[count] = Math.max(0, 1 - variances[1] / variances[0]);
					assumed[count] = variances[0];
					noise[count++] = variances[2];
				}
			}
		}
		if (count == 0) {
			return NONE;
		}
		double structure = structure(Arrays.copyOf(squares, count), noise, left, assumed);
		double ratios = 0;
		for (int i = 0; i < count; i++) {
			ratios += (structure * structure + noise[i]) / assumed[i];
		}
		return of(fit, slitlets, solutions, rows, structure, ratios / count);
	}

	/** The scatter that explains half of the residuals, beside their noise; weights are those of the fit. */
	private static double structure(double[] squares, double[] noise, double[] left, double[] assumed) {
		double total = 0;
		for (int i = 0; i < squares.length; i++) {
			total += 1 / assumed[i];
		}
		double low = 0;
		double high = GREATEST;
		for (int step = 0; step < HALVINGS; step++) {
			double middle = (low + high) / 2;
			double below = 0;
			for (int i = 0; i < squares.length; i++) {
				double expected = left[i] * (middle * middle + noise[i]);
				below += squares[i] < MEDIAN_SQUARE * expected ? 1 / assumed[i] : 0;
			}
			low = below < HALF * total ? middle : low;
			high = below < HALF * total ? high : middle;
		}
		return high;
	}

	private static SolutionError of(WavelengthFit fit, List<Integer> slitlets, List<SlitletSolution> solutions,
			int rows, double structure, double scale) {
		int most = slitlets.size() * (rows / ROW_STEP + 1);
		double[] inside = new double[most];
		double[] outside = new double[most];
		int within = 0;
		int beyond = 0;
		for (int k = 0; k < solutions.size(); k++) {
			double first = solutions.get(k).firstRow();
			double last = solutions.get(k).lastRow();
			for (int row = ROW_STEP / 4; row < rows; row += ROW_STEP) {
				double variance = fit.variance(slitlets.get(k), row);
				if (row >= first && row <= last) {
					inside[within++] = Math.sqrt(structure * structure + scale * variance);
				} else {
					outside[beyond++] = Math.sqrt(structure * structure + ALIKE * variance);
				}
			}
		}
		double[] errors = sizes(inside, within);
		return new SolutionError(structure, quantile(errors, HALF), quantile(errors, MOST),
				quantile(sizes(outside, beyond), MOST));
	}

	/** Sizes of errors with these standard deviations, rising. */
	private static double[] sizes(double[] deviations, int count) {
		double[] sizes = new double[count * SIZES.length];
		for (int i = 0; i < sizes.length; i++) {
			sizes[i] = deviations[i / SIZES.length] * SIZES[i % SIZES.length];
		}
		Arrays.sort(sizes);
		return sizes;
	}

	private static double quantile(double[] sorted, double share) {
		return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
	}
}
