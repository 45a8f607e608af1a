package org.armillary.numerics.kernel;

import org.jspecify.annotations.Nullable;

/** The definition of {@link Arithmetic}, in plain loops. Factors are paired so that no square over- or underflows. */
final class ScalarArithmetic implements ArithmeticLoops {

	@Override
	public void elements(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float[] b,
			float @Nullable [] bVariances, int shift, float[] out, float @Nullable [] outVariances, int from, int to) {
		for (int i = from; i < to; i++) {
			int j = i - shift;
			element(operation, a, aVariances, b[j], bVariances == null ? 0 : bVariances[j], out, outVariances, i);
		}
	}

	@Override
	public void constant(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float b,
			float bVariance, float[] out, float @Nullable [] outVariances, int from, int to) {
		for (int i = from; i < to; i++) {
			element(operation, a, aVariances, b, bVariance, out, outVariances, i);
		}
	}

	private static void element(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float b,
			float bVariance, float[] out, float @Nullable [] outVariances, int i) {
		float value = a[i];
		float variance = aVariances == null ? 0 : aVariances[i];
		out[i] = oneNaN(value(operation, value, b));
		if (outVariances != null) {
			outVariances[i] = oneNaN(variance(operation, value, variance, b, bVariance));
		}
	}

	/** Processors make NaN with several bit patterns. */
	private static float oneNaN(float result) {
		return Float.isNaN(result) ? Float.NaN : result;
	}

	private static float value(ArithmeticOperation operation, float a, float b) {
		return switch (operation) {
		case ADD -> a + b;
		case SUBTRACT -> a - b;
		case MULTIPLY -> a * b;
		case DIVIDE -> b == 0 ? Float.NaN : a / b;
		case POWER -> power(a, b);
		};
	}

	private static float variance(ArithmeticOperation operation, float a, float aVariance, float b, float bVariance) {
		return switch (operation) {
		case ADD, SUBTRACT -> aVariance + bVariance;
		case MULTIPLY -> b * aVariance * b + a * bVariance * a;
		case DIVIDE -> {
			float quotient = a / b;
			float inverse = 1 / b;
			yield b == 0
					? Float.NaN
					: aVariance * inverse * inverse + quotient * (bVariance * inverse) * (quotient * inverse);
		}
		case POWER -> {
			double derivative = b == 0 ? 0 : b * StrictMath.pow(a, b - 1.0);
			yield Float.isNaN(power(a, b)) ? Float.NaN : (float) (derivative * aVariance * derivative);
		}
		};
	}

	/** In StrictMath, since Math.pow may differ between processors. */
	private static float power(float a, float b) {
		float power = (float) StrictMath.pow(a, b);
		return Float.isFinite(power) ? power : Float.NaN;
	}
}
