package org.armillary.report.plot;

/**
 * The area of a plot in which data are drawn. Pixels count from the upper left corner of the picture.
 *
 * @param left
 *            left edge, px
 * @param top
 *            upper edge, px
 * @param width
 *            width, px
 * @param height
 *            height, px
 * @param x
 *            range of the horizontal axis
 * @param y
 *            range of the vertical axis
 */
record Frame(double left, double top, double width, double height, Range x, Range y) {

	double right() {
		return left + width;
	}

	double bottom() {
		return top + height;
	}

	/** Where a value of the horizontal axis stands, px. */
	double across(double value) {
		return left + x.share(value) * width;
	}

	/** Where a value of the vertical axis stands, px. */
	double down(double value) {
		return bottom() - y.share(value) * height;
	}

	/** Where a value of the vertical axis stands, or the edge that it lies beyond, px. */
	double downWithin(double value) {
		return Math.clamp(down(value), top, bottom());
	}

	/** Whether a value of the horizontal axis stands between the edges. */
	boolean spans(double value) {
		return x.contains(value);
	}
}
