package org.armillary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verbs about workflow files. */
@Command(name = "flow", description = "Checks and compares workflow files.", synopsisSubcommandLabel = "VERB", mixinStandardHelpOptions = true)
final class FlowCommand implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "a verb is missing after flow: check or diff");
	}
}
