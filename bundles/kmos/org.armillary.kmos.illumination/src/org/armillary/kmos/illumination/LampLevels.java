package org.armillary.kmos.illumination;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.RobustMean;
import org.armillary.numerics.RobustStatistics;

/**
 * Slope and curvature of the levels of the slitlets of one IFU. Slitlets that are far dimmer or brighter than the others
 * of the IFU take no part. Arrays are not to be changed.
 *
 * @param coefficients
 *            of slope and curvature
 * @param basis
 *            polynomials of the slice, {@code [coefficient][lit slitlet]}, orthonormal and without mean over the slitlets
 *            that take part
 * @param variance
 *            variance of the levels around them
 * @param free
 *            degrees of freedom of that variance
 * @param spread
 *            sum of the squares of the slitlets' places around their mean, places from -1 to 1
 */
record LampLevels(double[] coefficients, double[][] basis, double variance, int free, double spread) {

	/** Slope and curvature. */
	static final int ORDER = 2;
	/** A slitlet is odd if its level is so many robust standard deviations from the median … */
	private static final double ODD_SIGMA = 5;
	/** … and by this logarithm at least. */
	private static final double LEAST_ODD = 0.2;

	/**
	 * Fits the levels.
	 *
	 * @param lit
	 *            slitlets that are lit, from 0
	 * @param levels
	 *            logarithm of the level of each
	 */
	static LampLevels fit(List<Integer> lit, double[] levels) {
		boolean[] usual = usual(levels);
		double[][] basis = basis(lit, usual);
		double[] left = levels.clone();
		double[] coefficients = new double[ORDER + 1];
		for (int j = 0; j <= ORDER; j++) {
			coefficients[j] = product(basis[j], left, usual);
			for (int i = 0; i < left.length; i++) {
				left[i] -= coefficients[j] * basis[j][i];
			}
		}
		int number = 0;
		double mean = 0;
		for (int i = 0; i < usual.length; i++) {
			number += usual[i] ? 1 : 0;
			mean += usual[i] ? place(lit.get(i)) : 0;
		}
		mean /= number;
		double spread = 0;
		for (int i = 0; i < usual.length; i++) {
			double off = place(lit.get(i)) - mean;
			spread += usual[i] ? off * off : 0;
		}
		int free = Math.max(1, number - 1 - ORDER);
		return new LampLevels(Arrays.copyOfRange(coefficients, 1, ORDER + 1), Arrays.copyOfRange(basis, 1, ORDER + 1),
				product(left, left, usual) / free, free, spread);
	}

	/** Where a slice lies across the slitlets, -1 to 1. */
	static double place(int slice) {
		return (slice - (Slitlet.SLICES - 1) / 2.0) / (Slitlet.SLICES / 2.0);
	}

	private static boolean[] usual(double[] levels) {
		double median = RobustStatistics.median(levels);
		double[] off = Arrays.stream(levels).map(level -> Math.abs(level - median)).toArray();
		double most = Math.max(LEAST_ODD, ODD_SIGMA * RobustMean.SIGMA_OVER_MAD * RobustStatistics.median(off));
		boolean[] usual = new boolean[levels.length];
		for (int i = 0; i < usual.length; i++) {
			usual[i] = off[i] <= most;
		}
		return usual;
	}

	/** Polynomials up to the second order at all slitlets, orthonormal over the usual ones. */
	private static double[][] basis(List<Integer> lit, boolean[] usual) {
		double[][] basis = new double[ORDER + 1][lit.size()];
		for (int j = 0; j <= ORDER; j++) {
			for (int i = 0; i < lit.size(); i++) {
				basis[j][i] = StrictMath.pow(place(lit.get(i)), j);
			}
			for (int k = 0; k < j; k++) {
				double product = product(basis[j], basis[k], usual);
				for (int i = 0; i < lit.size(); i++) {
					basis[j][i] -= product * basis[k][i];
				}
			}
			double norm = Math.sqrt(product(basis[j], basis[j], usual));
			for (int i = 0; i < lit.size(); i++) {
				basis[j][i] /= norm;
			}
		}
		return basis;
	}

	private static double product(double[] one, double[] other, boolean[] usual) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += usual[i] ? one[i] * other[i] : 0;
		}
		return sum;
	}
}
