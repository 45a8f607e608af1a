package org.armillary.workflow;

import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation of workflows together with those that they use. */
class SubWorkflowChecksTest {

	private static List<Problem> validate(String outer, String night) throws DocumentException {
		return WorkflowValidator.validate(WorkflowReader.parse(outer, "outer.flow.yaml"), WorkflowValidatorTest::actor,
				List.of("kmos.dark", "kmos.flat", "kmos.weigh"),
				SubWorkflowsTest.files(Map.of("night.flow.yaml", night)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			name: x                 | name: x              | ''
			raw -> night.frames     | log -> night.frames  | note workflow.unused-input@outer:4:3, workflow.type-mismatch@outer:13:5
			raw -> night.frames     | night.flat -> night.frames | note workflow.unused-input@outer:4:3, workflow.category-mismatch@outer:13:5, workflow.cycle@outer:13:5
			- raw -> night.frames   | # none               | note workflow.unused-input@outer:4:3, workflow.not-connected@outer:10:3
			night.flat -> weigh.image | night.log -> weigh.image | workflow.type-mismatch@outer:14:5, workflow.plane-missing@outer:14:5
			night.flat -> weigh.image | night.flot -> weigh.image | workflow.sub-port@outer:14:5
			clip: 4                 | clip: 99             | parameter.range@outer:10:56
			clip: 4                 | klip: 4              | workflow.sub-parameter@outer:10:56
			$good                   | $god                 | note workflow.binding-empty@outer:7:3, workflow.condition-parameter@outer:10:73
			""")
	void portsOfSubWorkflowsAreChecked(String old, String replacement, String expected) throws DocumentException {
		String outer = """
				armillary-workflow: 1
				name: x
				inputs:
				  raw: { payload: image, category: DARK }
				  log: { payload: table }
				parameters:
				  good: { value: yes }
				nodes:
				  weigh: { actor: kmos.weigh }
				  night: { uses: night.flow.yaml, parameters:        { clip: 4 }, when: $good }
				connections:
				  - log -> weigh.static
				  - raw -> night.frames
				  - night.flat -> weigh.image
				""";
		String night = """
				armillary-workflow: 1
				name: night
				inputs:
				  frames: { payload: image, category: DARK }
				parameters:
				  clip: { binds: [dark.clipSigma] }
				nodes:
				  dark: { actor: kmos.dark }
				  flat: { actor: kmos.flat }
				connections:
				  - frames -> dark.raw
				  - dark.master -> flat.dark
				outputs:
				  flat: flat.flat
				  log: flat.table
				""";
		assertTrue(outer.contains(old), old);
		List<Problem> problems = validate(outer.replace(old, replacement), night);
		assertEquals(expected.equals("''") ? "" : expected, SubWorkflowsTest.words(problems));
	}

	@Test
	void problemsInsideOfASubWorkflowAreToldOnceInItsFile() throws DocumentException {
		String outer = """
				armillary-workflow: 1
				name: x
				inputs:
				  raw: { payload: image, category: DARK }
				nodes:
				  a: { uses: night.flow.yaml }
				  b: { uses: night.flow.yaml }
				connections:
				  - raw -> a.frames
				  - raw -> b.frames
				""";
		String night = """
				armillary-workflow: 1
				name: night
				inputs:
				  frames: { payload: image, category: DARK }
				nodes:
				  dark: { actor: kmos.drak }
				  flat: { actor: kmos.flat, parameters: { clipSigma: 99 }, when: $x }
				connections:
				  - frames -> dark.raw
				""";
		assertEquals("workflow.unknown-actor@night:6:11, workflow.not-connected@night:7:3, parameter.range@night:7:43, "
				+ "workflow.condition-parameter@night:7:66", SubWorkflowsTest.words(validate(outer, night)));
	}

	@Test
	void cyclesThroughAPartAreNoneWhereItsInsideHasNone() throws DocumentException {
		String outer = """
				armillary-workflow: 1
				name: x
				inputs:
				  raw: { payload: image, category: DARK }
				nodes:
				  two: { uses: night.flow.yaml }
				  between: { actor: kmos.flat }
				connections:
				  - raw -> two.one
				  - two.one -> between.dark
				  - between.flat -> two.other
				outputs:
				  x: two.other
				""";
		String night = """
				armillary-workflow: 1
				name: two in parallel
				inputs:
				  one: { payload: image }
				  other: { payload: image }
				nodes:
				  a: { actor: kmos.dark }
				  b: { actor: kmos.flat }
				connections:
				  - one -> a.raw
				  - { from: other, to: b.dark, retag: MASTER_DARK }
				outputs:
				  one: a.master
				  other: b.flat
				""";
		assertEquals("", SubWorkflowsTest.words(validate(outer, night)));
		assertFalse(SubWorkflowsTest.flatten(outer, Map.of("night.flow.yaml", night)).workflow().order().isEmpty());
	}
}
