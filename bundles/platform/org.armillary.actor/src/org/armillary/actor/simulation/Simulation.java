package org.armillary.actor.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** Files that a simulator can write; immutable. */
@ConsumerType
public interface Simulation {

	/** The files, the truth among them, in the order of their names. */
	List<SimulatedFile> files();

	/**
	 * Bytes that the files take on a disk. Less than the sum of their sizes, which it is where nothing else is said, where
	 * parts of them are holes.
	 */
	default long bytesOnDisk() {
		return files().stream().mapToLong(SimulatedFile::bytes).sum();
	}

	/**
	 * Writes the files. Where it fails, files may be left in the folder, which the caller removes.
	 *
	 * @param folder
	 *            an empty folder
	 * @param progress
	 *            told how far it is
	 * @throws InterruptedException
	 *             where the caller gave up
	 */
	void write(Path folder, Progress progress) throws IOException, InterruptedException;

	/** Is told how far the writing is. */
	@FunctionalInterface
	interface Progress {

		/**
		 * So many are done.
		 *
		 * @param done
		 *            how many
		 * @param total
		 *            of how many
		 * @param unit
		 *            of what, in the singular: {@code file}
		 * @throws InterruptedException
		 *             where the caller gave up
		 */
		void progress(long done, long total, String unit) throws InterruptedException;
	}
}
