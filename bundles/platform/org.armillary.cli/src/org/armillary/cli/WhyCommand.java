package org.armillary.cli;

import java.io.IOException;
import java.util.List;

import org.armillary.engine.RefusedException;
import org.armillary.engine.run.JobWhy;
import org.armillary.engine.run.RunFolder;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells why jobs ran, were reused, or did not run. */
@Command(name = "why", description = "Tells why the jobs of a run ran, were reused, or did not run.", sortOptions = false)
final class WhyCommand extends Verb {

	@Mixin
	private RunOption run = new RunOption();

	@Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "A node, or a job such as dark#3. Default: all.")
	private @Nullable String node;

	WhyCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		RunFolder folder = run.folder();
		try {
			List<JobWhy> answers = node == null ? run.runs().why(folder) : run.runs().why(folder, node);
			invocation.result(HistoryText.why(answers), HistoryJson.why(answers));
			return ExitCode.OK;
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}
}
