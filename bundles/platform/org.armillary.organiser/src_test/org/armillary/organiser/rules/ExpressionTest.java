package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.NumberConstant;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Expression.TextConstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of expressions: what is read, how it is written, what is refused where. */
class ExpressionTest {

	/** Makes first numbers of generators differ whose seeds are near. */
	static final long SPREAD = 0x9E3779B97F4A7C15L;

	private static Expression parse(String text) {
		try {
			return ExpressionParser.parse(text);
		} catch (ExpressionException e) {
			throw new AssertionError(text + ": " + e.getMessage(), e);
		}
	}

	@Test
	void operatorsBindAsInArithmetic() {
		var a = new Reference("a");
		var b = new Reference("b");
		var two = new NumberConstant(2);
		assertEquals(new Call(Function.ADD, List.of(a, new Call(Function.MULTIPLY, List.of(b, two)))),
				parse("$a+$b*2"));
		assertEquals(new Call(Function.SUBTRACT, List.of(new Call(Function.SUBTRACT, List.of(a, b)), two)),
				parse("$a-$b - 2"));
		assertEquals(new Call(Function.SUBTRACT, List.of(a, new Call(Function.SUBTRACT, List.of(b, two)))),
				parse("$a - ($b-2)"));
		assertEquals(new Call(Function.DIVIDE, List.of(new Call(Function.DIVIDE, List.of(a, b)), two)),
				parse("$a / $b/2"));
		assertEquals(new Call(Function.SUBTRACT, List.of(a, new NumberConstant(-2))), parse("$a - -2"));
		assertEquals(new Call(Function.SUBTRACT, List.of(new NumberConstant(0), a)), parse("-$a"));
		assertEquals(new NumberConstant(0), parse("-0"));
		assertEquals(two, parse("--2"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[HIERARCH  ESO INS  GRAT1 ID]      | [ESO INS GRAT1 ID]
			[ESO OCS ARM# NAME]                | [ESO OCS ARM# NAME]
			mod( round( [A],1 ),360 )          | mod(round([A], 1), 360)
			join("it's", 'a "b"', 'don''t')    | join('it''s', 'a "b"', 'don''t')
			(($a))                             | $a
			($a + 1) * 2                       | ($a + 1) * 2
			$a * (2 * $b)                      | $a * (2 * $b)
			$a + (2 + $b)                      | $a + (2 + $b)
			.5e1                               | 5
			1e20                               | 1.0e20
			0.1                                | 0.1
			night($mjd, -70.4)                 | night($mjd, -70.4)
			where([A#],without([B#],[C#]),'O',1) | where([A#], without([B#], [C#]), 'O', 1)
			''                                 | ''
			""")
	void hasOneText(String text, String canonical) {
		assertEquals(canonical, parse(text).canonical());
		assertEquals(parse(text), parse(canonical));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			^^                       | 1
			[A                       | 1
			[a]                      | 1
			[A # B #]                | 1
			[]                       | 1
			$                        | 1
			$1                       | 1
			'a                       | 1
			1 +                      | 4
			1 + + 2                  | 5
			(1                       | 3
			1)                       | 2
			mod(1)                   | 1
			1 + mod(1, 2, 3)         | 5
			mod(1, 2                 | 9
			mod 1                    | 1
			modulo(1, 2)             | 1
			ADD(1, 2)                | 1
			add(1, 2)                | 1
			DARK                     | 1
			1 + 'a'                  | 3
			round('a', 1)            | 1
			1e999                    | 1
			[A] == 3                 | 5
			µ                        | 1
			1 µ                      | 3
			join()                   | 1
			count([A], [B])          | 1
			1..2                     | 3
			where([A#], [B#])        | 1
			where([A], [B#], 1)      | 1
			1 + where([A#], $b, 1)   | 5
			without([A#], upper([B#])) | 1
			without([A#], [B#], 'x') | 1
			""")
	void refusesWithColumn(String text, int column) {
		ExpressionException e = assertThrows(ExpressionException.class, () -> ExpressionParser.parse(text), text);
		assertEquals(column, e.column(), e.getMessage());
		assertFalse(e.remedy().isEmpty());
	}

	@Test
	void refusesWhatIsTooDeepOrTooLong() {
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("(".repeat(100_000)));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("(".repeat(60) + "1" + ")".repeat(60)));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("-".repeat(5000) + "1"));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("1" + "+1".repeat(3000)));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("1" + "*1".repeat(3000)));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("abs(".repeat(60) + "1" + ")".repeat(60)));
		assertThrows(ExpressionException.class, () -> ExpressionParser.parse("1".repeat(20_000)));
	}

	@Test
	void suggestsTheFunctionThatWasMeant() {
		ExpressionException e = assertThrows(ExpressionException.class, () -> ExpressionParser.parse("rond([A], 1)"));
		assertTrue(e.problem().contains("round"), e.problem());
	}

	@Test
	void namesWhatItNeeds() {
		Expression expression = parse("first([A], join($x, [B# C])) + count([B# D]) * $y");
		assertEquals(List.of("A", "B# C", "B# D"), expression.keywords().toList());
		assertEquals(List.of("x", "y"), expression.references().toList());
		assertTrue(expression.isManyValued());
		assertFalse(parse("count([B# D]) + any([B# C], 3)").isManyValued());
	}

	@Test
	void randomTreesReadBackEqual() {
		for (int seed = 0; seed < 3000; seed++) {
			Expression expression = random(new Random(seed * SPREAD), 5);
			assertEquals(expression, parse(expression.canonical()), expression.canonical());
		}
	}

	@Test
	void anyTextIsReadOrRefusedInsideOfIt() {
		String marks = "$[]()'\" ,+-*/#.1eAaµ😀\t\u0000";
		int read = 0;
		for (int seed = 0; seed < 20_000; seed++) {
			var random = new Random(seed * SPREAD);
			var text = new StringBuilder(random(random, 3).canonical());
			for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
				int at = random.nextInt(text.length());
				if (random.nextBoolean()) {
					text.deleteCharAt(at);
				} else {
					text.insert(at, marks.charAt(random.nextInt(marks.length())));
				}
			}
			try {
				Expression expression = ExpressionParser.parse(text.toString());
				assertEquals(expression, parse(expression.canonical()));
				read++;
			} catch (ExpressionException e) {
				assertTrue(e.column() >= 1 && e.column() <= text.length() + 1, text + ": " + e.getMessage());
			}
		}
		assertTrue(read > 1000 && read < 19_000, "of all texts, " + read + " were read");
	}

	private static final Expression ARM_NAME = new Keyword("ESO OCS ARM# NAME");
	private static final Expression ARM_TYPE = new Keyword("ESO OCS ARM# TYPE");

	/** Any tree that the language can say. */
	static Expression random(Random random, int depth) {
		if (depth == 0 || random.nextInt(4) == 0) {
			return switch (random.nextInt(7)) {
			case 0 -> new Keyword("MJD-OBS");
			case 1 -> new Keyword("ESO OCS ARM# NAME");
			case 2 -> new Reference("angle" + random.nextInt(3));
			case 3 -> new TextConstant(List.of("", "it's", " ", "\"x\"", "µ😀", "3").get(random.nextInt(6)));
			case 4 -> new NumberConstant(random.nextInt(21) - 10);
			case 5 -> new NumberConstant(random.nextGaussian() * Math.pow(10, random.nextInt(601) - 300));
			default -> new Keyword("A");
			};
		}
		Function function = Function.values()[random.nextInt(Function.values().length)];
		int count = Math.min(function.most(), function.fewest() + random.nextInt(3));
		var arguments = new ArrayList<Expression>();
		while (function.pairsByNumber() && arguments.size() < 2) {
			boolean chosen = depth > 1 && random.nextInt(3) == 0;
			arguments.add(chosen ? new Call(Function.WITHOUT, List.of(ARM_NAME, ARM_TYPE)) : ARM_NAME);
		}
		while (arguments.size() < count) {
			Expression argument = random(random, depth - 1);
			boolean text = argument instanceof TextConstant && function.wantsNumbers();
			arguments.add(text ? new NumberConstant(360) : argument);
		}
		return new Call(function, arguments);
	}
}
