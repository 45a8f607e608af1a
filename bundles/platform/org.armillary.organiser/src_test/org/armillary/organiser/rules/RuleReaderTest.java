package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.organiser.rules.Need.Preference;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are read as they are written, and told with their line where they cannot be. */
class RuleReaderTest {

	private static RuleLine at(String part) {
		return new RuleLine("rules", RuleText.line(RuleText.RULES, part));
	}

	@Test
	void headIsRead() {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		assertEquals("small", rules.name());
		assertEquals(3, rules.version());
		assertEquals("Two lines\nof words.", rules.description());
		assertEquals("rules", rules.file());
		assertEquals("[INSTRUME] == SMALL", rules.applies().orElseThrow().text());
		assertEquals("mjd", rules.time());
		assertEquals(List.of("archiveName", "exposure", "template"), List.of(rules.frame().orElseThrow(),
				rules.sequence().orElseThrow(), rules.sequenceOf().orElseThrow()));
		assertEquals(new RuleParameter("longitude", "-70.4", List.of(), "", at("longitude: -70.4")),
				rules.parameters().get("longitude"));
		assertEquals(
				new RuleParameter("prefer", "raw-per-level", List.of("raw-per-level", "master-per-level", "raw",
						"master"), "Which one.", at("  prefer:")),
				rules.parameters().get("prefer"));
	}

	@Test
	void quantitiesAreRead() throws Exception {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		assertEquals(
				List.of("mjd", "archiveName", "exposure", "template", "night", "band", "angle", "target", "targets",
						"block", "temperature"),
				List.copyOf(rules.quantities().keySet()));
		Quantity mjd = rules.quantities().get("mjd");
		assertEquals(List.of("[MJD-OBS]", "mjd([DATE-OBS])"),
				mjd.alternatives().stream().map(alternative -> alternative.expression().canonical()).toList());
		assertEquals("d", mjd.unit());
		assertEquals("Start.", mjd.help());
		assertEquals(at("  mjd:"), mjd.line());
		Quantity block = rules.quantities().get("block");
		assertEquals(Optional.of(Condition.parse("$prefer == master")), block.alternatives().get(0).when());
		assertEquals(Optional.empty(), block.alternatives().get(1).when());
		assertEquals(Optional.of(Condition.parse("[CATG] == SCIENCE")),
				rules.quantities().get("target").alternatives().getFirst().when());
		assertTrue(rules.isManyValued("target"));
		assertFalse(rules.isManyValued("targets"));
		assertFalse(rules.isManyValued("band"));
	}

	@Test
	void checksAndClassesAreRead() {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		CheckRule check = rules.checks().getFirst();
		assertEquals("[TPL ID] like 'SMALL_*'", check.require().text());
		assertEquals("not exists [PRO CATG]", check.when().orElseThrow().text());
		assertEquals(List.of("known", "Unknown", "Look."), List.of(check.name(), check.says(), check.remedy()));
		assertEquals(List.of("MASTER_DARK", "DARK", "FLAT_ON", "FLAT_OFF", "SCIENCE"),
				rules.classes().stream().map(ClassRule::category).toList());
		assertEquals("Shutter closed.", rules.classes().get(1).help());
		assertEquals(at("  DARK: {"), rules.classes().get(1).line());
	}

	@Test
	void datasetsAreRead() {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		DatasetRule dark = rules.dataset("dark").orElseThrow();
		assertEquals(List.of("template"), dark.group());
		assertEquals(List.of(), dark.label());
		assertEquals(new MemberRule("DARK", Optional.empty(), 3, 20, 5, Optional.empty(), "", at("members: { DARK")),
				dark.members().getFirst());
		DatasetRule master = rules.dataset("dark-master").orElseThrow();
		assertTrue(master.master());
		assertEquals(List.of(), master.group());
		assertEquals(new MemberRule("MASTER_DARK", Optional.empty(), 1, Integer.MAX_VALUE, 0, Optional.empty(), "",
				at("      MASTER_DARK:")), master.members().getFirst());
		DatasetRule flat = rules.dataset("flat").orElseThrow();
		assertFalse(flat.master());
		assertEquals("exists [TEMP]", flat.when().orElseThrow().text());
		assertEquals(List.of("band"), flat.label());
		assertEquals("The first is a test", flat.members().get(1).skipReason());
		assertEquals(Optional.of("angle"), flat.members().get(1).each());
		assertEquals("$exposure == 1", flat.members().get(1).skip().orElseThrow().text());
	}

	@Test
	void needsAreRead() throws Exception {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		Need dark = rules.dataset("flat").orElseThrow().needs().getFirst();
		assertEquals(List.of(new Source("dark", Optional.empty()),
				new Source("dark-master", Optional.of(Condition.parse("$prefer != raw")))), dark.sources());
		assertEquals(Preference.RAW_PER_LEVEL, dark.prefer());
		assertEquals(Optional.of("prefer"), dark.preferBy());
		assertEquals(List.of(1, 1), List.of(dark.min(), dark.max()));
		assertEquals(List.of(), dark.match());
		assertEquals(
				List.of(new Level(-1, OptionalDouble.of(0.0625), OptionalDouble.of(0.0625),
						List.of(new Match("night", OptionalDouble.empty(), OptionalDouble.empty(),
								at("level: -1"))),
						at("level: -1")),
						new Level(0, OptionalDouble.of(0), OptionalDouble.of(1), List.of(), at("after: 1 d")),
						new Level(3, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), at("level: 3"))),
				dark.levels());
		Need flat = rules.dataset("science").orElseThrow().needs().getFirst();
		assertEquals(Preference.ORDER, flat.prefer());
		assertEquals(List.of(2, 2), List.of(flat.min(), flat.max()));
		assertEquals(List.of("[NEEDS] == T", "[LAMP] == white", "[OLD]"),
				List.of(flat.when().orElseThrow().text(), flat.only().orElseThrow().text(),
						flat.never().orElseThrow().text()));
		assertEquals(new Match("angle", OptionalDouble.of(30), OptionalDouble.of(360), at("match: [band")),
				flat.match().get(1));
		assertEquals(new Match("temperature", OptionalDouble.of(1), OptionalDouble.empty(), at("match: [band")),
				flat.match().get(2));
		assertEquals(0.0625, flat.levels().getFirst().before().orElseThrow());
		assertEquals(30 / 86400., flat.levels().getFirst().after().orElseThrow());
		assertEquals(4 / 24., flat.levels().get(1).before().orElseThrow());
		assertEquals(OptionalDouble.empty(), flat.levels().get(1).after());
	}

	/** One change of the rules above each, with what is told; the line is that of the change unless it is given. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			armillary-rules: 1       | armillary-rules: 2                 | rules.version
			armillary-rules: 1       | armillary-workflow: 1              | workflow.unknown-key, rules.version
			version: 3               | version: 0                         | rules.value
			version: 3               | version: x                         | rules.value
			version: 3               | versoin: 3                         | workflow.unknown-key
			name: small              | name: a b                          | rules.name
			time: mjd                | time: mdj                          | rules.unknown
			time: mjd                | time: target                       | rules.many
			frame: archiveName       | frame: target                      | rules.many
			frame: archiveName       | frame: [a]                         | workflow.type
			frame: archiveName       | frame:                             | workflow.no-value
			number: exposure,        | number: exposures,                 | rules.unknown
			of: template }           | off: template }                    | workflow.unknown-key
			of: template }           | of: template, total: exposure }    |
			of: template }           | of: template, total: target }      | rules.many
			longitude: -70.4         | mjd: 3                             | rules.twice 20, rules.unknown 24
			longitude: -70.4         | long-itude: 3                      | rules.name 17, rules.unknown 24
			    value: raw-per-level | ^    value: raws^                  | rules.value
			raw, master]             | raw, other]                        | rules.prefer 64
			    choices: [raw-per-level, master-per-level, raw, master] | ^    help: A^ | workflow.duplicate 16, rules.prefer 64
			night($mjd, $longitude)  | night($mjd, $angle)                | rules.later
			night($mjd, $longitude)  | night($mjd, $night)                | rules.later
			night($mjd, $longitude)  | night($mjd, $longitud)             | rules.unknown
			night($mjd, $longitude)  | night($mjd)                        | rules.expression
			join([GRAT1 ID], [GRAT2  | join([GRAT1 ID] [GRAT2             | rules.expression
			[GRAT1 ID], [GRAT2 ID]   | [GRAT# ID], [ARM# ID]              | rules.many
			count($target)           | any('a', $target)                  | rules.many
			count($target)           | join($target, [ARM# X])            | rules.many, rules.many 42
			count($target)           | count(where([ARM# A], [ARM# B], $target)) | rules.many
			count($target)           | count(where([ARM# A], [ARM# B], 'O')) |
			count($target)           | where([ARM# A], [ARM# B], 'O')     | rules.many 42
			count($target)           | where($target, [ARM# B], 'O')      | rules.expression
			count($target)           | $target                            | rules.many 42
			$prefer == master", val  | $target == master", val            | rules.many
			$prefer == master", val  | $temperature == master", val       | rules.later
			$prefer == master", val  | $prefer = master", val             | workflow.condition
			$prefer == master", val  | [A] == [ARM# B]", val              | workflow.condition
			says: Unknown.,          | ^^                                 | workflow.missing-key
			says: Unknown.,          | says: " ",                         | workflow.no-value
			require: "               | requires: "                        | workflow.unknown-key
			like 'SMALL_*'           | lik 'SMALL_*'                      | workflow.condition
			$targets > 0             | $target > 0                        | rules.many
			  DARK: { when: "[TYPE] == DARK", help | ^  DARK: { help^     | workflow.missing-key 39
			FLAT_ON: "[TYPE]         | DARK: "[TYPE]                      | workflow.duplicate, rules.unknown 60
			group: template          | group: [template, template]        | rules.together
			group: template          | group: templat                     | rules.unknown
			group: template          | groups: template                   | workflow.unknown-key
			group: template          | label: template                    | workflow.missing-key 45
			{ DARK: {                | { DARKS: {                         | rules.unknown
			{ min: 3, max: 20, plan: 5 } | { min: 3, max: 2, plan: 5 }    | rules.together
			{ min: 3, max: 20, plan: 5 } | { min: 3, max: 20, plan: 2 }   | rules.together
			{ min: 3, max: 20, plan: 5 } | { min: 3, max: 20, plan: 21 }  | rules.together
			{ min: 3, max: 20, plan: 5 } | { min: -1 }                    | rules.value
			{ min: 3, max: 20, plan: 5 } | { max: 0 }                     | rules.value
			{ min: 3, max: 20, plan: 5 } | { min: 3.5 }                   | rules.value
			{ min: 3, max: 20, plan: 5 } | { min: 99999999999 }           | rules.value
			{ min: 3, max: 20, plan: 5 } | [1]                            | workflow.type
			members: { DARK: { min: 3, max: 20, plan: 5 } } | members:     | rules.together
			master: yes              | master: yse                        | rules.value
			label: [band]            | label: [angle]                     | rules.label
			label: [band]            | label: [bend]                      | rules.label
			label: [band]            | label: [band, band]                | rules.together
			each: angle              | each: angel                        | rules.unknown
			, reason: The first is a test. | ^^                            | rules.together
			skip: "$exposure == 1",  | ^^                                 | rules.together
			from: [dark, {           | from: [flat, {                     | rules.later
			from: [dark, {           | from: [science, {                  | rules.later
			from: [dark, {           | from: [drak, {                     | rules.unknown
			from: [dark, {           | from: [dark-master, {              | rules.together
			type: dark-master, when  | types: dark-master, when           | workflow.unknown-key
			type: dark-master, when: "$prefer != raw" | when: "$prefer != raw" | workflow.missing-key
			from: flat               | from: []                           | rules.together
			from: flat               | from: FLAT_ON                      | rules.unknown
			prefer: $prefer          | prefer: $prefr                     | rules.unknown
			prefer: $prefer          | prefer: $band                      | rules.unknown
			prefer: order            | prefer: ordr                       | rules.value
			min: 2                   | ^min: 2\n        max: 1^           | rules.together 78
			period: 360              | perod: 360                         | workflow.unknown-key
			within: 30, period: 360  | period: 360                        | rules.together
			within: 30, period: 360  | within: 180, period: 360           | rules.together
			within: 30, period: 360  | within: 30, period: 0              | rules.value
			within: 30, period: 360  | within: -1                         | rules.value
			within: 30, period: 360  | within: 30 deg                     | rules.value
			match: [band, {          | match: [angle, {                   | rules.together
			match: [band, {          | match: [bnad, {                    | rules.unknown
			{ quantity: angle, with  | { quantiy: angle, with             | workflow.unknown-key
			{ quantity: angle, with  | { with                             | workflow.missing-key
			level: -1, within: 1.5 h | level: -1, within: 1.5             | rules.value
			level: -1, within: 1.5 h | level: -1, within: 1.5 hours       | rules.value
			level: -1, within: 1.5 h | level: -1, within: -1 h            | rules.value
			level: -1, within: 1.5 h | level: -1, within: 1 h, before: 1 h | rules.together
			level: -1, within: 1.5 h | level: best, within: 1.5 h         | rules.value
			level: -1, within: 1.5 h | within: 1.5 h                      | workflow.missing-key
			{ level: 3 }             | 3                                  | workflow.type
			after: 1 d, before: 0 d  | within: 1 h, match: [night]        | rules.unreachable
			after: 1 d, before: 0 d  | after: 1 d                         |
			{ level: 3 }             | { level: 2, after: 1 d, before: 0 s } | rules.unreachable
			{ level: 3 }             | { level: 2, after: 1 h, before: 0 s, match: [band] } | rules.unreachable
			match: [night]           | match: [nigth]                     | rules.unknown
			""")
	void tellsWhatIsWrong(String old, String other, String expected) {
		String from = old.strip();
		String to = (other == null ? "" : other.strip()).replace("\\n", "\n");
		int line = RuleText.line(RuleText.RULES, from);
		List<String> ids = expected == null ? List.of() : List.of(expected.split(", "));
		assertEquals(ids.stream().map(id -> id.contains(" ") ? id : id + " " + line).toList(),
				RuleText.problems(RuleText.RULES.replaceFirst(Pattern.quote(from),
						Matcher.quoteReplacement(to))));
	}

	@Test
	void everythingIsToldAtOnceWithColumns() {
		String text = """
				armillary-rules: 1
				name: a
				version: 1
				time: mjd
				frame: archive
				quantities:
				  mjd: "[MJD-OBS]"
				  x: "mod([A], 360"
				  y: rond($mjd, 1)
				  z: $mjd + $nothing
				classes:
				  A: "[B] = 3"
				  B: "[C] == 1 and $mdj > 3"
				datasets:
				  d:
				    group: [z, yy]
				    members: { A: { min: x }, C: }
				    needs: { n: { from: e, levels: [{ level: 0, within: 3 }] } }
				  e: { group: [], members: { B: } }
				extra: 1
				""";
		DocumentException e = assertThrows(DocumentException.class, () -> RuleReader.parse(text, "rules"));
		assertEquals(List.of("rules.unknown 5:8", "rules.expression 8:19", "rules.expression 9:6",
				"rules.unknown 10:13", "workflow.condition 12:11", "rules.unknown 13:20", "rules.unknown 16:16",
				"rules.value 17:26", "rules.unknown 17:31", "rules.later 18:25", "rules.value 18:57",
				"workflow.unknown-key 20:1"),
				e.problems().stream().map(problem -> problem.message().id() + " " + problem.line() + ":"
						+ problem.column()).toList(),
				() -> String.join("\n", RuleText.told(e)));
		for (Problem problem : e.problems()) {
			assertFalse(problem.message().remedies().isEmpty());
			// every placeholder was filled
			assertFalse(problem.message().summary().matches("(?s).*\\{\\d.*"), problem.message().summary());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			time: mjd      | time: mjt     | mjd
			[night]        | [nihgt]       | night
			group: template | group: temlate | template
			from: flat     | from: flta    | flat
			prefer: order  | prefer: oder  | order
			$longitude     | $lngitude     | longitude
			{ DARK: {      | { DRAK: {     | DARK
			round([N       | rond([N       | round
			classes:       | clases:       | classes
			""")
	void suggestsWhatWasMeant(String old, String other, String meant) {
		DocumentException e = assertThrows(DocumentException.class,
				() -> RuleReader.parse(RuleText.RULES.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(other)),
						"rules"));
		assertTrue(e.problems().stream().map(problem -> problem.message().summary())
				.anyMatch(summary -> summary.contains("did you mean ‘" + meant + "’")),
				() -> String.join("\n", RuleText.told(e)));
	}

	@Test
	void textsWithoutRulesAreRefused() {
		assertEquals(List.of("rules.version 1"), RuleText.problems(""));
		assertEquals(List.of("rules.version 1"), RuleText.problems("# nothing\n"));
		assertEquals(List.of("rules.version 1", "workflow.missing-key 1", "workflow.missing-key 1",
				"workflow.missing-key 1", "workflow.missing-key 1").stream().sorted().toList(),
				RuleText.problems("description: x\n").stream().sorted().toList());
		assertEquals(List.of("rules.version 2"),
				RuleText.problems(RuleText.with("armillary-rules: 1\nname: small", "name: small\narmillary-rules: 1")));
	}

	@Test
	void filesAreReadOrRefused(@TempDir Path folder) throws IOException, DocumentException {
		Path file = Files.writeString(folder.resolve("a.rules.yaml"), RuleText.RULES);
		RuleSet rules = RuleReader.read(file);
		assertEquals(file.toString(), rules.file());
		assertEquals(new RuleLine(file.toString(), 13), rules.parameters().get("prefer").line());
		Path none = folder.resolve("none.rules.yaml");
		assertEquals("workflow.unreadable",
				assertThrows(DocumentException.class, () -> RuleReader.read(none)).explanation().id());
		Files.write(none, new byte[] { 'a', (byte) 0xff });
		assertEquals("workflow.not-utf8",
				assertThrows(DocumentException.class, () -> RuleReader.read(none)).explanation().id());
	}

	@Test
	void parametersTakeValues() throws DocumentException {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		RuleSet changed = rules.with(Map.of("prefer", "master", "longitude", "20"));
		assertEquals("20", changed.parameters().get("longitude").value());
		assertEquals(List.copyOf(rules.parameters().keySet()), List.copyOf(changed.parameters().keySet()));
		assertEquals(Preference.MASTER, changed.dataset("flat").orElseThrow().needs().getFirst().prefer());
		assertEquals(Preference.ORDER, changed.dataset("science").orElseThrow().needs().getFirst().prefer());
		assertEquals(Preference.RAW_PER_LEVEL, rules.dataset("flat").orElseThrow().needs().getFirst().prefer());
		assertEquals(rules, changed.with(Map.of("prefer", "raw-per-level", "longitude", "-70.4")));
		assertEquals(rules, rules.with(Map.of()));
		DocumentException e = assertThrows(DocumentException.class,
				() -> rules.with(new TreeMap<>(Map.of("longitud", "3", "prefer", "rwa"))));
		assertEquals(List.of("rules.setting", "rules.choice"),
				e.problems().stream().map(problem -> problem.message().id()).toList());
		assertTrue(e.problems().get(0).message().summary().contains("‘longitude’"));
		assertTrue(e.problems().get(1).message().summary().contains("‘raw’"));
	}

	@Test
	void laddersAreCut() {
		RuleSet rules = RuleText.rules(RuleText.RULES);
		Need all = rules.dataset("flat").orElseThrow().needs().getFirst();
		assertEquals(all.levels().subList(0, 2),
				rules.withWorstLevel(2).dataset("flat").orElseThrow().needs().getFirst().levels());
		assertEquals(all.levels().subList(0, 1),
				rules.withWorstLevel(-1).dataset("flat").orElseThrow().needs().getFirst().levels());
		assertEquals(List.of(), rules.withWorstLevel(-2).dataset("flat").orElseThrow().needs().getFirst().levels());
		assertEquals(rules, rules.withWorstLevel(3));
	}

	@Test
	void selectionHasEachKeyword() {
		assertEquals(List.of("ARCFILE", "ARM# NAME", "CATG", "DATE-OBS", "GRAT1 ID", "GRAT2 ID", "INSTRUME", "LAMP",
				"MJD-OBS", "NAANGLE", "NEEDS", "OBJECT", "OBS ID", "OLD", "PRO CATG", "TEMP", "TPL EXPNO", "TPL ID",
				"TPL START", "TYPE"), RuleText.rules(RuleText.RULES).selection().names());
		RuleSet digits = RuleText.rules(RuleText.with("\"[ARM# NAME]\"", "\"[DET1 WIN# NAME]\""));
		assertTrue(digits.selection().accepts("DET1 WIN12 NAME"));
	}
}
