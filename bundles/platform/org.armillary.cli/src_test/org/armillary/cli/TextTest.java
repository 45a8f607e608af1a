package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.junit.jupiter.api.Test;

class TextTest {

	@Test
	void aValueStaysInOneLineAndShort() {
		assertEquals("a\\nb\\tc", Quoted.of("a\nb\tc"));
		assertEquals("x".repeat(60), Quoted.of("x".repeat(60)));
		assertEquals("x".repeat(60) + "…", Quoted.of("x".repeat(61)));
		assertEquals("\ud83d\ude00".repeat(60) + "…", Quoted.of("\ud83d\ude00".repeat(61)));
		var told = new Message("test.long", "a.yaml: ‘" + "y".repeat(5000) + "’ is no key, ‘z’ is", Optional.empty(),
				List.of());
		assertEquals("a.yaml: ‘" + "y".repeat(60) + "…’ is no key, ‘z’ is", Workflows.shortened(told).summary());
	}

	private static String number(double value) {
		return RunText.number(new QcValue("x", "", value, ""));
	}

	@Test
	void numbersHaveSixSignificantDigitsAndWholeOnesAreInFull() {
		assertEquals("430080", number(430080));
		assertEquals("0.123457", number(0.123456789));
		assertEquals("1234.57", number(1234.56789));
		assertEquals("1.23457e-05", number(1.23456789e-5));
		assertEquals("-1.23457e+08", number(-123456789.5));
		assertEquals("–", number(Double.NaN));
		assertEquals("–", RunText.number(null));
		assertEquals("Infinity", number(Double.POSITIVE_INFINITY));
	}

	@Test
	void valuesHaveAsManyDigitsAsTheirErrorIsWorth() {
		String table = RunText.table(List.of(new QcValue("ra", "a", 53.06873751234, "deg"),
				new QcValue("ra error", "a", 9.9e-6, "deg"), new QcValue("level", "a", 12.3456789, "adu"),
				new QcValue("level error", "a", 0.5, "adu"))).text("");
		assertTrue(table.contains("53.0687375"), table);
		assertTrue(table.contains("12.3457"), table);
	}

	@Test
	void tablesAlignNumbersAtTheRight() {
		String text = new TextTable("name", "value").add("mean", "1.5").add("median", "10").text("  ");
		assertEquals("  name    value\n  mean      1.5\n  median     10", text);
	}

	@Test
	void controlCharactersOfFilesAreMadeVisible() {
		assertEquals("a\\x1b[31mb\nc\\x07\\x200bd", Terminal.safe("a\u001b[31mb\nc\u0007\u200bd"));
	}
}
