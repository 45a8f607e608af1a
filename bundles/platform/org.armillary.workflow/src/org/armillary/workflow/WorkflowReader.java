package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.TextFile;
import org.armillary.workflow.text.YamlText;
import org.armillary.workflow.text.DocumentException;

import java.nio.file.Path;
import java.util.Optional;

import org.armillary.workflow.message.WorkflowMessage;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads workflow files. Every problem is reported with line and column, and all that can be found at once are.
 */
public final class WorkflowReader {

	private static final String KIND = "*.flow.yaml";

	private WorkflowReader() {
	}

	/**
	 * Reads a file.
	 *
	 * @throws DocumentException
	 *             with all problems, where the file cannot be read or is not a workflow file
	 */
	public static WorkflowDocument read(Path file) throws DocumentException {
		return parse(TextFile.read(file, KIND), file.toString());
	}

	/**
	 * Reads a text.
	 *
	 * @param source
	 *            the text
	 * @param name
	 *            what messages call it, usually a path
	 * @throws DocumentException
	 *             with all problems, where the text is not a workflow file
	 */
	public static WorkflowDocument parse(String source, String name) throws DocumentException {
		TextFile.checkSize(source, name, KIND);
		var text = new SourceText(source, name);
		var problems = new Problems(text);
		Optional<Node> root = YamlText.parse(text, problems);
		if (root.isEmpty()) {
			problems.error(new Position(1, 1), WorkflowMessage.VERSION, "an empty file",
					"Write it; docs/workflow-file.md shows a complete file.");
			throw new DocumentException(problems.sorted());
		}
		var reader = new ModelReader(text, problems);
		Workflow workflow = reader.read(root.get());
		problems.throwIfAny();
		return new WorkflowDocument(workflow, text, root.get(), reader.positions());
	}
}
