package org.armillary.kmos.simulator.optics;

/** Least-squares fits of polynomials to values at equal steps, by discrete orthogonal polynomials. */
final class Polynomials {

	private final double[][] basis;

	Polynomials(int points, int order) {
		basis = new double[order + 1][points];
		for (int degree = 0; degree <= order; degree++) {
			for (int point = 0; point < points; point++) {
				double place = 2.0 * point / (points - 1) - 1;
				basis[degree][point] = degree == 0 ? 1 : place * basis[degree - 1][point];
			}
			// twice, for rounding
			removeLower(degree);
			removeLower(degree);
			double norm = Math.sqrt(product(basis[degree], basis[degree]));
			for (int point = 0; point < points; point++) {
				basis[degree][point] /= norm;
			}
		}
	}

	/** Root mean square of what the best polynomial leaves. */
	double restRms(double[] values) {
		double[] rest = values.clone();
		for (double[] polynomial : basis) {
			remove(rest, polynomial);
		}
		return Math.sqrt(product(rest, rest) / rest.length);
	}

	private void removeLower(int degree) {
		for (int lower = 0; lower < degree; lower++) {
			remove(basis[degree], basis[lower]);
		}
	}

	private static void remove(double[] values, double[] unit) {
		double share = product(values, unit);
		for (int point = 0; point < values.length; point++) {
			values[point] -= share * unit[point];
		}
	}

	private static double product(double[] first, double[] second) {
		double sum = 0;
		for (int point = 0; point < first.length; point++) {
			sum += first[point] * second[point];
		}
		return sum;
	}
}
