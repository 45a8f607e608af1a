package org.armillary.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;

import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * A store for one recipe, hidden in the folder for its products: nothing of it is left at the end, nor of the folder if
 * nothing was put there.
 */
final class TemporaryStore implements AutoCloseable {

	private static final int DELETE_ATTEMPTS = 10;
	private static final long DELETE_PAUSE_NANOSECONDS = 30_000_000;

	private final OutputFolder outputFolder;
	private final Path folder;
	private final Store store;

	private TemporaryStore(OutputFolder outputFolder, Path folder, Store store) {
		this.outputFolder = outputFolder;
		this.folder = folder;
		this.store = store;
	}

	/** Makes a store in a folder for products, which is made if it is not there. */
	static TemporaryStore in(Path place) throws CliException {
		OutputFolder outputFolder = OutputFolder.open(place);
		Path folder = outputFolder.hidden();
		try {
			return new TemporaryStore(outputFolder, folder, StoreOption.open(folder));
		} catch (CliException e) {
			delete(folder);
			outputFolder.removeIfEmpty();
			throw e;
		}
	}

	/** The store. */
	Store store() {
		return store;
	}

	/** Whether a text names something in the store, which will not be there any more. */
	boolean isNamedIn(String text) {
		return text.contains(folder.toString());
	}

	@Override
	public void close() {
		store.close();
		delete(folder);
		outputFolder.removeIfEmpty();
	}

	/** Deletes a folder with all it holds; tries for a while where a cancelled job still writes into it. */
	static void delete(Path place) {
		for (int attempt = 1; Files.exists(place, LinkOption.NOFOLLOW_LINKS); attempt++) {
			try {
				Files.walkFileTree(place, new Deleter());
			} catch (IOException e) {
				if (attempt == DELETE_ATTEMPTS) {
					logger().log(System.Logger.Level.WARNING, "not removed: " + place, e);
					return;
				}
				LockSupport.parkNanos(DELETE_PAUSE_NANOSECONDS);
			}
		}
	}

	private static System.Logger logger() {
		return System.getLogger(TemporaryStore.class.getName());
	}

	/** Deletes a folder with all it holds. */
	private static final class Deleter extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			Files.delete(file);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
			Files.delete(folder);
			return FileVisitResult.CONTINUE;
		}
	}
}
