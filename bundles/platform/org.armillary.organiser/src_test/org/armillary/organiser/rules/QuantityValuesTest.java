package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.armillary.organiser.header.Header;
import org.armillary.organiser.header.HeaderLayout;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

/** Quantities of headers against values worked out by hand. */
class QuantityValuesTest {

	private static final QuantityValues QUANTITIES = new QuantityValues(RuleText.rules(RuleText.RULES));

	private static HeaderQuantities of(Map<String, Object> keywords) {
		return QUANTITIES.of(Header.of(keywords));
	}

	private static Condition condition(String text) {
		try {
			return Condition.parse(text);
		} catch (ConditionException e) {
			throw new AssertionError(e);
		}
	}

	private static List<String> texts(List<Value> values) {
		return values.stream().map(Value::text).toList();
	}

	@Test
	void alternativesAreTriedInOrder() throws DocumentException {
		assertEquals(Optional.of(new Value.Number(61100.25)), of(Map.of("MJD-OBS", 61100.25, "DATE-OBS", "2026-03-02"))
				.value("mjd"));
		assertEquals(Optional.of(new Value.Number(61101)), of(Map.of("DATE-OBS", "2026-03-02")).value("mjd"));
		assertEquals(Optional.of(new Value.Number(61101)),
				of(Map.of("MJD-OBS", Double.NaN, "DATE-OBS", "2026-03-02")).value("mjd"));
		assertEquals(Optional.empty(), of(Map.of()).value("mjd"));
		Map<String, Object> header = Map.of("OBS ID", 7L, "TPL START", "2026-03-01T10:00:00");
		assertEquals(Optional.of(new Value.Text("2026-03-01T10:00:00")), of(header).value("block"));
		RuleSet master = QUANTITIES.rules().with(Map.of("prefer", "master"));
		assertEquals(Optional.of(new Value.Number(7)), new QuantityValues(master).of(Header.of(header)).value("block"));
	}

	@Test
	void quantitiesAreMadeOfOthersAndOfParameters() {
		// 61100.25 - 70.4/360 - 0.5 = 61099.554…: 2026-02-28
		assertEquals(Optional.of(new Value.Text("2026-02-28")), of(Map.of("MJD-OBS", 61100.25)).value("night"));
		assertEquals(Optional.of(new Value.Number(300)), of(Map.of("NAANGLE", -60.2)).value("angle"));
		assertEquals(Optional.of(new Value.Number(0)), of(Map.of("NAANGLE", 359.7)).value("angle"));
		assertEquals(Optional.of(new Value.Number(35)), of(Map.of("NAANGLE", 35L)).value("angle"));
		assertEquals(Optional.empty(), of(Map.of("NAANGLE", "35")).value("angle"));
		assertEquals(Optional.of(new Value.Text("HK")), of(Map.of("GRAT1 ID", "H  ", "GRAT2 ID", "K")).value("band"));
		assertEquals(Optional.of(new Value.Text("K")), of(Map.of("GRAT2 ID", "K")).value("band"));
	}

	@Test
	void marksStandForNumbers() {
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("CATG", "SCIENCE");
		keywords.put("ARM10 NAME", "ten");
		keywords.put("ARM2 NAME", "two");
		keywords.put("ARM NAME", "none");
		keywords.put("ARMX NAME", "letter");
		keywords.put("ARM3 NAME X", "behind");
		keywords.put("ARM011 NAME", "eleven");
		keywords.put("ARM4 NAME", "two  ");
		keywords.put("ARM5 NAME", 5L);
		keywords.put("ARM6 NAME", true);
		assertEquals(List.of("two", "5", "true", "ten", "eleven"), texts(of(keywords).values("target")));
		assertEquals(Optional.of(new Value.Number(5)), of(keywords).value("targets"));
		keywords.remove("CATG");
		assertEquals(List.of(), of(keywords).values("target"));
		assertEquals(Optional.of(new Value.Number(0)), of(keywords).value("targets"));
		assertEquals(List.of(), of(keywords).values("nothing"));
	}

	@Test
	void valuesAreChosenByOthersOfTheSameNumber() {
		var quantities = new QuantityValues(RuleText.rules(RuleText.with("\"[ARM# NAME]\"",
				"\"without(where([ARM# NAME], [ARM# TYPE], 'O', 'R'), [ARM# NOTUSED])\"")));
		assertTrue(quantities.rules().isManyValued("target"));
		assertTrue(quantities.rules().selection().accepts("ARM24 NOTUSED"));
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("CATG", "SCIENCE");
		keywords.put("ARM10 TYPE", "R ");
		keywords.put("ARM2 NOTUSED", "");
		for (String arm : List.of("10 star", "1 galaxy", "2 locked", "3 sky", "4 untyped", "05 zero")) {
			keywords.put("ARM" + arm.split(" ")[0] + " NAME", arm.split(" ")[1]);
		}
		keywords.put("ARM1 TYPE", "O");
		keywords.put("ARM2 TYPE", "O");
		keywords.put("ARM3 TYPE", "S");
		keywords.put("ARM5 TYPE", "O");
		keywords.put("ARM6 TYPE", "O");
		HeaderQuantities header = quantities.of(Header.of(keywords));
		assertEquals(List.of("galaxy", "zero", "star"), texts(header.values("target")));
		assertEquals(Optional.of(new Value.Number(3)), header.value("targets"));
	}

	@Test
	void layoutsThatAreEqualButNotTheSameAreKeptApart() {
		HeaderLayout one = HeaderLayout.of(List.of("CATG", "ARM1 NAME", "ARM2 NAME"));
		HeaderLayout other = HeaderLayout.of(List.of("ARM2 NAME", "CATG", "ARM1 NAME"));
		for (int i = 0; i < 3; i++) {
			assertEquals(List.of("a", "b"),
					texts(QUANTITIES.of(Header.of(one, new Object[] { "SCIENCE", "a", "b" })).values("target")));
			assertEquals(List.of("a", "b"),
					texts(QUANTITIES.of(Header.of(other, new Object[] { "b", "SCIENCE", "a" })).values("target")));
		}
	}

	@Test
	void valuesAreWorkedOutOnce() {
		HeaderQuantities header = of(Map.of("CATG", "SCIENCE", "ARM1 NAME", "x"));
		assertSame(header.values("target"), header.values("target"));
	}

	@Test
	void conditionsSeeQuantitiesParametersAndKeywords() {
		HeaderQuantities header = of(Map.of("NAANGLE", -60.0, "TYPE", "DARK", "TPL START", "007"));
		assertTrue(header.test(condition("$angle == 300 and [NAANGLE] == -60 and $prefer == raw-per-level")));
		assertTrue(header.test(condition("$longitude == -70.40")));
		assertTrue(header.test(condition("$angle like '30?' and not $angle like '30'")));
		assertTrue(header.test(condition("$template == 7")));
		assertFalse(header.test(condition("exists $band or exists $nothing")));
		assertEquals("$angle is 300, expected 0", header.explain(condition("$angle == 0")).text());
	}

	@Test
	void unusualValuesOfHeadersAreNoErrors() {
		Object[] values = { "", " ", "NaN", "1e999", "\u0000\u202e<b>", "x".repeat(100_000), 0L, Long.MAX_VALUE,
				Long.MIN_VALUE, 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MIN_VALUE,
				true, false, "2026-02-30", "9999-12-31T23:59:60", 1e300 };
		RuleSet rules = QUANTITIES.rules();
		var names = new ArrayList<>(rules.selection().names());
		names.remove("ARM# NAME");
		names.addAll(List.of("ARM1 NAME", "ARM2 NAME", "ARM99999999999999999999 NAME", "ARM# NAME", "ARM-1 NAME"));
		var conditions = new ArrayList<Condition>();
		rules.classes().forEach(rule -> conditions.add(rule.when()));
		rules.checks().forEach(check -> conditions.add(check.require()));
		conditions.add(
				condition("$mjd > 3 or $angle < 1 or $night like '*1*' or [MJD-OBS] == $mjd or $band in (A, $block)"));
		for (int seed = 0; seed < 5000; seed++) {
			var random = new Random(seed * ExpressionTest.SPREAD);
			var keywords = new LinkedHashMap<String, Object>();
			names.stream().filter(_ -> random.nextInt(3) > 0)
					.forEach(name -> keywords.put(name, values[random.nextInt(values.length)]));
			HeaderQuantities header = of(keywords);
			for (Quantity quantity : rules.quantities().values()) {
				List<Value> found = header.values(quantity.name());
				assertEquals(found.size(), found.stream().distinct().count(),
						() -> quantity.name() + " of " + keywords);
				assertTrue(rules.isManyValued(quantity.name()) || found.size() <= 1);
				for (Value value : found) {
					assertTrue(!(value instanceof Value.Number(double number)) || Double.isFinite(number));
					assertEquals(value.text().stripTrailing(), value.text());
				}
			}
			for (Condition condition : conditions) {
				assertEquals(header.test(condition), header.explain(condition).holds());
			}
		}
	}
}
