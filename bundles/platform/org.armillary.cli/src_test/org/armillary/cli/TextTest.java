package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.quality.QualityState;
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

	private static List<QcValue> values(int names, int subjects) {
		var values = new ArrayList<QcValue>();
		for (int name = 0; name < names; name++) {
			for (int subject = 0; subject < subjects; subject++) {
				values.add(new QcValue("value number " + name, "IFU " + (subject + 1),
						name == 1 ? 128 : name == 2 && subject == 0 ? Double.NaN : name + subject + 0.25, "adu"));
			}
		}
		return values;
	}

	@Test
	void tablesOfManyValuesFitATerminal() {
		for (int names : new int[] { 1, 3, 21 }) {
			for (int subjects : new int[] { 1, 4, 6, 24 }) {
				String table = RunText.table(values(names, subjects)).text("     ");
				assertTrue(table.lines().allMatch(line -> line.length() <= 100), table);
			}
		}
		// turned, as six columns fit
		assertEquals(22, RunText.table(values(21, 6)).text("").lines().count());
		List<String> folded = RunText.table(values(21, 24)).text("").lines()
				.map(line -> line.strip().replaceAll(" +", " ")).toList();
		assertEquals(22, folded.size());
		assertEquals("value number 0 [adu] 24 11.7500 0.250000 IFU 1 23.2500 IFU 24", folded.get(1));
		assertEquals("value number 1 [adu] 24 128", folded.get(2));
		assertTrue(folded.get(3).startsWith("value number 2 [adu] 23 of 24 14.2500 3.25000 IFU 2 "), folded.get(3));
	}

	@Test
	void theWorstStateOfManyIsTold() {
		List<QcValue> values = values(21, 24);
		var job = new JobResult("a#1", JobResult.Status.OK, Map.of(), values, List.of(), Optional.empty(), "",
				Duration.ZERO, ResourceUse.UNKNOWN, Optional.empty());
		List<String> lines = String.join("\n", RunText.details(job, null,
				value -> value.name().endsWith(" 0")
						? value.value() > 20 ? QualityState.FAILED : QualityState.GOAL_MET
						: value.name().endsWith(" 1") ? QualityState.GOAL_MET : QualityState.NO_LIMIT))
				.lines().map(String::strip).toList();
		assertTrue(lines.get(2).endsWith("✖ 4 of 24"), lines.get(2));
		assertTrue(lines.get(3).endsWith("✔"), lines.get(3));
		assertTrue(lines.get(4).endsWith("IFU 24"), lines.get(4));
	}

	@Test
	void manyLinesAlikeAreFolded() {
		List<String> lines = IntStream.rangeClosed(1, 31).mapToObj(i -> "makes " + i).toList();
		assertEquals(lines.subList(0, 12), AncestryText.folded(lines.subList(0, 12)));
		List<String> folded = AncestryText.folded(lines);
		assertEquals(List.of("makes 1", "makes 2", "makes 3", "makes 31"),
				folded.stream().filter(line -> line.startsWith("makes")).toList());
		assertTrue(folded.get(3).contains("27 more"), folded.get(3));
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
