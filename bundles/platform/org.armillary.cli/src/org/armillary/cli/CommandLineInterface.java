package org.armillary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.cli.Invocation.Format;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;

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
	static int run(Terminal terminal, ActorCatalog catalog, RuleCatalog rules, LimitCatalog limits,
			Path installation, String... arguments) {
		// known before parsing, so that a mistake in the command line itself is told in the form that was asked for
		var format = new Format();
		format.json(List.of(arguments).contains("--json"));
		format.verbose(List.of(arguments).contains("--verbose"));
		var invocation = new Invocation(terminal, catalog, rules, limits, installation, format);
		var line = new CommandLine(new ArmillaryCommand());
		Map<String, Supplier<Object>> verbs = verbs(invocation);
		Supplier<Object> asked = arguments.length == 0 ? null : verbs.get(arguments[0]);
		if (asked == null) {
			verbs.values().forEach(verb -> line.addSubcommand(verb.get()));
		} else {
			// to look at the options of all verbs takes as long as a short verb itself
			line.addSubcommand(asked.get());
		}
		line.setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
		line.setParameterExceptionHandler(usageMistake(invocation));
		line.setExecutionExceptionHandler(failure(invocation));
		var printed = new StringWriter();
		line.setOut(new PrintWriter(printed));
		line.setErr(new PrintWriter(printed));
		int exitCode = line.execute(arguments.length == 0 ? new String[] { "--help" } : arguments);
		terminal.endProgress();
		if (!printed.toString().isEmpty()) {
			terminal.print(printed.toString().stripTrailing());
		}
		if (terminal.lostOutput()) {
			terminal.tell("error", CliMessage.OUTPUT.with());
			return exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode;
		}
		return exitCode;
	}

	/** The verbs by name, in the order of the help. */
	private static Map<String, Supplier<Object>> verbs(Invocation invocation) {
		var verbs = new LinkedHashMap<String, Supplier<Object>>();
		verbs.put("run", () -> new RunCommand(invocation));
		verbs.put("organise", () -> new OrganiseCommand(invocation));
		verbs.put("recipe", () -> new RecipeCommand(invocation));
		verbs.put("runs", () -> new RunsCommand(invocation));
		verbs.put("show", () -> new ShowCommand(invocation));
		verbs.put("impact", () -> new ImpactCommand(invocation));
		verbs.put("why", () -> new WhyCommand(invocation));
		verbs.put("qc", () -> new QcCommand(invocation));
		verbs.put("diff", () -> new RunDiffCommand(invocation));
		verbs.put("report", () -> new ReportCommand(invocation));
		verbs.put("resume", () -> new ResumeCommand(invocation));
		verbs.put("cancel", () -> new CancelCommand(invocation));
		verbs.put("reproduce", () -> new ReproduceCommand(invocation));
		verbs.put("clean", () -> new CleanCommand(invocation));
		verbs.put("actors", () -> new ActorsCommand(invocation));
		verbs.put("describe", () -> new DescribeCommand(invocation));
		verbs.put("flow", () -> new CommandLine(new FlowCommand()).addSubcommand(new FlowCheckCommand(invocation))
				.addSubcommand(new FlowDiffCommand(invocation)));
		verbs.put("simulate", () -> new SimulateCommand(invocation));
		verbs.put("demo", () -> new DemoCommand(invocation));
		verbs.put("exec-run", () -> new ExecRunCommand(invocation));
		verbs.put("exec-job", () -> new ExecJobCommand(invocation));
		verbs.put("worker", () -> new WorkerVerb(invocation));
		return verbs;
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
		String text = mistake.getMessage().replaceFirst("is not an? (int|long)$", "is not a whole number");
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
