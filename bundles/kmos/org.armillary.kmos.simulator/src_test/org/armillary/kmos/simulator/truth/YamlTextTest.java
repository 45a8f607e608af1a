package org.armillary.kmos.simulator.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Values in YAML. */
class YamlTextTest {

	@Test
	void textsAreQuoted() {
		assertEquals("\"no\"", YamlText.of("no"));
		assertEquals("\"2026-06-15: # {a}\"", YamlText.of("2026-06-15: # {a}"));
		assertEquals("\"a \\\"b\\\" \\\\ c\"", YamlText.of("a \"b\" \\ c"));
		assertEquals("\"a\\nb\\tc\\u000d\\u0000\\u007f\\u0085\\u2028\\ufeff\"",
				YamlText.of("a\nb\tc\r\0\u007f\u0085\u2028\ufeff"));
		assertEquals("\"Größe Ω 😀\"", YamlText.of("Größe Ω 😀"));
	}

	@Test
	void numbersStayNumbers() {
		assertEquals("1.0", YamlText.of(1.0));
		assertEquals("-0.25", YamlText.of(-0.25));
		assertEquals("1.0e+10", YamlText.of(1e10));
		assertEquals("-1.5e-10", YamlText.of(-1.5e-10));
		assertEquals(".nan", YamlText.of(Double.NaN));
		assertEquals(".inf", YamlText.of(Double.POSITIVE_INFINITY));
		assertEquals("-.inf", YamlText.of(Double.NEGATIVE_INFINITY));
		assertEquals("-9223372036854775808", YamlText.of(Long.MIN_VALUE));
		assertEquals("true", YamlText.of(true));
	}

	@Test
	void mapsAndListsStandOnALine() {
		var map = new LinkedHashMap<String, Object>();
		map.put("file", "a");
		map.put("off", 1L);
		map.put("two words", List.of());
		map.put("profile.blur", List.of(List.of(1.5, 2), List.of("x")));
		assertEquals("{file: \"a\", \"off\": 1, \"two words\": [], profile.blur: [[1.5, 2], [\"x\"]]}",
				YamlText.of(map));
	}
}
