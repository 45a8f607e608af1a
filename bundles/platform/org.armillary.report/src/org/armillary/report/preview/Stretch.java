package org.armillary.report.preview;

import java.util.Arrays;
import java.util.List;

import org.armillary.report.plot.Numbers;

/**
 * Which numbers are dark and which are bright: the middle 99 % of the pixels from end to end, evenly; where a few
 * are far brighter than the others scatter, by the inverse hyperbolic sine (Lupton et al. 2004, PASP 116, 133),
 * which is even near the background and logarithmic far above.
 *
 * @param lowest
 *            what is darkest, in the unit of the pixels
 * @param highest
 *            what is brightest
 * @param softening
 *            where the inverse hyperbolic sine turns from even to logarithmic, above {@code lowest}; 0 for evenly
 * @param count
 *            number of finite pixels
 */
record Stretch(double lowest, double highest, double softening, int count) {

	/** From 0 to 1. */
	static final Stretch FLAGS = new Stretch(0, 1, 0, 0);

	private static final double TAIL = 0.005;
	/** Share of a normal distribution below the mean minus one standard deviation. */
	private static final double ONE_SIGMA_BELOW = 0.1587;
	/** A picture of high contrast has its upper end so many standard deviations above its middle. */
	private static final double HIGH_CONTRAST = 6;
	/** Background that is shown below its middle, standard deviations. */
	private static final double BACKGROUND = 3;
	/** Where the logarithm begins in a picture without scatter, as a share of the range. */
	private static final double SHARE = 0.02;
	private static final int DIGITS = 4;

	/** What suits the pixels of pictures shown together. */
	static Stretch of(List<float[]> pictures) {
		float[] finite = new float[pictures.stream().mapToInt(pixels -> pixels.length).sum()];
		int count = 0;
		for (float[] pixels : pictures) {
			for (float pixel : pixels) {
				if (Float.isFinite(pixel)) {
					finite[count++] = pixel;
				}
			}
		}
		if (count == 0) {
			return new Stretch(Double.NaN, Double.NaN, 0, 0);
		}
		Arrays.sort(finite, 0, count);
		double lowest = quantile(finite, count, TAIL);
		double highest = quantile(finite, count, 1 - TAIL);
		double middle = quantile(finite, count, 0.5);
		double scatter = (quantile(finite, count, 1 - ONE_SIGMA_BELOW) - quantile(finite, count, ONE_SIGMA_BELOW)) / 2;
		if (scatter == 0 && finite[0] < finite[count - 1]) {
			double range = (double) finite[count - 1] - finite[0];
			return new Stretch(finite[0], finite[count - 1], SHARE * range, count);
		}
		if (highest - middle > HIGH_CONTRAST * scatter) {
			double dark = Math.max(finite[0], middle - BACKGROUND * scatter);
			return new Stretch(dark, Math.max(highest, quantile(finite, count, 1 - TAIL / 5)), scatter, count);
		}
		return new Stretch(lowest, highest, 0, count);
	}

	/** Where a number stands between dark and bright, 0 to 1; what is alike all over is in the middle. */
	double share(double value) {
		if (!(highest > lowest)) {
			return 0.5;
		}
		double above = Math.clamp(value, lowest, highest) - lowest;
		return softening == 0 ? above / (highest - lowest)
				: asinh(above / softening) / asinh((highest - lowest) / softening);
	}

	/** The choice in words. */
	String words(ColourMap colours, String unit) {
		if (count == 0) {
			return "no data";
		}
		String end = unit.isEmpty() ? "" : " " + unit;
		if (!(highest > lowest)) {
			return "all " + Numbers.text(lowest, DIGITS) + end;
		}
		return colours.words() + " from " + Numbers.text(lowest, DIGITS) + " to " + Numbers.text(highest, DIGITS) + end
				+ (softening == 0 ? ", linear (0.5 to 99.5 % of the pixels)"
						: ", asinh above " + Numbers.text(softening, DIGITS) + end);
	}

	private static double quantile(float[] sorted, int count, double fraction) {
		double position = fraction * (count - 1);
		int below = (int) position;
		double weight = position - below;
		return weight == 0 ? sorted[below] : sorted[below] + weight * ((double) sorted[below + 1] - sorted[below]);
	}

	private static double asinh(double value) {
		return Math.log(value + Math.sqrt(value * value + 1));
	}
}
