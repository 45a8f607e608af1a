package org.armillary.kmos.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceCodeTest {

	@Test
	void everyPlaceOfEveryIfuComesBack() {
		for (int ifu = 1; ifu <= 8; ifu++) {
			for (int mas = -1500; mas <= 1500; mas++) {
				float code = PlaceCode.encode(ifu, mas);
				assertEquals(ifu, PlaceCode.ifu(code), () -> "code " + code);
				assertEquals(mas, PlaceCode.mas(code), 0, () -> "code " + code);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "4, -350, -350.4", "4, 350, 350.4", "1, 0, 0.1", "8, -0.4, 0.8", "8, 0.49, 0.8", "3, -0.6, -1.3",
			"2, 1399.6, 1400.2" })
	void theSignIsThatOfThePlaceAndNoneOfZero(int ifu, double mas, float expected) {
		assertEquals(expected, PlaceCode.encode(ifu, mas), 0);
	}

	@ParameterizedTest
	@CsvSource({ "123.29999, 3, 123", "-123.30001, 3, -123", "-0.5, 5, 0", "700.1, 1, 700", "-1300.8, 8, -1300",
			"350.43, 4, 350" })
	void numbersOfOtherSoftwareAreUnderstood(float code, int ifu, float mas) {
		assertEquals(ifu, PlaceCode.ifu(code));
		assertEquals(mas, PlaceCode.mas(code), 0);
	}

	@ParameterizedTest
	@CsvSource({ "0", "-0.0", "NaN", "350.0", "350.9", "Infinity", "-1e30" })
	void whatIsNoPlaceIsNoData(float code) {
		assertEquals(0, PlaceCode.ifu(code));
		assertTrue(Float.isNaN(PlaceCode.mas(code)));
	}

	@Test
	void noIfuOrNoPlaceGivesNaN() {
		assertTrue(Float.isNaN(PlaceCode.encode(0, 100)));
		assertTrue(Float.isNaN(PlaceCode.encode(1, Double.NaN)));
		assertThrows(IllegalArgumentException.class, () -> PlaceCode.encode(9, 0));
	}
}
