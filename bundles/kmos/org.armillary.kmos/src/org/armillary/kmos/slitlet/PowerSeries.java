package org.armillary.kmos.slitlet;

import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;

/** Polynomials in the Legendre basis as power series in the row of FITS, which any software can evaluate. */
final class PowerSeries {

	private PowerSeries() {
	}

	/**
	 * Coefficients of the column by powers of the row, both counted from 1.
	 *
	 * @param polynomial
	 *            column by row, both counted from 0
	 * @param terms
	 *            number of coefficients, the last ones 0 where there are more than the polynomial has
	 */
	static double[] of(Polynomial polynomial, int terms) {
		if (polynomial.basis() != PolynomialBasis.LEGENDRE) {
			throw new IllegalArgumentException("basis " + polynomial.basis());
		}
		double[] reduced = powers(polynomial.coefficients());
		// reduced = scale row + offset, with the row counted from 1
		double scale = 2 / (polynomial.upper() - polynomial.lower());
		double offset = -(polynomial.lower() + polynomial.upper() + 2) / (polynomial.upper() - polynomial.lower());
		double[] result = new double[Math.max(terms, reduced.length)];
		double[] power = new double[result.length];
		power[0] = 1;
		for (int k = 0; k < reduced.length; k++) {
			for (int i = 0; i <= k; i++) {
				result[i] += reduced[k] * power[i];
			}
			for (int i = Math.min(k + 1, power.length - 1); i >= 0; i--) {
				power[i] = power[i] * offset + (i > 0 ? power[i - 1] * scale : 0);
			}
		}
		result[0] += 1;
		return result;
	}

	/** Coefficients by powers of a sum of Legendre polynomials. */
	private static double[] powers(double[] legendre) {
		int terms = legendre.length;
		double[] sum = new double[terms];
		double[] before = new double[terms];
		double[] here = new double[terms];
		here[0] = 1;
		for (int k = 0; k < terms; k++) {
			double[] next = new double[terms];
			for (int i = 0; i < terms; i++) {
				sum[i] += legendre[k] * here[i];
				next[i] = ((i > 0 ? (2 * k + 1) * here[i - 1] : 0) - k * before[i]) / (k + 1);
			}
			before = here;
			here = next;
		}
		return sum;
	}
}
