package org.armillary.kmos.wavecal.identification;

import org.armillary.numerics.fitting.Cholesky;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Improves a law: lines are matched with peaks within a tolerance that shrinks while the degree of the correction
 * grows. High degrees are held back unless many lines call for them.
 */
final class LawRefinement {

	/** Tolerance, rows, and degree of each round from a blind search. */
	private static final double[][] FROM_BLIND = { { 6, 2 }, { 5, 3 }, { 4, 3 }, { 3, 3 }, { 2, 4 }, { 1.5, 4 },
			{ 1.2, 4 }, { 1, 5 } };
	/** The same from the law of a neighbour. */
	private static final double[][] FROM_NEIGHBOUR = { { 2, 1 }, { 1.5, 2 }, { 1.2, 3 }, { 1, 4 } };
	/** Least weight of lines in the first and in the last round. */
	private static final double FIRST_WEIGHT = 0.45;
	private static final double LAST_WEIGHT = 0.1;
	/** Standard deviation that is expected of a further correction of each degree, rows, in the first round. */
	private static final double[] EXPECTED = { 10, 8, 6, 3, 1.5, 0.8 };
	private static final double PEAK_ERROR = 0.3;

	private final LinePattern pattern;

	LawRefinement(LinePattern pattern) {
		this.pattern = pattern;
	}

	/** Refines what a blind search found. */
	RowLaw fromBlind(RowLaw law, LinePeaks peaks) {
		return refine(law, peaks, FROM_BLIND);
	}

	/** Refines what a neighbour suggests. */
	RowLaw fromNeighbour(RowLaw law, LinePeaks peaks) {
		return refine(law, peaks, FROM_NEIGHBOUR);
	}

	private RowLaw refine(RowLaw start, LinePeaks peaks, double[][] rounds) {
		RowLaw law = start;
		for (int round = 0; round < rounds.length; round++) {
			double tolerance = rounds[round][0];
			double share = (double) round / Math.max(1, rounds.length - 1);
			double least = FIRST_WEIGHT + share * (LAST_WEIGHT - FIRST_WEIGHT);
			law = improve(law, peaks, tolerance, (int) rounds[round][1], least);
		}
		return law;
	}

	private RowLaw improve(RowLaw law, LinePeaks peaks, double tolerance, int degree, double least) {
		LineMatch match = LineMatch.of(pattern, law, peaks, tolerance, least);
		int terms = degree + 1;
		double[][] normal = new double[terms][terms];
		double[] right = new double[terms];
		double[] values = new double[terms];
		for (int i = 0; i < match.count(); i++) {
			int line = match.lines()[i];
			double distance = match.distance(i);
			double near = 1 - distance * distance / (tolerance * tolerance);
			double weight = near * near * (pattern.alone()[line] ? 1 : 0.3) * (0.2 + pattern.weight()[line])
					/ (PEAK_ERROR * PEAK_ERROR + 0.04 * tolerance * tolerance);
			PolynomialBasis.LEGENDRE.evaluate(Math.clamp(pattern.u()[line], -1.2, 1.2), values);
			for (int j = 0; j < terms; j++) {
				right[j] += weight * distance * values[j];
				for (int k = 0; k < terms; k++) {
					normal[j][k] += weight * values[j] * values[k];
				}
			}
		}
		for (int j = 0; j < terms; j++) {
			double expected = EXPECTED[j] * Math.min(1, 0.3 + tolerance / 6);
			normal[j][j] += 1 / (expected * expected);
		}
		return law.plus(Cholesky.of(normal, 0).solution(right));
	}
}
