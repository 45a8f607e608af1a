package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.workflow.Problem;
import org.armillary.workflow.RunFileDocument;
import org.armillary.workflow.RunFileReader;
import org.armillary.workflow.SubWorkflows;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowException;
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
			return WorkflowValidator.validate(WorkflowReader.read(file), invocation.catalog(),
					SubWorkflows.Source.files());
		} catch (WorkflowException e) {
			return e.problems();
		}
	}

	/** What is wrong with a run file, provided that nothing is with its workflow. */
	private List<Problem> problems(RunFileDocument document) throws CliException, WorkflowException {
		WorkflowDocument flat = WorkflowValidator.validated(
				WorkflowReader.read(Workflows.file(invocation, document)), invocation.catalog(),
				SubWorkflows.Source.files());
		return document.problems(flat.workflow(), invocation.catalog()::descriptor);
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
