package org.armillary.workflow;

import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** Damaged texts are either read or refused with places inside of the text; nothing else happens. */
class WorkflowReaderFuzzTest {

	private static final String MARKS = "\t\n\r :-[]{}#&*!|>'\"%@`?,.\\~<=ab1é😀\u0000\uFEFF";

	@Test
	void damagedTextIsReadOrRefusedWithItsPlace() {
		for (int seed = 0; seed < 3 * WorkflowTextPropertyTest.SEEDS; seed++) {
			var workflows = new RandomWorkflows(seed);
			var text = new StringBuilder(UntidyWriter.write(workflows.next(), workflows.random()));
			Random random = workflows.random();
			for (int i = 1 + random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
				int at = random.nextInt(text.length());
				switch (random.nextInt(3)) {
				case 0 -> text.deleteCharAt(at);
				case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
				default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
				}
			}
			check(text.toString(), workflows);
		}
	}

	private static void check(String text, RandomWorkflows workflows) {
		long lines = text.lines().count();
		try {
			WorkflowDocument document = WorkflowReader.parse(text, "damaged");
			assertEquals(text, document.edited(document.workflow()));
			Workflow changed = workflows.changed(document.workflow());
			assertEquals(changed, WorkflowReader.parse(document.edited(changed), "edited").workflow(), text);
		} catch (DocumentException e) {
			assertTrue(e.explanation().summary().startsWith("damaged:"), () -> e.explanation().text() + "\n" + text);
			for (Problem problem : e.problems()) {
				assertTrue(problem.line() >= 1 && problem.column() >= 1 && problem.line() <= Math.max(1, lines),
						() -> problem.message().text() + "\n" + text);
			}
		}
	}
}
