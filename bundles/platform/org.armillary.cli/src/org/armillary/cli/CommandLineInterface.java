package org.armillary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.cli.Invocation.Format;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line, runs its verb and turns whatever happens into messages and an exit code. */
final class CommandLineInterface {

	private CommandLineInterface() {
	}

	/** Runs one command line and returns its exit code. */
	static int run(Terminal terminal, ActorCatalog catalog, Path installation, String... arguments) {
		// known before parsing, so that a mistake in the command line itself is told in the form that was asked for
		var format = new Format();
		format.json(List.of(arguments).contains("--json"));
		format.verbose(List.of(arguments).contains("--verbose"));
		var invocation = new Invocation(terminal, catalog, installation, format);
		var line = new CommandLine(new ArmillaryCommand());
		line.addSubcommand(new RunCommand(invocation)).addSubcommand(new RecipeCommand(invocation))
				.addSubcommand(new ActorsCommand(invocation)).addSubcommand(new DescribeCommand(invocation))
				.addSubcommand(new CommandLine(new FlowCommand()).addSubcommand(new FlowCheckCommand(invocation))
						.addSubcommand(new FlowDiffCommand(invocation)))
				.addSubcommand(new DemoCommand(invocation));
		line.setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
		line.setParameterExceptionHandler(usageMistake(invocation));
		line.setExecutionExceptionHandler(failure(invocation));
		var printed = new StringWriter();
		line.setOut(new PrintWriter(printed));
		line.setErr(new PrintWriter(printed));
		int exitCode = line.execute(arguments.length == 0 ? new String[] { "--help" } : arguments);
		if (!printed.toString().isEmpty()) {
			terminal.print(printed.toString().stripTrailing());
		}
		if (terminal.lostOutput()) {
			terminal.tell("error", CliMessage.OUTPUT.with());
			return exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode;
		}
		return exitCode;
	}

	private static IParameterExceptionHandler usageMistake(Invocation invocation) {
		return (mistake, arguments) -> invocation
				.refuse(new CliException(ExitCode.REFUSED, List.of(message(mistake)), mistake));
	}

	private static Message message(ParameterException mistake) {
		String path = mistake.getCommandLine().getCommandSpec().qualifiedName().replaceFirst("^armillary ?", "");
		if (mistake instanceof UnmatchedArgumentException unmatched
				&& !unmatched.getUnmatched().getFirst().startsWith("-")
				&& !mistake.getCommandLine().getSubcommands().isEmpty()) {
			String word = unmatched.getUnmatched().getFirst();
			return CliMessage.UNKNOWN_VERB.with(path.isEmpty() ? word : path + " " + word);
		}
		String text = mistake.getMessage();
		return CliMessage.USAGE
				.with(Character.toLowerCase(text.charAt(0)) + text.substring(1).replaceFirst("\\s+$", ""), path);
	}

	private static IExecutionExceptionHandler failure(Invocation invocation) {
		return (problem, line, parsed) -> {
			if (problem instanceof CliException refusal) {
				return invocation.refuse(refusal);
			}
			return invocation
					.refuse(new CliException(ExitCode.FAILED, List.of(CliMessage.DEFECT.with(problem)), problem));
		};
	}
}
