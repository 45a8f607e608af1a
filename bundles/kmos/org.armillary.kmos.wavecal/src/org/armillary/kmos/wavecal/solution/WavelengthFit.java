package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineStatus;
import org.armillary.kmos.wavecal.lines.SlitletColumns;

/**
 * The robust fit of wavelengths to measured lines, all slitlets of a detector at once. Coefficients are in pixels of
 * the mean dispersion: wavelength = reference + dispersion × Σ coefficient × basis. For one thread.
 */
final class WavelengthFit {

	/** Terms of the tilt along the dispersion. */
	static final int TILT_TERMS = 3;
	/** Terms of the curvature along the dispersion. */
	static final int CURVATURE_TERMS = 2;

	private static final int VARIANCE_ROUNDS = 4;
	/** Columns scatter by this on top of their noise, pixel (3 % of difference between pixels). */
	private static final double COLUMN_SCATTER = 0.015;
	private static final double COLUMN_OUTLIER = 4.5;
	private static final double LINE_OUTLIER = 4.5;
	private static final double LEAST_SCATTER = 0.006;
	private static final double LINE_SCATTER = 0.008;
	/** Lines that lie wrong in most slitlets by more are wrong in the list, or blended, pixel. */
	private static final double WRONG_LINE = 0.05;
	private static final double MAD = 1.4826;
	private static final int ROWS_ASIDE = 1;

	private final List<SlitletColumns> slitlets;
	private final double[] micron;
	private final double[] micronError;
	private final LineMeasurements lines;
	private final int rows;
	private final int order;
	private final int size;
	private final double reference;
	private final double dispersion;
	private final SharedOptics optics;
	private final NormalEquations[] equations;
	private final double[] basis;
	private final double[] residual;
	private final double[] residualError;
	private final double[] shared;
	private final double[] weight = new double[LineMeasurements.COLUMNS];
	private double scatter = 0.05;

	WavelengthFit(List<SlitletColumns> slitlets, double[] micron, double[] micronError, LineMeasurements lines,
			int rows, int order, double reference, double dispersion) {
		this.slitlets = slitlets;
		this.micron = micron;
		this.micronError = micronError;
		this.lines = lines;
		this.rows = rows;
		this.order = order;
		this.reference = reference;
		this.dispersion = dispersion;
		size = order + 1 + TILT_TERMS + CURVATURE_TERMS;
		basis = new double[size];
		equations = new NormalEquations[slitlets.size()];
		Arrays.setAll(equations, _ -> new NormalEquations(size));
		double[] places = slitlets.stream().mapToDouble(slitlet -> slitlet.reducedColumn(rows / 2)).toArray();
		optics = new SharedOptics(places, startVariance(), startSize());
		residual = new double[slitlets.size() * micron.length];
		residualError = new double[residual.length];
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

	/** Whether a line is used for a slitlet. */
	boolean used(int slitlet, int line) {
		double value = residual(slitlet, line);
		double error = residualError[slitlet * micron.length + line];
		return Math.abs(value) <= LINE_OUTLIER * Math.sqrt(scatter * scatter + error * error) && !wrong(line);
	}

	/** The row where the fit has a wavelength at a place of a slitlet, by Newton steps from a row nearby. */
	double rowOf(int slitlet, double wavelength, double place, double start) {
		double row = start;
		for (int step = 0; step < 3; step++) {
			double value = micronAt(slitlet, row, place);
			row += (wavelength - value) / localDispersion(slitlet, row, place);
		}
		return row;
	}

	/** The coefficients of a slitlet as Legendre series in µm: middle, tilt and curvature. */
	double[][] series(int slitlet) {
		double[] coefficients = optics.solution(slitlet);
		double[] middle = new double[Math.max(2, order + 1)];
		for (int k = 0; k <= order; k++) {
			middle[k] = dispersion * coefficients[k];
		}
		middle[0] += reference;
		middle[1] += dispersion * rows / 2.0;
		double[] tilt = new double[TILT_TERMS];
		double[] curvature = new double[CURVATURE_TERMS];
		Arrays.setAll(tilt, k -> dispersion * coefficients[order + 1 + k]);
		Arrays.setAll(curvature, k -> dispersion * coefficients[order + 1 + TILT_TERMS + k]);
		return new double[][] { middle, tilt, curvature };
	}

	private boolean wrong(int line) {
		return Double.isNaN(shared[line]);
	}

	private double micronAt(int slitlet, double row, double place) {
		double[] coefficients = optics.solution(slitlet);
		fillBasis(row, place);
		double sum = 0;
		for (int k = 0; k < size; k++) {
			sum += coefficients[k] * basis[k];
		}
		return straight(row) + dispersion * sum;
	}

	private double localDispersion(int slitlet, double row, double place) {
		return (micronAt(slitlet, row + ROWS_ASIDE, place) - micronAt(slitlet, row - ROWS_ASIDE, place))
				/ (2 * ROWS_ASIDE);
	}

	private double straight(double row) {
		return reference + dispersion * (row - (rows - 1) / 2.0);
	}

	private void fillBasis(double row, double place) {
		double reduced = (2 * row - rows + 1) / rows;
		Legendre.values(reduced, basis, 0, order + 1);
		for (int k = 0; k < TILT_TERMS; k++) {
			double value = k == 0 ? 1 : k == 1 ? reduced : (3 * reduced * reduced - 1) / 2;
			basis[order + 1 + k] = place * value;
			if (k < CURVATURE_TERMS) {
				basis[order + 1 + TILT_TERMS + k] = place * place * value;
			}
		}
	}

	private void accumulate(int s, boolean start) {
		NormalEquations own = equations[s];
		SlitletColumns columns = slitlets.get(s);
		own.clear();
		for (int line = 0; line < micron.length; line++) {
			if (lines.status(s, line) != LineStatus.MEASURED || !start && !used(s, line)) {
				continue;
			}
			int middle = (int) Math.rint(lines.predicted(s, line));
			double total = columnWeights(s, line);
			if (total == 0) {
				continue;
			}
			double local = start ? dispersion : localDispersion(s, lines.predicted(s, line), 0);
			double common = start ? 0 : shared[line];
			double known = micronError[line] / local;
			double lineVariance = LINE_SCATTER * LINE_SCATTER + common * common + known * known;
			double scale = 1 / (1 + lineVariance * total);
			if (start) {
				double off = meanOffset(s, line, columns, middle) / 0.3;
				scale /= 1 + off * off;
			}
			scale *= dispersion * dispersion / (local * local);
			for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
				if (weight[i] > 0) {
					double row = lines.row(s, line, i);
					fillBasis(row, columns.place(lines.firstColumn(s, line) + i, middle));
					own.add(basis, (micron[line] - straight(row)) / dispersion, weight[i] * scale);
				}
			}
		}
		own.mirror();
	}

	/** Weights of the columns of a line, without those that lie apart from the others; gives their sum. */
	private double columnWeights(int s, int line) {
		SlitletColumns columns = slitlets.get(s);
		int middle = (int) Math.rint(lines.predicted(s, line));
		double mean = 0;
		double total = 0;
		for (int round = 0; round < 3; round++) {
			double sum = 0;
			double weights = 0;
			for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
				double row = lines.row(s, line, i);
				weight[i] = 0;
				if (!Double.isNaN(row)) {
					double error = lines.error(s, line, i);
					double variance = error * error + COLUMN_SCATTER * COLUMN_SCATTER;
					double place = columns.place(lines.firstColumn(s, line) + i, middle);
					double offset = row - lines.predicted(s, line, place);
					double deviation = round == 0 ? 0 : offset - mean;
					double limit = COLUMN_OUTLIER * COLUMN_OUTLIER * variance;
					if (deviation * deviation < (round == 1 ? 4 : 1) * limit) {
						weight[i] = 1 / variance;
						sum += weight[i] * offset;
						weights += weight[i];
					}
				}
			}
			mean = weights > 0 ? sum / weights : 0;
			total = weights;
		}
		return total;
	}

	private double meanOffset(int s, int line, SlitletColumns columns, int middle) {
		double sum = 0;
		double weights = 0;
		for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
			if (weight[i] > 0) {
				double place = columns.place(lines.firstColumn(s, line) + i, middle);
				sum += weight[i] * (lines.row(s, line, i) - lines.predicted(s, line, place));
				weights += weight[i];
			}
		}
		return weights > 0 ? sum / weights : 0;
	}

	/** Finds residuals, their scatter, and lines that are wrong everywhere. */
	private void judge() {
		int count = 0;
		double[] all = new double[residual.length];
		for (int s = 0; s < slitlets.size(); s++) {
			for (int line = 0; line < micron.length; line++) {
				int pair = s * micron.length + line;
				residual[pair] = Double.NaN;
				if (lines.status(s, line) == LineStatus.MEASURED) {
					measureResidual(s, line, pair);
				}
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
		Arrays.sort(all, 0, count);
		scatter = count == 0 ? LEAST_SCATTER : Math.max(LEAST_SCATTER, MAD * all[count / 2]);
	}

	private void measureResidual(int s, int line, int pair) {
		SlitletColumns columns = slitlets.get(s);
		int middle = (int) Math.rint(lines.predicted(s, line));
		double total = columnWeights(s, line);
		if (total == 0) {
			return;
		}
		double local = localDispersion(s, lines.predicted(s, line), 0);
		double sum = 0;
		for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
			if (weight[i] > 0) {
				double row = lines.row(s, line, i);
				double place = columns.place(lines.firstColumn(s, line) + i, middle);
				sum += weight[i] * (micronAt(s, row, place) - micron[line]) / local;
			}
		}
		residual[pair] = sum / total;
		residualError[pair] = 1 / Math.sqrt(total);
	}

	private double median(int line, double[] scratch) {
		int count = 0;
		for (int s = 0; s < slitlets.size(); s++) {
			double value = residual(s, line);
			if (!Double.isNaN(value)) {
				scratch[count++] = value;
			}
		}
		if (count == 0) {
			return 0;
		}
		Arrays.sort(scratch, 0, count);
		return (scratch[(count - 1) / 2] + scratch[count / 2]) / 2;
	}

	private double typicalShared() {
		double[] sizes = Arrays.stream(shared).map(Math::abs).filter(size -> size > 0).sorted().toArray();
		return sizes.length == 0 ? 0 : MAD * sizes[sizes.length / 2];
	}
}
