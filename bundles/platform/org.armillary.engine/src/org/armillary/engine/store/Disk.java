package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** What the store does to its disk, apart from reading. Tests simulate a loss of power and a full disk with it. */
interface Disk extends AutoCloseable {

	/** Writes a new file, or one that replaces another. */
	void write(Path file, byte[] content) throws IOException;

	/**
	 * Gives a file another name on the same file system, at once for every observer; a file of that name is replaced.
	 *
	 * @throws java.nio.file.AtomicMoveNotSupportedException
	 *             where the places are on different file systems
	 */
	void move(Path from, Path to) throws IOException;

	/** Copies a file to a new one and returns when the copy would survive a loss of power. */
	void copy(Path from, Path to) throws IOException;

	/**
	 * Returns when everything written below a folder so far would survive a loss of power.
	 *
	 * @param written
	 *            the files written there since the last time, for systems that cannot do it for all of them together
	 */
	void sync(Path folder, Collection<Path> written) throws IOException;

	@Override
	void close();
}
