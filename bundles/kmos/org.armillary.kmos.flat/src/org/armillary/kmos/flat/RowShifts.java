package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.numerics.fitting.Cholesky;
import org.jspecify.annotations.Nullable;

/**
 * By how many rows the spectrum of each slitlet is shifted against the common one. Spectral lines are curved over a
 * detector, and slitlets jump; so a row plus its shift runs with wavelength. The shift of a slitlet is linear in the row; over the
 * slitlets it is a polynomial, to which each slitlet may add its own. Where the spectrum has no features the shifts are pulled
 * towards 0.
 */
final class RowShifts {

	/** What is known of a slitlet: normal equations of its shift (offset, and change over half the rows). */
	record Evidence(double[][] matrix, double[] right) {
	}

	/** Offset of a shift, and its change over half the rows. */
	static final int PARTS = 2;
	/** Powers of the place of a slitlet that the polynomial has. */
	static final int POWERS = 5;

	/** Standard deviation that shifts are expected to have, pixel, by power of x: offset and change along the rows. */
	private static final double[][] EXPECTED = { { 30, 5 }, { 10, 3 }, { 30, 5 }, { 1, 0.5 }, { 1, 0.5 } };
	/** A matrix of full rank, where one has to be inverted. */
	private static final double TINY = 1e-9;
	/** Slitlets jump by this against their neighbours, pixel; a slitlet that says more is misled by something else. */
	private static final double USUAL_JUMP = 1;
	/** Slitlets that deviate by more standard deviations count less. */
	private static final double ODD_SIGMA = 2.5;
	private static final int ROUNDS = 4;

	private final double[] places;
	private final double[][] polynomial = new double[POWERS][PARTS];
	private final double[][] shifts;

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

	/** Standard deviation that a coefficient of the polynomial is expected to have, pixel. */
	static double expected(int power, int part) {
		return EXPECTED[power][part];
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

	/** Where a slitlet lies, -1 to 1. */
	double place(int slitlet) {
		return places[slitlet];
	}

	/**
	 * Finds new shifts that follow the polynomial.
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
					double excess = excess(evidence[slitlet], common(slitlet)[0]);
					trust[slitlet] = excess < ODD_SIGMA ? 1 : ODD_SIGMA * ODD_SIGMA / (excess * excess);
				}
			}
		}
		boolean[] used = new boolean[places.length];
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			used[slitlet] = evidence[slitlet] != null;
			shifts[slitlet] = common(slitlet);
		}
		centre(used);
	}

	/**
	 * Sets the shifts.
	 *
	 * @param common
	 *            the polynomial, {@code [power][part]}, pixel
	 * @param own
	 *            what each slitlet adds, {@code [slitlet][part]}, pixel
	 * @param used
	 *            slitlets whose mean shift is 0
	 * @return the largest change of a shift at the ends of the rows, pixel
	 */
	double set(double[][] common, double[][] own, boolean[] used) {
		double[][] before = shifts.clone();
		for (int power = 0; power < POWERS; power++) {
			polynomial[power] = common[power].clone();
		}
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			shifts[slitlet] = common(slitlet);
			for (int part = 0; part < PARTS; part++) {
				shifts[slitlet][part] += own[slitlet][part];
			}
		}
		centre(used);
		double change = 0;
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			if (used[slitlet]) {
				change = Math.max(change, Math.abs(shifts[slitlet][0] - before[slitlet][0])
						+ Math.abs(shifts[slitlet][1] - before[slitlet][1]));
			}
		}
		return change;
	}

	/** Makes the mean shift 0: a shift of all slitlets is one of the spectrum. */
	private void centre(boolean[] used) {
		double[] means = new double[PARTS];
		int count = 0;
		for (int slitlet = 0; slitlet < places.length; slitlet++) {
			if (used[slitlet]) {
				means[0] += shifts[slitlet][0];
				means[1] += shifts[slitlet][1];
				count++;
			}
		}
		for (double[] shift : shifts) {
			shift[0] -= means[0] / Math.max(1, count);
			shift[1] -= means[1] / Math.max(1, count);
		}
	}

	private void fitPolynomial(@Nullable Evidence[] evidence, double[] trust) {
		int n = POWERS * PARTS;
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
		double[] solution = Cholesky.of(matrix, Cholesky.ROUNDING).solution(right);
		for (int i = 0; i < n; i++) {
			polynomial[i / PARTS][i % PARTS] = solution[i];
		}
	}

	/** How far the offset of a slitlet alone is from the common one, over what errors and usual jumps make. */
	private static double excess(Evidence evidence, double common) {
		double[][] matrix = { { evidence.matrix[0][0] + TINY, evidence.matrix[0][1] },
				{ evidence.matrix[1][0], evidence.matrix[1][1] + TINY } };
		var solver = Cholesky.of(matrix, Cholesky.ROUNDING);
		double deviation = solver.solution(evidence.right)[0] - common;
		return Math.abs(deviation) / Math.sqrt(solver.inverseDiagonal()[0] + USUAL_JUMP * USUAL_JUMP);
	}

	private static void add(Evidence evidence, double trust, double place, double[][] matrix, double[] right) {
		double[] powers = new double[POWERS];
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
}
