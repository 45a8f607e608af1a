package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/** Sums of densities over the field of an IFU, by Gauss' rule of five points in squares of 50 mas. */
final class FieldSum {

	/** A function over the field, of places along and across the slitlets, mas. */
	@FunctionalInterface
	interface Factor {

		/** Its value at a place. */
		double at(double alongMas, double acrossMas);
	}

	private static final double SQUARE_MAS = 50;
	private static final double[] NODES = { -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
			0.9061798459386640 };
	private static final double[] WEIGHTS = { 0.2369268850561891, 0.4786286704993665, 0.5688888888888889,
			0.4786286704993665, 0.2369268850561891 };

	private FieldSum() {
	}

	/** The integral of a function, whose value is for each mas², over all slitlets. */
	static double over(Factor density) {
		int squares = (int) (2 * IfuField.HALF_FIELD_MAS / SQUARE_MAS);
		double half = SQUARE_MAS / 2;
		double sum = 0;
		for (int square = 0; square < squares * squares; square++) {
			double along = (square % squares + 0.5) * SQUARE_MAS - IfuField.HALF_FIELD_MAS;
			double across = (square / squares + 0.5) * SQUARE_MAS - SlitletGeometry.SLICES * IfuField.SLICE_MAS / 2;
			for (int i = 0; i < NODES.length; i++) {
				for (int j = 0; j < NODES.length; j++) {
					sum += half * half * WEIGHTS[i] * WEIGHTS[j]
							* density.at(along + half * NODES[i], across + half * NODES[j]);
				}
			}
		}
		return sum;
	}
}
