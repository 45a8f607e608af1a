package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;

/**
 * What a pattern of lines is worth at many offsets at once: for each offset the sum over the lines of weight times
 * profile. The profile is sorted by the remainder of the row, so that rows a step apart are neighbours and the inner
 * loops run over arrays. For one thread.
 */
final class OffsetSums {

	private final int margin;
	private final int length;
	private final double[] lineWeights;
	private final int offsets;
	/** Places a row is divided into. */
	private final int parts;
	/** Such places from one offset to the next. */
	private final int stride;
	private final int phaseLength;
	private final double[] phases;
	private final double[] sums;
	private final double[] weights;
	private final double[] squares;

	/**
	 * For a profile.
	 *
	 * @param profile
	 *            by row
	 * @param margin
	 *            rows at either end that do not count
	 * @param lineWeights
	 *            of the lines
	 * @param offsets
	 *            number of steps to either side
	 * @param step
	 *            rows from one offset to the next: a whole number, or one over a whole number
	 */
	OffsetSums(float[] profile, int margin, double[] lineWeights, int offsets, double step) {
		this.margin = margin;
		this.lineWeights = lineWeights;
		this.offsets = offsets;
		length = profile.length;
		parts = step < 1 ? (int) Math.round(1 / step) : 1;
		stride = (int) Math.round(step * parts);
		phaseLength = length * parts / stride + 1;
		phases = new double[stride * phaseLength];
		for (int at = 0; at < length * parts; at++) {
			phases[at % stride * phaseLength + at / stride] = profile[at / parts];
		}
		sums = new double[2 * offsets + 1];
		weights = new double[sums.length];
		squares = new double[sums.length];
	}

	/** Adds up all lines at these places, rows from the beginning of the profile. */
	void add(double[] places) {
		Arrays.fill(sums, 0);
		Arrays.fill(weights, 0);
		Arrays.fill(squares, 0);
		for (int line = 0; line < places.length; line++) {
			int at = (int) Math.floor(places[line] * parts);
			int phase = Math.floorMod(at, stride);
			int index = Math.floorDiv(at, stride) - offsets;
			int first = Math.max(0, Math.ceilDiv(margin * parts - phase, stride) - index);
			int end = Math.min(sums.length, Math.ceilDiv((length - margin) * parts - phase, stride) - index);
			addLine(lineWeights[line], phase * phaseLength + index, first, end);
		}
	}

	private void addLine(double weight, int start, int first, int end) {
		double square = weight * weight;
		for (int k = first; k < end; k++) {
			sums[k] += weight * phases[start + k];
		}
		for (int k = first; k < end; k++) {
			weights[k] += weight;
			squares[k] += square;
		}
	}

	/** Sums of weight times profile, by offset. */
	double[] sums() {
		return sums;
	}

	/** Sums of the weights of the lines on the detector, by offset. */
	double[] weights() {
		return weights;
	}

	/** Sums of their squares, by offset. */
	double[] squares() {
		return squares;
	}
}
