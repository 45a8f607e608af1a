package org.armillary.kmos.simulator.light;

/**
 * The image of a monochromatic line along the dispersion, integrated over pixels: a core and a broader wing at its
 * side, each the square of a hyperbolic secant spread by a slit of one row and by a pixel of one row. It is lopsided
 * to larger rows; its integral is 1, its mean 0. Since slit and pixel are both exactly one row wide, sums over whole
 * rows have the same integral and the same mean wherever the line falls.
 *
 * @param scale
 *            width parameter, rows
 */
record LineShape(double scale) {

	private static final double CORE = 0.7;
	private static final double CORE_WIDTH = 0.8;
	private static final double WING_WIDTH = 1.1;
	private static final double WING_SHIFT = 1.0;
	private static final double CORE_SHIFT = -WING_SHIFT * (1 - CORE) / CORE;
	private static final double TAIL = 6;
	private static final double SMALLEST = 0.02;
	private static final int HALVINGS = 50;

	/**
	 * The shape whose symmetric version, it and its mirror image in equal parts, has a full width at half maximum.
	 *
	 * @param fullWidth
	 *            rows, above 1
	 */
	static LineShape ofWidth(double fullWidth) {
		double low = SMALLEST;
		double high = fullWidth;
		for (int step = 0; step < HALVINGS; step++) {
			double middle = (low + high) / 2;
			LineShape shape = new LineShape(middle);
			if (shape.symmetric(fullWidth / 2) > shape.symmetric(0) / 2) {
				high = middle;
			} else {
				low = middle;
			}
		}
		return new LineShape((low + high) / 2);
	}

	/** Share of the line in the pixel whose centre lies {@code u} rows above the line. */
	double at(double u) {
		return CORE * spread(u - CORE_SHIFT * scale, CORE_WIDTH * scale)
				+ (1 - CORE) * spread(u - WING_SHIFT * scale, WING_WIDTH * scale);
	}

	/** Distance from the line, rows, beyond which less than some millionths of the line fall. */
	double reach() {
		return 1 + (WING_SHIFT + TAIL * WING_WIDTH) * scale;
	}

	private double symmetric(double u) {
		return (at(u) + at(-u)) / 2;
	}

	private static double spread(double u, double width) {
		return Math.max(0, integral(u + 1, width) - 2 * integral(u, width) + integral(u - 1, width));
	}

	/** The second integral of {@code sech²(u / width) / (2 width)}. */
	static double integral(double u, double width) {
		return Math.max(0, u) + width / 2 * StrictMath.log1p(StrictMath.exp(-2 * Math.abs(u) / width));
	}
}
