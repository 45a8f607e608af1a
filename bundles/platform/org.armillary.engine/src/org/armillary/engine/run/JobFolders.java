package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.armillary.engine.JobDescriptor;
import org.armillary.engine.job.JobFolder;

/**
 * The folders of the jobs of a run. That of a job that ended well serves a later one, under its own name: making and
 * deleting folders would cost more than all else that a small job does.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class JobFolders {

	private final Path parent;
	private final AtomicInteger number = new AtomicInteger();
	private final ConcurrentLinkedQueue<JobFolder> free = new ConcurrentLinkedQueue<>();
	private volatile boolean closed;

	/** Folders below a folder, which need not exist yet. */
	JobFolders(Path parent) {
		this.parent = parent;
	}

	/** Gives a job its folder. */
	JobFolder take(JobDescriptor job) throws IOException {
		Path place = parent
				.resolve(number.incrementAndGet() + "-" + job.id().replaceAll("[^A-Za-z0-9_.-]", "-"));
		JobFolder used = free.poll();
		if (used != null) {
			try {
				return used.next(place, job);
			} catch (NoSuchFileException e) {
				logger().log(System.Logger.Level.DEBUG, "somebody deleted the folder of a job", e);
			}
		}
		return JobFolder.create(place, job);
	}

	/** Takes the folder of a job back whose products have been taken away. */
	void giveBack(JobFolder folder) throws IOException {
		folder.clear();
		free.add(folder);
		if (closed) {
			deleteFree();
		}
	}

	/** Deletes the folders that no job has; those that are given back later too. */
	void close() {
		closed = true;
		deleteFree();
	}

	private void deleteFree() {
		for (JobFolder folder = free.poll(); folder != null; folder = free.poll()) {
			try {
				folder.delete();
			} catch (IOException e) {
				logger().log(System.Logger.Level.DEBUG, "not removed: " + folder, e);
			}
		}
	}

	private static System.Logger logger() {
		return System.getLogger(JobFolders.class.getName());
	}
}
