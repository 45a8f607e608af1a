package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.data.fits.StoredHeaders;

/** Reads the headers of a file. May be used by several threads at once. */
@FunctionalInterface
interface HeaderReader {

	/** Reads them. */
	StoredHeaders read(Path file) throws IOException;
}
