package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Ladders that have a name and serve several needs. */
class SharedLaddersTest {

	private static final String OWN = """
			        levels:
			          - { level: 0, before: 90 min, after: 30 s }
			          - { level: 0, before: 4 h }
			""";
	private static final String LADDERS = """
			ladders:
			  near:
			    - { level: 0, before: 90 min, after: 30 s, match: [night] }
			    - { level: 0, before: 4 h }
			""";
	private static final String TEXT = RuleText.with(OWN, "        levels: near\n").replace("datasets:\n",
			LADDERS + "datasets:\n");

	private static List<Level> levels(String text) {
		return RuleText.rules(text).dataset("science").orElseThrow().needs().getFirst().levels();
	}

	private static List<String> problems(String old, String other) {
		return RuleText.problems(TEXT.replace(old, other));
	}

	private static int line(String part) {
		return RuleText.line(TEXT, part);
	}

	@Test
	void theNeedHasTheLevelsOfTheLadderWithTheirLines() {
		List<Level> levels = levels(TEXT);
		assertEquals(List.of(line("after: 30 s"), line("before: 4 h")),
				levels.stream().map(level -> level.line().line()).toList());
		assertEquals(line("after: 30 s"), levels.getFirst().match().getFirst().line().line());
		List<Level> own = levels(RuleText.RULES);
		assertEquals(own.get(1).before(), levels.get(1).before());
		assertEquals(own.get(0).after(), levels.get(0).after());
	}

	@Test
	void aLadderMayStandBelowInTheFile() {
		assertEquals(2, levels(TEXT.replace(LADDERS, "") + LADDERS).size());
	}

	@Test
	void whatCannotBeIsToldWithItsLine() {
		int need = line("levels: near");
		assertEquals(List.of("rules.unknown " + need), problems("levels: near", "levels: nera"));
		assertEquals(List.of("rules.together " + need), problems("levels: near", "levels: []"));
		assertEquals(List.of("rules.unknown " + line("after: 30 s")),
				problems("30 s, match: [night]", "30 s, match: [nigth]"));
		assertEquals(List.of("rules.unreachable " + line("before: 4 h")),
				problems("{ level: 0, before: 4 h }", "{ level: 0, before: 1 h, after: 1 s, match: [night] }"));
		assertEquals(List.of("rules.name " + line("  near:"), "rules.unknown " + need), problems("  near:", "  n.r:"));
		assertEquals(List.of("rules.together " + line("  near:")),
				problems(LADDERS.substring(LADDERS.indexOf("\n    - ")), "\n"));
	}
}
