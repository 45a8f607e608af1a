package org.armillary.kmos.slitlet;

import java.util.Arrays;

/**
 * Follows both edges of a slitlet from bin to bin of rows, where the light falls to half of its level in the middle of
 * the slitlet. Right to some hundredths of a pixel, which is enough to know where to look. Holds its work space: for
 * one thread.
 */
final class EdgeFollower {

	/** Distance from an edge from which on a pixel sees the full light, pixel. */
	private static final double INSET = 2.3;
	/** Distance from an edge at which a pixel sees none, pixel. */
	private static final double OUTSET = 2.2;
	/** Length of a slitlet next to an edge that tells the light there, pixel. */
	private static final double NEAR = 8.2;
	private static final double SIGMA = 5;
	/** Least contrast between slitlet and gap. */
	private static final double CONTRAST = 0.4;
	/** How far an edge may lie from where it is expected, pixel; more at the start. */
	private static final double GATE = 0.8;
	private static final double START_GATE = 2.5;
	/** Gains of the filter that predicts place and slope. */
	private static final double GAIN = 0.5;
	private static final double SLOPE_GAIN = 0.1;
	/** Bins that an edge is followed without being seen before the gate opens. */
	private static final int LOST = 20;
	private static final int MOST_COLUMNS = 64;
	private static final int BLUR_BINS = 4;
	private static final double BLUR_SIGMA = 20;
	private static final double BLUR_REACH = 2.2;
	private static final double LEAST_BLUR = 0.2;
	/** Where there is no light to tell the blur, pixel. */
	private static final double USUAL_BLUR = 0.55;

	private final RowBins bins;
	private final float[] inside = new float[MOST_COLUMNS];
	private float noise;

	EdgeFollower(RowBins bins) {
		this.bins = bins;
	}

	/**
	 * Follows a slitlet.
	 *
	 * @param left
	 *            left edge at the start
	 * @param right
	 *            right edge at the start
	 * @param start
	 *            bin to start with
	 * @param leftPlaces
	 *            takes the left edge of each bin; NaN where it was not seen
	 * @param rightPlaces
	 *            the same of the right edge
	 */
	void follow(double left, double right, int start, double[] leftPlaces, double[] rightPlaces) {
		Arrays.fill(leftPlaces, Double.NaN);
		Arrays.fill(rightPlaces, Double.NaN);
		walk(left, right, start, 1, leftPlaces, rightPlaces);
		double first = Double.isNaN(leftPlaces[start]) ? left : leftPlaces[start];
		double last = Double.isNaN(rightPlaces[start]) ? right : rightPlaces[start];
		walk(first, last, start, -1, leftPlaces, rightPlaces);
	}

	private void walk(double left, double right, int start, int step, double[] leftPlaces, double[] rightPlaces) {
		double leftSlope = 0;
		double rightSlope = 0;
		int leftLost = LOST;
		int rightLost = LOST;
		for (int bin = start; bin >= 0 && bin < bins.count(); bin += step) {
			left += leftSlope;
			right += rightSlope;
			float level = level(bin, left, right);
			double seenLeft = crossing(bin, left, 1, level, leftLost >= LOST ? START_GATE : GATE);
			double seenRight = crossing(bin, right, -1, level, rightLost >= LOST ? START_GATE : GATE);
			if (Double.isNaN(seenLeft)) {
				leftLost++;
			} else {
				double off = seenLeft - left;
				left += (leftLost >= LOST ? 1 : GAIN) * off;
				leftSlope += leftLost >= LOST ? 0 : SLOPE_GAIN * off;
				leftLost = 0;
				leftPlaces[bin] = seenLeft;
			}
			if (Double.isNaN(seenRight)) {
				rightLost++;
			} else {
				double off = seenRight - right;
				right += (rightLost >= LOST ? 1 : GAIN) * off;
				rightSlope += rightLost >= LOST ? 0 : SLOPE_GAIN * off;
				rightLost = 0;
				rightPlaces[bin] = seenRight;
			}
			// an edge that is not seen goes along with the other one
			if (Double.isNaN(seenLeft) && !Double.isNaN(seenRight)) {
				leftSlope = rightSlope;
			} else if (Double.isNaN(seenRight) && !Double.isNaN(seenLeft)) {
				rightSlope = leftSlope;
			}
		}
	}

	/** How far the middle of a slitlet lies from where it is expected, in a bin; NaN if not both edges are seen. */
	double shift(int bin, double left, double right, double gate) {
		if (Double.isNaN(left) || Double.isNaN(right)) {
			return Double.NaN;
		}
		float level = level(bin, left, right);
		return (crossing(bin, left, 1, level, gate) - left + crossing(bin, right, -1, level, gate) - right) / 2;
	}

	/**
	 * Rough standard deviation of the blur of edges, without the width of pixels, pixel: if p is the part of the light
	 * that a pixel near an edge sees, the sum of p (1 - p) over them is the standard deviation over the root of pi.
	 *
	 * @param places
	 *            of left and right edges in turn, in each bin
	 */
	double roughBlur(double[][] places) {
		double[] spreads = new double[places.length * bins.count()];
		int found = 0;
		for (int edge = 0; edge < places.length; edge++) {
			int inward = edge % 2 == 0 ? 1 : -1;
			for (int bin = 0; bin < bins.count(); bin += BLUR_BINS) {
				double place = places[edge][bin];
				double left = inward > 0 ? place : place - NEAR;
				float level = Double.isNaN(place) ? Float.NaN : level(bin, left, left + NEAR);
				if (!(level > BLUR_SIGMA * noise)) {
					continue;
				}
				double sum = 0;
				int first = (int) Math.ceil(place - BLUR_REACH);
				int last = (int) Math.floor(place + BLUR_REACH);
				double dark = bins.mean(bin, inward > 0 ? first : last);
				for (int x = first; x <= last; x++) {
					double part = Math.clamp((bins.mean(bin, x) - dark) / (level - dark), 0, 1);
					sum += part * (1 - part);
				}
				// a pixel without value makes the sum NaN
				if (sum > 0) {
					spreads[found++] = sum * Math.sqrt(Math.PI);
				}
			}
		}
		double spread = CombFinder.median(spreads, 0, found - 1);
		return found == 0 ? USUAL_BLUR : Math.sqrt(Math.max(LEAST_BLUR * LEAST_BLUR, spread * spread - 1.0 / 12));
	}

	/** Median light inside a slitlet, adu; sets the noise. */
	float level(int bin, double left, double right) {
		int found = 0;
		noise = 0;
		for (int x = (int) Math.ceil(left + INSET); x <= right - INSET && found < MOST_COLUMNS; x++) {
			if (x >= 0 && x < bins.columns() && !Float.isNaN(bins.mean(bin, x))) {
				inside[found++] = bins.mean(bin, x);
				noise += bins.variance(bin, x);
			}
		}
		if (found == 0) {
			return Float.NaN;
		}
		noise = (float) Math.sqrt(noise / found);
		Arrays.sort(inside, 0, found);
		return (inside[(found - 1) / 2] + inside[found / 2]) / 2;
	}

	/** Where the light crosses half of its level, next to where it is expected; NaN if it does not. */
	private double crossing(int bin, double expected, int inward, float level, double gate) {
		int middle = (int) Math.rint(expected - inward * OUTSET);
		float dark = Float.POSITIVE_INFINITY;
		for (int x = middle - 1; x <= middle + 1; x++) {
			if (x >= 0 && x < bins.columns() && bins.mean(bin, x) < dark) {
				dark = bins.mean(bin, x);
			}
		}
		// light may grow along the slitlet: what counts is the light next to the edge
		float middleLevel = level;
		level = level(bin, inward > 0 ? expected : expected - NEAR, inward > 0 ? expected + NEAR : expected);
		level = level > middleLevel * CONTRAST / 2 ? level : middleLevel;
		if (!(level - dark > SIGMA * noise) || !(level - dark > CONTRAST * level)) {
			return Double.NaN;
		}
		float half = (level + dark) / 2;
		double found = Double.NaN;
		int reach = (int) Math.ceil(gate);
		int centre = (int) Math.rint(expected);
		for (int x = Math.max(1, centre - reach - 1); x <= Math.min(bins.columns() - 2, centre + reach + 1); x++) {
			float outer = bins.mean(bin, x);
			float inner = bins.mean(bin, x + inward);
			int wide = 1;
			if (Float.isNaN(inner) && x + 2 * inward >= 0 && x + 2 * inward < bins.columns()) {
				inner = bins.mean(bin, x + 2 * inward);
				wide = 2;
			}
			if (outer < half && inner >= half) {
				double place = x + inward * wide * (half - outer) / (double) (inner - outer);
				if (!(Math.abs(found - expected) <= Math.abs(place - expected))) {
					found = place;
				}
			}
		}
		return Math.abs(found - expected) <= gate ? found : Double.NaN;
	}
}
