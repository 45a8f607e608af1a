package org.armillary.cli;

import org.armillary.engine.RefusedException;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A run of a store. */
final class RunOption {

	@Parameters(index = "0", paramLabel = "RUN", description = "Id of a run, the beginning of one that is enough to tell it, or ‘last’.")
	private String run = "";

	@Mixin
	private StoreOption storeOption = new StoreOption();

	/** The runs of the store. */
	Runs runs() throws CliException {
		return new Runs(storeOption.existing().resolve("runs"));
	}

	/** Opens the store of the run. */
	Store open() throws CliException {
		return StoreOption.open(storeOption.existing());
	}

	/** The folder of the run. */
	RunFolder folder() throws CliException {
		return find(runs(), run);
	}

	/** The folder of a run by id, prefix or {@code last}. */
	static RunFolder find(Runs runs, String name) throws CliException {
		try {
			return runs.find(name);
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}
}
