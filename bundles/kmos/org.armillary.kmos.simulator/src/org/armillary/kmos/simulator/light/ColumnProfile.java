package org.armillary.kmos.simulator.light;

import org.jspecify.annotations.Nullable;

/**
 * A slitlet's profile after the blur, ready to be integrated over pixels: light to the left of a place. The light of
 * a pixel is the difference at its two sides, so none is lost or counted twice between pixels. Used by one thread.
 */
final class ColumnProfile {

	private final SlitletProfile profile;
	private final ColumnBlur blur;
	private final double[] @Nullable [] tables;
	private final boolean dark;

	ColumnProfile(SlitletProfile profile, ColumnBlur blur) {
		this.profile = profile;
		this.blur = blur;
		tables = new double[profile.rows().length][];
		boolean none = true;
		for (int node = 0; node < tables.length; node++) {
			none &= profile.total(node) == 0;
		}
		dark = none;
	}

	/** Whether no light falls on the slitlet. */
	boolean dark() {
		return dark;
	}

	/**
	 * Light in each pixel of a row, as a share of the source.
	 *
	 * @param row
	 *            canonical row
	 * @param edges
	 *            the places of the sides of the pixels
	 * @param count
	 *            pixels, one less than the edges
	 * @param into
	 *            the result, by pixel
	 */
	void fill(double row, Edges edges, int count, double[] into) {
		double[] rows = profile.rows();
		int node = 0;
		while (node < rows.length - 2 && row >= rows[node + 1]) {
			node++;
		}
		double part = rows.length == 1 ? 0 : Math.clamp((row - rows[node]) / (rows[node + 1] - rows[node]), 0, 1);
		if (part == 0) {
			double[] table = table(node);
			double before = edges.value(table, 0);
			for (int pixel = 0; pixel < count; pixel++) {
				double after = edges.value(table, pixel + 1);
				into[pixel] = after - before;
				before = after;
			}
			return;
		}
		double[] lower = table(node);
		double[] upper = table(node + 1);
		double before = (1 - part) * edges.value(lower, 0) + part * edges.value(upper, 0);
		for (int pixel = 0; pixel < count; pixel++) {
			double after = (1 - part) * edges.value(lower, pixel + 1) + part * edges.value(upper, pixel + 1);
			into[pixel] = after - before;
			before = after;
		}
	}

	private double[] table(int node) {
		double[] table = tables[node];
		if (table == null) {
			table = blur.cumulative(profile.shares()[node]);
			tables[node] = table;
		}
		return table;
	}

	/** Places in the tables, with the weights of the interpolation there: the same for all light of a slitlet. */
	static final class Edges {

		private final double offset;
		private final int last;
		private final int[] index;
		private final double[] weights;

		/** For a blur and at most so many places. */
		Edges(ColumnBlur blur, int most) {
			offset = blur.reach();
			last = SlitletProfile.BINS + 2 * blur.reach() - 2;
			index = new int[most];
			weights = new double[4 * most];
		}

		/** Sets a place by its distance from the left edge of the slitlet, 1 at the right edge. */
		void set(int edge, double t) {
			double place = t * SlitletProfile.BINS + offset;
			double inside = Math.clamp(place, 1, last + 0.999999);
			int lower = (int) inside;
			double f = inside - lower;
			index[edge] = lower - 1;
			weights[4 * edge] = Cubic.first(f);
			weights[4 * edge + 1] = Cubic.second(f);
			weights[4 * edge + 2] = Cubic.third(f);
			weights[4 * edge + 3] = Cubic.fourth(f);
		}

		private double value(double[] table, int edge) {
			int at = index[edge];
			int weight = 4 * edge;
			return weights[weight] * table[at] + weights[weight + 1] * table[at + 1]
					+ weights[weight + 2] * table[at + 2] + weights[weight + 3] * table[at + 3];
		}
	}
}
