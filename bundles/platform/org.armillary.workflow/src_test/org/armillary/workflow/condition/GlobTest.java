package org.armillary.workflow.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Patterns against the regular expressions that say the same. */
class GlobTest {

	private static final String LETTERS = "ab.*?[\\ä😀";

	private static String random(Random random, int longest) {
		int[] letters = LETTERS.codePoints().toArray();
		var text = new StringBuilder();
		for (int i = random.nextInt(longest + 1); i > 0; i--) {
			text.appendCodePoint(letters[random.nextInt(letters.length)]);
		}
		return text.toString();
	}

	@Test
	void fitsWhatTheRegularExpressionFits() {
		int fitting = 0;
		for (int seed = 0; seed < 50_000; seed++) {
			var random = new Random(seed * 0x9E3779B97F4A7C15L);
			String pattern = random(random, 5);
			String text = random(random, 6);
			var expression = new StringBuilder();
			pattern.codePoints().forEach(c -> expression
					.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
			boolean expected = Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches();
			assertEquals(expected, Glob.fits(pattern, text), pattern + " on " + text);
			fitting += expected ? 1 : 0;
		}
		assertTrue(fitting > 1000, fitting + " fitted");
	}

	@Test
	void manyStarsTakeNoTime() {
		String text = "a".repeat(5000);
		Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			assertFalse(Glob.fits("*a".repeat(2000) + "*b", text));
			assertTrue(Glob.fits("*a".repeat(2000) + "*", text));
		});
	}
}
