package org.armillary.kmos.simulator.optics;

/**
 * From nodes every {@value #STEP} rows to each row of a detector, shifted by any number of rows: Lagrange's polynomials
 * of fifth degree. Waves of 250 rows and 0.01 pixel are followed to 2e-7 pixel, all else here is much smoother.
 */
final class RowInterpolation {

	/** Rows between nodes. */
	static final int STEP = 16;
	/** Row of the first node; so far outside that shifts of 30 rows need no extrapolation. */
	static final int FIRST = -64;
	/** Number of nodes. */
	static final int NODES = 137;
	/** Rows of a detector. */
	static final int ROWS = 2048;

	private static final int POINTS = 6;

	/** By row within a step: first node used when the row is in the first step. */
	private final int[] starts = new int[STEP];
	private final double[][] weights = new double[STEP][POINTS];
	private final double[][] slopes = new double[STEP][POINTS];

	/**
	 * For an image that is shifted.
	 *
	 * @param shiftRows
	 *            by how many rows to larger y
	 */
	RowInterpolation(double shiftRows) {
		for (int row = 0; row < STEP; row++) {
			double place = (row - shiftRows - FIRST) / STEP;
			double floor = StrictMath.floor(place);
			starts[row] = (int) floor - (POINTS / 2 - 1);
			if (starts[row] < 0 || starts[row] + (ROWS - 1) / STEP + POINTS > NODES) {
				throw new IllegalArgumentException("shift is " + shiftRows + " rows; expected -30 to 30");
			}
			setWeights(weights[row], slopes[row], place - starts[row]);
		}
	}

	/** Row of a node. */
	static double row(int node) {
		return FIRST + node * STEP;
	}

	/** Values by row. */
	double[] values(double[] nodes) {
		return combined(nodes, weights);
	}

	/** Derivatives of the values along the rows. */
	double[] derivatives(double[] nodes) {
		return combined(nodes, slopes);
	}

	private double[] combined(double[] nodes, double[][] factors) {
		var values = new double[ROWS];
		for (int y = 0; y < ROWS; y++) {
			double[] factor = factors[y % STEP];
			int start = starts[y % STEP] + y / STEP;
			double sum = 0;
			for (int point = 0; point < POINTS; point++) {
				sum += factor[point] * nodes[start + point];
			}
			values[y] = sum;
		}
		return values;
	}

	private static void setWeights(double[] weights, double[] slopes, double place) {
		for (int own = 0; own < POINTS; own++) {
			double product = 1;
			double slope = 0;
			for (int other = 0; other < POINTS; other++) {
				if (other != own) {
					// the derivative of a product, factor by factor
					slope = (slope * (place - other) + product) / (own - other);
					product *= (place - other) / (own - other);
				}
			}
			weights[own] = product;
			slopes[own] = slope / STEP;
		}
	}
}
