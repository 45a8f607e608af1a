package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuField;
import org.junit.jupiter.api.Test;

/** Throughput over the field of an IFU. */
class FieldVignettingTest {

	private static final int STEPS = 100;

	@Test
	void meanIsOneAndRangeIsTheSetting() {
		for (int ifu = 1; ifu <= 24; ifu++) {
			var vignetting = FieldVignetting.of(5, Settings.standard().with(Setting.VIGNETTING, 0.2), ifu);
			double sum = 0;
			double least = 2;
			double most = 0;
			for (int i = 0; i < STEPS * STEPS; i++) {
				double factor = vignetting.factor(2800.0 * (i / STEPS + 0.5) / STEPS - 1400,
						2800.0 * (i % STEPS + 0.5) / STEPS - 1400);
				sum += factor;
				least = Math.min(least, factor);
				most = Math.max(most, factor);
			}
			assertEquals(1, sum / (STEPS * STEPS), 1e-3, "IFU " + ifu);
			assertEquals(0.2, most - least, 0.01, "IFU " + ifu);
		}
	}

	@Test
	void ifusDifferAndTheEffectCanBeOff() {
		Settings settings = Settings.standard();
		assertNotEquals(FieldVignetting.of(5, settings, 1).factor(900, -300),
				FieldVignetting.of(5, settings, 2).factor(900, -300), 1e-5);
		assertEquals(1, FieldVignetting.of(5, Settings.plain(), 1).factor(900, -300));
	}

	/** Evenly bright light adds up to the field, and parts of slitlets get light by the area that they see. */
	@Test
	void filledFieldsGetLightByArea() {
		Settings settings = Settings.plain().with(Setting.FIELD_DISTORTION, 0.02);
		var field = IfuField.of(3, settings, 9);
		var profiles = FilledField.profiles(field, FieldVignetting.of(3, settings, 9), (_, _) -> 1);
		for (int slice = 0; slice < 14; slice++) {
			double[] shares = profiles.get(slice).shares()[0];
			double sum = 0;
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				sum += shares[bin];
				double place = field.alongMas(slice, (bin + 1.0) / SlitletProfile.BINS);
				assertEquals((place + 1400) / 2800 / 14, sum, 1e-12);
			}
		}
	}
}
