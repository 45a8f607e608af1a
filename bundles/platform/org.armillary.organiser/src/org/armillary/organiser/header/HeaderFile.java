package org.armillary.organiser.header;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as its headers show it.
 *
 * @param name
 *            what people call it: its path below the place where it was found, parts separated by {@code /}
 * @param path
 *            where it is, absolute; empty where only its headers are there, as in an archive of headers
 * @param header
 *            the selected keywords of its primary header, as they stand in the file
 * @param bytes
 *            size of the file, bytes
 * @param identity
 *            digest of all its headers without volatile keywords (DATE, CHECKSUM, …), 64 hexadecimal digits: equal for
 *            copies of a file wherever they are, and for the file and its headers in an archive. Where the file has DATASUM
 *            keywords, its data count as well
 */
public record HeaderFile(String name, Optional<Path> path, Header header, long bytes, String identity) {
}
