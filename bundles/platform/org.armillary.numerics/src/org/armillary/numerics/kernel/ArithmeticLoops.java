package org.armillary.numerics.kernel;

import org.jspecify.annotations.Nullable;

/** The loops of {@link Arithmetic}; all but powers. Arrays of variances may be null: then they are 0. */
interface ArithmeticLoops {

	/** The loops that run in this process. */
	static ArithmeticLoops get() {
		return Kernels.vector() ? new VectorArithmetic() : new ScalarArithmetic();
	}

	/** {@code out[i] = a[i] op b[i - shift]} for {@code from <= i < to}. */
	void elements(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float[] b,
			float @Nullable [] bVariances, int shift, float[] out, float @Nullable [] outVariances, int from, int to);

	/** {@code out[i] = a[i] op b} for {@code from <= i < to}. */
	void constant(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float b, float bVariance,
			float[] out, float @Nullable [] outVariances, int from, int to);
}
