package org.armillary.kmos.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Mask.Flag;
import org.armillary.data.Pixels;
import org.armillary.kmos.SampleGrid;
import org.junit.jupiter.api.Test;

class SampleArithmeticTest {

	private static final List<Integer> CUBE = List.of(Operands.NX, Operands.NY, Operands.NZ);

	private static SampleGrid grid(List<Integer> lengths, long seed, double scale, boolean asDouble) {
		int size = lengths.stream().reduce(1, (one, other) -> one * other);
		Pixels values = Pixels.of(Operands.values(seed, size, scale));
		return new SampleGrid(lengths, asDouble ? Pixels.of(values.doubles()) : values,
				Optional.of(Pixels.of(Operands.variances(seed, size, scale))), Optional.empty(), "",
				FitsHeader.EMPTY);
	}

	/** Written out once more: value and variance to first order. */
	private static double[] expected(Operator operator, double a, double u, double b, double v) {
		return switch (operator) {
		case ADD -> new double[] { a + b, u + v };
		case SUBTRACT -> new double[] { a - b, u + v };
		case MULTIPLY -> new double[] { a * b, a * b * (a * b) * (u / (a * a) + v / (b * b)) };
		case DIVIDE -> new double[] { a / b, a / b * (a / b) * (u / (a * a) + v / (b * b)) };
		case POWER -> new double[] { Math.pow(a, b), Math.pow(b * Math.pow(a, b) / a, 2) * u };
		};
	}

	private static void compare(Operator operator, SampleGrid first, SecondOperand second, int[] partner,
			double tolerance) {
		SampleGrid result = SampleArithmetic.apply(operator, first, second, "");
		for (int i = 0; i < partner.length; i++) {
			double[] expected = expected(operator, first.values().at(i), first.variance().orElseThrow().at(i),
					second.grid().values().at(partner[i]), second.grid().variance().orElseThrow().at(partner[i]));
			double value = result.values().at(i);
			double variance = result.variance().orElseThrow().at(i);
			if (Double.isNaN(expected[0])) {
				assertTrue(Double.isNaN(value) && Double.isNaN(variance), operator + " at " + i);
			} else {
				double size = operator == Operator.ADD || operator == Operator.SUBTRACT ? Math
						.max(Math.abs(first.values().at(i)), Math.abs(expected[0])) : Math.abs(expected[0]);
				assertEquals(expected[0], value, tolerance * size, operator + " at " + i);
				assertEquals(expected[1], variance, 4 * tolerance * expected[1], operator + " at " + i);
			}
		}
	}

	@Test
	void quotientsByAlmostNothingHaveTheirNoise() {
		var one = new SampleGrid(List.of(2), Pixels.of(1f, 1f), Optional.of(Pixels.of(0.0001, 0.0001)),
				Optional.empty(), "", FitsHeader.EMPTY);
		var small = new SampleGrid(List.of(2), Pixels.of(1f, 1e-20f), Optional.of(Pixels.of(0.0, 0.0)),
				Optional.empty(), "", FitsHeader.EMPTY);
		SampleGrid quotient = SampleArithmetic.apply(Operator.DIVIDE, one, new SecondOperand(small, 1, false), "");
		assertEquals(1e20, quotient.values().at(1), 1e14);
		assertEquals(1e18, Math.sqrt(quotient.variance().orElseThrow().at(1)), 1e13);
	}

	@Test
	void valuesAndVariancesAreThoseOfFirstOrder() {
		for (long seed = 1; seed <= 4; seed++) {
			// usual numbers, fluxes whose variance single precision cannot hold, and double precision
			for (double scale : new double[] { 1, 1e-21, 3e12 }) {
				for (boolean asDouble : new boolean[] { false, true }) {
					double tolerance = asDouble ? 1e-13 : 3e-7;
					SampleGrid cube = grid(CUBE, seed, scale, asDouble);
					int[] all = new int[Operands.SIZE];
					int[] inPlane = new int[all.length];
					int[] ofPlane = new int[all.length];
					for (int i = 0; i < all.length; i++) {
						all[i] = i;
						inPlane[i] = i % Operands.PLANE;
						ofPlane[i] = i / Operands.PLANE;
					}
					for (Operator operator : List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY,
							Operator.DIVIDE)) {
						compare(operator, cube,
								SecondOperand.fit(cube, grid(CUBE, seed + 10, scale, asDouble)).orElseThrow(), all,
								tolerance);
						compare(operator, cube, SecondOperand.fit(cube,
								grid(List.of(Operands.NX, Operands.NY), seed + 20, scale, asDouble)).orElseThrow(),
								inPlane, tolerance);
						compare(operator, cube,
								SecondOperand.fit(cube, grid(List.of(Operands.NZ), seed + 30, scale, asDouble))
										.orElseThrow(),
								ofPlane, tolerance);
					}
				}
			}
		}
	}

	@Test
	void numbersHaveNoNoiseOfTheirOwn() {
		SampleGrid cube = grid(CUBE, 3, 1, false);
		int[] none = new int[Operands.SIZE];
		for (double number : new double[] { 2, -0.5, 0.1, 3 }) {
			for (Operator operator : Operator.values()) {
				compare(operator, cube, SecondOperand.number(cube, number), none, 3e-7);
			}
		}
		SampleGrid power = SampleArithmetic.apply(Operator.POWER, cube, SecondOperand.number(cube, 0), "");
		assertEquals(1, power.values().at(0));
		assertEquals(0, power.variance().orElseThrow().at(0));
	}

	@Test
	void noiseIsThatOfSimulatedSamples() {
		var random = new SplittableRandom(5);
		int samples = 200_000;
		for (Operator operator : List.of(Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE)) {
			double sum = 0;
			double squares = 0;
			for (int i = 0; i < samples; i++) {
				double value = operator.apply(20 + 0.3 * random.nextGaussian(), 7 + 0.1 * random.nextGaussian());
				sum += value;
				squares += value * value;
			}
			double scatter = squares / samples - sum / samples * (sum / samples);
			assertEquals(scatter, operator.variance(20, 0.09, 7, 0.01, operator.apply(20, 7)), 0.02 * scatter);
		}
	}

	@Test
	void whatIsNotANumberIsNaN() {
		var first = new SampleGrid(List.of(4), Pixels.of(1f, 0f, -1f, Float.POSITIVE_INFINITY),
				Optional.of(Pixels.of(1f, 1f, 1f, 1f)), Optional.empty(), "", FitsHeader.EMPTY);
		var zeros = new SampleGrid(List.of(4), Pixels.of(new float[4]), Optional.of(Pixels.of(new float[4])),
				Optional.empty(), "", FitsHeader.EMPTY);
		SampleGrid quotient = SampleArithmetic.apply(Operator.DIVIDE, first,
				SecondOperand.fit(first, zeros).orElseThrow(), "");
		SampleGrid root = SampleArithmetic.apply(Operator.POWER, first, SecondOperand.number(first, 0.5), "");
		SampleGrid inverse = SampleArithmetic.apply(Operator.POWER, first, SecondOperand.number(first, -1), "");
		for (int i = 0; i < 4; i++) {
			assertTrue(Double.isNaN(quotient.values().at(i)));
			assertTrue(Double.isNaN(quotient.variance().orElseThrow().at(i)));
		}
		assertEquals(1, root.values().at(0));
		assertTrue(Double.isNaN(root.values().at(2)));
		assertTrue(Double.isNaN(root.variance().orElseThrow().at(1)), "a root has no finite slope at 0");
		assertTrue(Double.isNaN(inverse.values().at(1)));
		SampleGrid sum = SampleArithmetic.apply(Operator.ADD, first, SecondOperand.number(first, 1), "");
		assertTrue(Double.isNaN(sum.values().at(3)));
	}

	@Test
	void resultsThatSinglePrecisionCannotHoldAreInDoublePrecision() {
		SampleGrid faint = grid(CUBE, 2, 1e-25, false);
		SampleGrid square = SampleArithmetic.apply(Operator.MULTIPLY, faint,
				SecondOperand.fit(faint, faint).orElseThrow(), "");
		assertTrue(square.values().isDouble());
		assertEquals(Math.pow(faint.values().at(0), 2), square.values().at(0));
		assertFalse(SampleArithmetic.apply(Operator.ADD, faint, SecondOperand.fit(faint, faint).orElseThrow(), "")
				.values().isDouble());
	}

	@Test
	void flagsAreUnitedWithThoseOfThePartner() {
		int[] bits = new int[Operands.SIZE];
		bits[0] = 1;
		var cube = new SampleGrid(CUBE, Pixels.of(new float[Operands.SIZE]), Optional.empty(),
				Optional.of(new Mask(List.of(new Flag("HOT", 0, "")), bits)), "", FitsHeader.EMPTY);
		int[] edge = new int[Operands.NZ];
		edge[2] = 1;
		var spectrum = new SampleGrid(List.of(Operands.NZ), Pixels.of(new float[Operands.NZ]), Optional.empty(),
				Optional.of(new Mask(List.of(new Flag("EDGE", 0, "")), edge)), "", FitsHeader.EMPTY);
		Mask mask = SampleArithmetic
				.apply(Operator.ADD, cube, SecondOperand.fit(cube, spectrum).orElseThrow(), "").mask().orElseThrow();
		for (int i = 0; i < Operands.SIZE; i++) {
			assertEquals(i == 0, mask.has(i, "HOT"));
			assertEquals(i / Operands.PLANE == 2, mask.has(i, "EDGE"));
		}
	}

	@Test
	void shapesThatDoNotFitAreTold() {
		SampleGrid cube = grid(CUBE, 1, 1, false);
		for (List<Integer> lengths : Arrays.asList(List.of(Operands.NY, Operands.NX), List.of(Operands.NX),
				List.of(Operands.NX, Operands.NY, 1))) {
			assertTrue(SecondOperand.fit(cube, grid(lengths, 1, 1, false)).isEmpty(), lengths.toString());
		}
		SampleGrid image = grid(List.of(Operands.NX, Operands.NY), 1, 1, false);
		assertTrue(SecondOperand.fit(image, cube).isEmpty());
		assertTrue(SecondOperand.fit(image, grid(List.of(Operands.NX), 1, 1, false)).isEmpty());
	}
}
