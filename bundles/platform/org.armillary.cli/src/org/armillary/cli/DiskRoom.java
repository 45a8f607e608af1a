package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Tells the room on the disk of a folder. */
@FunctionalInterface
interface DiskRoom {

	/** Free bytes on the disk of a folder that exists. */
	long bytes(Path folder) throws IOException;

	/** The room that there is. */
	static long free(Path folder) throws IOException {
		return Files.getFileStore(folder).getUsableSpace();
	}

	/** Free bytes where a folder is or will be; none where the system does not tell. */
	default OptionalLong at(Path folder) {
		Path there = folder;
		while (!Files.isDirectory(there) && there.getParent() != null) {
			there = there.getParent();
		}
		try {
			return OptionalLong.of(bytes(there));
		} catch (IOException e) {
			System.getLogger(DiskRoom.class.getName()).log(System.Logger.Level.DEBUG, "no room told of " + there, e);
			return OptionalLong.empty();
		}
	}
}
