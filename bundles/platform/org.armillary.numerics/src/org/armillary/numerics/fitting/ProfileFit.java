package org.armillary.numerics.fitting;

import java.util.Arrays;
import java.util.List;

/**
 * A fitted profile of a line or of a source. All values are NaN unless the fit has converged. Immutable view: the
 * arrays must not be changed afterwards.
 *
 * @param shape
 *            shape of the profile
 * @param background
 *            kind of background
 * @param status
 *            how the fit ended
 * @param parameters
 *            what was fitted, in the order of {@code values} and {@code covariance}
 * @param values
 *            the parameters
 * @param covariance
 *            their covariance
 * @param fwhm
 *            full width at half maximum; of a source the geometric mean of those along both axes, which noise does not
 *            bias as it does the longer and the shorter
 * @param flux
 *            integral of the profile above its background, in the unit of the values times that of the abscissa, or
 *            times pixels
 * @param reference
 *            where the background has the fitted level: one position for each axis
 * @param model
 *            profile and background at each point, also at those that were not used
 * @param chiSquare
 *            weighted sum of squared residuals; with unknown errors the plain sum, in the unit of the values squared
 * @param points
 *            number of points used
 * @param errorsKnown
 *            whether the points had errors; else their noise was taken to be constant and found from the residuals
 * @param noise
 *            the constant noise that was found from the residuals; NaN where errors were known
 */
public record ProfileFit(ProfileShape shape, Background background, FitStatus status, List<ProfileParameter> parameters,
		double[] values, Covariance covariance, Estimate fwhm, Estimate flux, double[] reference, double[] model,
		double chiSquare, int points, boolean errorsKnown, double noise) {

	/** Checks that the parts fit together. */
	public ProfileFit {
		parameters = List.copyOf(parameters);
		if (values.length != parameters.size() || covariance.size() != parameters.size()) {
			throw new IllegalArgumentException(
					parameters.size() + " parameters, " + values.length + " values, covariance "
							+ covariance.size());
		}
	}

	/** A fit that failed. */
	static ProfileFit failed(ProfileShape shape, Background background, FitStatus status,
			List<ProfileParameter> parameters, double[] reference, int length, int points, boolean errorsKnown) {
		double[] values = new double[parameters.size()];
		Arrays.fill(values, Double.NaN);
		double[] model = new double[length];
		Arrays.fill(model, Double.NaN);
		return new ProfileFit(shape, background, status, parameters, values, Covariance.unknown(parameters.size()),
				Estimate.UNKNOWN, Estimate.UNKNOWN, reference, model, Double.NaN, points, errorsKnown, Double.NaN);
	}

	/** Whether the fit has converged and its values can be used. */
	public boolean isConverged() {
		return status.isConverged();
	}

	/** Whether a parameter belongs to this profile. */
	public boolean has(ProfileParameter parameter) {
		return parameters.contains(parameter);
	}

	/** A parameter with its error; NaN for one that the profile does not have. */
	public Estimate get(ProfileParameter parameter) {
		int at = parameters.indexOf(parameter);
		return at < 0 ? Estimate.UNKNOWN : new Estimate(values[at], covariance.error(at));
	}

	/** The standard deviation of a Gaussian; NaN for other shapes. */
	public Estimate sigma() {
		return shape == ProfileShape.GAUSS ? fwhm.times(1 / ProfileShape.FWHM_PER_SIGMA) : Estimate.UNKNOWN;
	}

	/** Points less parameters. */
	public int degreesOfFreedom() {
		return points - parameters.size();
	}

	/** Chi-square per degree of freedom; NaN where errors were not known. */
	public double reducedChiSquare() {
		return errorsKnown && degreesOfFreedom() > 0 ? chiSquare / degreesOfFreedom() : Double.NaN;
	}
}
