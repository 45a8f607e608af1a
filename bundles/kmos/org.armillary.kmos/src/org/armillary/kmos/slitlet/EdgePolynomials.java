package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.jspecify.annotations.Nullable;

/**
 * Polynomials along the dispersion through the measurements of all edges of a detector. All light passes the same
 * optics, so that coefficients of higher order are alike for all edges: where there are many, the second order is
 * drawn toward a smooth function of the column and higher ones toward zero, by as much as the scatter of the
 * coefficients of all edges and the errors of the edge ask for (empirical Bayes). Terms that are not there vanish, and
 * extrapolation stays safe. With few edges one order for all is chosen by Schwarz's criterion.
 */
final class EdgePolynomials {

	/** Edges from which on their coefficients tell a smooth function. */
	private static final int MANY = 24;
	/** First order that is drawn toward the others. */
	private static final int FIRST_DRAWN = 2;
	/** First order that is drawn toward zero, since a common departure from zero would make extrapolation wild. */
	private static final int FIRST_SMALL = 3;
	private static final int SMOOTH_ORDER = 4;
	private static final int ROUNDS = 6;
	/** Scatter of coefficients to begin with, pixel. */
	private static final double[] SCATTER = { 0, 0, 1, 0.02, 0.005, 0.005, 0.005 };
	/** Least scatter of coefficients that is believed, pixel. */
	private static final double LEAST_SCATTER = 3e-4;
	private static final double SIGMA_OVER_MAD = 1.482602218505602;
	/** Error that remains whatever the measurements say, pixel. */
	private static final double FLOOR = 0.003;
	/** Measurements whose mean tells how far edges are from polynomials. */
	private static final int BLOCK = 6;
	/** Blocks that what is usual counts for. */
	private static final double USUAL_BLOCKS = 20;

	/** What the measurements of an edge say. */
	private record Data(double column, double[] normal, double[] right, int points, double first, double last) {
	}

	private final double[] rows;
	private final double[] reduced;
	private final int ny;
	private final double[][] places;
	private final double[][] weights;
	private final double[] shared;
	private final @Nullable Data[] data;
	private int order;

	/**
	 * Fits.
	 *
	 * @param rows
	 *            row of each measurement
	 * @param ny
	 *            rows of the detector
	 * @param places
	 *            of each edge: column at each of the rows, NaN where it was not measured
	 * @param weights
	 *            of the columns
	 * @param shared
	 *            variance that all columns of an edge share, pixel²
	 * @param asked
	 *            order that is asked for, or {@link EdgeSettings#AUTOMATIC}
	 */
	EdgePolynomials(double[] rows, int ny, double[][] places, double[][] weights, double[] shared,
			int asked) {
		this.rows = rows;
		this.ny = ny;
		this.places = places;
		this.weights = weights;
		this.shared = shared;
		this.reduced = Arrays.stream(rows).map(row -> 2 * row / (ny - 1) - 1).toArray();
		this.data = new Data[places.length];
		this.order = asked == EdgeSettings.AUTOMATIC ? EdgeSettings.HIGHEST_ORDER : asked;
		int measured = collect();
		if (asked == EdgeSettings.AUTOMATIC && measured < MANY) {
			order = bestOrder();
			collect();
		}
	}

	/** Highest order. */
	int order() {
		return order;
	}

	/** Fits each edge on its own; returns how many could be. */
	private int collect() {
		var fit = new RobustPolynomial(order, reduced);
		int measured = 0;
		for (int edge = 0; edge < places.length; edge++) {
			data[edge] = null;
			if (fit.fit(places[edge], weights[edge], 0)) {
				data[edge] = data(fit);
				measured++;
			}
		}
		return measured;
	}

	private Data data(RobustPolynomial fit) {
		double inverse = fit.scale() > 0 ? 1 / (fit.scale() * fit.scale()) : 1;
		double[] normal = fit.normalMatrix();
		double[] coefficients = fit.coefficients();
		double[] right = new double[coefficients.length];
		for (int k = 0; k < right.length; k++) {
			for (int l = 0; l < right.length; l++) {
				normal[k * right.length + l] *= inverse;
				right[k] += normal[k * right.length + l] * coefficients[l];
			}
		}
		double first = Double.NaN;
		double last = Double.NaN;
		for (int i = 0; i < rows.length; i++) {
			if (fit.robustWeight(i) > 0) {
				first = Double.isNaN(first) ? rows[i] : first;
				last = rows[i];
			}
		}
		return new Data(coefficients[0], normal, right, fit.used(), first, last);
	}

	/** The order with the least value of Schwarz's criterion over all edges. */
	private int bestOrder() {
		int best = 1;
		double least = Double.POSITIVE_INFINITY;
		for (int tried = 1; tried <= EdgeSettings.HIGHEST_ORDER; tried++) {
			var fit = new RobustPolynomial(tried, reduced);
			double criterion = 0;
			int points = 0;
			for (int edge = 0; edge < places.length; edge++) {
				if (fit.fit(places[edge], weights[edge], 0)) {
					// outliers are bounded, so that orders are compared by the same points
					double sum = 0;
					int count = 0;
					for (int i = 0; i < rows.length; i++) {
						if (weights[edge][i] > 0 && !Double.isNaN(places[edge][i])) {
							double off = places[edge][i] - fit.at(i);
							sum += Math.min(weights[edge][i] * off * off, 9 * fit.scale() * fit.scale());
							count++;
						}
					}
					criterion += count * StrictMath.log(sum / count + Double.MIN_NORMAL)
							+ (tried + 1) * StrictMath.log(count);
					points += count;
				}
			}
			if (points > 0 && criterion < least) {
				least = criterion;
				best = tried;
			}
		}
		return best;
	}

	/**
	 * The traces.
	 *
	 * @param drawn
	 *            whether coefficients are drawn toward a smooth function of the column, if there are many edges
	 * @return one for each edge, null where there are too few measurements
	 */
	List<@Nullable EdgeTrace> traces(boolean drawn) {
		int terms = order + 1;
		List<Data> there = new ArrayList<>();
		for (Data each : data) {
			if (each != null) {
				there.add(each);
			}
		}
		double[][] means = new double[there.size()][terms];
		double[] precision = new double[terms];
		double[][] coefficients = new double[there.size()][];
		double[][] covariances = new double[there.size()][];
		boolean many = drawn && there.size() >= MANY && order >= FIRST_DRAWN;
		for (int k = FIRST_DRAWN; many && k < terms; k++) {
			precision[k] = 1 / (SCATTER[k] * SCATTER[k]);
		}
		for (int round = 0; round <= (many ? ROUNDS : 0); round++) {
			for (int i = 0; i < there.size(); i++) {
				posterior(there.get(i), means[i], precision, coefficients, covariances, i);
			}
			for (int k = FIRST_DRAWN; many && round < ROUNDS && k < terms; k++) {
				precision[k] = smooth(there, k, coefficients, covariances, means);
			}
		}
		List<@Nullable EdgeTrace> traces = new ArrayList<>();
		double[] misfits = misfits(coefficients);
		int next = 0;
		for (int edge = 0; edge < data.length; edge++) {
			Data each = data[edge];
			traces.add(each == null ? null
					: trace(edge, each, coefficients[next], covariances[next], misfits[edge]));
			next += each == null ? 0 : 1;
		}
		return traces;
	}

	private static void posterior(Data data, double[] mean, double[] precision, double[][] coefficients,
			double[][] covariances, int index) {
		int terms = mean.length;
		double[] matrix = data.normal().clone();
		double[] right = data.right().clone();
		for (int k = 0; k < terms; k++) {
			matrix[k * terms + k] += precision[k];
			right[k] += precision[k] * mean[k];
		}
		double[] inverse = SmallSystem.inverse(matrix, terms);
		double[] solution = new double[terms];
		if (inverse == null || !SmallSystem.solve(matrix, right, terms, solution)) {
			throw new IllegalStateException("normal equations of an edge that was fitted are singular");
		}
		coefficients[index] = solution;
		covariances[index] = inverse;
	}

	/** Smooths a coefficient over the columns; returns the inverse variance around the smooth function. */
	private static double smooth(List<Data> there, int term, double[][] coefficients, double[][] covariances,
			double[][] means) {
		int count = there.size();
		double least = there.stream().mapToDouble(Data::column).min().orElse(0);
		double greatest = there.stream().mapToDouble(Data::column).max().orElse(1);
		double[] places = there.stream().mapToDouble(each -> 2 * (each.column() - least) / (greatest - least) - 1)
				.toArray();
		double[] values = new double[count];
		double[] ones = new double[count];
		double[] variances = new double[count];
		int terms = coefficients[0].length;
		for (int i = 0; i < count; i++) {
			values[i] = coefficients[i][term];
			variances[i] = covariances[i][term * terms + term];
			ones[i] = 1;
		}
		var fit = new RobustPolynomial(SMOOTH_ORDER, places);
		boolean smooth = term < FIRST_SMALL && fit.fit(values, ones, 0);
		double[] off = new double[count];
		for (int i = 0; i < count; i++) {
			means[i][term] = smooth ? fit.at(i) : 0;
			off[i] = Math.abs(values[i] - means[i][term]);
		}
		double scatter = SIGMA_OVER_MAD * CombFinder.median(off, 0, count - 1);
		double variance = scatter * scatter + CombFinder.median(variances, 0, count - 1);
		return 1 / Math.max(variance, LEAST_SCATTER * LEAST_SCATTER);
	}

	/**
	 * Variance by which each true edge departs from its polynomial: of means of neighbours, beyond their noise. The one
	 * of an edge is taken together with what is usual, so that neither chance nor a single odd edge decides.
	 */
	private double[] misfits(double[][] coefficients) {
		double[] own = new double[data.length];
		double[] blocks = new double[data.length];
		double[] there = new double[data.length];
		int found = 0;
		int next = 0;
		for (int edge = 0; edge < data.length; edge++) {
			if (data[edge] == null) {
				continue;
			}
			double sum = 0;
			double count = 0;
			var polynomial = polynomial(coefficients[next++]);
			double[] off = new double[rows.length];
			int used = 0;
			for (int i = 0; i < rows.length; i++) {
				if (weights[edge][i] > 0) {
					off[used++] = places[edge][i] - polynomial.at(rows[i]);
				}
			}
			double middle = CombFinder.median(off, 0, used - 1);
			double[] distance = new double[used];
			for (int i = 0; i < used; i++) {
				distance[i] = Math.abs(off[i] - middle);
			}
			double limit = 4 * SIGMA_OVER_MAD * CombFinder.median(distance, 0, used - 1);
			for (int from = 0; from + BLOCK <= used; from += BLOCK) {
				double mean = 0;
				double squares = 0;
				int good = 0;
				for (int i = from; i < from + BLOCK; i++) {
					if (Math.abs(off[i]) < limit) {
						mean += off[i];
						squares += off[i] * off[i];
						good++;
					}
				}
				if (good > 1) {
					mean /= good;
					double variance = Math.max(0, squares / good - mean * mean) / (good - 1);
					sum += mean * mean - variance;
					count++;
				}
			}
			blocks[edge] = count;
			own[edge] = count > 0 ? sum / count : 0;
			if (count > 0) {
				there[found++] = own[edge];
			}
		}
		double usual = found == 0 ? 0 : Math.max(0, CombFinder.median(there, 0, found - 1));
		for (int edge = 0; edge < own.length; edge++) {
			own[edge] = Math.max(0, (blocks[edge] * own[edge] + USUAL_BLOCKS * usual) / (blocks[edge] + USUAL_BLOCKS));
		}
		return own;
	}

	private Polynomial polynomial(double[] coefficients) {
		return new Polynomial(PolynomialBasis.LEGENDRE, 0, ny - 1.0, coefficients);
	}

	private EdgeTrace trace(int edge, Data each, double[] coefficients, double[] covariance, double misfit) {
		double[] withFloor = covariance.clone();
		withFloor[0] += FLOOR * FLOOR + misfit + shared[edge];
		var polynomial = polynomial(coefficients);
		double[] off = new double[rows.length];
		int found = 0;
		for (int i = 0; i < rows.length; i++) {
			if (weights[edge][i] > 0) {
				off[found++] = Math.abs(places[edge][i] - polynomial.at(rows[i]));
			}
		}
		double limit = 4.7 * SIGMA_OVER_MAD * CombFinder.median(off, 0, found - 1);
		double sum = 0;
		int used = 0;
		for (int i = 0; i < found; i++) {
			if (off[i] <= limit) {
				sum += off[i] * off[i];
				used++;
			}
		}
		return new EdgeTrace(polynomial, new Covariance(coefficients.length, withFloor), each.first(), each.last(),
				each.points(), Math.sqrt(sum / Math.max(1, used)));
	}
}
