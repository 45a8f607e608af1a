package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * Result of a nonlinear least-squares fit.
 *
 * @param termination
 *            why it ended
 * @param parameters
 *            the best parameters found; those of the start where nothing better was found, NaN without enough points
 * @param covariance
 *            their covariance, that follows from the weights alone, as if these were 1 / variance. A parameter at one
 *            of its bounds counts as fixed and has 0. All NaN where the parameters are not determined, that is, where
 *            the model is the same in some direction
 * @param atBound
 *            which parameters ended at one of their bounds
 * @param chiSquare
 *            weighted sum of the squared residuals
 * @param points
 *            number of points used
 * @param evaluations
 *            how often the model was evaluated
 */
public record NonlinearFit(Termination termination, double[] parameters, Covariance covariance, boolean[] atBound,
		double chiSquare, int points, int evaluations) {

	/** Why a fit ended. */
	public enum Termination {

		/** Neither the last step nor the next one that is predicted lowers chi-square noticeably. */
		COST_CONVERGED(true, "chi-square changes no more"),
		/** The last step was smaller than the tolerance. */
		STEP_CONVERGED(true, "the parameters change no more"),
		/** The residuals are orthogonal to all derivatives. */
		GRADIENT_CONVERGED(true, "chi-square is at its minimum"),
		/** The model was evaluated as often as allowed. */
		LIMIT_REACHED(false, "the limit of evaluations was reached"),
		/** No step of any length lowers chi-square although the gradient says that there should be one. */
		STALLED(false, "no step lowers chi-square"),
		/** The model is not finite at the start or its derivatives are not finite. */
		NOT_FINITE(false, "the model is not finite"),
		/** Fewer usable points than parameters. */
		TOO_FEW_POINTS(false, "there are fewer usable points than parameters");

		private final boolean converged;
		private final String words;

		Termination(boolean converged, String words) {
			this.converged = converged;
			this.words = words;
		}

		/** Whether the parameters are those of a minimum. */
		public boolean isConverged() {
			return converged;
		}

		/** The reason in words. */
		public String words() {
			return words;
		}
	}

	/** Whether the parameters are those of a minimum. */
	public boolean isConverged() {
		return termination.isConverged();
	}

	/** Whether the parameters are those of a minimum, with errors. */
	public boolean isDetermined() {
		return isConverged() && Arrays.stream(covariance.elements()).allMatch(Double::isFinite);
	}

	/** Points less parameters. */
	public int degreesOfFreedom() {
		return points - parameters.length;
	}

	/** Chi-square per degree of freedom; NaN if there is none. */
	public double reducedChiSquare() {
		return degreesOfFreedom() > 0 ? chiSquare / degreesOfFreedom() : Double.NaN;
	}

	/**
	 * The covariance for points whose errors are not known but follow the weights: that of the fit, multiplied by the
	 * reduced chi-square.
	 */
	public Covariance covarianceFromResiduals() {
		return covariance.scaled(reducedChiSquare());
	}
}
