package org.armillary.numerics.fitting;

import org.apache.commons.math3.special.Gamma;

/**
 * Shape of a line or of a source: its height above the background, relative to that of the peak, as a function of
 * {@code q}, the squared distance from the centre in units of half the full width at half maximum, so that it is 1/2 at
 * {@code q = 1}. Profiles are sampled at the centres of pixels, not integrated over them. Functions are those of {@link
 * StrictMath}, so that results have the same bits on every machine.
 */
public enum ProfileShape {

	/** Gaussian, {@code 2^-q}. */
	GAUSS,
	/** Moffat (1969, A&amp;A 3, 455), {@code (1 + (2^(1/beta) - 1) q)^-beta}; a Gaussian for large beta. */
	MOFFAT,
	/** Lorentzian, {@code 1 / (1 + q)}; for lines only, as its integral over a plane is infinite. */
	LORENTZ;

	/** Standard deviations of a Gaussian in its full width at half maximum. */
	public static final double FWHM_PER_SIGMA = 2 * Math.sqrt(2 * StrictMath.log(2));

	private static final double LN2 = StrictMath.log(2);

	/** Whether it has an exponent beta. */
	public boolean hasBeta() {
		return this == MOFFAT;
	}

	/** Whether it can be a source in an image. */
	public boolean isForImages() {
		return this != LORENTZ;
	}

	/** Height at {@code q}; {@code beta} is used by Moffat profiles alone. */
	public double height(double q, double beta) {
		return switch (this) {
		case GAUSS -> StrictMath.exp(-LN2 * q);
		case MOFFAT -> StrictMath.pow(1 + (StrictMath.pow(2, 1 / beta) - 1) * q, -beta);
		case LORENTZ -> 1 / (1 + q);
		};
	}

	/** Derivative of the height with respect to q. */
	double byDistance(double q, double beta, double height) {
		return switch (this) {
		case GAUSS -> -LN2 * height;
		case MOFFAT -> {
			double k = StrictMath.pow(2, 1 / beta) - 1;
			yield -beta * k * height / (1 + k * q);
		}
		case LORENTZ -> -height * height;
		};
	}

	/** Derivative of the height with respect to beta; 0 without beta. */
	double byBeta(double q, double beta, double height) {
		if (!hasBeta()) {
			return 0;
		}
		double power = StrictMath.pow(2, 1 / beta);
		double base = 1 + (power - 1) * q;
		return height * (-StrictMath.log(base) + q * LN2 * power / (beta * base));
	}

	/** Integral of a line of height 1 and full width at half maximum 1; NaN where it is infinite. */
	public double lineIntegral(double beta) {
		return switch (this) {
		case GAUSS -> Math.sqrt(Math.PI / LN2) / 2;
		case MOFFAT -> beta > 0.5
				? Math.sqrt(Math.PI / (StrictMath.pow(2, 1 / beta) - 1)) / 2
						* StrictMath.exp(Gamma.logGamma(beta - 0.5) - Gamma.logGamma(beta))
				: Double.NaN;
		case LORENTZ -> Math.PI / 2;
		};
	}

	/** Derivative of {@link #lineIntegral} with respect to beta. */
	double lineIntegralByBeta(double beta) {
		if (!hasBeta()) {
			return 0;
		}
		double power = StrictMath.pow(2, 1 / beta);
		return lineIntegral(beta) * (Gamma.digamma(beta - 0.5) - Gamma.digamma(beta)
				+ LN2 * power / (2 * beta * beta * (power - 1)));
	}

	/** Integral of a round source of height 1 and full width at half maximum 1; NaN where it is infinite. */
	public double sourceIntegral(double beta) {
		return switch (this) {
		case GAUSS -> Math.PI / (4 * LN2);
		case MOFFAT -> beta > 1 ? Math.PI / (4 * (StrictMath.pow(2, 1 / beta) - 1) * (beta - 1)) : Double.NaN;
		case LORENTZ -> Double.NaN;
		};
	}

	/** Derivative of {@link #sourceIntegral} with respect to beta. */
	double sourceIntegralByBeta(double beta) {
		if (!hasBeta()) {
			return 0;
		}
		double power = StrictMath.pow(2, 1 / beta);
		return sourceIntegral(beta) * (LN2 * power / (beta * beta * (power - 1)) - 1 / (beta - 1));
	}
}
