package org.armillary.kmos.extractspec;

/**
 * Weights of the spaxels of a field, 0 to 1: the share of each spaxel that lies within the region.
 *
 * @param ny
 *            rows of the field
 * @param nx
 *            columns of the field
 * @param weights
 *            the weights, {@code [ny][nx]} in one array
 * @param wholeArea
 *            area of the region in spaxels, including what lies outside the field
 * @param x
 *            centre of the region, counted from 1 at the centre of the first spaxel
 * @param y
 *            likewise
 */
record Region(int ny, int nx, double[] weights, double wholeArea, double x, double y) {

	/** A circle; x and y count from 1 at the centre of the first spaxel, the radius is in spaxels. */
	static Region circle(int ny, int nx, double x, double y, double radius) {
		double[] weights = new double[ny * nx];
		for (int row = 0; row < ny; row++) {
			for (int column = 0; column < nx; column++) {
				double dx = column + 1 - x;
				double dy = row + 1 - y;
				weights[row * nx + column] = Math.clamp(
						CircleOverlap.area(dx - 0.5, dy - 0.5, dx + 0.5, dy + 0.5, radius), 0, 1);
			}
		}
		return new Region(ny, nx, weights, Math.PI * radius * radius, x, y);
	}

	/** A rectangle; x and y as above, width and height in spaxels. */
	static Region box(int ny, int nx, double x, double y, double width, double height) {
		double[] weights = new double[ny * nx];
		for (int row = 0; row < ny; row++) {
			double high = shared(row + 1 - y, height);
			for (int column = 0; column < nx; column++) {
				weights[row * nx + column] = high * shared(column + 1 - x, width);
			}
		}
		return new Region(ny, nx, weights, width * height, x, y);
	}

	/** Any weights, which are all of the region there is; the centre is that of the weights. */
	static Region of(int ny, int nx, double[] weights) {
		double sum = 0;
		double sumX = 0;
		double sumY = 0;
		for (int i = 0; i < weights.length; i++) {
			sum += weights[i];
			sumX += weights[i] * (i % nx + 1);
			sumY += weights[i] * (i / nx + 1);
		}
		return new Region(ny, nx, weights, sum, sumX / sum, sumY / sum);
	}

	/** Sum of the weights: the area within the field, in spaxels. */
	double area() {
		double sum = 0;
		for (double weight : weights) {
			sum += weight;
		}
		return sum;
	}

	/** The share of a spaxel of width 1 around {@code offset} that lies within {@code width} around 0. */
	private static double shared(double offset, double width) {
		return Math.max(0, Math.min(offset + 0.5, width / 2) - Math.max(offset - 0.5, -width / 2));
	}
}
