package org.armillary.data.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where the bytes of a FITS file come from. Immutable to its users, may be used by several threads at once. */
sealed interface FileContent permits PlainContent, GzipContent {

	/** The file. */
	Path path();

	/** Number of bytes of the content, uncompressed. */
	long size();

	/** Begins to read. */
	Access open() throws IOException;

	/** Reads bytes at any place. May be used by several threads at once until it is closed. */
	interface Access extends Closeable {

		/** Fills {@code target} with bytes from {@code offset} on as far as there are; negative at the end. */
		int read(ByteBuffer target, long offset) throws IOException;

		/** Number of bytes that are there now. */
		long size() throws IOException;
	}
}
