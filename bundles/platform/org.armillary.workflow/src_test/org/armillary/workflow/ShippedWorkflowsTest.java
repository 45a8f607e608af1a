package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The workflows that are shipped, and those in the documentation of the format. */
class ShippedWorkflowsTest {

	@Test
	void shippedWorkflowsAreRead() throws IOException, DocumentException {
		List<Path> files;
		try (Stream<Path> found = Files.walk(repository().resolve("workflows"))) {
			files = found.filter(file -> file.toString().endsWith(".flow.yaml")).sorted().toList();
		}
		assertFalse(files.isEmpty());
		for (Path file : files) {
			WorkflowDocument document = WorkflowReader.read(file);
			assertFalse(document.workflow().order().isEmpty());
			assertEquals(document.workflow(),
					WorkflowReader.parse(WorkflowWriter.write(document.workflow()), "written").workflow());
		}
	}

	@Test
	void examplesOfTheDocumentationAreRead() throws IOException, DocumentException {
		String page = Files.readString(repository().resolve("docs/workflow-file.md"));
		List<String> examples = Pattern.compile("```yaml\n(armillary-workflow.*?)```", Pattern.DOTALL).matcher(page)
				.results()
				.map((MatchResult match) -> match.group(1)).toList();
		assertFalse(examples.isEmpty());
		for (String example : examples) {
			Workflow workflow = WorkflowReader.parse(example, "docs/workflow-file.md").workflow();
			workflow.nodes().forEach(WorkflowNode::condition);
		}
	}

	@Test
	void runFilesOfTheDocumentationAreRead() throws IOException, DocumentException {
		String page = Files.readString(repository().resolve("docs/workflow-file.md"));
		List<String> examples = Pattern.compile("```yaml\n(armillary-run.*?)```", Pattern.DOTALL).matcher(page)
				.results()
				.map((MatchResult match) -> match.group(1)).toList();
		assertFalse(examples.isEmpty());
		for (String example : examples) {
			assertFalse(RunFileReader.parse(example, "docs/workflow-file.md").runFile().overrides().isEmpty());
		}
	}

	@Test
	void conditionsAndGroupsOfTheDocumentationAreRead() throws IOException, DocumentException {
		String page = Files.readString(repository().resolve("docs/workflow-file.md"));
		List<String> lines = Pattern.compile("^(?:```\n)((?:when|group): .*)\n```", Pattern.MULTILINE).matcher(page)
				.results()
				.map((MatchResult match) -> match.group(1)).toList();
		assertEquals(3, lines.size());
		for (String line : lines) {
			WorkflowReader
					.parse("armillary-workflow: 1\nname: x\nnodes:\n  a:\n    actor: k\n    " + line + "\n", "docs")
					.workflow().nodes().getFirst().condition();
		}
	}

	@Test
	void documentationNamesEveryKey() throws IOException {
		String page = Files.readString(repository().resolve("docs/workflow-file.md"));
		for (List<String> keys : List.of(Keys.WORKFLOW, Keys.INPUT, Keys.PARAMETER, Keys.NODE, Keys.CONNECTION,
				Keys.GROUPING, Keys.RUN,
				Keys.OVERRIDE)) {
			keys.forEach(key -> assertTrue(page.contains("`" + key), key));
		}
	}

	private static Path repository() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve("workflows"))) {
			folder = Objects.requireNonNull(folder.getParent(), "this test runs inside of the repository");
		}
		return folder;
	}
}
