package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/** A function of some parameters at fixed points, with its derivatives. */
public interface LeastSquaresModel {

	/** Number of points. */
	int points();

	/** Number of parameters. */
	int parameters();

	/**
	 * Evaluates the function at all points. A value that is not finite says that the parameters are not admissible.
	 *
	 * @param parameters
	 *            the parameters
	 * @param values
	 *            takes the value at each point
	 * @param jacobian
	 *            takes the derivatives, {@code [parameter * points + point]}; null where they are not needed
	 */
	void evaluate(double[] parameters, double[] values, double @Nullable [] jacobian);
}
