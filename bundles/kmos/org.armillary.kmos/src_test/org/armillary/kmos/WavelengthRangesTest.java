package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavelengthRangesTest {

	@Test
	void severalRangesIncludeTheirEnds() {
		WavelengthRanges ranges = WavelengthRanges.parse(" 1.05, 1.28 ;1.3,1.35");
		assertEquals(List.of(new WavelengthRanges.Range(1.05, 1.28), new WavelengthRanges.Range(1.3, 1.35)),
				ranges.ranges());
		assertArrayEquals(new boolean[] { false, true, true, false, true, false },
				ranges.select(new double[] { 1.0499, 1.05, 1.28, 1.29, 1.3, 1.3501 }));
	}

	@Test
	void blankMeansAll() {
		assertTrue(WavelengthRanges.parse("  ").contains(5e-7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.05", "1.05,", "1.28,1.05", "1.05,1.05", "1,2,3", "a,b", "-1,2", "0,1", "1.05,1.28;",
			"NaN,2", "1,Infinity" })
	void malformedRangesAreRefused(String text) {
		assertThrows(IllegalArgumentException.class, () -> WavelengthRanges.parse(text));
	}
}
