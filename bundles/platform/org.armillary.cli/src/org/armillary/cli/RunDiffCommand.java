package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecordJson;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells how two runs differ. */
@Command(name = "diff", description = "Tells how two runs differ: settings, workflow, inputs, jobs, measured values and products.", sortOptions = false)
final class RunDiffCommand extends Verb {

	@Parameters(index = "0", paramLabel = "RUN", description = "The one: id of a run, the beginning of one, or ‘last’.")
	private String before = "";

	@Parameters(index = "1", paramLabel = "RUN", description = "The other.")
	private String now = "";

	@Mixin
	private StoreOption storeOption = new StoreOption();

	RunDiffCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		Path folder = storeOption.existing();
		try (Store store = Store.open(folder)) {
			return compare(new Runs(store));
		} catch (StoreException e) {
			// a store that cannot be written can still be read, but for the digests of products
			invocation.terminal().tell("note", e.explanation());
			return compare(new Runs(folder.resolve("runs")));
		}
	}

	private int compare(Runs runs) throws CliException {
		RunFolder first = RunOption.find(runs, before);
		RunFolder second = RunOption.find(runs, now);
		try {
			RunDifference difference = runs.diff(first, second);
			invocation.result(DifferenceText.text(difference), RunRecordJson.of(difference));
			return ExitCode.OK;
		} catch (IOException e) {
			throw RunWatch.unreadable(first, e);
		}
	}
}
