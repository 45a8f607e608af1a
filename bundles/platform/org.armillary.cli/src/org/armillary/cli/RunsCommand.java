package org.armillary.cli;

import java.io.IOException;
import java.util.List;

import org.armillary.actor.message.Reason;
import org.armillary.engine.run.RunSummary;
import org.armillary.engine.run.Runs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs of a store. */
@Command(name = "runs", description = "Lists the runs of a store, the newest first.", sortOptions = false)
final class RunsCommand extends Verb {

	@Mixin
	private StoreOption storeOption = new StoreOption();

	RunsCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		var runs = new Runs(storeOption.existing().resolve("runs"));
		try {
			List<RunSummary> list = runs.list();
			invocation.result(HistoryText.list(list), HistoryJson.list(list));
			return ExitCode.OK;
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED,
					List.of(CliMessage.STORE_UNREADABLE.with(storeOption.folder(), Reason.of(e))), e);
		}
	}
}
