package org.armillary.kmos.slitlet;

import java.util.Arrays;

/**
 * Light along a slitlet in each bin of rows: its level, and a parabola over the length of the slitlet whose shape
 * changes smoothly with the row. Arrays have an element for each bin; places from -1 at the left edge to 1 at the
 * right one.
 *
 * @param level
 *            light in the middle with what lies over the gaps, adu; NaN where the slitlet was not measured
 * @param noise
 *            standard deviation of a pixel of the bin, adu
 * @param slope
 *            change of the light from the middle to the right edge, relative to the level
 * @param bend
 *            second coefficient: light at place t is level (1 + slope t + bend t²)
 */
record SlitletLight(double[] level, double[] noise, double[] slope, double[] bend) {

	/** Bins whose light is taken together for the shape. */
	private static final int BLOCK = 8;
	private static final int SHAPE_TERMS = 3;
	/** Pixels that are further from the shape found before than this part of the mean tell nothing about it. */
	private static final double[] DEPARTURES = { 0.75, 0.2 };
	/** The same, about the shape found. */
	private static final double LARGEST_SCATTER = 0.12;
	/** Distance from the edge, in standard deviations of its blur, from which a pixel sees the full light. */
	private static final double CLEAR_SIGMA = 2.9;
	private static final double LEAST_INSET = 1.6;
	private static final int MOST_COLUMNS = 64;

	/**
	 * Measures a slitlet.
	 *
	 * @param left
	 *            place of the left edge in each bin; NaN where there is no use in measuring
	 * @param right
	 *            place of the right edge
	 * @param profile
	 *            of the edges
	 * @param step
	 *            of so many bins one is looked at for the shape
	 */
	static SlitletLight measure(RowBins bins, double[] left, double[] right, EdgeProfile profile, int step) {
		int count = bins.count();
		double inset = Math.max(LEAST_INSET, CLEAR_SIGMA * profile.spread());
		double[] level = new double[count];
		double[] noise = new double[count];
		double[] slope = new double[count];
		double[] bend = new double[count];
		shape(bins, left, right, inset, profile, step, slope, bend);
		float[] ratios = new float[MOST_COLUMNS];
		for (int bin = 0; bin < count; bin++) {
			level[bin] = Double.NaN;
			if (Double.isNaN(left[bin]) || Double.isNaN(right[bin])) {
				continue;
			}
			double middle = (left[bin] + right[bin]) / 2;
			double half = (right[bin] - left[bin]) / 2;
			int found = 0;
			double variance = 0;
			for (int x = (int) Math.ceil(left[bin] + inset); x <= right[bin] - inset && found < MOST_COLUMNS; x++) {
				float value = bins.mean(bin, x);
				if (!Float.isNaN(value)) {
					double t = (x - middle) / half;
					double share = profile.at(x - left[bin]) * profile.at(right[bin] - x);
					ratios[found++] = (float) (value / (share * (1 + t * (slope[bin] + t * bend[bin]))));
					variance += bins.variance(bin, x);
				}
			}
			if (found >= SHAPE_TERMS) {
				noise[bin] = Math.sqrt(variance / found);
				level[bin] = clippedMean(ratios, found, noise[bin]);
			}
		}
		return new SlitletLight(level, noise, slope, bend);
	}

	/**
	 * How light grows inward at an end, relative to the light there, 1/pixel.
	 *
	 * @param side
	 *            -1 for the left end, 1 for the right one
	 * @param width
	 *            length of the slitlet, pixel
	 */
	double growth(int bin, int side, double width) {
		return -(side * slope[bin] + 2 * bend[bin]) * 2 / width / (1 + side * slope[bin] + bend[bin]);
	}

	private static double clippedMean(float[] values, int count, double noise) {
		Arrays.sort(values, 0, count);
		double median = (values[(count - 1) / 2] + values[count / 2]) / 2;
		double limit = LARGEST_SCATTER * Math.abs(median) + SHAPE_TERMS * noise;
		double sum = 0;
		int used = 0;
		for (int i = 0; i < count; i++) {
			if (Math.abs(values[i] - median) <= limit) {
				sum += values[i];
				used++;
			}
		}
		return used == 0 ? median : sum / used;
	}

	/** The shape of blocks of bins, smoothed over them. */
	private static void shape(RowBins bins, double[] left, double[] right, double inset, EdgeProfile profile,
			int step, double[] slope, double[] bend) {
		int count = bins.count();
		int blocks = (count + BLOCK - 1) / BLOCK;
		double[] places = new double[blocks];
		double[] slopes = new double[blocks];
		double[] bends = new double[blocks];
		double[] weights = new double[blocks];
		double[] normal = new double[SHAPE_TERMS * SHAPE_TERMS];
		double[] sums = new double[SHAPE_TERMS];
		double[] solution = new double[SHAPE_TERMS];
		for (int block = 0; block < blocks; block++) {
			int to = Math.min(count, (block + 1) * BLOCK);
			places[block] = blocks == 1 ? 0 : 2.0 * block / (blocks - 1) - 1;
			solution[0] = 1;
			solution[1] = 0;
			solution[2] = 0;
			double weight = 0;
			boolean solved = true;
			for (double distance : DEPARTURES) {
				Arrays.fill(normal, 0);
				Arrays.fill(sums, 0);
				weight = 0;
				for (int bin = block * BLOCK; solved && bin < to; bin += step) {
					weight += add(bins, bin, left[bin], right[bin], inset, profile, distance, solution, normal, sums);
				}
				solved = solved && SmallSystem.solve(normal, sums, SHAPE_TERMS, solution);
			}
			if (solved && solution[0] > 0) {
				weights[block] = weight;
				slopes[block] = solution[1] / solution[0];
				bends[block] = solution[2] / solution[0];
			}
		}
		smooth(places, slopes, weights, slope);
		smooth(places, bends, weights, bend);
	}

	/** Adds a bin to the normal equations of the shape; returns the sum of weights. */
	private static double add(RowBins bins, int bin, double left, double right, double inset, EdgeProfile profile,
			double distance, double[] shape, double[] normal, double[] sums) {
		int first = (int) Math.ceil(left + inset);
		double mean = 0;
		double variance = 0;
		int found = 0;
		for (int x = first; x <= right - inset; x++) {
			float value = bins.mean(bin, x);
			if (!Float.isNaN(value)) {
				mean += value;
				variance += bins.variance(bin, x);
				found++;
			}
		}
		mean /= found;
		if (!(mean > 0) || Double.isNaN(left) || Double.isNaN(right)) {
			return 0;
		}
		double weight = mean * mean / (variance / found + EdgeFitter.RESPONSE * EdgeFitter.RESPONSE * mean * mean);
		double middle = (left + right) / 2;
		double half = (right - left) / 2;
		for (int x = first; x <= right - inset; x++) {
			double value = bins.mean(bin, x) / (mean * profile.at(x - left) * profile.at(right - x));
			double t = (x - middle) / half;
			if (Math.abs(value - shape[0] - t * (shape[1] + t * shape[2])) < distance) {
				double power = weight;
				for (int k = 0; k < SHAPE_TERMS; k++) {
					sums[k] += power * value;
					normal[k] += power;
					power *= t;
				}
				normal[SHAPE_TERMS + 2] += power;
				normal[2 * SHAPE_TERMS + 2] += power * t;
			}
		}
		// the matrix holds powers 0 to 4 of the place: fill in what is the same
		normal[SHAPE_TERMS] = normal[1];
		normal[SHAPE_TERMS + 1] = normal[2];
		normal[2 * SHAPE_TERMS] = normal[2];
		normal[2 * SHAPE_TERMS + 1] = normal[SHAPE_TERMS + 2];
		return weight;
	}

	/** A parabola through values of blocks, for each bin. */
	static void smooth(double[] places, double[] values, double[] weights, double[] smooth) {
		int filled = 0;
		for (double weight : weights) {
			filled += weight > 0 ? 1 : 0;
		}
		int order = filled >= 3 * BLOCK ? 2 : filled >= BLOCK ? 1 : 0;
		var fit = new RobustPolynomial(order, places);
		boolean good = filled > 2 && fit.fit(values, weights, 0);
		double[] coefficients = good ? fit.coefficients() : new double[] { weightedMean(values, weights) };
		int first = 0;
		while (first < weights.length - 1 && !(weights[first] > 0)) {
			first++;
		}
		int last = weights.length - 1;
		while (last > first && !(weights[last] > 0)) {
			last--;
		}
		for (int bin = 0; bin < smooth.length; bin++) {
			// blocks are 8 bins: the place of a bin between middles of blocks, never beyond the measured ones
			double block = Math.clamp((bin - (BLOCK - 1) / 2.0) / BLOCK, first, last);
			double t = places.length == 1 ? 0 : 2 * block / (places.length - 1) - 1;
			smooth[bin] = coefficients[0] + (coefficients.length > 1 ? coefficients[1] * t : 0)
					+ (coefficients.length > 2 ? coefficients[2] * (3 * t * t - 1) / 2 : 0);
		}
	}

	private static double weightedMean(double[] values, double[] weights) {
		double sum = 0;
		double total = 0;
		for (int i = 0; i < values.length; i++) {
			if (weights[i] > 0) {
				sum += weights[i] * values[i];
				total += weights[i];
			}
		}
		return total > 0 ? sum / total : 0;
	}

	/** Number of blocks of so many bins. */
	static int blocks(int bins) {
		return (bins + BLOCK - 1) / BLOCK;
	}

	/** The block of a bin. */
	static int block(int bin) {
		return bin / BLOCK;
	}
}
