package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.armillary.organiser.rules.ExpressionValues.Numbered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of expressions against values worked out by hand, and by astropy for times. */
class ExpressionValuesTest {

	private static final Map<String, List<Value>> KEYWORDS = Map.of("THREE", numbers(3), "HALF", numbers(0.5), "TEXT",
			texts("Ab c"), "DIGITS", texts("007"), "EMPTY", texts(""), "HUGE", numbers(1e308), "ARM# NAME",
			texts("b", "a", "b"), "ARM# VAL", numbers(1, -60, 0), "ANGLE", numbers(-60));
	/** Arm 7 has no number, arm 3 no name. */
	private static final Map<String, List<Numbered>> NUMBERED = Map.of(
			"ARM# NAME",
			List.of(new Numbered("1", new Value.Text("b")), new Numbered("2", new Value.Text("a")),
					new Numbered("7", new Value.Text("b"))),
			"ARM# VAL", List.of(new Numbered("1", new Value.Number(1)), new Numbered("2", new Value.Number(-60)),
					new Numbered("3", new Value.Number(0))));
	private static final Map<String, List<Value>> REFERENCES = Map.of("two", numbers(2), "name", texts("n"));

	private static List<Value> numbers(double... numbers) {
		var values = new ArrayList<Value>();
		for (double number : numbers) {
			values.add(new Value.Number(number));
		}
		return values;
	}

	private static List<Value> texts(String... texts) {
		return List.of(texts).stream().map(Value.Text::new).map(Value.class::cast).toList();
	}

	private static List<Value> values(String text) {
		try {
			return new ExpressionValues(name -> KEYWORDS.getOrDefault(name, List.of()),
					name -> NUMBERED.getOrDefault(name, List.of()),
					name -> REFERENCES.getOrDefault(name, List.of())).of(ExpressionParser.parse(text));
		} catch (ExpressionException e) {
			throw new AssertionError(text, e);
		}
	}

	/** Numbers as they are, texts in quotes, many with commas, none as a dash. */
	private static String shown(String text) {
		return values(text).stream().map(value -> value instanceof Value.Text ? "'" + value.text() + "'" : value.text())
				.collect(Collectors.joining(", ")).transform(shown -> shown.isEmpty() ? "-" : shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			[THREE]                            | 3
			[TEXT]                             | 'Ab c'
			[EMPTY]                            | ''
			[NONE]                             | -
			$two + [THREE] * 2                 | 8
			($two + [THREE]) * 2               | 10
			$two - [THREE] - 1                 | -2
			[THREE] / 4                        | 0.75
			[THREE] / 0                        | -
			0 / 0                              | -
			-[HALF]                            | -0.5
			[THREE] + [TEXT]                   | -
			[THREE] + [DIGITS]                 | -
			[THREE] + number([DIGITS])         | 10
			[THREE] + [NONE]                   | -
			[HUGE] * 10                        | -
			[HUGE] + [HUGE]                    | -
			[HUGE] - [HUGE]                    | 0
			mod(-60, 360)                      | 300
			mod([ANGLE], 360)                  | 300
			mod(360, 360)                      | 0
			mod(-360, 360)                     | 0
			mod(725, 360)                      | 5
			mod(-1e-20, 360)                   | 0
			mod(5, 0)                          | -
			mod(5, -3)                         | -
			mod(-0.5, 1)                       | 0.5
			mod(round(359.7, 1), 360)          | 0
			mod(round(-0.4, 1), 360)           | 0
			mod(round(-60.4, 1), 360)          | 300
			round(2.5, 1)                      | 3
			round(-2.5, 1)                     | -2
			round(-0.5, 1)                     | 0
			round(0.49999999999999994, 1)      | 0
			round(0.15, 0.1)                   | 0.2
			round(0.3, 0.1)                    | 0.3
			round(1.005, 0.01)                 | 1.01
			round(17, 5)                       | 15
			round(17.5, 5)                     | 20
			round(-17.5, 5)                    | -15
			round(1e300, 1e-10)                | 1.0e300
			round(5, 0)                        | -
			round(5, -1)                       | -
			round([TEXT], 1)                   | -
			floor(-0.5)                        | -1
			floor(3.9)                         | 3
			abs(-3.5)                          | 3.5
			abs(0 - 0)                         | 0
			first([NONE], [THREE], [TEXT])     | 3
			first([NONE])                      | -
			first([NONE], [ARM# NAME])         | 'b', 'a', 'b'
			join([TEXT], [THREE], [NONE], 'x') | 'Ab c3x'
			join([NONE], [NONE])               | -
			join([EMPTY], [NONE])              | ''
			join('H', '-', [HALF])             | 'H-0.5'
			join([ARM# NAME], '.')             | 'b.', 'a.', 'b.'
			text([THREE])                      | '3'
			text(1e20)                         | '1.0e20'
			text([TEXT])                       | 'Ab c'
			number('  -3.5e1 ')                | -35
			number('.5')                       | 0.5
			number('5.')                       | 5
			number('1e999')                    | -
			number('0x10')                     | -
			number('NaN')                      | -
			number('Infinity')                 | -
			number('1d')                       | -
			number('')                         | -
			number([THREE])                    | 3
			upper([TEXT])                      | 'AB C'
			upper([THREE])                     | 3
			upper([ARM# NAME])                 | 'B', 'A', 'B'
			count([ARM# NAME])                 | 3
			count([NONE])                      | 0
			count([TEXT])                      | 1
			any([ARM# NAME], 'a')              | 1
			any([ARM# NAME], 'c')              | 0
			any([NONE], 'c')                   | 0
			any([ARM# NAME], [NONE])           | 0
			any([ARM# VAL], 0)                 | 1
			any([THREE], '3')                  | 0
			mod([ARM# VAL], 360)               | 1, 300, 0
			1 / [ARM# VAL]                     | 1, -0.016666666666666666
			count([ARM# NAME]) * 2             | 6
			where([ARM# NAME], [ARM# VAL], 1)  | 'b'
			where([ARM# NAME], [ARM# VAL], [ANGLE], 1, 5) | 'b', 'a'
			where([ARM# NAME], [ARM# VAL], '1') | -
			where([ARM# NAME], [ARM# VAL], 0)  | -
			where([ARM# NAME], [ARM# VAL], [NONE]) | -
			where([ARM# VAL], [ARM# NAME], 'b', 'c') | 1
			without([ARM# NAME], [ARM# VAL])   | 'b'
			without([ARM# NAME], [NONE# X])    | 'b', 'a', 'b'
			without([NONE# X], [ARM# NAME])    | -
			where(without([ARM# VAL], [ARM# NAME]), [ARM# VAL], 0) | 0
			without([ARM# NAME], where([ARM# VAL], [ARM# NAME], 'a')) | 'b', 'b'
			upper(where([ARM# NAME], [ARM# VAL], 1)) | 'B'
			count(without([ARM# VAL], [ARM# VAL])) | 0
			mjd([THREE])                       | -
			night([TEXT], 0)                   | -
			""")
	void hasTheValueOfArithmetic(String text, String expected) {
		assertEquals(expected, shown(text));
	}

	/** Right values by astropy.time.Time(…, scale='utc').mjd. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-03-01                  | 61100.0
			2026-03-01T12:04            | 61100.50277777778
			2026-03-01T12:04:31         | 61100.50313657407
			2026-03-01T12:04:31.5       | 61100.503142361114
			2024-02-29T23:59:59.999     | 60369.999999988424
			2000-01-01T12:00:00Z        | 51544.5
			1858-11-17T00:00:00         | 0.0
			1999-12-31T00:00:00.25      | 51543.00000289352
			1900-03-01T06:00:00         | 15079.25
			2016-12-30T18:30:15.125     | 57752.7710083912
			0001-01-01                  | -678575.0
			9999-12-31T00:00:00         | 2973483.0
			2013-07-01T03:12:45.1234    | 56474.133855594904
			""")
	void timesAreThoseOfAstropy(String text, double expected) {
		double ulps = 2 * Math.ulp(Math.max(Math.abs(expected), 1));
		assertEquals(expected, Times.mjd(text).orElseThrow(), ulps);
	}

	@Test
	void timesThatAreNoneHaveNoValue() {
		for (String text : List.of("", "2026", "2026-3-1", "2026-02-29", "2026-13-01", "2026-00-01", "2026-03-01T24:00",
				"2026-03-01T12:60", "2026-03-01T12:00:61", "2026-03-01 12:00:00", "2026-03-01T12:00:00+01:00",
				"20260301", "-2026-03-01", "12026-03-01", "2026-03-01T", "２０２６-03-01")) {
			assertTrue(Times.mjd(text).isEmpty(), text);
		}
		assertEquals(61101, Times.mjd("2026-03-01T23:59:60").orElseThrow());
	}

	/** 180 degrees west, local noon is at midnight UTC; at 70.4 degrees west, 0.1955… days after noon UTC. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			61100                | 0       | 2026-02-28
			61100.4999           | 0       | 2026-02-28
			61100.5              | 0       | 2026-03-01
			61101.4999           | 0       | 2026-03-01
			61101.0              | -180    | 2026-03-01
			61100.9999           | -180    | 2026-02-28
			61100                | 180     | 2026-03-01
			61099.9999           | 180     | 2026-02-28
			61100.695            | -70.4   | 2026-02-28
			61100.696            | -70.4   | 2026-03-01
			61100.25             | -70.4   | 2026-02-28
			60369.2              | -70.4   | 2024-02-28
			60370.2              | -70.4   | 2024-02-29
			0.5                  | 0       | 1858-11-17
			""")
	void nightsBeginAtLocalNoon(double mjd, double longitude, String expected) {
		assertEquals(expected, Times.night(mjd, longitude).orElseThrow());
	}

	@Test
	void nightsOutsideOfTheCalendarHaveNoValue() {
		assertTrue(Times.night(1e300, 0).isEmpty());
		assertTrue(Times.night(-1e300, 0).isEmpty());
		assertTrue(Times.night(Double.MAX_VALUE, -360).isEmpty());
		assertTrue(Times.night(61100, 361).isEmpty());
		assertTrue(Times.night(61100, Double.MAX_VALUE).isEmpty());
		assertEquals("9999-12-31", Times.night(2973483.5, 0).orElseThrow());
		assertTrue(Times.night(2973484.5, 0).isEmpty());
	}

	/** Whatever the values are, there are results or none; all of them are finite. */
	@Test
	void nothingFails() {
		List<Value> any = List.of(new Value.Text(""), new Value.Text("NaN"), new Value.Text("\u0000µ"),
				new Value.Text("2026-02-30T99:00:00"), new Value.Text("1e5"), new Value.Number(0),
				new Value.Number(-0.0), new Value.Number(Double.MAX_VALUE), new Value.Number(-Double.MAX_VALUE),
				new Value.Number(Double.MIN_VALUE), new Value.Number(61100.5), new Value.Number(-70.4));
		for (int seed = 0; seed < 20_000; seed++) {
			var random = new Random(seed * ExpressionTest.SPREAD);
			var values = new LinkedHashMap<String, List<Value>>();
			ExpressionValues evaluation = new ExpressionValues(name -> values.computeIfAbsent(name, _ -> {
				var some = new ArrayList<Value>();
				for (int i = random.nextInt(name.contains("#") ? 3 : 2); i > 0; i--) {
					some.add(any.get(random.nextInt(any.size())));
				}
				return some;
			}), _ -> List.of(new Numbered("1", any.get(random.nextInt(any.size()))),
					new Numbered("24", any.get(random.nextInt(any.size())))),
					_ -> random.nextBoolean() ? List.of() : List.of(any.get(random.nextInt(any.size()))));
			Expression expression = ExpressionTest.random(random, 3);
			for (Value value : evaluation.of(expression)) {
				assertTrue(!(value instanceof Value.Number(double number)) || Double.isFinite(number),
						() -> expression.canonical() + " of " + values);
			}
		}
	}
}
