package org.armillary.kmos.slitlet;

import java.util.List;

/**
 * The slitlets of a detector at one angle, and what is odd about them. Immutable.
 *
 * @param traces
 *            edges of the slitlets that were found
 * @param problems
 *            of slitlets that should be lit, and of lit ones that should not, in order of x
 * @param blurPixel
 *            full width at half maximum of the blur of the edges, pixel; NaN if no edge was found
 * @param order
 *            highest order of the polynomials along the dispersion
 */
public record TraceResult(DetectorTraces traces, List<SlitletProblem> problems, double blurPixel, int order) {

	/** Copies. */
	public TraceResult {
		problems = List.copyOf(problems);
	}
}
