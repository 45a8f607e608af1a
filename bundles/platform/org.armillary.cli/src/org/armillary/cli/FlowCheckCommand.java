package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.organiser.rules.OverlayReader;
import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.Problem.Severity;
import org.armillary.workflow.RunFileDocument;
import org.armillary.workflow.RunFileReader;
import org.armillary.workflow.SubWorkflows;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;
import org.armillary.workflow.WorkflowValidator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks workflow files without running them. */
@Command(name = "check", description = "Checks workflow files against the installed actors, without running them.")
final class FlowCheckCommand extends Verb {

	@Parameters(paramLabel = "FLOW", arity = "1..*", description = "Workflow files, run files, or names of shipped workflows.")
	private List<String> files = new ArrayList<>();

	FlowCheckCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		boolean good = true;
		var json = new JsonArray();
		for (String name : files) {
			Path file = Workflows.file(invocation, name);
			List<Problem> problems = problems(file);
			boolean valid = problems.stream().noneMatch(Problem::isError);
			good &= valid;
			json.add(json(file, valid, problems));
			if (!invocation.format().json()) {
				problems.forEach(
						problem -> invocation.terminal().tell(problem.isError() ? "error" : "note", problem.message()));
				invocation.terminal().print(file + ": " + (valid ? "valid" : "invalid"));
			}
		}
		if (invocation.format().json()) {
			invocation.terminal().print(Json.text(json));
		}
		return good ? ExitCode.OK : ExitCode.REFUSED;
	}

	private List<Problem> problems(Path file) throws CliException {
		try {
			if (Requests.isRunFile(file.toString())) {
				return problems(RunFileReader.read(file));
			}
			WorkflowDocument document = WorkflowReader.read(file);
			var problems = new ArrayList<Problem>(
					WorkflowValidator.validate(document, invocation.catalog(), SubWorkflows.Source.files()));
			problems.addAll(rules(document).problems());
			return problems;
		} catch (DocumentException e) {
			return e.problems();
		}
	}

	/** What is wrong with a run file, provided that nothing is with its workflow. */
	private List<Problem> problems(RunFileDocument document) throws CliException, DocumentException {
		WorkflowDocument flat = WorkflowValidator.validated(
				WorkflowReader.read(Workflows.file(invocation, document)), invocation.catalog(),
				SubWorkflows.Source.files());
		Rules rules = rules(flat);
		var problems = new ArrayList<Problem>(
				document.problems(flat.workflow(), invocation.catalog()::descriptor, rules.parameters()));
		problems.addAll(rules.problems());
		for (String overlay : document.runFile().overlays()) {
			try {
				OverlayReader.read(document.resolve(overlay));
			} catch (DocumentException e) {
				problems.addAll(e.problems());
			}
		}
		return problems;
	}

	/**
	 * The rules of a workflow.
	 *
	 * @param parameters
	 *            names of their parameters
	 * @param problems
	 *            why they cannot be used
	 */
	private record Rules(Set<String> parameters, List<Problem> problems) {
	}

	private Rules rules(WorkflowDocument document) {
		Optional<String> name = document.workflow().rules();
		if (name.isEmpty()) {
			return new Rules(Set.of(), List.of());
		}
		try {
			return new Rules(new RuleFiles(invocation).ofWorkflow(name.get(), document).parameters().keySet(),
					List.of());
		} catch (CliException e) {
			Position at = document.sectionPosition("rules");
			return new Rules(Set.of(), e.getCause() instanceof DocumentException wrong ? wrong.problems()
					: e.messages().stream().map(message -> placed(message, document.name(), at)).toList());
		}
	}

	private static Problem placed(Message message, String file, Position at) {
		return new Problem(Severity.ERROR, new Message(message.id(), file + ":" + at.line() + ":" + at.column() + ": "
				+ message.summary(), message.detail(), message.remedies()), file, at.line(), at.column());
	}

	private static JsonObject json(Path file, boolean valid, List<Problem> problems) {
		var json = new JsonObject();
		json.addProperty("file", file.toString());
		json.addProperty("valid", valid);
		var array = new JsonArray();
		for (Problem problem : problems) {
			JsonObject message = Json.message(problem.message());
			message.addProperty("severity", problem.isError() ? "error" : "note");
			message.addProperty("line", problem.line());
			message.addProperty("column", problem.column());
			array.add(message);
		}
		json.add("problems", array);
		return json;
	}
}
