package org.armillary.data.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;

/** Tells a full disk from other reasons why writing fails. */
final class DiskSpace {

	/** What operating systems say when space, quota or the largest size of a file are used up (ENOSPC, EDQUOT, EFBIG). */
	private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded",
			"file too large");

	private DiskSpace() {
	}

	/**
	 * The exception for a failure that comes from lack of space.
	 *
	 * @param file
	 *            file that is written
	 * @param missingBytes
	 *            bytes that are still to be written, as far as is known
	 * @param cause
	 *            why writing failed
	 * @return empty if it failed for another reason
	 */
	static Optional<FitsException> explain(Path file, long missingBytes, IOException cause) {
		long free = free(file);
		String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
		// the reason may be in another language, then a disk that is full all the same says it
		boolean full = FULL.stream().anyMatch(reason::contains) || free >= 0 && free < Math.max(1, missingBytes);
		return full
				? Optional.of(new FitsException(
						FitsMessage.DISK_FULL.with(file, missingBytes, free < 0 ? "unknown" : free), cause))
				: Optional.empty();
	}

	private static long free(Path file) {
		try {
			return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
		} catch (IOException _) {
			// where even that cannot be found out the reason alone has to do
			return -1;
		}
	}
}
