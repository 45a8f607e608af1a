package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.numerics.RobustMean;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * What the levels of the slitlets of a detector are taken for: the logarithm of a level is the common spectrum at the shifted
 * row plus a slowly varying polynomial of each slitlet, which stands for throughput and for waves in the response of pixels.
 * Not for several threads.
 */
final class LampModel {

	/** Samples that depart by more standard deviations are odd. */
	static final double ODD_SIGMA = 5;

	final SlitletRows rows;
	final LevelSamples levels;
	final RowShifts shifts;
	/** Weights of the samples, as in {@link LevelSamples#weight}. */
	final double[][] weight;
	/** Legendre polynomials {@code [sample][degree]}. */
	final double[][] legendre;
	/** Coefficients {@code [slitlet][degree]}. */
	final double[][] polynomial;
	CubicSplineFit spline;

	/**
	 * Polynomials are constants, the brightness of each slitlet; the spectrum is still to be fitted.
	 *
	 * @param degree
	 *            of the polynomials
	 */
	LampModel(SlitletRows rows, LevelSamples levels, RowShifts shifts, int degree, CubicSplineFit spline) {
		this.rows = rows;
		this.levels = levels;
		this.shifts = shifts;
		this.spline = spline;
		weight = levels.weight;
		legendre = new double[levels.samples][degree + 1];
		for (int sample = 0; sample < levels.samples; sample++) {
			PolynomialBasis.LEGENDRE.evaluate(reduced(levels.place(sample)), legendre[sample]);
		}
		polynomial = new double[rows.count()][degree + 1];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			polynomial[slitlet][0] = levels.brightness[slitlet];
		}
	}

	boolean isUsed(int slitlet) {
		return levels.used[slitlet];
	}

	/** Whether a sample is there and not odd. */
	boolean counts(int slitlet, int sample) {
		return weight[slitlet][sample] > Double.MIN_NORMAL;
	}

	void fitSpline() {
		spline.clear();
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			for (int sample = 0; sample < levels.samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					spline.add(at(slitlet, sample),
							levels.logarithm[slitlet][sample] - slow(slitlet, sample), weight[slitlet][sample]);
				}
			}
		}
		spline.solve();
	}

	double residual(int slitlet, int sample) {
		return levels.logarithm[slitlet][sample] - slow(slitlet, sample) - spline.at(at(slitlet, sample));
	}

	/** Sets the weights from the scatter of each slitlet; all samples count. */
	void weigh() {
		weigh(false, 0);
	}

	/**
	 * Sets the weights from the scatter of each slitlet; odd samples get none.
	 *
	 * @param shiftError
	 *            how far shifts may still be off, pixel: what departs by no more than that is not odd
	 */
	void leaveOutOdd(double shiftError) {
		weigh(true, shiftError);
	}

	private void weigh(boolean leaveOut, double shiftError) {
		double[] sizes = new double[levels.samples];
		double[] residuals = new double[levels.samples];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			int count = 0;
			for (int sample = 0; sample < levels.samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					residuals[sample] = Math.abs(residual(slitlet, sample));
					sizes[count++] = residuals[sample];
				}
			}
			if (count == 0) {
				continue;
			}
			Arrays.sort(sizes, 0, count);
			double scatter = Math.max(1e-6, RobustMean.SIGMA_OVER_MAD * sizes[count / 2]);
			for (int sample = 0; sample < levels.samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					double expected = Math.max(scatter * scatter, levels.variance[slitlet][sample]);
					double shifted = leaveOut ? shiftError * spline.derivativeAt(at(slitlet, sample)) : 0;
					boolean odd = leaveOut && residuals[sample] > ODD_SIGMA * Math.sqrt(expected + shifted * shifted);
					weight[slitlet][sample] = odd ? Double.MIN_NORMAL : 1 / expected;
				}
			}
		}
	}

	/** Shifted row of the middle of a sample. */
	double at(int slitlet, int sample) {
		double row = levels.place(sample);
		return row + shifts.at(slitlet, reduced(row));
	}

	/** A row, -1 to 1 over the detector. */
	double reduced(double row) {
		return (2 * row - (rows.ny() - 1)) / rows.ny();
	}

	/** Polynomial of a slitlet at a sample. */
	private double slow(int slitlet, int sample) {
		double sum = 0;
		for (int k = 0; k < polynomial[slitlet].length; k++) {
			sum += polynomial[slitlet][k] * legendre[sample][k];
		}
		return sum;
	}
}
