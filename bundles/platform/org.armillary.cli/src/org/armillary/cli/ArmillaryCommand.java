package org.armillary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The word {@code armillary} itself. */
@Command(name = "armillary", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "VERB", //
		description = "Reduces and analyses spectroscopic surveys: runs workflows of recipes without a display.", //
		footer = { "", "In a source tree also: build, test [BUNDLE…], format, workbench.",
				"Exit code: 0 done · 1 a job failed · 2 refused before any job started · 3 nothing selected · 130 cancelled." })
final class ArmillaryCommand implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "a verb is missing");
	}
}
