package org.armillary.kmos.slitlet;

import org.armillary.kmos.Slitlet;

/**
 * Both edges of a slitlet. Immutable.
 *
 * @param slitlet
 *            which one
 * @param left
 *            the edge at lower x
 * @param right
 *            the edge at higher x
 */
public record SlitletTrace(Slitlet slitlet, EdgeTrace left, EdgeTrace right) {

	/**
	 * Place along the slitlet, mas from its middle, of a column at a row: linear between the edges (Davies et al. 2013,
	 * section 3.2).
	 */
	public double alongMas(double column, double row) {
		double first = left.at(row);
		return ((column - first) / (right.at(row) - first) * 2 - 1) * Slitlet.HALF_FIELD_MAS;
	}

	/** The same slitlet, moved along x. */
	public SlitletTrace moved(double pixel) {
		return new SlitletTrace(slitlet, left.moved(pixel), right.moved(pixel));
	}
}
