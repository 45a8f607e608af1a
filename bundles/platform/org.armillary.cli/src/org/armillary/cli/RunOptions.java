package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.engine.Engine;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.workflow.WorkflowDocument;

import picocli.CommandLine.Option;

/** Options of the verbs that run something, and the running itself. */
final class RunOptions {

	@Option(names = "--in", paramLabel = "NAME=FILE", description = "A file for an input; may be given several times.")
	private List<String> inputs = new ArrayList<>();

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter's value; may be given several times.")
	private List<String> settings = new ArrayList<>();

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for products; made if missing, products of the same name are replaced. Default: ${DEFAULT-VALUE}.")
	private Path out = Path.of("armillary-out");

	/** The folder for products. */
	void out(Path folder) {
		out = folder;
	}

	/** Files by input name. */
	Map<String, List<Path>> inputs() throws CliException {
		var files = new LinkedHashMap<String, List<Path>>();
		for (String input : inputs) {
			String[] parts = Invocation.assignment("--in", input, "NAME=FILE");
			files.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(Invocation.path(parts[1]));
		}
		return files;
	}

	/** Values by name, each name after {@code prefix}. */
	Map<String, String> settings(String prefix, String expected) throws CliException {
		var values = new LinkedHashMap<String, String>();
		for (String setting : settings) {
			String[] parts = Invocation.assignment("--set", setting, expected);
			if (values.put(prefix + parts[0], parts[1]) != null) {
				throw new CliException(CliMessage.SETTING_TWICE.with(parts[0]));
			}
		}
		return values;
	}

	/** Runs a workflow, tells what happens and returns the exit code. */
	int run(Invocation invocation, WorkflowDocument workflow, Map<String, String> values, Map<String, List<Path>> files,
			Layout layout)
			throws CliException {
		var request = new RunRequest(workflow, values, files, out, layout, Map.of());
		RunListener listener = new RunReporter(invocation);
		try {
			RunResult result = new Engine(invocation.catalog()).run(request, listener);
			int exitCode = result.cancelled() ? ExitCode.CANCELLED : result.failed() ? ExitCode.FAILED : ExitCode.OK;
			if (invocation.format().json()) {
				invocation.terminal().print(Json.text(Json.run(result, exitCode)));
			} else {
				RunText.tell(invocation, result);
			}
			return exitCode;
		} catch (RefusedException e) {
			throw refused(e);
		}
	}

	/** A refusal of the engine as one of the command line. */
	static CliException refused(RefusedException refusal) {
		return new CliException(switch (refusal.kind()) {
		case INVALID -> ExitCode.REFUSED;
		case NOTHING_SELECTED -> ExitCode.NOTHING_SELECTED;
		case CANCELLED -> ExitCode.CANCELLED;
		}, refusal.messages(), refusal);
	}
}
