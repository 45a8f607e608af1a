package org.armillary.numerics.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {

	private static final int PLANE = 7;
	private static final int PLANES = 13;

	private final SplittableRandom random = new SplittableRandom(5);

	private float[] values(int count) {
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) switch (random.nextInt(12)) {
			case 0 -> Double.NaN;
			case 1 -> 0;
			case 2 -> -0.0;
			case 3 -> 1e30 * random.nextGaussian();
			case 4 -> 1e-30 * random.nextGaussian();
			case 5 -> Double.NEGATIVE_INFINITY;
			default -> random.nextGaussian(3, 2);
			};
		}
		return values;
	}

	private float[] variances(int count) {
		float[] variances = values(count);
		for (int i = 0; i < count; i++) {
			variances[i] = Math.abs(variances[i]);
		}
		return variances;
	}

	private List<Operand> operands() {
		int length = PLANE * PLANES;
		return List.of(new Operand.Elements(values(length), variances(length)),
				new Operand.Elements(values(length), null), new Operand.Constant(-2.5f, 0.25f),
				new Operand.Constant(0), new Operand.PerPlane(values(PLANES), variances(PLANES), PLANE),
				new Operand.PerPlane(values(PLANES), null, PLANE),
				new Operand.Repeated(values(PLANE), variances(PLANE)), new Operand.Repeated(values(PLANE * 3), null));
	}

	/** The bits of a result, computed in two ranges. */
	private static int[] bits(ArithmeticLoops loops, ArithmeticOperation operation, float[] a, float[] aVariances,
			Operand b, boolean variance) {
		float[] out = new float[a.length];
		float[] outVariances = variance ? new float[a.length] : null;
		Arithmetic.apply(loops, operation, a, aVariances, b, out, outVariances, 0, 40);
		Arithmetic.apply(loops, operation, a, aVariances, b, out, outVariances, 40, a.length);
		int[] bits = new int[2 * a.length];
		for (int i = 0; i < a.length; i++) {
			bits[i] = Float.floatToRawIntBits(out[i]);
			bits[a.length + i] = outVariances == null ? 0 : Float.floatToRawIntBits(outVariances[i]);
		}
		return bits;
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POWER")
	void theTwinsGiveTheSameBits(ArithmeticOperation operation) {
		assertTrue(Kernels.vector(), "the tests run without --add-modules jdk.incubator.vector");
		for (int round = 0; round < 20; round++) {
			float[] a = values(PLANE * PLANES);
			float[] aVariances = round % 3 == 0 ? null : variances(a.length);
			for (Operand b : operands()) {
				for (boolean variance : new boolean[] { true, false }) {
					assertArrayEquals(bits(new ScalarArithmetic(), operation, a, aVariances, b, variance),
							bits(new VectorArithmetic(), operation, a, aVariances, b, variance));
				}
			}
		}
	}

	/** In place and in one range, as most callers do. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POWER")
	void inPlaceGivesTheSame(ArithmeticOperation operation) {
		for (Operand b : operands()) {
			float[] a = values(PLANE * PLANES);
			float[] aVariances = variances(a.length);
			int[] expected = bits(new ScalarArithmetic(), operation, a, aVariances, b, true);
			Arithmetic.apply(operation, a, aVariances, b, a, aVariances);
			for (int i = 0; i < a.length; i++) {
				assertEquals(expected[i], Float.floatToRawIntBits(a[i]));
				assertEquals(expected[a.length + i], Float.floatToRawIntBits(aVariances[i]));
			}
		}
	}

	/** Derivatives by finite differences, in double precision. */
	@Test
	void variancesFollowFirstOrderPropagation() {
		for (ArithmeticOperation operation : EnumSet.allOf(ArithmeticOperation.class)) {
			for (int i = 0; i < 200; i++) {
				float a = random.nextFloat(0.5f, 20);
				float b = random.nextFloat(0.5f, 3) * (random.nextBoolean() ? 1 : -1);
				float aVariance = random.nextFloat(0.1f, 2);
				float bVariance = operation == ArithmeticOperation.POWER ? 0 : random.nextFloat(0.1f, 2);
				float[] out = new float[1];
				float[] outVariances = new float[1];
				Arithmetic.apply(operation, new float[] { a }, new float[] { aVariance },
						new Operand.Constant(b, bVariance), out, outVariances);
				double step = 1e-5;
				double byA = (exact(operation, a + step, b) - exact(operation, a - step, b)) / (2 * step);
				double byB = (exact(operation, a, b + step) - exact(operation, a, b - step)) / (2 * step);
				double expected = byA * byA * aVariance + byB * byB * bVariance;
				assertEquals(exact(operation, a, b), out[0], 1e-6 * Math.abs(exact(operation, a, b)));
				assertEquals(expected, outVariances[0], 2e-6 * expected, operation + " " + a + " " + b);
			}
		}
	}

	private static double exact(ArithmeticOperation operation, double a, double b) {
		return switch (operation) {
		case ADD -> a + b;
		case SUBTRACT -> a - b;
		case MULTIPLY -> a * b;
		case DIVIDE -> a / b;
		case POWER -> Math.pow(a, b);
		};
	}

	@Test
	void shapesMeetTheRightElements() {
		float[] cube = { 1, 2, 3, 4, 5, 6 };
		float[] out = new float[6];
		Arithmetic.apply(ArithmeticOperation.ADD, cube, null, new Operand.PerPlane(new float[] { 10, 20, 30 }, null, 2),
				out, null);
		assertArrayEquals(new float[] { 11, 12, 23, 24, 35, 36 }, out);
		Arithmetic.apply(ArithmeticOperation.MULTIPLY, cube, null, new Operand.Repeated(new float[] { 1, 10 }, null),
				out, null);
		assertArrayEquals(new float[] { 1, 20, 3, 40, 5, 60 }, out);
	}

	@Test
	void divisionByZeroAndPowersThatAreNotNumbersGiveNaN() {
		float[] out = new float[3];
		float[] outVariances = new float[3];
		Arithmetic.apply(ArithmeticOperation.DIVIDE, new float[] { 1, 0, -1 }, null,
				new Operand.Elements(new float[] { 0, 0, -0f }, null), out, outVariances);
		assertArrayEquals(new float[] { Float.NaN, Float.NaN, Float.NaN }, out);
		assertArrayEquals(new float[] { Float.NaN, Float.NaN, Float.NaN }, outVariances);
		Arithmetic.apply(ArithmeticOperation.POWER, new float[] { -4, 0, 4 }, new float[] { 1, 1, 1 },
				new Operand.Constant(-0.5f), out, outVariances);
		assertArrayEquals(new float[] { Float.NaN, Float.NaN, 0.5f }, out);
		assertArrayEquals(new float[] { Float.NaN, Float.NaN, 1 / 256f }, outVariances);
		Arithmetic.apply(ArithmeticOperation.POWER, new float[] { 0, -3, 4 }, new float[] { 1, 1, 1 },
				new Operand.Constant(0), out, outVariances);
		assertArrayEquals(new float[] { 1, 1, 1 }, out);
		assertArrayEquals(new float[] { 0, 0, 0 }, outVariances);
	}

	@Test
	void smallFluxesKeepTheirDigits() {
		float[] out = new float[1];
		float[] outVariances = new float[1];
		Arithmetic.apply(ArithmeticOperation.DIVIDE, new float[] { 3e-17f }, new float[] { 4e-36f },
				new Operand.Constant(2e-17f, 1e-36f), out, outVariances);
		assertEquals(1.5, out[0], 1e-6);
		assertEquals((4 + 2.25) / 400, outVariances[0], 1e-7);
	}

	@Test
	void wrongSizesAreRefused() {
		float[] three = new float[3];
		float[] two = new float[2];
		assertThrows(IndexOutOfBoundsException.class,
				() -> Arithmetic.apply(ArithmeticOperation.ADD, three, null, new Operand.Constant(1), two, null));
		assertThrows(IndexOutOfBoundsException.class,
				() -> Arithmetic.apply(ArithmeticOperation.ADD, three, null, new Operand.Elements(two, null), three,
						null));
		assertThrows(IllegalArgumentException.class, () -> new Operand.Elements(three, two));
		assertThrows(IllegalArgumentException.class, () -> new Operand.PerPlane(three, null, 0));
		assertThrows(IllegalArgumentException.class, () -> Arithmetic.apply(ArithmeticOperation.POWER, three, null,
				new Operand.Elements(three, null), three, null));
	}
}
