package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals lose little below 40 000 adu and much above, without steps. */
class LinearityTest {

	@ParameterizedTest
	@ValueSource(doubles = { 0.0025, 0.01 })
	void theLossIsTheOneAskedForAndSteepAbove(double loss) {
		var linearity = new Linearity(loss);
		assertEquals(40_000 * (1 - loss), linearity.measured(40_000), 1e-9);
		double lastLoss = 0;
		double lastValue = 0;
		for (int signal = 100; signal <= 1_000_000; signal += 100) {
			double value = linearity.measured(signal);
			double here = 1 - value / signal;
			assertTrue(value > lastValue, "at " + signal);
			assertTrue(here > lastLoss, "at " + signal);
			assertTrue(signal > 40_000 || here <= loss * (1 + 1e-12), "at " + signal);
			assertTrue(value < Linearity.FULL_WELL_ADU, "at " + signal);
			lastLoss = here;
			lastValue = value;
		}
		assertTrue(1 - linearity.measured(60_000) / 60_000 > 0.05);
		assertEquals(Linearity.FULL_WELL_ADU, linearity.measured(1e7), 100);
	}

	@Test
	void valueAndSlopeHaveNoSteps() {
		var linearity = new Linearity(0.01);
		double below = (linearity.measured(40_000) - linearity.measured(39_999)) / 1;
		double above = (linearity.measured(40_001) - linearity.measured(40_000)) / 1;
		assertEquals(0.97, below, 1e-4);
		assertEquals(below, above, 1e-4);
	}

	@Test
	void withoutLossSignalsStay() {
		var linearity = new Linearity(0);
		for (double signal : new double[] { -5, 0, 123.4, 40_000, 60_000, 1e8 }) {
			assertEquals(signal, linearity.measured(signal));
		}
		assertThrows(IllegalArgumentException.class, () -> new Linearity(0.4));
		assertThrows(IllegalArgumentException.class, () -> new Linearity(-0.01));
	}
}
