package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowInterpolationTest {

	/** Shortest wave of the optics, 240 rows, at its default amplitude. */
	private static final DoubleUnaryOperator WAVE = row -> 0.008 * Math.sin(2 * Math.PI * row / 240);
	private static final DoubleUnaryOperator SLOPE = row -> 0.008 * 2 * Math.PI / 240
			* Math.cos(2 * Math.PI * row / 240);
	/** As arc lines are bent. */
	private static final DoubleUnaryOperator BENT = row -> 9000 * Math.tan(0.5 + row / 20_000);

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.3, -0.95, 16, 29.99, -29.99 })
	void followsWavesAndTheirSlopes(double shift) {
		var rows = new RowInterpolation(shift);
		assertArrayEquals(expected(WAVE, shift), rows.values(nodes(WAVE)), 3e-7);
		assertArrayEquals(expected(SLOPE, shift), rows.derivatives(nodes(WAVE)), 1e-7);
		assertArrayEquals(expected(BENT, shift), rows.values(nodes(BENT)), 1e-9);
	}

	@Test
	void refusesToExtrapolate() {
		assertThrows(IllegalArgumentException.class, () -> new RowInterpolation(33));
		assertThrows(IllegalArgumentException.class, () -> new RowInterpolation(-33));
	}

	private static double[] nodes(DoubleUnaryOperator function) {
		return IntStream.range(0, RowInterpolation.NODES).mapToDouble(RowInterpolation::row).map(function).toArray();
	}

	private static double[] expected(DoubleUnaryOperator function, double shift) {
		return IntStream.range(0, 2048).mapToDouble(y -> y - shift).map(function).toArray();
	}
}
