package org.armillary.workflow.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.armillary.workflow.condition.Terms.Comparison;
import org.armillary.workflow.condition.Terms.Existence;
import org.armillary.workflow.condition.Terms.KeywordTerm;
import org.armillary.workflow.condition.Terms.Likeness;
import org.armillary.workflow.condition.Terms.Membership;
import org.armillary.workflow.condition.Terms.NumberTerm;
import org.armillary.workflow.condition.Terms.Operand;
import org.armillary.workflow.condition.Terms.ParameterTerm;
import org.armillary.workflow.condition.Terms.Relation;
import org.armillary.workflow.condition.Terms.TextTerm;
import org.armillary.workflow.condition.Terms.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

	private static final Map<String, String> PARAMETERS = Map.of("thorough", "true", "quick", "no", "clip", "35", "n",
			"3",
			"method", "median", "empty", "", "night/clip", "7", "zero", "0.0", "text", "0x10");
	private static final Map<String, Object> KEYWORDS = Map.of("ESO INS GRAT1 NAME", "K", "ESO OCS ROT NAANGLE", 35.0,
			"NDIT", 4L, "OBJECT", "NGC 1234  ", "SIMPLE", Boolean.TRUE, "EXTEND", Boolean.FALSE, "DATE-OBS",
			"2024-03-01T05:00:00", "CODE", "007", "SMALL", 0.1, "LARGE", 1e20);

	private static Optional<String> parameter(String name) {
		return Optional.ofNullable(PARAMETERS.get(name));
	}

	private static Optional<Object> keyword(String name) {
		return Optional.ofNullable(KEYWORDS.get(name));
	}

	private static Condition parse(String text) {
		try {
			return Condition.parse(text);
		} catch (ConditionException e) {
			throw new AssertionError(e.explanation().text(), e);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[ESO INS GRAT1 NAME] == K               | true
			[HIERARCH ESO INS GRAT1 NAME] == 'K'    | true
			[ESO INS GRAT1 NAME] == k               | false
			[ESO INS GRAT1 NAME] in (H, K)          | true
			[ESO INS GRAT1 NAME] not in (H, K)      | false
			[ESO INS GRAT1 NAME] in (H, 'K ')       | false
			[ESO OCS ROT NAANGLE] == 35             | true
			[ESO OCS ROT NAANGLE] == 35.00          | true
			[ESO OCS ROT NAANGLE] == 3.5e1          | true
			[ESO OCS ROT NAANGLE] == '35'           | false
			[ESO OCS ROT NAANGLE] == $clip          | true
			$clip == 35.0                           | true
			$clip >= 35                             | true
			$clip > 35                              | false
			$clip < 100                             | true
			$n < 20                                 | true
			20 > $n                                 | true
			20 <= $n                                | false
			[NDIT] in (1, 4.0)                      | true
			[NDIT] != 4                             | false
			[SMALL] == 0.1                          | true
			[LARGE] == 100000000000000000000        | true
			[CODE] == 7                             | false
			[CODE] == 007                           | true
			[CODE] == '007'                         | true
			[OBJECT] == 'NGC 1234'                  | true
			[OBJECT] == "NGC 1234"                  | true
			[DATE-OBS] >= 2024-03-01                | true
			[DATE-OBS] < '2024-03-01T05:00:01'      | true
			[SIMPLE]                                | true
			[SIMPLE] == T                           | true
			[SIMPLE] == true                        | true
			[SIMPLE] == false                       | false
			[EXTEND] == F                           | true
			[EXTEND]                                | false
			not [EXTEND]                            | true
			$thorough                               | true
			$quick                                  | false
			$empty                                  | false
			$zero                                   | false
			$method                                 | true
			$text                                   | true
			$night/clip == 7                        | true
			$absent                                 | false
			not $absent                             | true
			[ABSENT] == x                           | false
			[ABSENT] != x                           | true
			[ABSENT] < 3                            | false
			[ABSENT] >= 3                           | false
			[ABSENT] in (x, [ABSENT])               | false
			[ABSENT] not in (x)                     | true
			[ABSENT] == [ABSENT]                    | false
			exists [ABSENT]                         | false
			not exists [ABSENT]                     | true
			exists [NDIT]                           | true
			exists $clip and not exists $absent     | true
			true                                    | true
			no                                      | false
			$quick or $thorough and $clip == 1      | false
			($quick or $thorough) and $clip == 35   | true
			$thorough or $quick and $quick          | true
			not $quick and $thorough                | true
			not ($quick and $thorough)              | true
			[ESO INS GRAT1 NAME] == [ESO INS GRAT1 NAME] | true
			[OBJECT] like 'NGC*'                    | true
			[OBJECT] like 'ngc*'                    | false
			[OBJECT] like 'NGC ????'                | true
			[OBJECT] like 'NGC ???'                 | false
			[OBJECT] like 1234                      | false
			[OBJECT] not like '*5*'                 | true
			not [OBJECT] like '*1234'               | false
			[DATE-OBS] like 2024-03-*               | true
			[CODE] like 00?                         | true
			[NDIT] like 4                           | true
			[ESO OCS ROT NAANGLE] like '35.0'       | true
			[SIMPLE] like 'tr*'                     | true
			$method like med*                       | true
			$method like $method                    | true
			$method like $absent                    | false
			[ABSENT] like '*'                       | false
			[ABSENT] not like '*'                   | true
			$empty like ''                          | true
			$method not like ''                     | true
			""")
	void holds(String text, boolean expected) {
		Condition condition = parse(text);
		assertEquals(expected, condition.test(ConditionTest::parameter, ConditionTest::keyword), text);
		assertEquals(expected, condition.explain(ConditionTest::parameter, ConditionTest::keyword).holds());
		assertEquals(condition, parse(condition.text()), condition.text());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[ESO INS GRAT1 NAME] == H         | [ESO INS GRAT1 NAME] is K, expected H
			[ESO INS GRAT1 NAME] == K         | [ESO INS GRAT1 NAME] is K
			[ESO INS GRAT1 NAME] in (H, YJ)   | [ESO INS GRAT1 NAME] is K, expected one of H, YJ
			[ESO INS GRAT1 NAME] not in (K)   | [ESO INS GRAT1 NAME] is K, expected none of K
			[ABSENT] == H                     | [ABSENT] is absent, expected H
			[ABSENT] != H                     | [ABSENT] is absent
			exists [ABSENT]                   | [ABSENT] is absent, expected a value
			not exists [NDIT]                 | [NDIT] is 4, expected none
			$clip < 10                        | $clip is 35, expected less than 10
			not $clip > 10                    | $clip is 35, expected at most 10
			10 > $clip                        | $clip is 35, expected less than 10
			$n == $clip                       | $n is 3, expected 35 ($clip)
			$n == $absent                     | $n is 3, expected $absent, which is absent
			$quick                            | $quick is no, expected true
			not $thorough                     | $thorough is true, expected false
			[OBJECT] like 'M *'               | [OBJECT] is NGC 1234, expected one like M *
			[OBJECT] like 'N*'                | [OBJECT] is NGC 1234
			[OBJECT] not like 'N*'            | [OBJECT] is NGC 1234, expected none like N*
			[ABSENT] like 'N*'                | [ABSENT] is absent, expected one like N*
			[OBJECT] like $method             | [OBJECT] is NGC 1234, expected one like median ($method)
			$n == 3 and $clip == 1 and $quick | $clip is 35, expected 1; $quick is no, expected true
			$n == 1 or $clip == 1             | $n is 3, expected 1; $clip is 35, expected 1
			$n == 3 or $clip == 35            | $n is 3
			$n == 3 and $clip == 35           | $n is 3; $clip is 35
			not ($n == 3 or $clip == 35)      | $n is 3, expected another than 3; $clip is 35, expected another than 35
			not ($n == 3 and $clip == 1)      | $clip is 35
			""")
	void explainsWhatDecided(String text, String expected) {
		assertEquals(expected, parse(text).explain(ConditionTest::parameter, ConditionTest::keyword).text());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			^^                       | 1
			[ESO] = 3                | 7
			[ESO] ==                 | 9
			[ESO == 3                | 1
			[eso] == 3               | 1
			[]                       | 1
			$ == 3                   | 1
			$a == 'b                 | 7
			$a == "b                 | 7
			$a == (b)                | 7
			($a                      | 4
			$a)                      | 3
			$a $b                    | 4
			$a && $b                 | 4
			!$a                      | 1
			$a and                   | 7
			$a == and                | 7
			$a in b                  | 7
			$a in (b                 | 9
			$a in ()                 | 8
			$a not b                 | 8
			K == 3                   | 1
			K in (a)                 | 1
			thorough                 | 1
			'text'                   | 1
			exists 3                 | 8
			'a' like 'b'             | 1
			$a like                  | 8
			$a like and              | 9
			$a not lik b             | 8
			$a == 3 == 4             | 9
			µ == µ or x              | 1
			""")
	void refusesWithColumn(String text, int column) {
		ConditionException e = assertThrows(ConditionException.class, () -> Condition.parse(text), text);
		assertEquals(column, e.column(), e.getMessage());
		assertEquals("workflow.condition", e.explanation().id());
		assertFalse(e.explanation().remedies().isEmpty());
	}

	@Test
	void refusesOtherSignsAndWhatIsTooDeepOrTooLong() {
		assertThrows(ConditionException.class, () -> Condition.parse("$a || $b"));
		assertThrows(ConditionException.class, () -> Condition.parse("(".repeat(100_000)));
		assertThrows(ConditionException.class, () -> Condition.parse("(".repeat(100) + "$a" + ")".repeat(100)));
		assertThrows(ConditionException.class, () -> Condition.parse("not ".repeat(60) + "$a"));
		assertThrows(ConditionException.class, () -> Condition.parse("$a or ".repeat(5000) + "$a"));
	}

	@Test
	void namesWhatItNeeds() {
		Condition condition = parse("$b == [X Y] or not ([A] in (1, [X Y], $a) and exists [Z] and $b)");
		assertEquals(List.of("X Y", "A", "Z"), List.copyOf(condition.keywords()));
		assertEquals(List.of("b", "a"), List.copyOf(condition.parameters()));
		Condition renamed = condition.renamed(name -> "night/" + name);
		assertEquals(Set.of("night/a", "night/b"), renamed.parameters());
		assertEquals("$night/b == [X Y] or not ([A] in (1, [X Y], $night/a) and exists [Z] and $night/b)",
				renamed.text());
	}

	@Test
	void numbersAreThoseOfTheRegularExpression() {
		var number = Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
		int numbers = 0;
		for (int seed = 0; seed < 50_000; seed++) {
			var random = new Random(seed * 0x9E3779B97F4A7C15L);
			var text = new StringBuilder();
			for (int i = random.nextInt(9); i > 0; i--) {
				text.append("0123456789..eE+-x ".charAt(random.nextInt(18)));
			}
			assertEquals(number.matcher(text).matches(), Terms.isNumber(text.toString()), text.toString());
			numbers += Terms.isNumber(text.toString()) ? 1 : 0;
		}
		assertTrue(numbers > 1000, numbers + " numbers");
		assertTrue(Terms.isNumber("1".repeat(400) + "." + "2".repeat(400) + "e-9999"));
		assertFalse(Terms.isNumber("1".repeat(401)));
		assertFalse(Terms.isNumber("0." + "1".repeat(401)));
		assertFalse(Terms.isNumber("1e99999"));
	}

	@Test
	void emptyJunctions() {
		assertTrue(Condition.all(List.of()).test(_ -> Optional.empty(), _ -> Optional.empty()));
		assertFalse(Condition.any(List.of()).test(_ -> Optional.empty(), _ -> Optional.empty()));
	}

	@Test
	void canonicalTextReadsBackEqualAndMeansTheSame() {
		for (int seed = 0; seed < 2000; seed++) {
			var random = new Random(seed);
			Condition condition = random(random, 4);
			Condition read = parse(condition.text());
			assertEquals(condition, read, condition.text());
			boolean expected = truth(condition);
			assertEquals(expected, read.test(ConditionTest::parameter, ConditionTest::keyword), condition.text());
			Explanation explanation = read.explain(ConditionTest::parameter, ConditionTest::keyword);
			assertEquals(expected, explanation.holds());
			assertFalse(explanation.reasons().isEmpty(), condition.text());
			// what failed names what was expected, what held does not
			assertTrue(explanation.reasons().stream().allMatch(reason -> reason.contains(", expected") != expected),
					() -> condition.text() + ": " + explanation);
		}
	}

	@Test
	void anyTextIsReadOrRefusedInsideOfIt() {
		String marks = "$[]()'\" ,=!<>ab1.*?and or not in like exists";
		for (int seed = 0; seed < 20_000; seed++) {
			var random = new Random(seed);
			var text = new StringBuilder();
			for (int i = random.nextInt(12); i >= 0; i--) {
				text.append(random.nextInt(3) == 0 ? "$a == 3 ".substring(random.nextInt(8))
						: marks.substring(random.nextInt(marks.length())).substring(0, 1));
			}
			try {
				Condition read = Condition.parse(text.toString());
				assertEquals(read, parse(read.text()));
			} catch (ConditionException e) {
				assertTrue(e.column() >= 1 && e.column() <= text.length() + 1, text + ": " + e.getMessage());
			}
		}
	}

	/** The conditions of {@link #random} one by one, without the code under test. */
	private static boolean truth(Condition condition) {
		return switch (condition) {
		case Terms.Junction junction -> {
			int holding = 0;
			for (Condition part : junction.parts()) {
				holding += truth(part) ? 1 : 0;
			}
			yield junction.all() ? holding == junction.parts().size() : holding > 0;
		}
		case Terms.Negation negation -> !truth(negation.inner());
		default -> LEAVES.get(condition);
		};
	}

	private static final Operand CLIP = new ParameterTerm("clip");
	private static final Operand BAND = new KeywordTerm("ESO INS GRAT1 NAME");

	/** Leaves with what they are for the values above, worked out by hand. */
	private static final Map<Condition, Boolean> LEAVES = Map.of(
			new Comparison(CLIP, Relation.EQUAL, new NumberTerm("35.0")), true,
			new Comparison(CLIP, Relation.LESS, new NumberTerm("4")), false,
			new Comparison(BAND, Relation.DIFFERENT, new TextTerm("it's K")), true,
			new Comparison(BAND, Relation.EQUAL, new TextTerm("not")), false,
			new Membership(BAND, List.of(new TextTerm("H"), new TextTerm("K"))), true,
			new Membership(BAND, List.of(new TextTerm("7"))), false,
			new Likeness(BAND, new TextTerm("?")), true, new Existence(new KeywordTerm("ABSENT")), false,
			new Truth(new ParameterTerm("thorough")), true,
			new Truth(new ParameterTerm("quick")), false);

	private static Condition random(Random random, int depth) {
		if (depth == 0 || random.nextInt(3) == 0) {
			var leaves = new ArrayList<>(LEAVES.keySet());
			leaves.sort((a, b) -> a.text().compareTo(b.text()));
			return leaves.get(random.nextInt(leaves.size()));
		}
		if (random.nextInt(3) == 0) {
			return Condition.not(random(random, depth - 1));
		}
		var parts = new ArrayList<Condition>();
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			parts.add(random(random, depth - 1));
		}
		Function<List<Condition>, Condition> junction = random.nextBoolean() ? Condition::all : Condition::any;
		return junction.apply(parts);
	}
}
