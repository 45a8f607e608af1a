package org.armillary.numerics.fitting;

import java.util.Arrays;

import org.armillary.numerics.fitting.NonlinearFit.Termination;
import org.jspecify.annotations.Nullable;

/**
 * Nonlinear weighted least squares after Levenberg (1944) and Marquardt (1963), with bounds.
 *
 * <p>Each step solves the damped linear problem by QR decomposition, scaled by the longest columns of the Jacobian
 * seen so far as in MINPACK (Moré 1978); damping follows the ratio of the true to the predicted gain (Nielsen 1999,
 * IMM-REP-1999-05). A parameter at a bound against which the gradient pushes is held for the step, and steps are cut
 * at the bounds (projected Levenberg–Marquardt, Kanzow, Yamashita &amp; Fukushima 2004, J. Comput. Appl. Math. 172,
 * 375).
 *
 * <p>Why not the optimizer of Commons Math: it knows no bounds, without which a fit to noise runs off to widths of
 * zero or infinity; it reports failures as exceptions; and it makes matrix objects at each step, where a cube asks
 * for thousands of small fits.
 *
 * <p>It ends after a fixed number of evaluations at the latest, throws nothing because of values, and allocates nothing
 * inside its loop. An object keeps working memory from one fit to the next and is for one thread.
 */
public final class LevenbergMarquardt {

	private static final double FIRST_DAMPING = 1e-3;
	private static final double MOST_DAMPING = 1e30;
	private static final double LEAST_GAIN = 1e-4;
	/** Chi-square relative to that of a model of zeros at which the residuals are nothing but rounding. */
	private static final double PERFECT = 1e-28;
	/** Cosine above which a minimum that no step can lower is none. */
	private static final double STEEP = 1e-5;

	/**
	 * When a fit ends.
	 *
	 * @param evaluations
	 *            how often the model is evaluated at most
	 * @param costTolerance
	 *            relative change of chi-square, true and predicted, below which it has converged
	 * @param stepTolerance
	 *            length of a step relative to that of the scaled parameters below which it has converged
	 * @param gradientTolerance
	 *            cosine of the angle between residuals and derivatives below which it has converged
	 */
	public record Settings(int evaluations, double costTolerance, double stepTolerance, double gradientTolerance) {

		/** 500 evaluations; 1e-14, 1e-12, 1e-12. */
		public static final Settings DEFAULT = new Settings(500, 1e-14, 1e-12, 1e-12);

		/** Checks that there is at least one evaluation. */
		public Settings {
			if (evaluations < 1 || !(costTolerance >= 0) || !(stepTolerance >= 0) || !(gradientTolerance >= 0)) {
				throw new IllegalArgumentException(
						"settings " + evaluations + ", " + costTolerance + ", " + stepTolerance + ", "
								+ gradientTolerance);
			}
		}
	}

	private final Settings settings;
	private final HouseholderQr jacobianQr = new HouseholderQr();
	private final HouseholderQr dampedQr = new HouseholderQr();

	private int n;
	private int m;
	private double power;
	private double[] root = new double[0];
	private double[] model = new double[0];
	private double[] residuals = new double[0];
	private double[] rotated = new double[0];
	private double[] jacobian = new double[0];
	private double[] freeJacobian = new double[0];
	private double[] damped = new double[0];
	private double[] dampedRight = new double[0];
	private double[] trial = new double[0];
	private double[] step = new double[0];
	private double[] solution = new double[0];
	private double[] scale = new double[0];
	private int[] free = new int[0];

	/** With the default settings. */
	public LevenbergMarquardt() {
		this(Settings.DEFAULT);
	}

	/** With other settings. */
	public LevenbergMarquardt(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Fits a model to values.
	 *
	 * @param function
	 *            the model
	 * @param values
	 *            the value at each point; those that are not finite are left out
	 * @param weights
	 *            1 / variance of each value; those with 0, negative or NaN are left out; null for 1 everywhere
	 * @param start
	 *            where to begin; moved into the bounds
	 * @param bounds
	 *            limits of the parameters
	 */
	public NonlinearFit fit(LeastSquaresModel function, double[] values, double @Nullable [] weights, double[] start,
			Bounds bounds) {
		prepare(function, values, weights, start, bounds);
		int points = 0;
		power = 0;
		for (int i = 0; i < n; i++) {
			double weight = weights == null ? 1 : weights[i];
			boolean used = Double.isFinite(values[i]) && weight > 0 && Double.isFinite(weight);
			root[i] = used ? Math.sqrt(weight) : 0;
			points += used ? 1 : 0;
			power += used ? weight * values[i] * values[i] : 0;
		}
		if (points < m) {
			double[] nothing = new double[m];
			Arrays.fill(nothing, Double.NaN);
			return new NonlinearFit(Termination.TOO_FEW_POINTS, nothing, Covariance.unknown(m), new boolean[m],
					Double.NaN, points, 0);
		}
		double[] parameters = new double[m];
		for (int k = 0; k < m; k++) {
			parameters[k] = bounds.clamp(k, start[k]);
		}
		return descend(function, values, parameters, bounds, points);
	}

	private NonlinearFit descend(LeastSquaresModel function, double[] values, double[] parameters, Bounds bounds,
			int points) {
		double cost = cost(function, values, parameters);
		int evaluations = 1;
		double damping = FIRST_DAMPING;
		double growth = 2;
		Termination end = Double.isFinite(cost) ? null : Termination.NOT_FINITE;
		while (end == null) {
			if (!linearise(function, values, parameters)) {
				end = Termination.NOT_FINITE;
				break;
			}
			evaluations++;
			int freeCount = holdAtBounds(parameters, bounds);
			double cosine = cosine(cost, freeCount);
			if (cost <= PERFECT * power) {
				end = Termination.COST_CONVERGED;
				break;
			}
			if (cosine <= settings.gradientTolerance()) {
				end = Termination.GRADIENT_CONVERGED;
				break;
			}
			decompose(freeCount);
			boolean moved = false;
			while (!moved && end == null) {
				if (evaluations >= settings.evaluations()) {
					end = Termination.LIMIT_REACHED;
					break;
				}
				step(parameters, bounds, damping, freeCount);
				double predicted = predictedGain(freeCount);
				double next = cost(function, values, trial);
				evaluations++;
				double gain = cost - next;
				boolean small = predicted <= settings.costTolerance() * cost
						&& Math.abs(gain) <= settings.costTolerance() * cost;
				boolean shortStep = isShort(parameters);
				if (predicted > 0 && gain > LEAST_GAIN * predicted || small && gain > 0) {
					System.arraycopy(trial, 0, parameters, 0, m);
					double ratio = 2 * gain / predicted - 1;
					damping *= Math.max(1.0 / 3, 1 - ratio * ratio * ratio);
					growth = 2;
					cost = next;
					moved = true;
				} else {
					damping *= growth;
					growth *= 2;
				}
				if (small) {
					end = Termination.COST_CONVERGED;
				} else if (shortStep) {
					end = moved || cosine < STEEP ? Termination.STEP_CONVERGED : Termination.STALLED;
				} else if (!(damping < MOST_DAMPING)) {
					end = Termination.STALLED;
				}
			}
		}
		return result(function, values, parameters, bounds, end, cost, points, evaluations);
	}

	private NonlinearFit result(LeastSquaresModel function, double[] values, double[] parameters, Bounds bounds,
			Termination end, double cost, int points, int evaluations) {
		boolean[] atBound = new boolean[m];
		Covariance covariance = Covariance.unknown(m);
		int count = 0;
		for (int k = 0; k < m; k++) {
			atBound[k] = bounds.isAtLimit(k, parameters[k]);
			if (!atBound[k]) {
				free[count++] = k;
			}
		}
		if (linearise(function, values, parameters)) {
			double[] elements = new double[m * m];
			if (count > 0) {
				decompose(count);
				double[] inverse = jacobianQr.inverseNormal();
				for (int i = 0; i < count; i++) {
					for (int j = 0; j < count; j++) {
						elements[free[i] * m + free[j]] = inverse[i * count + j];
					}
				}
			}
			covariance = new Covariance(m, elements);
		}
		return new NonlinearFit(end, parameters, covariance, atBound, cost, points, evaluations);
	}

	private void prepare(LeastSquaresModel function, double[] values, double @Nullable [] weights, double[] start,
			Bounds bounds) {
		Arguments.sameLength("weights", weights == null ? values : weights, values);
		if (function.points() != values.length || function.parameters() != start.length
				|| bounds.lower().length != start.length) {
			throw new IllegalArgumentException("a model of " + function.points() + " points and "
					+ function.parameters() + " parameters, " + values.length + " values, a start of " + start.length
					+ " and bounds of " + bounds.lower().length + " parameters");
		}
		if (n != values.length || m != start.length) {
			n = values.length;
			m = start.length;
			root = new double[n];
			model = new double[n];
			residuals = new double[n];
			rotated = new double[n];
			jacobian = new double[n * m];
			freeJacobian = new double[n * m];
			damped = new double[2 * m * m];
			dampedRight = new double[2 * m];
			trial = new double[m];
			step = new double[m];
			solution = new double[m];
			scale = new double[m];
			free = new int[m];
		}
		Arrays.fill(scale, 0);
	}

	/** The weighted sum of the squared residuals; infinite or NaN where the model is not finite. */
	private double cost(LeastSquaresModel function, double[] values, double[] parameters) {
		function.evaluate(parameters, model, null);
		double sum = 0;
		for (int i = 0; i < n; i++) {
			if (root[i] > 0) {
				double residual = root[i] * (values[i] - model[i]);
				sum += residual * residual;
			}
		}
		return sum;
	}

	/** Residuals and weighted Jacobian at the parameters; false where they are not finite. */
	private boolean linearise(LeastSquaresModel function, double[] values, double[] parameters) {
		function.evaluate(parameters, model, jacobian);
		for (int i = 0; i < n; i++) {
			residuals[i] = root[i] > 0 ? root[i] * (values[i] - model[i]) : 0;
			if (!Double.isFinite(residuals[i])) {
				return false;
			}
		}
		for (int k = 0; k < m; k++) {
			double squares = 0;
			for (int i = 0; i < n; i++) {
				int at = k * n + i;
				jacobian[at] = root[i] > 0 ? root[i] * jacobian[at] : 0;
				squares += jacobian[at] * jacobian[at];
			}
			if (!Double.isFinite(squares)) {
				return false;
			}
			scale[k] = Math.max(scale[k], Math.sqrt(squares));
		}
		return true;
	}

	/** Lists the parameters that are not pressed against a bound, and returns how many they are. */
	private int holdAtBounds(double[] parameters, Bounds bounds) {
		int count = 0;
		for (int k = 0; k < m; k++) {
			boolean held = bounds.isAtLimit(k, parameters[k])
					&& (parameters[k] <= bounds.lower()[k] ? descent(k) <= 0 : descent(k) >= 0);
			if (!held) {
				free[count++] = k;
			}
		}
		return count;
	}

	/** Minus half the derivative of chi-square with respect to a parameter. */
	private double descent(int k) {
		double sum = 0;
		for (int i = 0; i < n; i++) {
			sum += jacobian[k * n + i] * residuals[i];
		}
		return sum;
	}

	/** The greatest cosine of the angles between the residuals and the derivatives of the free parameters. */
	private double cosine(double cost, int freeCount) {
		double greatest = 0;
		double length = Math.sqrt(cost);
		for (int j = 0; j < freeCount; j++) {
			int k = free[j];
			double squares = 0;
			for (int i = 0; i < n; i++) {
				squares += jacobian[k * n + i] * jacobian[k * n + i];
			}
			if (squares > 0 && length > 0) {
				greatest = Math.max(greatest, Math.abs(descent(k)) / (Math.sqrt(squares) * length));
			}
		}
		return greatest;
	}

	/** Decomposes the columns of the Jacobian that belong to free parameters. */
	private void decompose(int freeCount) {
		for (int j = 0; j < freeCount; j++) {
			System.arraycopy(jacobian, free[j] * n, freeJacobian, j * n, n);
		}
		jacobianQr.decompose(freeJacobian, n, freeCount);
		System.arraycopy(residuals, 0, rotated, 0, n);
		jacobianQr.applyTransposedQ(rotated);
	}

	/** Sets the next parameters to try, and the step to them after it was cut at the bounds. */
	private void step(double[] parameters, Bounds bounds, double damping, int freeCount) {
		int rows = 2 * freeCount;
		Arrays.fill(damped, 0, rows * freeCount, 0);
		Arrays.fill(dampedRight, 0, rows, 0);
		double strength = Math.sqrt(damping);
		for (int column = 0; column < freeCount; column++) {
			for (int row = 0; row <= column; row++) {
				damped[column * rows + row] = jacobianQr.r(row, column);
			}
			double own = scale[free[jacobianQr.columnAt(column)]];
			damped[column * rows + freeCount + column] = strength * (own > 0 ? own : 1);
			dampedRight[column] = rotated[column];
		}
		dampedQr.decompose(damped, rows, freeCount);
		dampedQr.applyTransposedQ(dampedRight);
		dampedQr.solve(dampedRight, solution);
		System.arraycopy(parameters, 0, trial, 0, m);
		Arrays.fill(step, 0);
		for (int column = 0; column < freeCount; column++) {
			int k = free[jacobianQr.columnAt(column)];
			trial[k] = bounds.clamp(k, parameters[k] + solution[column]);
			step[k] = trial[k] - parameters[k];
		}
	}

	/** How much chi-square would fall if the model were linear. */
	private double predictedGain(int freeCount) {
		double gain = 0;
		for (int row = 0; row < freeCount; row++) {
			double change = 0;
			for (int column = row; column < freeCount; column++) {
				change += jacobianQr.r(row, column) * step[free[jacobianQr.columnAt(column)]];
			}
			gain += change * (2 * rotated[row] - change);
		}
		return gain;
	}

	private boolean isShort(double[] parameters) {
		double stepSquare = 0;
		double parameterSquare = 0;
		for (int k = 0; k < m; k++) {
			double scaledStep = scale[k] * step[k];
			double scaledParameter = scale[k] * parameters[k];
			stepSquare += scaledStep * scaledStep;
			parameterSquare += scaledParameter * scaledParameter;
		}
		return Math.sqrt(stepSquare) <= settings.stepTolerance() * Math.sqrt(parameterSquare);
	}
}
