package org.armillary.numerics.interpolation;

/** What fixes a cubic spline at its ends. */
public enum SplineEnds {

	/** No curvature at the first and the last knot. */
	NATURAL,
	/**
	 * The first two intervals share one cubic, and so do the last two: the choice for smooth data, exact for cubics.
	 * With three knots it is a parabola.
	 */
	NOT_A_KNOT
}
