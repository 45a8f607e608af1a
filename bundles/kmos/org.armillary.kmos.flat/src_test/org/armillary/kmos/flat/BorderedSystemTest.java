package org.armillary.kmos.flat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;

import org.armillary.numerics.fitting.Cholesky;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderedSystemTest {

	/** Unknowns and variances are those of the same equations without any structure, solved as one dense matrix. */
	@ParameterizedTest
	@CsvSource({ "5, 3, 2", "4, 6, 3", "7, 1, 1" })
	void solvesAsTheDenseMatrixDoes(int core, int blocks, int size) {
		var random = new SplittableRandom(core);
		int n = core + blocks * size;
		double[][] dense = new double[n][n];
		double[] right = new double[n];
		var system = new BorderedSystem(core, blocks, size);
		double[] corePrecision = random.doubles(core, 0.1, 2).toArray();
		double[][] blockPrecision = new double[blocks][];
		for (int block = 0; block < blocks; block++) {
			blockPrecision[block] = random.doubles(size, 0.1, 2).toArray();
			for (int sample = 0; sample < 2 * n; sample++) {
				addSample(system, block, random, dense, right);
			}
			for (int k = 0; k < size; k++) {
				dense[core + block * size + k][core + block * size + k] += blockPrecision[block][k];
			}
		}
		for (int i = 0; i < core; i++) {
			dense[i][i] += corePrecision[i];
		}
		var expected = Cholesky.of(dense, 0);
		BorderedSystem.Solution solution = system.solve(corePrecision, blockPrecision);
		assertArrayEquals(expected.solution(right), joined(solution.core(), solution.block()), 1e-11);
		assertArrayEquals(expected.inverseDiagonal(), joined(solution.coreVariance(), solution.blockVariance()), 1e-11);
	}

	private static void addSample(BorderedSystem system, int block, SplittableRandom random, double[][] dense,
			double[] right) {
		int core = system.coreRight.length;
		int size = system.blockRight[block].length;
		double[] shared = random.doubles(core, -1, 1).toArray();
		double[] own = random.doubles(size, -1, 1).toArray();
		double value = random.nextDouble(-1, 1);
		int[] places = new int[core + size];
		double[] all = new double[core + size];
		for (int i = 0; i < all.length; i++) {
			places[i] = i < core ? i : core + block * size + i - core;
			all[i] = i < core ? shared[i] : own[i - core];
		}
		for (int i = 0; i < all.length; i++) {
			right[places[i]] += all[i] * value;
			for (int j = 0; j < all.length; j++) {
				dense[places[i]][places[j]] += all[i] * all[j];
			}
		}
		for (int i = 0; i < core; i++) {
			system.coreRight[i] += shared[i] * value;
			for (int j = i; j < core; j++) {
				system.core[i][j] += shared[i] * shared[j];
			}
		}
		for (int k = 0; k < size; k++) {
			system.blockRight[block][k] += own[k] * value;
			for (int m = 0; m < size; m++) {
				system.block[block][k][m] += own[k] * own[m];
			}
			for (int i = 0; i < core; i++) {
				system.border[block][k][i] += own[k] * shared[i];
			}
		}
	}

	private static double[] joined(double[] core, double[][] blocks) {
		double[] all = new double[core.length + blocks.length * blocks[0].length];
		System.arraycopy(core, 0, all, 0, core.length);
		for (int block = 0; block < blocks.length; block++) {
			System.arraycopy(blocks[block], 0, all, core.length + block * blocks[block].length, blocks[block].length);
		}
		return all;
	}
}
