package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;

/** Reads of a ramp and their noise. */
class ReadModeTest {

	private static final Settings STANDARD = Settings.standard();

	/** The noise of a slope times the length of the ramp, from the covariances of reads of equal noise. */
	private static double slopeNoise(int samples) {
		double sumOfSquares = 0;
		for (int i = 0; i < samples; i++) {
			sumOfSquares += Math.pow(i - (samples - 1) / 2.0, 2);
		}
		// a pair has √2 times the noise of a read, 10 electrons
		return 10 / Math.sqrt(2) * (samples - 1) / Math.sqrt(sumOfSquares);
	}

	@Test
	void theNoiseIsThatOfAFittedSlope() {
		for (double dit : new double[] { 7.5, 10, 20, 30, 60 }) {
			ReadMode mode = ReadMode.ramp(STANDARD, dit);
			assertEquals((int) (dit / 2.47), mode.samples());
			assertEquals(slopeNoise(mode.samples()), mode.readNoise(), 1e-9, "DIT " + dit);
		}
	}

	@Test
	void shortRampsAreNoBetterThanAPairAndLongOnesHaveAFloor() {
		assertEquals(10, ReadMode.ramp(STANDARD, 3).readNoise());
		assertEquals(1, ReadMode.ramp(STANDARD, 2.5).samples());
		assertEquals(10, ReadMode.pair(STANDARD).readNoise());
		assertEquals("Double", ReadMode.pair(STANDARD).name());
		assertEquals("Nondest", ReadMode.ramp(STANDARD, 600).name());
		assertEquals(3, ReadMode.ramp(STANDARD, 600).readNoise(), 1e-12);
		assertEquals(6, ReadMode.ramp(STANDARD.with(Setting.READ_NOISE, 20), 600).readNoise(), 1e-12);
		assertEquals(0, ReadMode.ramp(STANDARD.without(EnumSet.of(Effect.READ_NOISE)), 600).readNoise());
	}
}
