package org.armillary.numerics.kernel;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Element-wise arithmetic of values with variance. Variances follow by first-order propagation; the operands' errors
 * are taken as independent. NaN in, NaN out. Stateless; runs at the speed of the memory; the same bits in SIMD
 * registers of any width and in plain loops.
 *
 * <p>A variance below 1e-38, as of fluxes of 1e-19, loses digits in single precision: multiply values by a power of two
 * and variances by its square before (both exactly), and back afterwards.
 */
public final class Arithmetic {

	private static final ArithmeticLoops LOOPS = ArithmeticLoops.get();

	private Arithmetic() {
	}

	/**
	 * {@code out = a operation b}, for all elements of a.
	 *
	 * @param operation
	 *            what to do
	 * @param a
	 *            first operand
	 * @param aVariances
	 *            its variances; null for 0
	 * @param b
	 *            second operand; for {@link ArithmeticOperation#POWER} a constant without variance
	 * @param out
	 *            takes the values; may be the array {@code a}
	 * @param outVariances
	 *            takes the variances; may be the array {@code aVariances}; null where they are not wanted
	 */
	public static void apply(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, Operand b,
			float[] out, float @Nullable [] outVariances) {
		apply(operation, a, aVariances, b, out, outVariances, 0, a.length);
	}

	/** The same for the elements {@code from <= i < to} only, so that several threads can share the work. */
	public static void apply(ArithmeticOperation operation, float[] a, float @Nullable [] aVariances, Operand b,
			float[] out, float @Nullable [] outVariances, int from, int to) {
		apply(LOOPS, operation, a, aVariances, b, out, outVariances, from, to);
	}

	/** The same with given loops. */
	static void apply(ArithmeticLoops loops, ArithmeticOperation operation, float[] a, float @Nullable [] aVariances,
			Operand b, float[] out, float @Nullable [] outVariances, int from, int to) {
		Objects.checkFromToIndex(from, to, a.length);
		Objects.checkFromToIndex(from, to, out.length);
		if (aVariances != null) {
			Objects.checkFromToIndex(from, to, aVariances.length);
		}
		if (outVariances != null) {
			Objects.checkFromToIndex(from, to, outVariances.length);
		}
		if (operation == ArithmeticOperation.POWER
				&& !(b instanceof Operand.Constant constant && constant.variance() == 0)) {
			throw new IllegalArgumentException("an exponent must be a constant without variance, found " + b);
		}
		switch (b) {
		case Operand.Elements(float[] values, float[] variances) -> {
			Objects.checkFromToIndex(from, to, values.length);
			loops.elements(operation, a, aVariances, values, variances, 0, out, outVariances, from, to);
		}
		case Operand.Constant(float value, float variance) ->
			loops.constant(operation, a, aVariances, value, variance, out, outVariances, from, to);
		case Operand.PerPlane(float[] values, float[] variances, int planeSize) -> {
			for (int start = from; start < to;) {
				int plane = start / planeSize;
				int end = (int) Math.min(to, (plane + 1L) * planeSize);
				loops.constant(operation, a, aVariances, values[plane], variances == null ? 0 : variances[plane],
						out, outVariances, start, end);
				start = end;
			}
		}
		case Operand.Repeated(float[] values, float[] variances) -> {
			for (int start = from; start < to;) {
				int first = start / values.length * values.length;
				int end = (int) Math.min(to, (long) first + values.length);
				loops.elements(operation, a, aVariances, values, variances, first, out, outVariances, start, end);
				start = end;
			}
		}
		}
	}
}
