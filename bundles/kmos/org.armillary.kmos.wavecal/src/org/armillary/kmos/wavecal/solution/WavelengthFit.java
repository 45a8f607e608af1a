package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
import org.armillary.numerics.Selection;

/**
 * The robust fit of wavelengths to measured lines, all slitlets of a detector at once. For one thread.
 */
final class WavelengthFit {

	private static final int VARIANCE_ROUNDS = 4;
	private static final double LINE_OUTLIER = 4.5;
	private static final double LEAST_SCATTER = 0.006;
	private static final double LINE_SCATTER = 0.008;
	/** Lines that lie wrong in most slitlets by more are wrong in the list, or blended, pixel. */
	private static final double WRONG_LINE = 0.05;
	private static final double MAD = 1.4826;
	/** Lines that lie this far from where they were expected count half in the first fit, pixel. */
	private static final double SOFT = 0.3;
	private static final int NEWTON_STEPS = 3;

	private final List<SlitletColumns> slitlets;
	private final double[] micron;
	private final double[] micronError;
	private final LineMeasurements lines;
	private final FitBasis basis;
	private final int order;
	private final int size;
	private final SharedOptics optics;
	private final NormalEquations[] equations;
	private final LineSums[] sums;
	private final double[] scratch;
	private final double[] residual;
	private final double[] residualError;
	/** Dispersion at each line by the last fit, µm/pixel; 0 where it is not known. */
	private final double[] local;
	private final double[] shared;
	private double scatter = 0.05;

	WavelengthFit(List<SlitletColumns> slitlets, double[] micron, double[] micronError, LineMeasurements lines,
			FitBasis basis) {
		this.slitlets = slitlets;
		this.micron = micron;
		this.micronError = micronError;
		this.lines = lines;
		this.basis = basis;
		order = basis.order();
		size = basis.size();
		scratch = new double[size];
		equations = new NormalEquations[slitlets.size()];
		Arrays.setAll(equations, _ -> new NormalEquations(size));
		sums = new LineSums[slitlets.size()];
		Arrays.setAll(sums, _ -> new LineSums(lines, basis));
		double[] places = slitlets.stream().mapToDouble(slitlet -> slitlet.reducedColumn(basis.rows() / 2)).toArray();
		optics = new SharedOptics(places, startVariance(), startSize());
		residual = new double[slitlets.size() * micron.length];
		residualError = new double[residual.length];
		local = new double[residual.length];
		shared = new double[micron.length];
		Arrays.fill(residual, Double.NaN);
	}

	private double[] startVariance() {
		double[] variance = new double[size];
		for (int k = 0; k <= order; k++) {
			variance[k] = k == 0 ? 4 : k == 1 ? 0.25 : k == 2 ? 1e-3 : 1e-5;
		}
		Arrays.fill(variance, order + 1, size, 1e-6);
		variance[order + 1] = 2e-3;
		variance[order + 2] = 1e-5;
		return variance;
	}

	private double[] startSize() {
		double[] deviation = new double[size];
		for (int k = 0; k <= order; k++) {
			deviation[k] = k < 2 ? 1e4 : k == 2 ? 300 : 10 * StrictMath.pow(4, 3 - k);
		}
		Arrays.fill(deviation, order + 1, size, 0.2);
		deviation[order + 1] = 5;
		return deviation;
	}

	/**
	 * Fits all slitlets.
	 *
	 * @param rounds
	 *            number of fits; outliers are looked for after each
	 * @param first
	 *            whether nothing was fitted before, so that lines are judged by where they should be
	 * @param checkpoint
	 *            called between the steps
	 * @return whether there is a solution
	 */
	boolean fit(int rounds, boolean first, Checkpoint checkpoint) throws InterruptedException {
		Arrays.fill(local, 0);
		for (int s = 0; s < slitlets.size(); s++) {
			sums[s].gather(s, slitlets.get(s), micron);
		}
		checkpoint.check();
		for (int round = 0; round < rounds; round++) {
			boolean start = first && round == 0;
			for (int s = 0; s < slitlets.size(); s++) {
				accumulate(s, start);
			}
			checkpoint.check();
			if (!optics.solve(equations, VARIANCE_ROUNDS, checkpoint)) {
				return false;
			}
			checkpoint.check();
			judge();
		}
		return true;
	}

	/** Mean distance of measured and fitted row of a line, pixel; NaN if it was not measured. */
	double residual(int slitlet, int line) {
		return residual[slitlet * micron.length + line];
	}

	/** What a line says about the fit: 1 / variance of its distance, with what all lines scatter by, 1/pixel². */
	double weight(int slitlet, int line) {
		double error = residualError[slitlet * micron.length + line];
		return 1 / (LINE_SCATTER * LINE_SCATTER + error * error);
	}

	/**
	 * Variances of the place of a line, pixel²: that which the fit was given, what follows from those of all lines for
	 * the fit at this place, and that of the line by the scatter of its columns.
	 */
	double[] variances(int slitlet, int line) {
		double error = residualError[slitlet * micron.length + line];
		sums[slitlet].meanTerms(line, scratch);
		return new double[] { LINE_SCATTER * LINE_SCATTER + error * error, variance(slitlet),
				sums[slitlet].noise(line) };
	}

	/** Variance of the wavelength of a row in the middle of a slitlet, likewise, pixel². */
	double variance(int slitlet, double row) {
		basis.fill(row, 0, scratch);
		return variance(slitlet);
	}

	private double variance(int slitlet) {
		return optics.variance(slitlet, scratch);
	}

	/** Whether a line is used for a slitlet. */
	boolean used(int slitlet, int line) {
		double value = residual(slitlet, line);
		double error = residualError[slitlet * micron.length + line];
		return Math.abs(value) <= LINE_OUTLIER * Math.sqrt(scatter * scatter + error * error) && !wrong(line);
	}

	/** Predicts where a line lies on the edges and in the middle of a slitlet, by Newton steps from a row nearby. */
	void predict(int slitlet, int line, double start) {
		double slope = basis.dispersionAt(optics.solution(slitlet), start, scratch);
		double middle = rowOf(slitlet, micron[line], 0, start, slope);
		lines.predict(slitlet, line, rowOf(slitlet, micron[line], -1, middle, slope), middle,
				rowOf(slitlet, micron[line], 1, middle, slope));
	}

	private double rowOf(int slitlet, double wavelength, double place, double start, double slope) {
		double row = start;
		for (int step = 0; step < NEWTON_STEPS; step++) {
			row += (wavelength - basis.micronAt(optics.solution(slitlet), row, place, scratch)) / slope;
		}
		return row;
	}

	/** The coefficients of a slitlet as Legendre series in µm: middle, tilt and curvature. */
	double[][] series(int slitlet) {
		return basis.series(optics.solution(slitlet));
	}

	private boolean wrong(int line) {
		return Double.isNaN(shared[line]);
	}

	private double localDispersion(int s, int line) {
		int pair = s * micron.length + line;
		if (local[pair] == 0) {
			local[pair] = basis.dispersionAt(optics.solution(s), lines.predicted(s, line), scratch);
		}
		return local[pair];
	}

	private void accumulate(int s, boolean start) {
		NormalEquations own = equations[s];
		own.clear();
		for (int line = 0; line < micron.length; line++) {
			double total = sums[s].total(line);
			if (total == 0 || !start && !used(s, line)) {
				continue;
			}
			double dispersion = start ? basis.dispersion() : localDispersion(s, line);
			double common = start ? 0 : shared[line];
			double known = micronError[line] / dispersion;
			double lineVariance = LINE_SCATTER * LINE_SCATTER + common * common + known * known;
			double scale = 1 / (1 + lineVariance * total);
			if (start) {
				double off = sums[s].offset(line) / SOFT;
				scale /= 1 + off * off;
			}
			double ratio = basis.dispersion() / dispersion;
			sums[s].addTo(own, line, scale * ratio * ratio);
		}
		own.mirror();
	}

	/** Finds residuals, their scatter, and lines that are wrong everywhere. */
	private void judge() {
		Arrays.fill(local, 0);
		int count = 0;
		double[] all = new double[residual.length];
		for (int s = 0; s < slitlets.size(); s++) {
			for (int line = 0; line < micron.length; line++) {
				int pair = s * micron.length + line;
				residual[pair] = Double.NaN;
				measureResidual(s, line, pair);
			}
		}
		for (int line = 0; line < micron.length; line++) {
			shared[line] = median(line, all);
		}
		double typical = typicalShared();
		for (int line = 0; line < micron.length; line++) {
			if (Math.abs(shared[line]) > Math.max(WRONG_LINE, LINE_OUTLIER * typical)) {
				shared[line] = Double.NaN;
			}
		}
		for (int s = 0; s < slitlets.size(); s++) {
			for (int line = 0; line < micron.length; line++) {
				double value = residual[s * micron.length + line];
				if (!Double.isNaN(value) && !wrong(line)) {
					all[count++] = Math.abs(value);
				}
			}
		}
		scatter = count == 0 ? LEAST_SCATTER
				: Math.max(LEAST_SCATTER, MAD * Selection.select(all, count, count / 2));
	}

	private void measureResidual(int s, int line, int pair) {
		double total = sums[s].total(line);
		if (total > 0) {
			residual[pair] = sums[s].distance(line, optics.solution(s)) * basis.dispersion()
					/ localDispersion(s, line);
			residualError[pair] = 1 / Math.sqrt(total);
		}
	}

	private double median(int line, double[] values) {
		int count = 0;
		for (int s = 0; s < slitlets.size(); s++) {
			double value = residual(s, line);
			if (!Double.isNaN(value)) {
				values[count++] = value;
			}
		}
		return count == 0 ? 0 : Selection.median(values, count);
	}

	private double typicalShared() {
		double[] sizes = Arrays.stream(shared).map(Math::abs).filter(size -> size > 0).sorted().toArray();
		return sizes.length == 0 ? 0 : MAD * sizes[sizes.length / 2];
	}
}
