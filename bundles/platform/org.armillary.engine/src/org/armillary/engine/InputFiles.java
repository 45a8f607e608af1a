package org.armillary.engine;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.data.FitsException;

/**
 * Where planning learns of files. An implementation may remember what it once read of a file as long as its device, inode,
 * size and times stay the same.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public interface InputFiles {

	/**
	 * Headers of a file.
	 *
	 * @throws FitsException
	 *             where a FITS file is missing, truncated or otherwise bad as far as headers show
	 * @throws IOException
	 *             where the file cannot be read
	 */
	FileFacts facts(Path file) throws IOException;

	/**
	 * Digest of what a file says: {@link org.armillary.data.fits.ContentDigest} of a FITS file, SHA-256 of the bytes of any
	 * other.
	 *
	 * @param selection
	 *            which extensions of a FITS file count
	 */
	String digest(Path file, ExtensionSelection selection) throws IOException;
}
