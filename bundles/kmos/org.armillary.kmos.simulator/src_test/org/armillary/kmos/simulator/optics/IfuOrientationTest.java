package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** x and y of places 300 mas along and 100 mas across the slitlets, by the table of the pipeline's manual. */
class IfuOrientationTest {

	@ParameterizedTest
	@CsvSource({ "1, 100, 300", "4, 100, 300", "5, -100, -300", "8, -100, -300", "9, -100, -300", "12, -100, -300",
			"13, 100, 300", "16, 100, 300", "17, 300, -100", "20, 300, -100", "21, -300, 100", "24, -300, 100" })
	void mapsAsThePublishedTable(int ifu, double x, double y) {
		IfuOrientation orientation = IfuOrientation.of(ifu);
		assertEquals(x, orientation.x(300, 100));
		assertEquals(y, orientation.y(300, 100));
		assertEquals(300, orientation.along(x, y));
		assertEquals(100, orientation.across(x, y));
	}

	@ParameterizedTest
	@ValueSource(ints = { -4, 0, 25 })
	void refusesOtherNumbers(int ifu) {
		assertThrows(IllegalArgumentException.class, () -> IfuOrientation.of(ifu));
	}

	@Test
	void sharedByTheFourOfAHalfSegment() {
		for (int ifu = 1; ifu <= 24; ifu++) {
			assertEquals(IfuOrientation.of((ifu - 1) / 4 * 4 + 1), IfuOrientation.of(ifu));
		}
	}
}
