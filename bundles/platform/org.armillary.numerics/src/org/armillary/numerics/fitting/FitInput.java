package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/**
 * Values brought to the order of 1, with weights: fluxes of 1e-20 W/m2/um would lose digits or vanish when squared.
 *
 * @param values
 *            the values divided by the unit
 * @param weights
 *            1 / variance of these; 0 for points that are not used
 * @param unit
 *            the greatest absolute value of a used point; 0 if all are 0
 * @param used
 *            number of points used
 * @param errorsKnown
 *            whether errors were given
 */
record FitInput(double[] values, double[] weights, double unit, int used, boolean errorsKnown) {

	/** What is less than this, in units of the greatest value, is the rounding of other values. */
	static final double ROUNDING = 1e-13;

	static FitInput of(double[] values, double @Nullable [] errors) {
		if (errors != null) {
			Arguments.sameLength("errors", errors, values);
		}
		boolean[] isUsed = new boolean[values.length];
		double unit = 0;
		int used = 0;
		for (int i = 0; i < values.length; i++) {
			isUsed[i] = Double.isFinite(values[i])
					&& (errors == null || errors[i] > 0 && Double.isFinite(errors[i]));
			if (isUsed[i]) {
				unit = Math.max(unit, Math.abs(values[i]));
				used++;
			}
		}
		double divisor = unit > 0 ? unit : 1;
		double[] scaled = new double[values.length];
		double[] weights = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			scaled[i] = isUsed[i] ? values[i] / divisor : Double.NaN;
			double error = errors == null ? 1 : errors[i] / divisor;
			weights[i] = isUsed[i] ? 1 / (error * error) : 0;
		}
		return new FitInput(scaled, weights, unit, used, errors != null);
	}

	boolean isUsed(int i) {
		return weights[i] > 0;
	}

	/** Whether all used values are the same. */
	boolean isConstant() {
		double first = Double.NaN;
		for (int i = 0; i < values.length; i++) {
			if (isUsed(i)) {
				if (Double.isNaN(first)) {
					first = values[i];
				} else if (Math.abs(values[i] - first) > ROUNDING) {
					return false;
				}
			}
		}
		return true;
	}
}
