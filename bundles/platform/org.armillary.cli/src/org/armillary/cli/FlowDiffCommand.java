package org.armillary.cli;

import org.armillary.workflow.WorkflowDifference;

import com.google.gson.JsonArray;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two workflows by what they mean. */
@Command(name = "diff", description = "Tells how two workflows differ in nodes, parameters and connections.")
final class FlowDiffCommand extends Verb {

	@Parameters(index = "0", paramLabel = "FLOW", description = "The first workflow.")
	private String before = "";

	@Parameters(index = "1", paramLabel = "FLOW", description = "The second workflow.")
	private String after = "";

	FlowDiffCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		var difference = WorkflowDifference.between(Workflows.open(invocation, before).workflow(),
				Workflows.open(invocation, after).workflow());
		var json = new JsonArray();
		difference.lines().forEach(json::add);
		invocation.result(difference.isEmpty() ? "no difference" : String.join("\n", difference.lines()), json);
		return ExitCode.OK;
	}
}
