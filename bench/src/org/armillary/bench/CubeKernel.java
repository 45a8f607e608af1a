package org.armillary.bench;

import org.armillary.numerics.kernel.Arithmetic;
import org.armillary.numerics.kernel.ArithmeticOperation;
import org.armillary.numerics.kernel.Operand;

/**
 * Goes over 24 cubes of 2048 planes of 14 × 14 with variance: divides each by a spectrum with variance, or only copies
 * them; both into arrays that are there already.
 */
final class CubeKernel implements Kernel {

	static final int CUBES = 24;
	static final int PLANES = 2048;
	static final int PLANE = 14 * 14;

	private final boolean divide;
	private final float[][] values = new float[CUBES][PLANES * PLANE];
	private final float[][] variances = new float[CUBES][PLANES * PLANE];
	private final float[][] resultValues = new float[CUBES][PLANES * PLANE];
	private final float[][] resultVariances = new float[CUBES][PLANES * PLANE];
	private final Operand spectrum;

	/**
	 * Makes the cubes.
	 *
	 * @param divide
	 *            whether to divide them, not only to copy them
	 */
	CubeKernel(boolean divide) {
		this.divide = divide;
		for (int cube = 0; cube < CUBES; cube++) {
			for (int i = 0; i < PLANES * PLANE; i++) {
				values[cube][i] = 1 + (cube * 31 + i) % 997 / 100f;
				variances[cube][i] = 0.5f + (cube + i) % 101 / 200f;
			}
		}
		float[] spectrumValues = new float[PLANES];
		float[] spectrumVariances = new float[PLANES];
		for (int plane = 0; plane < PLANES; plane++) {
			spectrumValues[plane] = 0.5f + plane / (float) PLANES;
			spectrumVariances[plane] = 0.01f;
		}
		spectrum = new Operand.PerPlane(spectrumValues, spectrumVariances, PLANE);
	}

	@Override
	public double run() {
		double check = 0;
		for (int cube = 0; cube < CUBES; cube++) {
			if (divide) {
				Arithmetic.apply(ArithmeticOperation.DIVIDE, values[cube], variances[cube], spectrum,
						resultValues[cube], resultVariances[cube]);
			} else {
				System.arraycopy(values[cube], 0, resultValues[cube], 0, values[cube].length);
				System.arraycopy(variances[cube], 0, resultVariances[cube], 0, variances[cube].length);
			}
			check += (double) resultValues[cube][PLANE] + resultVariances[cube][PLANE * PLANES / 2];
		}
		return check;
	}
}
