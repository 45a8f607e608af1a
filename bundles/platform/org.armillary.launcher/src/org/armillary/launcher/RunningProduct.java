package org.armillary.launcher;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One process's use of the framework, from start to clean end. {@link #run} is called by the main thread, {@link #end} by
 * the shutdown hook, which runs after a normal exit and after a signal alike.
 */
final class RunningProduct {

	/** A run is cancelled within two seconds; the process that waits for it needs a little longer. */
	private static final int GRACE_MILLIS = 4000;
	/** Name of the thread in which Java runs the end of the process after SIGHUP. */
	private static final String HANGUP_THREAD = "SIGHUP handler";

	private final Installation installation;
	private final Consumer<String> problems;
	private final CountDownLatch returned = new CountDownLatch(1);

	private @Nullable Thread applicationThread;
	private boolean ending;
	private volatile @Nullable PrivateFolder storage;
	private volatile @Nullable HeadlessFramework framework;

	RunningProduct(Installation installation, Consumer<String> problems) {
		this.installation = installation;
		this.problems = problems;
	}

	/**
	 * Starts the framework and runs the application.
	 *
	 * @return the application's exit code, or 130 when the process was told to end before the application ran
	 */
	int run(String[] arguments) throws LauncherException, IOException {
		try {
			if (isEnding()) {
				return Main.EXIT_CANCELLED;
			}
			PrivateFolder folder = PrivateFolder.create();
			storage = folder;
			System.setProperty(PrivateFolder.PROPERTY, folder.path().toString());
			AbandonedFolders.deleteBeside(folder);
			HeadlessFramework started = HeadlessFramework.start(installation, folder.path(), problems);
			framework = started;
			if (!beginApplication()) {
				return Main.EXIT_CANCELLED;
			}
			return started.run(arguments);
		} finally {
			returned.countDown();
		}
	}

	/** Cancels the application if it still runs, stops the framework and deletes what it wrote. */
	void end() {
		if (isHangup()) {
			System.setProperty(Main.HANGUP, "true");
		}
		cancelApplication();
		try {
			returned.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
			HeadlessFramework running = framework;
			if (running != null) {
				running.stop();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		PrivateFolder folder = storage;
		if (folder != null) {
			try {
				folder.delete();
			} catch (IOException e) {
				problems.accept(LauncherMessage.NOT_DELETED.with(folder.path(), e));
			}
		}
	}

	/** Whether the terminal is gone; a hook is not told by which signal the process ends, and has only this to go by. */
	private static boolean isHangup() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(HANGUP_THREAD));
	}

	/** Whether the process has been told to end. */
	synchronized boolean isEnding() {
		return ending;
	}

	/** From here on the thread may be interrupted; before, that would only break the framework's start. */
	private synchronized boolean beginApplication() {
		if (!ending) {
			applicationThread = Thread.currentThread();
		}
		return !ending;
	}

	private synchronized void cancelApplication() {
		ending = true;
		if (applicationThread != null && returned.getCount() > 0) {
			applicationThread.interrupt();
		}
	}
}
