package org.armillary.kmos.extractspec;

/** How much of a spaxel lies within a circle, exactly. */
final class CircleOverlap {

	private CircleOverlap() {
	}

	/**
	 * The area that a circle around the origin and a rectangle share.
	 *
	 * @param x0
	 *            left edge
	 * @param y0
	 *            lower edge
	 * @param x1
	 *            right edge
	 * @param y1
	 *            upper edge
	 * @param radius
	 *            radius of the circle, in the same unit
	 */
	static double area(double x0, double y0, double x1, double y1, double radius) {
		return corner(x1, y1, radius) - corner(x0, y1, radius) - corner(x1, y0, radius) + corner(x0, y0, radius);
	}

	/** The area of the circle within the quadrant below and left of a corner, signed so that differences add up. */
	private static double corner(double x, double y, double radius) {
		return quadrant(Math.abs(x), Math.abs(y), radius) * Math.signum(x) * Math.signum(y);
	}

	/** The area that the circle and the rectangle from the origin to x, y (both positive) share. */
	private static double quadrant(double x, double y, double radius) {
		double width = Math.min(x, radius);
		double height = Math.min(y, radius);
		if (width * width + height * height <= radius * radius) {
			return width * height;
		}
		// up to where the circle comes down to the height, the rectangle counts whole; beyond, the circle bounds it
		double meeting = Math.sqrt(Math.max(0, radius * radius - height * height));
		return meeting * height + under(width, radius) - under(meeting, radius);
	}

	/** The area under the circle from 0 to x. */
	private static double under(double x, double radius) {
		double share = Math.min(1, x / radius);
		return 0.5 * (x * Math.sqrt(Math.max(0, radius * radius - x * x)) + radius * radius * Math.asin(share));
	}
}
