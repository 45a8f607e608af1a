package org.armillary.engine.run;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a run writes to a disk, and what is free there.
 *
 * @param folders
 *            the folders that are on the disk: the store, the output folder, or both
 * @param bytes
 *            new products there, bytes
 * @param freeBytes
 *            what is free for this user, bytes; empty where that is unknown
 */
public record DiskNeed(List<Path> folders, Range bytes, OptionalLong freeBytes) {

	/** Copies the list. */
	public DiskNeed {
		folders = List.copyOf(folders);
	}

	/** Whether it may be too much for the disk. */
	public boolean mayNotFit() {
		return freeBytes.isPresent() && bytes.high() > freeBytes.getAsLong();
	}
}
