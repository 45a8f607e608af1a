package org.armillary.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.message.Reason;

/**
 * A folder whose content appears only when it is complete: until {@link #commit()} everything is in a hidden folder within
 * it, of which {@link #close()} leaves nothing, also where the process is told to end.
 */
final class StagedFolder implements Closeable {

	private static final long PATIENCE_SECONDS = 10;

	private final Path folder;
	private final OutputFolder output;
	private final Path hidden;
	private final CountDownLatch closed = new CountDownLatch(1);
	private final Thread ender = new Thread(this::end, "armillary-simulate-end");
	private volatile boolean ending;

	private StagedFolder(Path folder, OutputFolder output, Path hidden) {
		this.folder = folder;
		this.output = output;
		this.hidden = hidden;
	}

	/** Makes a folder, or takes one that is empty. */
	static StagedFolder in(Path folder) throws CliException {
		checkEmpty(folder);
		OutputFolder output = OutputFolder.open(folder);
		var staged = new StagedFolder(folder, output, output.hidden());
		Runtime.getRuntime().addShutdownHook(staged.ender);
		return staged;
	}

	/** Where to write. */
	Path hidden() {
		return hidden;
	}

	/** Gives up where the process is told to end. */
	void checkpoint() throws InterruptedException {
		if (isToldToEnd()) {
			throw new InterruptedException("the process is told to end");
		}
	}

	/** Whether the process, or the thread that asks, is told to end. */
	boolean isToldToEnd() {
		return ending || Thread.currentThread().isInterrupted();
	}

	/** Lets the content appear. */
	void commit() throws IOException {
		for (Path entry : entries(hidden)) {
			Files.move(entry, folder.resolve(hidden.relativize(entry)));
		}
	}

	@Override
	public void close() throws IOException {
		try {
			delete(hidden);
			output.removeIfEmpty();
		} finally {
			closed.countDown();
			if (!ending) {
				Runtime.getRuntime().removeShutdownHook(ender);
			}
		}
	}

	/** Waits until the writer has noticed and tidied up. */
	private void end() {
		ending = true;
		try {
			if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				System.getLogger(StagedFolder.class.getName()).log(System.Logger.Level.WARNING,
						"not removed: " + hidden);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Checks that a folder is empty or not there. */
	static void checkEmpty(Path folder) throws CliException {
		if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		if (!Files.isDirectory(folder)) {
			throw new CliException(CliMessage.NOT_A_FOLDER.with(folder));
		}
		try {
			List<Path> entries = entries(folder);
			if (!entries.isEmpty()) {
				throw new CliException(CliMessage.FOLDER_IN_USE.with(folder,
						entries.getFirst().getFileName() + (entries.size() > 1 ? " and others" : "")));
			}
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED,
					List.of(CliMessage.SIMULATION_UNWRITABLE.with(folder, Reason.of(e))), e);
		}
	}

	private static List<Path> entries(Path folder) throws IOException {
		try (var entries = Files.list(folder)) {
			return entries.sorted().toList();
		}
	}

	private static void delete(Path place) throws IOException {
		if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (var all = Files.walk(place)) {
			for (Path entry : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(entry);
			}
		}
	}
}
