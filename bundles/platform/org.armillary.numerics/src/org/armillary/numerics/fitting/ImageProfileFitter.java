package org.armillary.numerics.fitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Fits one elliptical source on a background to an image or a part of one.
 *
 * <p>Starting values come from the best of a grid of round sources of all positions and widths, once on the values and
 * once on their running median over 3 x 3 pixels, which is blind to single bad pixels; the better minimum of the two
 * counts. Parameters by {@link LevenbergMarquardt}. Pixels with NaN are left out, and so are those whose error is not
 * positive. Errors come from the covariance; where the errors of the pixels are not known their noise is taken to be
 * constant and found from the residuals. Errors of different pixels count as independent. Stateless.
 *
 * <p>Noise makes the longer of two equal axes come out too long and the shorter one too short; the geometric mean,
 * {@link ProfileFit#fwhm}, is free of that.
 *
 * @param shape
 *            shape of the source; not a Lorentzian
 * @param background
 *            what lies below it
 * @param sign
 *            whether the source is brighter or fainter than the background, or either
 */
public record ImageProfileFitter(ProfileShape shape, Background background, PeakSign sign) {

	/** Error of a direction that is not known: the standard deviation of an even distribution over 180 degrees. */
	static final double UNKNOWN_DIRECTION = 180 / Math.sqrt(12);

	private static final double LEAST_BETA = 1.1;
	private static final double MOST_BETA = 30;
	private static final double FIRST_BETA = 3;
	/** Of half the full width at half maximum, in pixels. */
	private static final double LEAST_WIDTH = 0.5;

	/** Checks that the shape can be a source. */
	public ImageProfileFitter {
		if (!shape.isForImages()) {
			throw new IllegalArgumentException("the integral of a " + shape + " source is infinite");
		}
	}

	/** What is fitted, in order. */
	public List<ProfileParameter> parameters() {
		var parameters = new ArrayList<>(List.of(ProfileParameter.CENTRE_X, ProfileParameter.CENTRE_Y,
				ProfileParameter.FWHM_MAJOR, ProfileParameter.FWHM_MINOR, ProfileParameter.ANGLE,
				ProfileParameter.AMPLITUDE, ProfileParameter.LEVEL));
		if (background == Background.LINEAR) {
			parameters.add(ProfileParameter.SLOPE_X);
			parameters.add(ProfileParameter.SLOPE_Y);
		}
		if (shape.hasBeta()) {
			parameters.add(ProfileParameter.BETA);
		}
		return List.copyOf(parameters);
	}

	/**
	 * Fits the source. Memory grows as 200 bytes a pixel.
	 *
	 * @param nx
	 *            columns
	 * @param ny
	 *            rows
	 * @param values
	 *            the pixels at {@code y * nx + x}; NaN where there is none
	 * @param errors
	 *            standard error of each, in the same unit; null if not known
	 */
	public ProfileFit fit(int nx, int ny, double[] values, double @Nullable [] errors) {
		if (nx < 0 || ny < 0 || (long) nx * ny != values.length) {
			throw new IllegalArgumentException(values.length + " values in an image of " + nx + " x " + ny);
		}
		FitInput input = FitInput.of(values, errors);
		Box box = Box.of(nx, ny, input);
		double referenceX = (box.left() + box.right()) / 2.0;
		double referenceY = (box.low() + box.high()) / 2.0;
		double[] reference = input.used() == 0 ? new double[] { Double.NaN, Double.NaN }
				: new double[] { referenceX, referenceY };
		int count = SourceModel.parameters(shape, background);
		if (input.used() <= count) {
			return failed(FitStatus.TOO_FEW_POINTS, reference, input);
		}
		if (input.isConstant()) {
			return failed(FitStatus.NO_PEAK, reference, input);
		}
		var model = new SourceModel(shape, background, nx, ny, referenceX, referenceY);
		List<double[]> starts = starts(nx, ny, input, box);
		if (starts.isEmpty()) {
			return failed(FitStatus.NO_PEAK, reference, input);
		}
		Bounds bounds = bounds(count, box);
		var solver = new LevenbergMarquardt();
		var comparison = new StartComparison(SourceModel.AMPLITUDE);
		for (double[] start : starts) {
			NonlinearFit fit = solver.fit(model, input.values(), input.weights(), start, bounds);
			comparison.offer(fit, judge(fit, bounds), input.errorsKnown());
		}
		NonlinearFit best = comparison.best();
		FitStatus bestStatus = comparison.status();
		return best == null || !bestStatus.isConverged() ? failed(bestStatus, reference, input)
				: result(best, bestStatus, model, input, reference);
	}

	/** The columns and rows between which there are used pixels. */
	private record Box(int left, int right, int low, int high) {

		static Box of(int nx, int ny, FitInput input) {
			int left = nx;
			int right = -1;
			int low = ny;
			int high = -1;
			for (int y = 0; y < ny; y++) {
				for (int x = 0; x < nx; x++) {
					if (input.isUsed(y * nx + x)) {
						left = Math.min(left, x);
						right = Math.max(right, x);
						low = Math.min(low, y);
						high = Math.max(high, y);
					}
				}
			}
			return new Box(left, right, low, high);
		}

		double span() {
			return Math.max(right - left, high - low);
		}
	}

	private ProfileFit failed(FitStatus status, double[] reference, FitInput input) {
		return ProfileFit.failed(shape, background, status, parameters(), reference, input.values().length,
				input.used(), input.errorsKnown());
	}

	private Bounds bounds(int count, Box box) {
		Bounds bounds = Bounds.none(count);
		bounds.lower()[SourceModel.X] = box.left() - 0.5;
		bounds.upper()[SourceModel.X] = box.right() + 0.5;
		bounds.lower()[SourceModel.Y] = box.low() - 0.5;
		bounds.upper()[SourceModel.Y] = box.high() + 0.5;
		double widest = Math.max(2 * LEAST_WIDTH, box.span());
		for (int k : new int[] { SourceModel.P, SourceModel.S }) {
			bounds.lower()[k] = LEAST_WIDTH;
			bounds.upper()[k] = widest;
		}
		bounds.lower()[SourceModel.Q] = -widest;
		bounds.upper()[SourceModel.Q] = widest;
		if (shape.hasBeta()) {
			bounds.lower()[count - 1] = LEAST_BETA;
			bounds.upper()[count - 1] = MOST_BETA;
		}
		return bounds;
	}

	private List<double[]> starts(int nx, int ny, FitInput input, Box box) {
		var starts = new ArrayList<double[]>();
		TemplateSearch first = null;
		for (double[] values : List.of(input.values(), SourceSearch.runningMedian(nx, ny, input))) {
			TemplateSearch search = SourceSearch.search(nx, ny, values, input.weights(), background, sign, box.span());
			if (search.found() && !search.isLike(first)) {
				first = search;
				double[] start = new double[SourceModel.parameters(shape, background)];
				start[SourceModel.X] = search.centre();
				start[SourceModel.Y] = search.secondCentre();
				start[SourceModel.P] = search.fwhm() / 2;
				start[SourceModel.S] = search.fwhm() / 2;
				start[SourceModel.AMPLITUDE] = search.amplitude();
				start[SourceModel.LEVEL] = SourceSearch.level(nx, values, input.weights(), search);
				if (shape.hasBeta()) {
					start[start.length - 1] = FIRST_BETA;
				}
				starts.add(start);
			}
		}
		return starts;
	}

	private FitStatus judge(NonlinearFit fit, Bounds bounds) {
		double[] p = fit.parameters();
		boolean[] atBound = fit.atBound();
		for (int k : new int[] { SourceModel.P, SourceModel.S }) {
			if (atBound[k]) {
				return p[k] <= bounds.lower()[k] ? FitStatus.TOO_NARROW : FitStatus.TOO_WIDE;
			}
		}
		if (atBound[SourceModel.Q]) {
			return FitStatus.TOO_WIDE;
		}
		if (atBound[SourceModel.X] || atBound[SourceModel.Y]) {
			return FitStatus.CENTRE_AT_EDGE;
		}
		if (!fit.isConverged()) {
			return FitStatus.NOT_CONVERGED;
		}
		if (Math.abs(p[SourceModel.AMPLITUDE]) < FitInput.ROUNDING) {
			return FitStatus.NO_PEAK;
		}
		if (!fit.isDetermined()) {
			return FitStatus.NOT_DETERMINED;
		}
		return shape.hasBeta() && atBound[p.length - 1] ? FitStatus.BETA_AT_LIMIT : FitStatus.CONVERGED;
	}

	private ProfileFit result(NonlinearFit fit, FitStatus status, SourceModel model, FitInput input,
			double[] reference) {
		double[] p = fit.parameters();
		int m = p.length;
		double unit = input.unit();
		Covariance own = input.errorsKnown() ? fit.covariance() : fit.covarianceFromResiduals();
		double[] values = p.clone();
		double[][] jacobian = new double[m][m];
		for (int k = 0; k < m; k++) {
			boolean inUnit = k >= SourceModel.AMPLITUDE && parameters().get(k) != ProfileParameter.BETA;
			jacobian[k][k] = inUnit ? unit : 1;
			values[k] = p[k] * jacobian[k][k];
		}
		describeEllipse(p, values, jacobian);
		Covariance covariance = limitDirection(own.transformed(jacobian));

		double beta = shape.hasBeta() ? p[m - 1] : Double.NaN;
		double fwhm = 2 * Math.sqrt(p[SourceModel.P] * p[SourceModel.S]);
		double[] fwhmBy = new double[m];
		fwhmBy[SourceModel.P] = fwhm / 2 / p[SourceModel.P];
		fwhmBy[SourceModel.S] = fwhm / 2 / p[SourceModel.S];
		double integral = shape.sourceIntegral(beta) * fwhm * fwhm * unit;
		double flux = p[SourceModel.AMPLITUDE] * integral;
		double[] fluxBy = new double[m];
		fluxBy[SourceModel.P] = flux / p[SourceModel.P];
		fluxBy[SourceModel.S] = flux / p[SourceModel.S];
		fluxBy[SourceModel.AMPLITUDE] = integral;
		if (shape.hasBeta()) {
			fluxBy[m - 1] = flux * shape.sourceIntegralByBeta(beta) / shape.sourceIntegral(beta);
		}
		double[] surface = new double[model.points()];
		model.evaluate(p, surface, null);
		Arrays.setAll(surface, i -> surface[i] * unit);
		double noise = input.errorsKnown() ? Double.NaN : Math.sqrt(fit.reducedChiSquare()) * unit;
		double chiSquare = input.errorsKnown() ? fit.chiSquare() : fit.chiSquare() * unit * unit;
		return new ProfileFit(shape, background, status, parameters(), values, covariance,
				new Estimate(fwhm, Math.sqrt(own.variance(fwhmBy))),
				new Estimate(flux, Math.sqrt(own.variance(fluxBy))), reference, surface, chiSquare, fit.points(),
				input.errorsKnown(), noise);
	}

	/** Replaces the three widths by both axes and the direction of the longer one. */
	private static void describeEllipse(double[] parameters, double[] values, double[][] jacobian) {
		double p = parameters[SourceModel.P];
		double q = parameters[SourceModel.Q];
		double s = parameters[SourceModel.S];
		// the matrix ((p^2, p q), (p q, q^2 + s^2)) has the squared half axes as eigenvalues
		double half = (p * p - q * q - s * s) / 2;
		double mean = (p * p + q * q + s * s) / 2;
		double cross = p * q;
		double difference = StrictMath.hypot(half, cross);
		double major = 2 * Math.sqrt(mean + difference);
		double minor = 2 * p * s / Math.sqrt(mean + difference);
		values[SourceModel.P] = major;
		values[SourceModel.Q] = minor;
		double angle = Math.toDegrees(StrictMath.atan2(cross, half)) / 2;
		values[SourceModel.S] = angle <= -90 ? angle + 180 : angle;
		int[] widths = { SourceModel.P, SourceModel.Q, SourceModel.S };
		double[] halfBy = { p, -q, -s };
		double[] meanBy = { p, q, s };
		double[] crossBy = { q, p, 0 };
		for (int k = 0; k < widths.length; k++) {
			double differenceBy = difference > 0 ? (half * halfBy[k] + cross * crossBy[k]) / difference : 0;
			jacobian[SourceModel.P][widths[k]] = 2 * (meanBy[k] + differenceBy) / major;
			jacobian[SourceModel.Q][widths[k]] = 2 * (meanBy[k] - differenceBy) / minor;
			jacobian[SourceModel.S][widths[k]] = difference > 0
					? Math.toDegrees(half * crossBy[k] - cross * halfBy[k]) / (2 * difference * difference)
					: 0;
		}
		if (difference == 0) {
			// any direction is as good as another: an error that limitDirection brings down to that of an unknown one
			jacobian[SourceModel.S][SourceModel.Q] = Math.toDegrees(1 / p) * 1e6;
		}
	}

	/** Lets the error of the direction not exceed that of one that is not known. */
	private static Covariance limitDirection(Covariance covariance) {
		int angle = SourceModel.S;
		double error = covariance.error(angle);
		if (!(error > UNKNOWN_DIRECTION)) {
			return covariance;
		}
		double factor = UNKNOWN_DIRECTION / error;
		double[] elements = covariance.elements().clone();
		for (int k = 0; k < covariance.size(); k++) {
			elements[angle * covariance.size() + k] *= factor;
			elements[k * covariance.size() + angle] *= factor;
		}
		return new Covariance(covariance.size(), elements);
	}
}
