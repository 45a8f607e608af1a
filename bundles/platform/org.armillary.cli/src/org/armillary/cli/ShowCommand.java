package org.armillary.cli;

import java.io.IOException;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunRecordJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a run, also while it goes on. */
@Command(name = "show", description = "Shows a run with its jobs, what they measured and made, also while it goes on.", sortOptions = false)
final class ShowCommand extends Verb {

	@Mixin
	private RunOption run = new RunOption();

	ShowCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		RunFolder folder = run.folder();
		try {
			RunRecord told = run.runs().read(folder);
			if (invocation.format().json()) {
				invocation.terminal().print(Json.text(RunRecordJson.of(told)));
				return ExitCode.OK;
			}
			invocation.terminal().print(ShowText.text(told));
			ShowText.messages(told).forEach(message -> invocation.terminal().tell("error", message));
			return ExitCode.OK;
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}
}
