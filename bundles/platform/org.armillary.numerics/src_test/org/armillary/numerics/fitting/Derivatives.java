package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Compares the derivatives of a model with central differences. */
final class Derivatives {

	private Derivatives() {
	}

	static void check(LeastSquaresModel model, double[] parameters) {
		int n = model.points();
		double[] jacobian = new double[n * parameters.length];
		model.evaluate(parameters, new double[n], jacobian);
		double[] above = new double[n];
		double[] below = new double[n];
		for (int k = 0; k < parameters.length; k++) {
			double step = 1e-6;
			double[] moved = parameters.clone();
			moved[k] += step;
			model.evaluate(moved, above, null);
			moved[k] -= 2 * step;
			model.evaluate(moved, below, null);
			for (int i = 0; i < n; i++) {
				assertEquals((above[i] - below[i]) / (2 * step), jacobian[k * n + i], 1e-7,
						"parameter " + k + ", point " + i);
			}
		}
	}
}
