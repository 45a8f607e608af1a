package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class CholeskyTest {

	/** By hand: L is {{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}}. */
	private static final double[][] KNOWN = { { 4, 12, -16 }, { 12, 37, -43 }, { -16, -43, 98 } };

	@Test
	void solvesWhatIsKnown() {
		Cholesky known = Cholesky.of(KNOWN, Cholesky.ROUNDING);
		assertTrue(known.isDetermined());
		assertEquals(3, known.size());
		assertEquals(2, known.diagonal(0));
		assertEquals(1, known.diagonal(1));
		assertEquals(3, known.diagonal(2));
		double[] right = { 4 - 2 * 12 + 3 * -16, 12 - 2 * 37 + 3 * -43, -16 + 2 * 43 + 3 * 98 };
		assertArrayEquals(new double[] { 1, -2, 3 }, known.solution(right), 1e-13);
		double[] longer = { right[0], right[1], right[2], 99 };
		known.solve(longer);
		assertArrayEquals(new double[] { 1, -2, 3, 99 }, longer, 1e-13);
		// the inverse in fractions: 1777/36, -122/9, 19/9; 34/9, -5/9; 1/9
		assertArrayEquals(new double[] { 1777.0 / 36, -122.0 / 9, 19.0 / 9, -122.0 / 9, 34.0 / 9, -5.0 / 9, 19.0 / 9,
				-5.0 / 9, 1.0 / 9 }, known.inverse(), 1e-12);
		assertArrayEquals(new double[] { 1777.0 / 36, 34.0 / 9, 1.0 / 9 }, known.inverseDiagonal(), 1e-12);
	}

	@Test
	void readsTheLowerTriangleOnly() {
		double[] matrix = { 4, Double.NaN, Double.NaN, 12, 37, Double.NaN, -16, -43, 98 };
		var cholesky = new Cholesky(5);
		assertTrue(cholesky.factor(matrix, 3, 0));
		assertArrayEquals(Cholesky.of(KNOWN, 0).inverse(), cholesky.inverse());
		assertTrue(Double.isNaN(matrix[1]) && matrix[3] == 12);
	}

	@Test
	void oneObjectServesForMatricesOfSeveralSizes() {
		var random = new SplittableRandom(5);
		var cholesky = new Cholesky(9);
		for (int size : new int[] { 9, 1, 4, 9, 7, 2 }) {
			double[] matrix = positive(random, size, size);
			double[] truth = random.doubles(size, -1, 1).toArray();
			assertTrue(cholesky.factor(matrix, size, 1e-13));
			assertArrayEquals(truth, cholesky.solution(product(matrix, truth)), 1e-9);
			double[] diagonal = cholesky.inverseDiagonal();
			double[] inverse = cholesky.inverse();
			for (int i = 0; i < size; i++) {
				assertEquals(inverse[i * size + i], diagonal[i]);
			}
		}
	}

	@Test
	void bandedMatricesHaveTheBitsOfFullOnes() {
		var random = new SplittableRandom(6);
		for (int diagonals = 0; diagonals < 5; diagonals++) {
			for (int size : new int[] { 1, 3, 12 }) {
				double[] full = positive(random, size, diagonals);
				double[] band = new double[size * (diagonals + 1)];
				for (int i = 0; i < size; i++) {
					for (int j = Math.max(0, i - diagonals); j <= i; j++) {
						band[i * (diagonals + 1) + j - i + diagonals] = full[i * size + j];
					}
				}
				Cholesky banded = Cholesky.banded(12, diagonals);
				assertTrue(banded.factor(band, size, 1e-13));
				var cholesky = new Cholesky(size);
				assertTrue(cholesky.factor(full, size, 1e-13));
				assertArrayEquals(cholesky.inverse(), banded.inverse());
				assertArrayEquals(cholesky.inverseDiagonal(), banded.inverseDiagonal());
			}
		}
	}

	@Test
	void anUndeterminedUnknownIsNothing() {
		// the second unknown goes like the first
		double[] matrix = { 1, 1, 0, 1, 1, 0, 0, 0, 4 };
		var cholesky = new Cholesky(3);
		assertFalse(cholesky.factor(matrix, 3, 1e-13));
		assertFalse(cholesky.isDetermined());
		assertArrayEquals(new double[] { 3, 0, 2 }, cholesky.solution(new double[] { 3, 3, 8 }));
		assertArrayEquals(new double[] { 1, 0, 0.25 }, cholesky.inverseDiagonal());
		assertEquals(Double.POSITIVE_INFINITY, cholesky.diagonal(1));
		// a pivot of 1e-9 is enough or not
		matrix[4] = 1 + 1e-9;
		assertTrue(cholesky.factor(matrix, 3, 1e-13));
		assertFalse(cholesky.factor(matrix, 3, 1e-6));
		assertTrue(cholesky.factor(matrix, 3, 0));
		matrix[4] = 0.5;
		assertFalse(cholesky.factor(matrix, 3, 0));
		matrix[4] = Double.NaN;
		assertFalse(cholesky.factor(matrix, 3, 0));
	}

	@Test
	void memoryMustSuffice() {
		var cholesky = new Cholesky(2);
		assertThrows(IllegalArgumentException.class, () -> cholesky.factor(new double[9], 3, 0));
		assertThrows(IllegalArgumentException.class, () -> cholesky.factor(new double[3], 2, 0));
		assertThrows(IllegalArgumentException.class, () -> new Cholesky(0));
		assertThrows(IllegalArgumentException.class, () -> Cholesky.banded(3, -1));
	}

	/** L Lᵀ of a lower triangle of random elements. */
	private static double[] positive(SplittableRandom random, int size, int diagonals) {
		double[] lower = new double[size * size];
		for (int i = 0; i < size; i++) {
			for (int j = Math.max(0, i - diagonals); j <= i; j++) {
				lower[i * size + j] = i == j ? random.nextDouble(0.5, 2) : random.nextDouble(-1, 1);
			}
		}
		double[] matrix = new double[size * size];
		for (int i = 0; i < size; i++) {
			for (int j = 0; j < size; j++) {
				for (int k = 0; k < size; k++) {
					matrix[i * size + j] += lower[i * size + k] * lower[j * size + k];
				}
			}
		}
		return matrix;
	}

	private static double[] product(double[] matrix, double[] vector) {
		double[] product = new double[vector.length];
		for (int i = 0; i < vector.length; i++) {
			for (int j = 0; j < vector.length; j++) {
				product[i] += matrix[i * vector.length + j] * vector[j];
			}
		}
		return product;
	}
}
