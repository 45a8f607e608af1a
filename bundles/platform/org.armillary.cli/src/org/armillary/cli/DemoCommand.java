package org.armillary.cli;

import java.nio.file.Path;
import java.util.Map;

import org.armillary.engine.RunRequest.Layout;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the shipped demonstration. */
@Command(name = "demo", description = "Simulates five KMOS darks with known truth, reduces them and prints what was made and measured.")
final class DemoCommand extends Verb {

	@Option(names = "--out", paramLabel = "DIR", description = "Folder for products; made if missing. Default: ${DEFAULT-VALUE}.")
	private Path out = Path.of("armillary-demo");

	DemoCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		var options = new RunOptions();
		options.out(out);
		return options.run(invocation, Workflows.shipped(invocation, "demo"), Map.of(), Map.of(), Layout.BY_NODE);
	}
}
