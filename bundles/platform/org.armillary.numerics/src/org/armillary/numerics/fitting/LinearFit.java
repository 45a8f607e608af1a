package org.armillary.numerics.fitting;

/**
 * Result of a linear least-squares fit.
 *
 * @param coefficients
 *            one for each basis function; NaN if there were fewer points than coefficients, or basis functions depend
 *            on each other on the points used
 * @param covariance
 *            covariance of the coefficients that follows from the weights alone, that is, as if weights were 1 /
 *            variance; NaN where the coefficients are
 * @param chiSquare
 *            weighted sum of the squared residuals
 * @param points
 *            number of points used: finite and of positive weight
 * @param rank
 *            number of independent basis functions on these points
 */
public record LinearFit(double[] coefficients, Covariance covariance, double chiSquare, int points, int rank) {

	/** Whether all coefficients are determined. */
	public boolean isDetermined() {
		return rank == coefficients.length;
	}

	/** Points less coefficients. */
	public int degreesOfFreedom() {
		return points - coefficients.length;
	}

	/** Chi-square per degree of freedom; NaN if there is none. */
	public double reducedChiSquare() {
		return degreesOfFreedom() > 0 ? chiSquare / degreesOfFreedom() : Double.NaN;
	}

	/** The standard error of a coefficient, from 0, if weights were 1 / variance. */
	public double error(int coefficient) {
		return covariance.error(coefficient);
	}

	/**
	 * The covariance for points whose errors are not known but follow the weights: that of the fit, multiplied by the
	 * reduced chi-square.
	 */
	public Covariance covarianceFromResiduals() {
		return covariance.scaled(reducedChiSquare());
	}
}
