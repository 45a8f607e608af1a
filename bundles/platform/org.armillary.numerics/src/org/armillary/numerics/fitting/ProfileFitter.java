package org.armillary.numerics.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Fits one line on a background to a spectrum or a part of one.
 *
 * <p>Starting values come from the best of a grid of lines of all positions and widths, once on the values and once on
 * their running median over three points, which is blind to single bad pixels; the better minimum of the two counts.
 * Parameters by {@link LevenbergMarquardt}. Points with NaN are left out, and so are those whose error is not positive.
 * Errors come from the covariance; where the errors of the points are not known their noise is taken to be constant and
 * found from the residuals. Errors of different points count as independent. Stateless.
 *
 * @param shape
 *            shape of the line
 * @param background
 *            what lies below it
 * @param sign
 *            whether emission, absorption or either is looked for
 */
public record ProfileFitter(ProfileShape shape, Background background, PeakSign sign) {

	private static final double LEAST_BETA = 0.6;
	private static final double MOST_BETA = 30;
	private static final double FIRST_BETA = 2.5;
	/** Of the full width at half maximum, in pixels. */
	private static final double LEAST_WIDTH = 1;
	private static final double FIRST_WIDTH = 2;
	private static final double WIDTH_RATIO = 1.5;
	/** Most that the abscissae may span, in median distances: further apart, neighbours are equal but for rounding. */
	private static final double MOST_SPACINGS = 1e12;

	/** What is fitted, in order. */
	public List<ProfileParameter> parameters() {
		var parameters = new ArrayList<>(List.of(ProfileParameter.CENTRE, ProfileParameter.FWHM,
				ProfileParameter.AMPLITUDE, ProfileParameter.LEVEL));
		if (background == Background.LINEAR) {
			parameters.add(ProfileParameter.SLOPE);
		}
		if (shape.hasBeta()) {
			parameters.add(ProfileParameter.BETA);
		}
		return List.copyOf(parameters);
	}

	/**
	 * Fits the line.
	 *
	 * @param x
	 *            the abscissae, such as wavelengths: finite, ascending or descending; they may have gaps, but span at
	 *            most 1e12 times the median distance of neighbours
	 * @param values
	 *            the ordinates; NaN where there is none
	 * @param errors
	 *            standard error of each, in the same unit; null if not known
	 */
	public ProfileFit fit(double[] x, double[] values, double @Nullable [] errors) {
		Arguments.sameLength("abscissae", x, values);
		double spacing = spacing(x);
		FitInput input = FitInput.of(values, errors);
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < x.length; i++) {
			if (input.isUsed(i)) {
				low = Math.min(low, x[i]);
				high = Math.max(high, x[i]);
			}
		}
		double reference = input.used() == 0 ? Double.NaN : low + (high - low) / 2;
		int count = LineModel.parameters(shape, background);
		if (input.used() <= count) {
			return failed(FitStatus.TOO_FEW_POINTS, reference, input);
		}
		if (input.isConstant()) {
			return failed(FitStatus.NO_PEAK, reference, input);
		}
		double[] t = Arrays.stream(x).map(position -> (position - reference) / spacing).toArray();
		double span = (high - low) / spacing;
		List<double[]> starts = starts(t, input, span);
		if (starts.isEmpty()) {
			return failed(FitStatus.NO_PEAK, reference, input);
		}
		var model = new LineModel(shape, background, t);
		Bounds bounds = bounds(count, span);
		var solver = new LevenbergMarquardt();
		var comparison = new StartComparison(LineModel.AMPLITUDE);
		for (double[] start : starts) {
			NonlinearFit fit = solver.fit(model, input.values(), input.weights(), start, bounds);
			comparison.offer(fit, judge(fit, bounds), input.errorsKnown());
		}
		NonlinearFit best = comparison.best();
		FitStatus bestStatus = comparison.status();
		return best == null || !bestStatus.isConverged() ? failed(bestStatus, reference, input)
				: result(best, bestStatus, model, input, reference, spacing);
	}

	private ProfileFit failed(FitStatus status, double reference, FitInput input) {
		return ProfileFit.failed(shape, background, status, parameters(), new double[] { reference },
				input.values().length, input.used(), input.errorsKnown());
	}

	/** The median distance of neighbours. */
	private static double spacing(double[] x) {
		double[] steps = new double[Math.max(0, x.length - 1)];
		for (int i = 0; i < steps.length; i++) {
			double step = x[i + 1] - x[i];
			if (!Double.isFinite(step) || step == 0 || step > 0 != x[1] > x[0]) {
				throw new IllegalArgumentException("abscissae neither ascend nor descend at point " + i + ": " + x[i]
						+ " is followed by " + x[i + 1]);
			}
			steps[i] = Math.abs(step);
		}
		Arrays.sort(steps);
		double spacing = steps.length == 0 ? 1 : steps[steps.length / 2];
		double span = steps.length == 0 ? 0 : Math.abs(x[x.length - 1] - x[0]);
		if (span > MOST_SPACINGS * spacing) {
			throw new IllegalArgumentException("abscissae are too uneven: they span " + span + ", more than "
					+ MOST_SPACINGS + " times the median distance of neighbours, " + spacing);
		}
		return spacing;
	}

	private Bounds bounds(int count, double span) {
		Bounds bounds = Bounds.none(count);
		bounds.lower()[LineModel.CENTRE] = -span / 2 - 0.5;
		bounds.upper()[LineModel.CENTRE] = span / 2 + 0.5;
		bounds.lower()[LineModel.FWHM] = LEAST_WIDTH;
		bounds.upper()[LineModel.FWHM] = 2 * span;
		if (shape.hasBeta()) {
			bounds.lower()[count - 1] = LEAST_BETA;
			bounds.upper()[count - 1] = MOST_BETA;
		}
		return bounds;
	}

	private List<double[]> starts(double[] t, FitInput input, double span) {
		var starts = new ArrayList<double[]>();
		TemplateSearch first = null;
		for (double[] values : List.of(input.values(), runningMedian(input))) {
			TemplateSearch search = search(t, values, input.weights(), span);
			if (search.found() && !search.isLike(first)) {
				first = search;
				double[] start = new double[LineModel.parameters(shape, background)];
				start[LineModel.CENTRE] = search.centre();
				start[LineModel.FWHM] = search.fwhm();
				start[LineModel.AMPLITUDE] = search.amplitude();
				start[LineModel.LEVEL] = level(t, values, input.weights(), search);
				if (shape.hasBeta()) {
					start[start.length - 1] = FIRST_BETA;
				}
				starts.add(start);
			}
		}
		return starts;
	}

	/** The weighted mean of what remains without the line. */
	private static double level(double[] t, double[] values, double[] weights, TemplateSearch search) {
		double sum = 0;
		double weight = 0;
		for (int i = 0; i < t.length; i++) {
			if (weights[i] > 0) {
				double distance = 2 * (t[i] - search.centre()) / search.fwhm();
				double line = search.amplitude() * ProfileShape.GAUSS.height(distance * distance, Double.NaN);
				sum += weights[i] * (values[i] - line);
				weight += weights[i];
			}
		}
		return sum / weight;
	}

	private TemplateSearch search(double[] t, double[] values, double[] weights, double span) {
		double[] ones = new double[t.length];
		Arrays.fill(ones, 1);
		double[][] design = background == Background.LINEAR ? new double[][] { ones, t } : new double[][] { ones };
		var search = new TemplateSearch(values, weights, design, sign);
		int[] points = new int[t.length];
		double[] heights = new double[t.length];
		boolean ascending = t.length < 2 || t[1] > t[0];
		for (double width = FIRST_WIDTH; width <= Math.max(FIRST_WIDTH, span); width *= WIDTH_RATIO) {
			double reach = 2 * width;
			long steps = Math.max(1, (long) Math.ceil(3 * span / width));
			int first = 0;
			for (long step = 0; step <= steps; step++) {
				double centre = -span / 2 + span * step / steps;
				while (first < t.length && place(t, first, ascending) < centre - reach) {
					first++;
				}
				int count = 0;
				for (int i = first; i < t.length && place(t, i, ascending) <= centre + reach; i++) {
					int at = ascending ? i : t.length - 1 - i;
					double distance = 2 * (t[at] - centre) / width;
					points[count] = at;
					heights[count++] = ProfileShape.GAUSS.height(distance * distance, Double.NaN);
				}
				if (count > 0) {
					search.offer(points, heights, count, centre, Double.NaN, width);
				} else if (first < t.length) {
					// on to the last step before the gap ends
					double gap = place(t, first, ascending) - reach - centre;
					step += Math.max(0, (long) (gap / span * steps) - 1);
				}
			}
		}
		return search;
	}

	private static double place(double[] t, int i, boolean ascending) {
		return t[ascending ? i : t.length - 1 - i];
	}

	/** The median of each used value and its neighbours, so far as these are used. */
	private static double[] runningMedian(FitInput input) {
		double[] values = input.values();
		double[] smooth = values.clone();
		for (int i = 1; i < values.length - 1; i++) {
			if (input.isUsed(i - 1) && input.isUsed(i) && input.isUsed(i + 1)) {
				double low = Math.min(values[i - 1], values[i + 1]);
				double high = Math.max(values[i - 1], values[i + 1]);
				smooth[i] = Math.max(low, Math.min(high, values[i]));
			}
		}
		return smooth;
	}

	private FitStatus judge(NonlinearFit fit, Bounds bounds) {
		double[] p = fit.parameters();
		if (fit.atBound()[LineModel.FWHM]) {
			return p[LineModel.FWHM] <= bounds.lower()[LineModel.FWHM] ? FitStatus.TOO_NARROW : FitStatus.TOO_WIDE;
		}
		if (fit.atBound()[LineModel.CENTRE]) {
			return FitStatus.CENTRE_AT_EDGE;
		}
		if (!fit.isConverged()) {
			return FitStatus.NOT_CONVERGED;
		}
		if (Math.abs(p[LineModel.AMPLITUDE]) < FitInput.ROUNDING) {
			return FitStatus.NO_PEAK;
		}
		if (!fit.isDetermined()) {
			return FitStatus.NOT_DETERMINED;
		}
		return shape.hasBeta() && fit.atBound()[p.length - 1] ? FitStatus.BETA_AT_LIMIT : FitStatus.CONVERGED;
	}

	private ProfileFit result(NonlinearFit fit, FitStatus status, LineModel model, FitInput input, double reference,
			double spacing) {
		int m = fit.parameters().length;
		double[][] toUnits = new double[m][m];
		double[] values = new double[m];
		for (int k = 0; k < m; k++) {
			double unit = switch (parameters().get(k)) {
			case CENTRE, FWHM -> spacing;
			case AMPLITUDE, LEVEL -> input.unit();
			case SLOPE -> input.unit() / spacing;
			default -> 1;
			};
			toUnits[k][k] = unit;
			values[k] = fit.parameters()[k] * unit;
		}
		values[LineModel.CENTRE] += reference;
		Covariance own = input.errorsKnown() ? fit.covariance() : fit.covarianceFromResiduals();
		Covariance covariance = own.transformed(toUnits);
		double beta = shape.hasBeta() ? values[m - 1] : Double.NaN;
		double fwhm = values[LineModel.FWHM];
		double amplitude = values[LineModel.AMPLITUDE];
		double integral = shape.lineIntegral(beta);
		double[] byParameter = new double[m];
		byParameter[LineModel.FWHM] = amplitude * integral;
		byParameter[LineModel.AMPLITUDE] = fwhm * integral;
		if (shape.hasBeta()) {
			byParameter[m - 1] = amplitude * fwhm * shape.lineIntegralByBeta(beta);
		}
		double[] curve = new double[model.points()];
		model.evaluate(fit.parameters(), curve, null);
		Arrays.setAll(curve, i -> curve[i] * input.unit());
		double noise = input.errorsKnown() ? Double.NaN : Math.sqrt(fit.reducedChiSquare()) * input.unit();
		double chiSquare = input.errorsKnown() ? fit.chiSquare() : fit.chiSquare() * input.unit() * input.unit();
		return new ProfileFit(shape, background, status, parameters(), values, covariance,
				new Estimate(fwhm, covariance.error(LineModel.FWHM)),
				new Estimate(amplitude * fwhm * integral, Math.sqrt(covariance.variance(byParameter))),
				new double[] { reference }, curve, chiSquare, fit.points(), input.errorsKnown(), noise);
	}
}
