package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFileTest {

	private static final String COMPLETE = """
			# the night of March 1
			armillary-run: 1
			workflow: ../flows/night.flow.yaml
			data: [raw, ../shared/static.fits]
			overlays: wrong-angles.yaml
			datasets: [science-*, "std-HHH-2024-03-01T12:00:00"]
			inputs:
			  arc: [arc1.fits, arc2.fits]
			  table: lines.fits
			out: products
			settings:
			  clip: 4
			  dark.clipSigma: 35.0
			overrides:
			  - where: "[OBJECT] == 'NGC 1234'"
			    settings:
			      dark.clipSigma: 3
			      night/flat.method: mean
			  - { where: $clip > 3, settings: { dark.clipSigma: 2 } }
			exclude:
			  - KMOS.2024-03-01T05:00:00.fits
			  - "bad/*[1].fits"
			decisions:
			  flat.keep: |
			    line one
			    line two
			""";

	@Test
	void readsEverything() throws DocumentException, ConditionException {
		RunFileDocument document = RunFileReader.parse(COMPLETE, "/runs/march.run.yaml");
		RunFile run = document.runFile();
		assertEquals("../flows/night.flow.yaml", run.workflow());
		assertEquals(Path.of("/flows/night.flow.yaml"), document.resolve(run.workflow()));
		assertEquals(new Position(3, 1), document.workflowPosition());
		assertEquals(List.of("raw", "../shared/static.fits"), run.data());
		assertEquals(List.of("wrong-angles.yaml"), run.overlays());
		assertEquals(List.of("science-*", "std-HHH-2024-03-01T12:00:00"), run.datasets());
		assertEquals("{arc=[arc1.fits, arc2.fits], table=[lines.fits]}", run.inputs().toString());
		assertEquals(Optional.of("products"), run.out());
		assertEquals("{clip=4, dark.clipSigma=35.0}", run.settings().toString());
		assertEquals(Condition.parse("[OBJECT] == 'NGC 1234'"), run.overrides().getFirst().where());
		assertEquals("{dark.clipSigma=3, night/flat.method=mean}", run.overrides().getFirst().settings().toString());
		assertEquals("$clip > 3", run.overrides().getLast().where().text());
		assertEquals("line one\nline two\n", run.decisions().get("flat.keep"));
		assertEquals(COMPLETE, document.source());
	}

	@Test
	void leastFile() throws DocumentException {
		RunFile run = RunFileReader.parse("armillary-run: 1\nworkflow: demo\ndata:\nsettings:\n", "a").runFile();
		assertEquals("demo", run.workflow());
		assertEquals(List.of(), run.data());
		assertEquals(List.of(), run.overlays());
		assertEquals(List.of(), run.datasets());
		assertEquals(Map.of(), run.settings());
		assertEquals(Optional.empty(), run.out());
	}

	@Test
	void excludesByNamePathAndPattern() throws DocumentException {
		var excluded = RunFileReader.parse(
				"armillary-run: 1\nworkflow: x\nexclude: [one.fits, ./bad/two.fits, 'odd*.fits', '../c/?.fits', 'x[1]{a}.fits']\n",
				"a").runFile().exclusion();
		for (String file : List.of("one.fits", "/data/one.fits", "/data/bad/two.fits", "odd.fits", "deep/odd-7.fits",
				"b/c/1.fits",
				"/x[1]{a}.fits")) {
			assertTrue(excluded.test(Path.of(file)), file);
		}
		for (String file : List.of("one.fits.gz", "/data/two.fits", "/one.fits/a", "b/c/12.fits", "x1a.fits", "/")) {
			assertFalse(excluded.test(Path.of(file)), file);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			armillary-run: 1      | armillary-run: 2                      | workflow.run-version@1:1
			armillary-run: 1      | # none                                | workflow.run-version@1:1
			armillary-run: 1      | armillary-workflow: 1                 | workflow.unknown-key@1:1 workflow.run-version@1:1
			workflow: demo        | out: x                                | workflow.missing-key@1:1
			workflow: demo        | workflow:                             | workflow.no-value@2:10
			workflow: demo        | wrokflow: demo                        | workflow.unknown-key@2:1
			data: raw             | data: { a: b }                        | workflow.type@3:7
			data: raw             | data: raw\\ndata: raw                 | workflow.duplicate@4:1
			data: raw             | overlays: { a: b }                    | workflow.type@3:11
			data: raw             | datasets: [[a]]                       | workflow.type@3:12
			{ arc: a.fits }       | { a/b: a.fits }                       | workflow.name@4:11
			{ clip: 4 }           | { clip: { a: b } }                    | workflow.type@5:19
			{ clip: 4 }           | { .clip: 4 }                          | workflow.reference@5:13
			{ clip: 4 }           | [clip]                                | workflow.type@5:11
			$clip > 3             | $clip >> 3                            | workflow.condition@7:21
			$clip > 3             | "$clip = 3"                           | workflow.condition@7:21
			where: $clip > 3      | when: $clip > 3                       | workflow.unknown-key@7:7
			where: $clip > 3,     |                                       | workflow.missing-key@7:5
			{ dark.sigma: 2 }     | { clip: 2 }                           | workflow.reference@7:37
			{ flat.keep: 1 }      | { keep: 1 }                           | workflow.reference@8:14
			{ flat.keep: 1 }      | { flat.keep: [1] }                    | workflow.type@8:25
			{ flat.keep: 1 }      | [1                                    | workflow.syntax@8:12
			""")
	void reportsEachProblemWithItsPlace(String old, String replacement, String expected) {
		String valid = """
				armillary-run: 1
				workflow: demo
				data: raw
				inputs: { arc: a.fits }
				settings: { clip: 4 }
				overrides:
				  - { where: $clip > 3, settings: { dark.sigma: 2 } }
				decisions: { flat.keep: 1 }
				""";
		assertTrue(valid.contains(old), old);
		String text = valid.replaceFirst(Pattern.quote(old),
				Matcher.quoteReplacement(replacement == null ? "" : replacement.replace("\\n", "\n")));
		DocumentException e = assertThrows(DocumentException.class, () -> RunFileReader.parse(text, "a.run.yaml"));
		assertEquals(expected, words(e.problems()), text);
	}

	private static String words(List<Problem> problems) {
		return problems.stream().map(problem -> {
			assertTrue(problem.message().summary()
					.startsWith("a.run.yaml:" + problem.line() + ":" + problem.column() + ": "),
					problem.message().summary());
			assertFalse(problem.message().remedies().isEmpty());
			return problem.message().id() + "@" + problem.line() + ":" + problem.column();
		}).collect(Collectors.joining(" "));
	}

	@Test
	void checksWhatItNamesAgainstTheWorkflow() throws DocumentException {
		Workflow workflow = WorkflowReader.parse("""
				armillary-workflow: 1
				name: x
				inputs:
				  arc: { payload: image }
				parameters:
				  clip: { binds: [night.clip], value: 3 }
				  night/clip: { binds: [night/dark.kappa] }
				nodes:
				  flat: { actor: kmos.flat }
				  night/dark: { actor: kmos.dark }
				""", "flow").workflow();
		String text = """
				armillary-run: 1
				workflow: x
				inputs:
				  arc: a.fits
				  ark: a.fits
				settings:
				  clip: 99
				  night.clip: 98
				  night/clip: 4
				  night/dark.clipSigma: 97
				  night/drak.clipSigma: 4
				  clop: 4
				  flat.clipsigma: 4
				overrides:
				  - where: $clop > 3 and $night/clip > 3
				    settings:
				      flat.clipSigma: many
				      flot.clipSigma: 3
				      night.clip: 3
				decisions:
				  flat.keep: 1
				  flot.keep: 1
				""";
		RunFileDocument document = RunFileReader.parse(text, "a.run.yaml");
		assertEquals(
				"workflow.run-unknown@5:3 parameter.range@7:3 parameter.range@8:3 parameter.range@10:3 "
						+ "workflow.run-unknown@11:3 workflow.run-unknown@12:3 parameter.unknown@13:3 "
						+ "workflow.run-unknown@15:12 parameter.type@17:7 workflow.run-unknown@18:7 "
						+ "workflow.run-unknown@19:7 workflow.run-unknown@22:3",
				words(document.problems(workflow, WorkflowValidatorTest::actor)));
	}

	@Test
	void parametersOfRulesCanBeSet() throws DocumentException {
		Workflow workflow = WorkflowReader
				.parse("armillary-workflow: 1\nname: x\nrules: kmos\nnodes:\n  flat: { actor: kmos.flat }\n", "flow")
				.workflow();
		RunFileDocument document = RunFileReader.parse(
				"armillary-run: 1\nworkflow: x\nsettings:\n  calibrations: master\n  calibration: master\n",
				"a.run.yaml");
		assertEquals("workflow.run-unknown@5:3",
				words(document.problems(workflow, WorkflowValidatorTest::actor, List.of("calibrations"))));
		assertEquals("workflow.run-unknown@4:3 workflow.run-unknown@5:3",
				words(document.problems(workflow, WorkflowValidatorTest::actor)));
	}

	@Test
	void unreadableFiles(@TempDir Path folder) throws IOException, DocumentException {
		DocumentException e = assertThrows(DocumentException.class,
				() -> RunFileReader.read(folder.resolve("x.run.yaml")));
		assertEquals("workflow.unreadable", e.explanation().id());
		Path file = Files.writeString(folder.resolve("a.run.yaml"), COMPLETE);
		assertEquals(folder.resolve("raw"), RunFileReader.read(file).resolve("raw"));
		assertThrows(DocumentException.class, () -> RunFileReader.parse("", "a"));
	}
}
