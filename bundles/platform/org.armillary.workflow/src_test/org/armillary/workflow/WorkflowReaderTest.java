package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.TextFile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowReaderTest {

	private static final String COMPLETE = """
			# Statistics of cubes
			armillary-workflow: 1
			name: KMOS cube statistics
			description: |
			  First line.
			  Second line.
			rules: kmos
			inputs:
			  cube:
			    payload: cube
			    category: [SCI_RECONSTRUCTED, COMBINED_CUBE]
			    help: The cube to measure.
			  dark: { payload: image, category: DARK }
			parameters:
			  clip:
			    binds: [statistics.clipSigma, sub.kappa]
			    value: 3.0
			    help: Threshold.
			nodes:
			  statistics:
			    actor: kmos.stats
			    algorithm: 1
			    parameters:
			      clipSigma: 3.0
			      flag: no
			      day: 2024-01-01
			      list: [1, 2 , "3"]
			      empty: ""
			    when: $clip > 2
			  sub:
			    uses: other.flow.yaml
			connections:
			  - cube -> statistics.cube
			  - dark->sub.dark
			  - { from: statistics.table, to: sub.table, retag: TABLE }
			outputs:
			  table: statistics.table
			""";

	@Test
	void readsEverything() throws DocumentException {
		WorkflowDocument document = WorkflowReader.parse(COMPLETE, "a.flow.yaml");
		Workflow workflow = document.workflow();
		assertEquals("KMOS cube statistics", workflow.name());
		assertEquals("First line.\nSecond line.\n", workflow.description());
		assertEquals(Optional.of("kmos"), workflow.rules());
		assertEquals(new WorkflowInput("cube", Payload.CUBE, List.of("SCI_RECONSTRUCTED", "COMBINED_CUBE"),
				"The cube to measure."), workflow.input("cube").orElseThrow());
		assertEquals(List.of("DARK"), workflow.input("dark").orElseThrow().categories());
		WorkflowNode node = workflow.node("statistics").orElseThrow();
		assertEquals(OptionalInt.of(1), node.algorithm());
		assertEquals("{clipSigma=3.0, flag=no, day=2024-01-01, list=1,2,3, empty=}", node.parameters().toString());
		assertEquals(Optional.of("$clip > 2"), node.when());
		assertEquals(Optional.of("other.flow.yaml"), workflow.node("sub").orElseThrow().uses());
		assertEquals(List.of("cube -> statistics.cube", "dark -> sub.dark", "statistics.table -> sub.table"),
				workflow.connections().stream().map(Connection::text).toList());
		assertEquals(Optional.of("TABLE"), workflow.connections().get(2).retag());
		assertEquals(new PortReference("statistics", "table"), workflow.output("table").orElseThrow().from());
		assertEquals(new Position(20, 3), document.nodePosition("statistics"));
		assertEquals(new Position(24, 7), document.nodeParameterPosition("statistics", "clipSigma"));
		assertEquals(new Position(33, 5), document.connectionPosition(0));
		assertEquals(new Position(17, 5), document.parameterValuePosition("clip"));
	}

	@Test
	void byteOrderMarkAndWindowsLineEndsAreHarmless() throws DocumentException {
		String text = "\uFEFF" + COMPLETE.replace("\n", "\r\n");
		WorkflowDocument document = WorkflowReader.parse(text, "a");
		assertEquals(WorkflowReader.parse(COMPLETE, "a").workflow(), document.workflow());
		assertEquals(text, document.source());
	}

	/** Each line: what is replaced in a valid text, by what, and the problems as id@line:column; \n, \t stand for themselves. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			armillary-workflow: 1     | armillary-workflow: 2         | workflow.version@1:1
			armillary-workflow: 1     | # nothing                     | workflow.version@1:1
			armillary-workflow: 1\\n  |                               | workflow.version@1:1
			armillary-workflow: 1\\nname: x | name: x\\narmillary-workflow: 1 | workflow.version@2:1
			name: x                   | nmae: x                       | workflow.unknown-key@2:1
			name: x                   | name:                         | workflow.no-value@2:6
			name: x                   | name: [x]                     | workflow.type@2:7
			name: x                   | name: x\\nname: y             | workflow.duplicate@3:1
			payload: cube             | payload: kube                 | workflow.value@5:14
			payload: cube             | help: x                       | workflow.missing-key@4:3
			payload: cube             | payload: cube\\n    <<: x     | workflow.yaml-feature@6:5
			actor: kmos.stats         | \\tactor: kmos.stats          | workflow.tab@8:5
			actor: kmos.stats         | actor:\\tkmos.stats           | workflow.tab@8:11
			actor: kmos.stats         | actor kmos.stats              | workflow.syntax@8:5
			actor: kmos.stats         | acter: kmos.stats             | workflow.unknown-key@8:5
			actor: kmos.stats         | actor: kmos.stats\\n      more | workflow.line-break@8:12
			actor: kmos.stats         | actor: "kmos.stats            | workflow.syntax@8:12
			actor: kmos.stats         | actor: 'kmos.stats            | workflow.syntax@8:12
			actor: kmos.stats         | actor: "kmos\\\\stats"        | workflow.syntax@8:18
			actor: kmos.stats         | actor: "\\\\U"                 | workflow.syntax@8:15
			actor: kmos.stats         | actor: "a" b                  | workflow.syntax@8:16
			actor: kmos.stats         | actor: @kmos                  | workflow.syntax@8:12
			actor: kmos.stats         | actor: kmos: stats            | workflow.syntax@8:16
			actor: kmos.stats         | actor: - kmos                 | workflow.syntax@8:12
			actor: kmos.stats         | actor: &a kmos.stats          | workflow.yaml-feature@8:12
			actor: kmos.stats         | actor: *a                     | workflow.yaml-feature@8:12
			actor: kmos.stats         | actor: !!str kmos.stats       | workflow.yaml-feature@8:12
			actor: kmos.stats         | ? actor\\n    : kmos.stats    | workflow.yaml-feature@8:7
			actor: kmos.stats         | actor: kmos.stats\\n    uses: x.flow.yaml | workflow.duplicate@9:5
			algorithm: 1              | algorithm: one                | workflow.value@9:5
			algorithm: 1              | algorithm: 0                  | workflow.value@9:5
			algorithm: 1              | algorithm: [1                 | workflow.syntax@9:16
			algorithm: 1              | algorithm: 1\\n   when: x     | workflow.syntax@10:4
			parameters: { a: 1 }      | parameters: { a: , b: [1, "2,3"] } | workflow.no-value@10:21 workflow.value@10:31
			parameters: { a: 1 }      | parameters: { a: { b: c } }   | workflow.type@10:22
			parameters: { a: 1 }      | parameters: { a b: c }        | workflow.name@10:19
			parameters: { a: 1 }      | parameters: { a: 1, a: 2 }    | workflow.duplicate@10:25
			parameters: { a: 1 }      | parameters: 3                 | workflow.type@10:17
			  statistics:             |   a.b:                        | workflow.name@7:3
			cube -> statistics.cube   | cube statistics.cube          | workflow.reference@12:5
			cube -> statistics.cube   | cube -> statistics            | workflow.reference@12:5
			cube -> statistics.cube   | cube -> statistics.cube -> x  | workflow.reference@12:5
			- cube -> statistics.cube | - { from: cube }              | workflow.missing-key@12:5
			- cube -> statistics.cube | cube -> statistics.cube       | workflow.type@12:3
			- cube -> statistics.cube | - { from: cube, to: a.b, tag: X } | workflow.unknown-key@12:28
			outputs: { t: s.t }       | outputs: { t: s }             | workflow.reference@13:15
			outputs: { t: s.t }       | ---\\nname: y                 | workflow.yaml-feature@13:1
			outputs: { t: s.t }       | outputs: { t: s.t }}          | workflow.syntax@13:20
			outputs: { t: s.t }       | {{{{{{{{{{{{{{{{{{{{          | workflow.syntax@13:1
			algorithm: 1              | group: object                 | workflow.group@9:5
			algorithm: 1              | group: []                     | workflow.group@9:5
			algorithm: 1              | group: { by: [A, B#] }        | workflow.group@9:5
			algorithm: 1              | group: { extensions: ["#"] }  | workflow.missing-key@9:5
			algorithm: 1              | group: { bye: A }             | workflow.unknown-key@9:14
			algorithm: 1              | group: [[A]]                  | workflow.type@9:13
			algorithm: 1              | when: [A] == 3                | workflow.syntax@9:15
			algorithm: 1              | when: [A]                     | workflow.type@9:11
			actor: kmos.stats\\n    algorithm: 1 | uses: x.flow.yaml\\n    group: A | workflow.group@9:5
			  statistics:             |   a/:                         | workflow.name@7:3
			- cube -> statistics.cube | - { from: cube, to: a.b, match: [A, b] } | workflow.keyword@12:39
			- cube -> statistics.cube | - { from: cube, to: a.b, match: { a: b } } | workflow.type@12:35
			- cube -> statistics.cube | - { from: cube, to: a.b, nearest: [A] } | workflow.type@12:37
			- cube -> statistics.cube | - { from: cube, to: a.b, nearest: "[A]" } | workflow.keyword@12:37
			""")
	void reportsEachProblemWithItsPlace(String old, String replacement, String expected) {
		String valid = """
				armillary-workflow: 1
				name: x
				inputs:
				  cube:
				    payload: cube
				nodes:
				  statistics:
				    actor: kmos.stats
				    algorithm: 1
				    parameters: { a: 1 }
				connections:
				  - cube -> statistics.cube
				outputs: { t: s.t }
				""";
		String target = unescape(old);
		assertTrue(valid.contains(target), target);
		String text = valid.replaceFirst(Pattern.quote(target),
				Matcher.quoteReplacement(replacement == null ? "" : unescape(replacement)));
		assertEquals(expected, problems(text), text);
	}

	private static String unescape(String text) {
		return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
	}

	private static String problems(String text) {
		DocumentException e = assertThrows(DocumentException.class, () -> WorkflowReader.parse(text, "a.flow.yaml"));
		for (Problem problem : e.problems()) {
			assertTrue(
					problem.message().summary()
							.startsWith("a.flow.yaml:" + problem.line() + ":" + problem.column() + ": "),
					problem.message().summary());
			assertFalse(problem.message().remedies().isEmpty());
			assertFalse(problem.message().text().contains("{0}"), problem.message().text());
		}
		return e.problems().stream()
				.map(problem -> problem.message().id() + "@" + problem.line() + ":" + problem.column())
				.collect(Collectors.joining(" "));
	}

	@Test
	void reportsAllTabs() {
		assertEquals("workflow.tab@4:1 workflow.tab@5:1",
				problems("armillary-workflow: 1\nname: x\nnodes:\n\ta:\n\t\tactor: b\n"));
	}

	@Test
	void reportsTooDeepNesting() {
		assertEquals("workflow.too-deep@1:22", problems("name: " + "[".repeat(100) + "]".repeat(100)));
	}

	@Test
	void reportsInvisibleCharacters() {
		assertEquals("workflow.character@2:8", problems("armillary-workflow: 1\nname: x\u0007\n"));
	}

	@Test
	void emptyTextHasNoVersion() {
		assertEquals("workflow.version@1:1", problems(""));
		assertEquals("workflow.version@1:1", problems("\n# nothing\n"));
	}

	@Test
	void explanationShowsTheLineWithACaretAndTheOtherProblems() {
		DocumentException e = assertThrows(DocumentException.class,
				() -> WorkflowReader.parse("armillary-workflow: 1\nname: x\nnodes: 3\nlinks: 4\n", "a"));
		String detail = e.explanation().detail().orElseThrow();
		assertTrue(detail.startsWith("3 | nodes: 3\n  |        ^\n"), detail);
		assertTrue(detail.contains("a:4:1: "), detail);
		assertEquals(2, e.problems().size());
	}

	@Test
	void suggestsTheNearestKey() {
		DocumentException e = assertThrows(DocumentException.class,
				() -> WorkflowReader.parse("armillary-workflow: 1\nname: x\nconections: []\n", "a"));
		assertTrue(e.explanation().summary().contains("‘connections’?"), e.explanation().summary());
	}

	@Test
	void unreadableFiles(@TempDir Path folder) throws IOException {
		assertEquals("workflow.unreadable", id(folder.resolve("absent.flow.yaml")));
		assertEquals("workflow.unreadable", id(folder));
		Path file = folder.resolve("a.flow.yaml");
		Files.write(file, new byte[TextFile.LARGEST + 1]);
		assertEquals("workflow.too-large", id(file));
		Files.write(file, "armillary-workflow: 1\nname: Ångström\n".getBytes(StandardCharsets.ISO_8859_1));
		DocumentException e = assertThrows(DocumentException.class, () -> WorkflowReader.read(file));
		assertEquals("workflow.not-utf8", e.explanation().id());
		assertEquals(new Position(2, 7), e.problems().getFirst().position());
		Files.writeString(file, COMPLETE);
		assertEquals(file.toString(), assertDoesNotThrow(() -> WorkflowReader.read(file)).name());
	}

	private static String id(Path file) {
		return assertThrows(DocumentException.class, () -> WorkflowReader.read(file)).explanation().id();
	}

	@Test
	void readsGroupsAndMatchRules() throws DocumentException {
		String text = """
				armillary-workflow: 1
				name: x

				nodes:
				  a:
				    actor: k
				    group: OBJECT
				  b:
				    actor: k
				    group: [HIERARCH ESO INS GRAT1 NAME, "MJD-OBS"]
				    when: $x
				  c/d:
				    actor: k
				    group: { by: ESO OCS  ARM# NAME, extensions: IFU.#.* }

				connections:
				  - { from: a.p, to: b.q, match: ESO DET SEQ1 DIT, nearest: HIERARCH MJD-OBS }
				  - { from: a.p, to: c/d.q, retag: X, match: [A, B C] }
				""";
		Workflow workflow = WorkflowReader.parse(text, "a").workflow();
		assertEquals(Optional.of(Grouping.by("OBJECT")), workflow.node("a").orElseThrow().group());
		assertEquals(Optional.of(Grouping.by("ESO INS GRAT1 NAME", "MJD-OBS")),
				workflow.node("b").orElseThrow().group());
		assertEquals(Optional.of(new Grouping(List.of("ESO OCS ARM# NAME"), List.of("IFU.#.*"))),
				workflow.node("c/d").orElseThrow().group());
		assertEquals(List.of("ESO DET SEQ1 DIT"), workflow.connections().getFirst().match());
		assertEquals(Optional.of("MJD-OBS"), workflow.connections().getFirst().nearest());
		assertEquals("""
				armillary-workflow: 1
				name: x

				nodes:
				  a:
				    actor: k
				    group: OBJECT
				  b:
				    actor: k
				    group: [ESO INS GRAT1 NAME, MJD-OBS]
				    when: $x
				  c/d:
				    actor: k
				    group:
				      by: ESO OCS ARM# NAME
				      extensions: ["IFU.#.*"]

				connections:
				  - { from: a.p, to: b.q, match: [ESO DET SEQ1 DIT], nearest: MJD-OBS }
				  - { from: a.p, to: c/d.q, retag: X, match: [A, B C] }
				""", WorkflowWriter.write(workflow));
	}

	@Test
	void slashInAnIdIsForFlatWorkflows() {
		assertEquals("workflow.name@6:3", problems(
				"armillary-workflow: 1\nname: x\nnodes:\n  a:\n    uses: x.flow.yaml\n  a/b:\n    actor: k\n"));
	}

	@Test
	void whatIsReadIsWrittenInOneForm() throws DocumentException {
		Workflow workflow = WorkflowReader.parse(COMPLETE, "a").workflow();
		assertEquals("""
				armillary-workflow: 1
				name: KMOS cube statistics
				description: |
				  First line.
				  Second line.
				rules: kmos

				inputs:
				  cube:
				    payload: cube
				    category: [SCI_RECONSTRUCTED, COMBINED_CUBE]
				    help: The cube to measure.
				  dark:
				    payload: image
				    category: DARK

				parameters:
				  clip:
				    binds: [statistics.clipSigma, sub.kappa]
				    value: 3.0
				    help: Threshold.

				nodes:
				  statistics:
				    actor: kmos.stats
				    algorithm: 1
				    parameters:
				      clipSigma: 3.0
				      flag: no
				      day: 2024-01-01
				      list: 1,2,3
				      empty: ""
				    when: $clip > 2
				  sub:
				    uses: other.flow.yaml

				connections:
				  - cube -> statistics.cube
				  - dark -> sub.dark
				  - { from: statistics.table, to: sub.table, retag: TABLE }

				outputs:
				  table: statistics.table
				""", WorkflowWriter.write(workflow));
	}
}
