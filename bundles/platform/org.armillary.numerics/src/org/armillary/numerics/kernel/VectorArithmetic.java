package org.armillary.numerics.kernel;

import org.jspecify.annotations.Nullable;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link Arithmetic} in SIMD registers: the operations of {@link ScalarArithmetic} in the same order. */
final class VectorArithmetic implements ArithmeticLoops {

	private static final VectorSpecies<Float> LANES = VectorSpecies.of(float.class,
			VectorShape.forBitSize(Kernels.vectorBits()));

	private final ScalarArithmetic rest = new ScalarArithmetic();

	@Override
	public void elements(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float[] b,
			float @Nullable [] bVariances, int shift, float[] out, float @Nullable [] outVariances, int from, int to) {
		int end = endOfVectors(operation, from, to);
		for (int i = from; i < end; i += LANES.length()) {
			apply(operation, a, aVariances, FloatVector.fromArray(LANES, b, i - shift),
					loadOrZero(bVariances, i - shift), out, outVariances, i);
		}
		rest.elements(operation, a, aVariances, b, bVariances, shift, out, outVariances, end, to);
	}

	@Override
	public void constant(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, float b,
			float bVariance, float[] out, float @Nullable [] outVariances, int from, int to) {
		int end = endOfVectors(operation, from, to);
		var second = FloatVector.broadcast(LANES, b);
		var secondVariance = FloatVector.broadcast(LANES, bVariance);
		for (int i = from; i < end; i += LANES.length()) {
			apply(operation, a, aVariances, second, secondVariance, out, outVariances, i);
		}
		rest.constant(operation, a, aVariances, b, bVariance, out, outVariances, end, to);
	}

	/** Powers have no vector twin: the registers' power function rounds differently. */
	private static int endOfVectors(ArithmeticOperation operation, int from, int to) {
		return operation == ArithmeticOperation.POWER ? from : from + LANES.loopBound(to - from);
	}

	private static FloatVector loadOrZero(float @Nullable [] values, int i) {
		return values == null ? FloatVector.zero(LANES) : FloatVector.fromArray(LANES, values, i);
	}

	private static void apply(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, FloatVector b,
			FloatVector bVariance, float[] out, float @Nullable [] outVariances, int i) {
		FloatVector value = FloatVector.fromArray(LANES, a, i);
		if (outVariances == null) {
			oneNaN(value(operation, value, b)).intoArray(out, i);
			return;
		}
		FloatVector variance = loadOrZero(aVariances, i);
		oneNaN(value(operation, value, b)).intoArray(out, i);
		oneNaN(variance(operation, value, variance, b, bVariance)).intoArray(outVariances, i);
	}

	private static FloatVector value(ArithmeticOperation operation, FloatVector a, FloatVector b) {
		return switch (operation) {
		case ADD -> a.add(b);
		case SUBTRACT -> a.sub(b);
		case MULTIPLY -> a.mul(b);
		case DIVIDE, POWER -> notByZero(a.div(b), b);
		};
	}

	private static FloatVector variance(ArithmeticOperation operation, FloatVector a, FloatVector aVariance,
			FloatVector b, FloatVector bVariance) {
		return switch (operation) {
		case ADD, SUBTRACT -> aVariance.add(bVariance);
		case MULTIPLY -> b.mul(aVariance).mul(b).add(a.mul(bVariance).mul(a));
		case DIVIDE, POWER -> {
			FloatVector quotient = a.div(b);
			FloatVector inverse = FloatVector.broadcast(LANES, 1f).div(b);
			yield notByZero(aVariance.mul(inverse).mul(inverse)
					.add(quotient.mul(bVariance.mul(inverse)).mul(quotient.mul(inverse))), b);
		}
		};
	}

	private static FloatVector oneNaN(FloatVector result) {
		return result.blend(Float.NaN, result.test(VectorOperators.IS_NAN));
	}

	private static FloatVector notByZero(FloatVector result, FloatVector divisor) {
		return result.blend(Float.NaN, divisor.compare(VectorOperators.EQ, 0f));
	}
}
