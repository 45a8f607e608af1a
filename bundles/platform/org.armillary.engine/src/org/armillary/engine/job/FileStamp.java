package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells whether a file is still what it was: where it is, how long, when its content and its properties last
 * changed.
 *
 * @param values
 *            properties by name
 */
record FileStamp(Map<String, Object> values) {

	private static final String ATTRIBUTES = "unix:dev,ino,nlink,size,lastModifiedTime,ctime,isRegularFile";

	/** Of a file itself, not of what a link leads to. */
	static FileStamp of(Path file) throws IOException {
		return new FileStamp(Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
	}

	/** Length in bytes. */
	long bytes() {
		return (Long) values.get("size");
	}

	/** Whether it is a plain file that has no other name: changing or moving it concerns nobody else. */
	boolean isOwn() {
		return Boolean.TRUE.equals(values.get("isRegularFile")) && Integer.valueOf(1).equals(values.get("nlink"));
	}
}
