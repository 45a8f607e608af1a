package org.armillary.kmos.simulator.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions of arms as packed numbers, against values worked out by hand. */
class ArmTest {

	@ParameterizedTest
	@CsvSource({ "0, 0, 0, 0", "15, 1, 10000, 10000", "53.1, -27.8, 33224.0, -274800.0",
			"179.99999999, -0.0002777777778, 120000.0, -1.0", "359.9958333333, -75.5125, 235959.0, -753045.0",
			"1.25, 5.0001, 500.0, 50000.36" })
	void degreesBecomePackedNumbers(double alpha, double delta, double packedAlpha, double packedDelta) {
		Arm arm = new Arm("A", "O", alpha, delta, Optional.empty());
		assertEquals(packedAlpha, arm.alpha(), 5e-4);
		assertEquals(packedDelta, arm.delta(), 5e-4);
	}
}
