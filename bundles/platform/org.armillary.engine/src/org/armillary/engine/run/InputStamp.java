package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * What tells whether an input file is still the file that it was: place on the disk, size and times.
 *
 * @param values
 *            properties by name
 */
record InputStamp(Map<String, Object> values) {

	private static final String UNIX = "unix:dev,ino,size,lastModifiedTime,ctime";

	/** Of a file as it is now. */
	static InputStamp of(Path file) throws IOException {
		if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return new InputStamp(Map.copyOf(Files.readAttributes(file, UNIX)));
		}
		var attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new InputStamp(Map.of("size", attributes.size(), "lastModifiedTime", attributes.lastModifiedTime()));
	}
}
