package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.engine.InputSelection;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.workflow.WorkflowDocument;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a workflow. */
@Command(name = "run", description = "Runs a workflow on files.", sortOptions = false)
final class RunCommand extends Verb {

	@Parameters(paramLabel = "FLOW", description = "A *.flow.yaml file, or the name of a shipped workflow.")
	private String flow = "";

	@Option(names = "--data", paramLabel = "PLACE", description = "A folder or file whose FITS files go to the inputs that take them; may be given several times.")
	private List<Path> data = new ArrayList<>();

	@Mixin
	private RunOptions options = new RunOptions();

	RunCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		WorkflowDocument workflow = Workflows.open(invocation, flow);
		Map<String, String> settings = options.settings("", "NODE.PARAMETER=VALUE");
		var files = new LinkedHashMap<String, List<Path>>(options.inputs());
		if (!data.isEmpty()) {
			try {
				InputSelection.select(workflow.workflow(), data)
						.forEach((name, found) -> files.computeIfAbsent(name, key -> new ArrayList<>()).addAll(found));
			} catch (RefusedException e) {
				throw RunOptions.refused(e);
			}
		}
		return options.run(invocation, workflow, settings, files, Layout.BY_NODE);
	}
}
