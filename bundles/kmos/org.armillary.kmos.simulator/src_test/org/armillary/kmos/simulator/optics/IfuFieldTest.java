package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;

class IfuFieldTest {

	private static final Settings STANDARD = Settings.standard();
	private static final Settings STRONG = STANDARD.with(Setting.FIELD_DISTORTION,
			Setting.FIELD_DISTORTION.max());

	@Test
	void evenSpacingWithoutDistortion() {
		IfuField field = IfuField.of(1, Settings.plain(), 17);
		for (int bin = 0; bin <= 136; bin++) {
			assertEquals(-1400 + 2800 * bin / 136.0, field.alongMas(5, bin / 136.0), 1e-9);
		}
		assertEquals(-1300, field.acrossMas(0));
		assertEquals(1300, field.acrossMas(13));
		assertEquals(-1400, field.xMas(2, 0), 1e-9);
		assertEquals(900, field.yMas(2, 0), 1e-9);
	}

	@Test
	void edgesStayAndPlacesRiseHoweverStrongTheDistortion() {
		for (int seed = 1; seed <= 4; seed++) {
			for (int ifu = 1; ifu <= 24; ifu++) {
				IfuField field = IfuField.of(seed, STRONG, ifu);
				for (int slice = 0; slice < 14; slice++) {
					assertEquals(-1400, field.alongMas(slice, 0), 1e-9);
					assertEquals(1400, field.alongMas(slice, 1), 1e-9);
					for (int bin = 0; bin < 136; bin++) {
						assertTrue(field.alongMas(slice, bin / 136.0) < field.alongMas(slice, (bin + 1) / 136.0));
					}
				}
			}
		}
	}

	@Test
	void departureIsThatOfTheSetting() {
		double largest = 0;
		for (int ifu = 1; ifu <= 24; ifu++) {
			IfuField field = IfuField.of(2, STANDARD, ifu);
			for (int bin = 0; bin <= 136; bin++) {
				double departure = field.alongMas(3, bin / 136.0) - (-1400 + 2800 * bin / 136.0);
				largest = Math.max(largest, Math.abs(departure) / 2800);
			}
		}
		double set = STANDARD.get(Setting.FIELD_DISTORTION);
		assertTrue(largest > 0.7 * set && largest <= set, () -> "departure of share");
	}

	@Test
	void slicesDifferALittleAndIfusMore() {
		IfuField field = IfuField.of(3, STANDARD, 7);
		double slices = Math.abs(field.alongMas(3, 0.5) - field.alongMas(4, 0.5));
		assertTrue(slices > 0.01 && slices < 5, "mas between slices: " + slices);
		assertNotEquals(field.alongMas(3, 0.3), IfuField.of(3, STANDARD, 8).alongMas(3, 0.3));
		assertNotEquals(field.alongMas(3, 0.3), IfuField.of(4, STANDARD, 7).alongMas(3, 0.3));
		assertEquals(field.alongMas(3, 0.3), IfuField.of(3, STANDARD, 7).alongMas(3, 0.3));
	}
}
