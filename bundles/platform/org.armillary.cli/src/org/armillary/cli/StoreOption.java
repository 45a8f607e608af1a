package org.armillary.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Where results and runs are kept. */
final class StoreOption {

	@Option(names = "--store", paramLabel = "DIR", description = "Folder of the store of results. Default: ARMILLARY_STORE, else armillary/store in your data folder.")
	private @Nullable Path folder;

	/** The folder of the store, which may not be there yet. */
	Path folder() {
		Path chosen = folder == null ? Store.defaultFolder(System.getenv()) : folder;
		return chosen.toAbsolutePath().normalize();
	}

	/** The folder of a store that is there already. */
	Path existing() throws CliException {
		Path store = folder();
		if (!Files.isDirectory(store.resolve("runs"))) {
			throw new CliException(CliMessage.NO_STORE.with(store));
		}
		return store;
	}

	/** Opens the store, which is made if it is not there yet. */
	Store open() throws CliException {
		return open(folder());
	}

	static Store open(Path folder) throws CliException {
		try {
			return Store.open(folder);
		} catch (StoreException e) {
			throw new CliException(ExitCode.REFUSED, List.of(e.explanation()), e);
		}
	}
}
