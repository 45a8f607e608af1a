package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Problem;
import org.junit.jupiter.api.Test;

/** Damaged texts are either read or refused with places inside of the text; nothing else happens. */
class RuleReaderFuzzTest {

	private static final String MARKS = "\t\n\r :-[]{}#&*!|>'\"%@`?,.\\~<=$()ab1é😀\u0000\uFEFF";
	private static final int SEEDS = 1500;

	private interface Reader {
		void read(String text) throws DocumentException;
	}

	@Test
	void damagedRulesAreReadOrRefusedWithTheirPlace() {
		damage(RuleText.RULES, text -> {
			RuleSet rules = RuleReader.parse(text, "damaged");
			assertFalse(rules.selection().names().isEmpty());
			assertEquals(rules, RuleReader.parse(text, "damaged"));
		});
	}

	@Test
	void damagedOverlaysAreReadOrRefusedWithTheirPlace() {
		damage(OverlayReaderTest.OVERLAY, text -> {
			Overlay overlay = OverlayReader.parse(text, "damaged");
			assertEquals(overlay, OverlayReader.parse(text, "damaged"));
			overlay.selection();
		});
	}

	private static void damage(String whole, Reader reader) {
		int read = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			var random = new Random(seed * ExpressionTest.SPREAD);
			var text = new StringBuilder(whole);
			List<String> lines = whole.lines().toList();
			for (int i = 1 + random.nextInt(4); i > 0; i--) {
				int at = random.nextInt(text.length());
				switch (random.nextInt(4)) {
				case 0 -> text.deleteCharAt(at);
				case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
				case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
				default -> text.insert(text.lastIndexOf("\n", at) + 1, lines.get(random.nextInt(lines.size())) + "\n");
				}
			}
			read += isRead(text.toString(), reader) ? 1 : 0;
		}
		assertTrue(read > SEEDS / 50 && read < SEEDS, "of all texts, " + read + " were read");
	}

	private static boolean isRead(String text, Reader reader) {
		long lines = text.lines().count();
		try {
			reader.read(text);
			return true;
		} catch (DocumentException e) {
			assertTrue(e.explanation().summary().startsWith("damaged:"), () -> e.explanation().text() + "\n" + text);
			for (Problem problem : e.problems()) {
				assertTrue(problem.line() >= 1 && problem.column() >= 1 && problem.line() <= Math.max(1, lines),
						() -> problem.message().text() + "\n" + text);
			}
			return false;
		}
	}
}
