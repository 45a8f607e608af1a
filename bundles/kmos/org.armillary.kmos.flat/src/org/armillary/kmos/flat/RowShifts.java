package org.armillary.kmos.flat;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * By how many rows the spectrum of each slitlet is shifted against the common one. Spectral lines are curved over a
 * detector, and slitlets jump; so a row plus its shift runs with wavelength. The shift of a slitlet is linear in the row; over the
 * slitlets it is a polynomial, with terms of single slitlets where the data show significantly that they need some. Where the
 * spectrum has no features the shifts are pulled towards 0.
 */
final class RowShifts {

	/** What is known of a slitlet: normal equations of its shift (offset, and change over half the rows). */
	record Evidence(double[][] matrix, double[] right) {
	}

	/** Standard deviation that shifts are expected to have, pixel, by power of x: offset and change along the rows. */
	private static final double[][] EXPECTED = { { 30, 5 }, { 10, 3 }, { 30, 5 }, { 1, 0.5 }, { 1, 0.5 } };
	private static final int PARTS = 2;
	/** Single slitlets differ if their scatter exceeds what errors make by so many standard errors. */
	private static final double SIGNIFICANT = 3;
	/** A matrix of full rank, where one has to be inverted. */
	private static final double TINY = 1e-9;
	/** Slitlets jump by this against their neighbours, pixel; a slitlet that says more is misled by something else. */
	private static final double USUAL_JUMP = 1;
	/** Slitlets that deviate by more standard deviations count less. */
	private static final double ODD_SIGMA = 2.5;
	private static final int ROUNDS = 4;

	private final double[] places;
	private final double[][] polynomial = new double[EXPECTED.length][PARTS];
	private final double[][] shifts;
	private final double[] means = new double[PARTS];

	/**
	 * No shifts yet.
	 *
	 * @param places
	 *            where the slitlets lie on the detector, -1 to 1
	 */
	RowShifts(double[] places) {
		this.places = places.clone();
		shifts = new double[places.length][PARTS];
	}

	/**
	 * The shift of a slitlet.
	 *
	 * @param u
	 *            row, -1 to 1 over the detector
	 */
	double at(int slitlet, double u) {
		return shifts[slitlet][0] + shifts[slitlet][1] * u;
	}

	/** How the shift grows with x inside a slitlet, pixel for one unit of place. */
	double slope(int slitlet, double u) {
		double slope = 0;
		double power = 1;
		for (int j = 1; j < polynomial.length; j++) {
			slope += j * power * (polynomial[j][0] + polynomial[j][1] * u);
			power *= places[slitlet];
		}
		return slope;
	}

	double[] of(int slitlet) {
		return shifts[slitlet].clone();
	}

	/**
	 * Finds new shifts.
	 *
	 * @param evidence
	 *            of each slitlet; null of those that tell nothing
	 */
	void update(@Nullable Evidence[] evidence) {
		double[] trust = new double[places.length];
		Arrays.fill(trust, 1);
		for (int round = 0; round < ROUNDS; round++) {
			fitPolynomial(evidence, trust);
			for (int slitlet = 0; slitlet < places.length; slitlet++) {
				if (evidence[slitlet] != null) {
					double[] deviation = deviation(evidence[slitlet], common(slitlet));
					double excess = Math.sqrt(deviation[0] * deviation[0] / (deviation[2] + USUAL_JUMP * USUAL_JUMP));
					trust[slitlet] = excess < ODD_SIGMA ? 1 : ODD_SIGMA * ODD_SIGMA / (excess * excess);
				}
			}
		}
		double[] own = ownVariances(evidence);
		int used = 0;
		Arrays.fill(means, 0);
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			double[] common = common(slitlet);
			shifts[slitlet] = evidence[slitlet] == null ? common : shrunk(evidence[slitlet], common, own);
			if (evidence[slitlet] != null) {
				means[0] += shifts[slitlet][0];
				means[1] += shifts[slitlet][1];
				used++;
			}
		}
		for (double[] shift : shifts) {
			shift[0] -= means[0] / Math.max(1, used);
			shift[1] -= means[1] / Math.max(1, used);
		}
	}

	private void fitPolynomial(@Nullable Evidence[] evidence, double[] trust) {
		int n = EXPECTED.length * PARTS;
		double[][] matrix = new double[n][n];
		double[] right = new double[n];
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			if (evidence[slitlet] != null) {
				add(evidence[slitlet], trust[slitlet], places[slitlet], matrix, right);
			}
		}
		for (int i = 0; i < n; i++) {
			double expected = EXPECTED[i / PARTS][i % PARTS];
			matrix[i][i] += 1 / (expected * expected);
		}
		double[] solution = new PositiveMatrix(matrix).solve(right);
		for (int i = 0; i < n; i++) {
			polynomial[i / PARTS][i % PARTS] = solution[i];
		}
	}

	/** How far the shift of a slitlet alone is from the common one, both parts, and the variances of both, pixel². */
	private static double[] deviation(Evidence evidence, double[] common) {
		double[][] matrix = { { evidence.matrix[0][0] + TINY, evidence.matrix[0][1] },
				{ evidence.matrix[1][0], evidence.matrix[1][1] + TINY } };
		var solver = new PositiveMatrix(matrix);
		double[] alone = solver.solve(evidence.right);
		double[] variances = solver.inverseDiagonal();
		return new double[] { alone[0] - common[0], alone[1] - common[1], variances[0], variances[1] };
	}

	private static void add(Evidence evidence, double trust, double place, double[][] matrix, double[] right) {
		double[] powers = new double[EXPECTED.length];
		powers[0] = 1;
		for (int j = 1; j < powers.length; j++) {
			powers[j] = powers[j - 1] * place;
		}
		for (int row = 0; row < right.length; row++) {
			right[row] += trust * powers[row / PARTS] * evidence.right[row % PARTS];
			for (int column = 0; column < right.length; column++) {
				matrix[row][column] += trust * powers[row / PARTS] * powers[column / PARTS]
						* evidence.matrix[row % PARTS][column % PARTS];
			}
		}
	}

	private double[] common(int slitlet) {
		double[] common = new double[PARTS];
		for (int j = polynomial.length - 1; j >= 0; j--) {
			for (int part = 0; part < PARTS; part++) {
				common[part] = common[part] * places[slitlet] + polynomial[j][part];
			}
		}
		return common;
	}

	/** Variance of what single slitlets have of their own, pixel², for each part; 0 where it is not significant. */
	private double[] ownVariances(@Nullable Evidence[] evidence) {
		double[] excess = new double[PARTS];
		double[] weights = new double[PARTS];
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			if (evidence[slitlet] != null) {
				double[] deviation = deviation(evidence[slitlet], common(slitlet));
				for (int part = 0; part < PARTS; part++) {
					double variance = deviation[PARTS + part];
					double weight = 1 / (variance * variance);
					excess[part] += weight * (deviation[part] * deviation[part] - variance);
					weights[part] += weight;
				}
			}
		}
		for (int part = 0; part < PARTS; part++) {
			boolean significant = excess[part] > SIGNIFICANT * Math.sqrt(2 * weights[part]);
			excess[part] = significant ? Math.min(excess[part] / weights[part], USUAL_JUMP * USUAL_JUMP) : 0;
		}
		return excess;
	}

	/** Between the common shift and that of the slitlet alone, as their variances ask for. */
	private static double[] shrunk(Evidence evidence, double[] common, double[] own) {
		double[] shift = common.clone();
		int parts = own[0] > 0 ? own[1] > 0 ? PARTS : 1 : 0;
		if (parts == 0) {
			return shift;
		}
		double[][] matrix = new double[parts][parts];
		double[] right = new double[parts];
		for (int i = 0; i < parts; i++) {
			right[i] = evidence.right[i] - evidence.matrix[i][0] * common[0] - evidence.matrix[i][1] * common[1];
			System.arraycopy(evidence.matrix[i], 0, matrix[i], 0, parts);
			matrix[i][i] += 1 / own[i];
		}
		double[] change = new PositiveMatrix(matrix).solve(right);
		for (int i = 0; i < parts; i++) {
			shift[i] += change[i];
		}
		return shift;
	}
}
