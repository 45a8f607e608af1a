package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;

import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineStatus;
import org.armillary.kmos.wavecal.lines.SlitletColumns;

/**
 * What the columns of each measured line of a slitlet say together: sums over the columns, weighted by their errors, of
 * the terms of the solution and of their products. They do not depend on the solution, so that it can be fitted again
 * and again without looking at the columns. Columns that lie apart from the others of their line are left out. For one
 * thread.
 */
final class LineSums {

	/** Columns scatter by this on top of their noise, pixel (3 % of difference between pixels). */
	private static final double COLUMN_SCATTER = 0.015;
	private static final double COLUMN_OUTLIER = 4.5;
	private static final int ROUNDS = 3;

	private final LineMeasurements lines;
	private final FitBasis basis;
	private final int size;
	private final double[] total;
	private final double[] offset;
	private final double[] noises;
	private final double[] value;
	private final double[] mean;
	private final double[] matrix;
	private final double[] right;
	private final double[] weight = new double[LineMeasurements.COLUMNS];
	private final double[] terms;
	private double meanOffset;
	private double noise;

	LineSums(LineMeasurements lines, FitBasis basis) {
		this.lines = lines;
		this.basis = basis;
		size = basis.size();
		total = new double[lines.lines()];
		offset = new double[lines.lines()];
		noises = new double[lines.lines()];
		value = new double[lines.lines()];
		mean = new double[lines.lines() * size];
		right = new double[mean.length];
		matrix = new double[mean.length * (size + 1) / 2];
		terms = new double[size];
	}

	/**
	 * Adds up the columns of a slitlet as they were measured last.
	 *
	 * @param micron
	 *            wavelengths of the lines, µm
	 */
	void gather(int slitlet, SlitletColumns columns, double[] micron) {
		for (int line = 0; line < total.length; line++) {
			total[line] = lines.status(slitlet, line) == LineStatus.MEASURED ? columnWeights(slitlet, line, columns)
					: 0;
			if (total[line] > 0) {
				offset[line] = meanOffset;
				noises[line] = noise;
				gather(slitlet, line, columns, micron[line]);
			}
		}
	}

	private void gather(int slitlet, int line, SlitletColumns columns, double micron) {
		int start = line * size;
		int block = start * (size + 1) / 2;
		Arrays.fill(mean, start, start + size, 0);
		Arrays.fill(right, start, start + size, 0);
		Arrays.fill(matrix, block, block + size * (size + 1) / 2, 0);
		value[line] = 0;
		int middle = (int) Math.rint(lines.predicted(slitlet, line));
		for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
			if (weight[i] > 0) {
				double row = lines.row(slitlet, line, i);
				basis.fill(row, columns.place(lines.firstColumn(slitlet, line) + i, middle), terms);
				double wanted = basis.coefficient(micron, row);
				value[line] += weight[i] * wanted;
				int at = block;
				for (int j = 0; j < size; j++) {
					double weighted = weight[i] * terms[j];
					mean[start + j] += weighted;
					right[start + j] += weighted * wanted;
					for (int k = 0; k <= j; k++) {
						matrix[at++] += weighted * terms[k];
					}
				}
			}
		}
		value[line] /= total[line];
		for (int j = 0; j < size; j++) {
			mean[start + j] /= total[line];
		}
	}

	/** Sum of the weights of the columns of a line, 1/pixel²; 0 if it was not measured. */
	double total(int line) {
		return total[line];
	}

	/** How far the line lies from where it was expected, mean of the columns, pixel. */
	double offset(int line) {
		return offset[line];
	}

	/** Variance of the mean of the columns of a line, as their scatter shows it, pixel². */
	double noise(int line) {
		return noises[line];
	}

	/** Mean distance of the columns from a solution with these coefficients, pixel of the mean dispersion. */
	double distance(int line, double[] coefficients) {
		double sum = -value[line];
		for (int j = 0; j < size; j++) {
			sum += coefficients[j] * mean[line * size + j];
		}
		return sum;
	}

	/** The mean of the terms over the columns of a line. */
	void meanTerms(int line, double[] result) {
		System.arraycopy(mean, line * size, result, 0, size);
	}

	/** Adds the columns of a line to equations, only to their lower triangle. */
	void addTo(NormalEquations equations, int line, double scale) {
		int at = line * size * (size + 1) / 2;
		for (int j = 0; j < size; j++) {
			equations.right[j] += scale * right[line * size + j];
			for (int k = 0; k <= j; k++) {
				equations.matrix[j * size + k] += scale * matrix[at++];
			}
		}
	}

	/** Weights of the columns of a line, without those that lie apart from the others; gives their sum. */
	private double columnWeights(int slitlet, int line, SlitletColumns columns) {
		int middle = (int) Math.rint(lines.predicted(slitlet, line));
		double all = 0;
		meanOffset = 0;
		for (int round = 0; round < ROUNDS; round++) {
			double sum = 0;
			double squares = 0;
			double weights = 0;
			int count = 0;
			for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
				double row = lines.row(slitlet, line, i);
				weight[i] = 0;
				if (!Double.isNaN(row)) {
					double error = lines.error(slitlet, line, i);
					double variance = error * error + COLUMN_SCATTER * COLUMN_SCATTER;
					double place = columns.place(lines.firstColumn(slitlet, line) + i, middle);
					double distance = row - lines.predicted(slitlet, line, place);
					double deviation = round == 0 ? 0 : distance - meanOffset;
					double limit = COLUMN_OUTLIER * COLUMN_OUTLIER * variance;
					if (deviation * deviation < (round == 1 ? 4 : 1) * limit) {
						weight[i] = 1 / variance;
						sum += weight[i] * distance;
						squares += weight[i] * deviation * deviation;
						count++;
						weights += weight[i];
					}
				}
			}
			meanOffset = weights > 0 ? sum / weights : 0;
			all = weights;
			noise = count > 1 ? squares / weights / (count - 1) : 0;
		}
		return all;
	}
}
