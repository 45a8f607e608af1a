package org.armillary.organiser.scan;

import org.armillary.organiser.header.Header;

/**
 * What is remembered of a file.
 *
 * @param stamp
 *            the file
 * @param folder
 *            the folder that it was found in
 * @param identity
 *            its identity, 64 hexadecimal digits
 * @param header
 *            selected keywords
 */
record MemoryRow(FileStamp stamp, String folder, String identity, Header header) {
}
