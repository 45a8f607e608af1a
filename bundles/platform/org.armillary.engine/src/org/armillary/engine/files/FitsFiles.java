package org.armillary.engine.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;

/**
 * Which files are FITS: one that is called so must be one; any other is one where its content is. Whoever reads files,
 * digests them or hands them to jobs has to agree on that.
 */
public final class FitsFiles {

	private static final byte[] BEGINNING = { 'S', 'I', 'M', 'P', 'L', 'E', ' ', ' ', '=' };
	private static final byte[] GZIP = { 0x1f, (byte) 0x8b };

	private FitsFiles() {
	}

	/**
	 * Opens a FITS file; empty for a file that is none and need not be.
	 *
	 * @throws FitsException
	 *             where a FITS file is missing or bad as far as headers show
	 * @throws IOException
	 *             where the file cannot be read
	 */
	public static Optional<FitsFile> open(Path file) throws IOException {
		if (FileNames.isFits(file) || !Files.isRegularFile(file) || !Files.isReadable(file)) {
			return Optional.of(FitsFile.open(file));
		}
		byte[] beginning = beginning(file);
		if (Arrays.equals(beginning, BEGINNING)) {
			return Optional.of(FitsFile.open(file));
		}
		return begins(beginning, GZIP) ? compressed(file) : Optional.empty();
	}

	private static Optional<FitsFile> compressed(Path file) throws FitsException {
		try {
			return Optional.of(FitsFile.open(file));
		} catch (FitsException e) {
			if (e.isResourceFailure()) {
				throw e;
			}
			System.getLogger(FitsFiles.class.getName()).log(System.Logger.Level.DEBUG, "compressed, but not FITS", e);
			return Optional.empty();
		}
	}

	private static byte[] beginning(Path file) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return in.readNBytes(BEGINNING.length);
		}
	}

	private static boolean begins(byte[] bytes, byte[] expected) {
		return bytes.length >= expected.length
				&& Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
	}
}
