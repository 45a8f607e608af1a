package org.armillary.data.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;

/** Tells a full disk from other reasons why writing fails. */
final class DiskSpace {

	/** What operating systems say when space or quota are used up (ENOSPC, EDQUOT). */
	private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");
	/** What they say when a file would be larger than a limit allows (EFBIG). */
	private static final String TOO_LARGE = "file too large";
	/** What they say when something else is wrong (EIO, EROFS, ENODEV, ESTALE), however much space there is. */
	private static final List<String> OTHER = List.of("input/output error", "read-only file system", "no such device",
			"stale file handle");

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
		String space = (free < 0 ? "an unknown number of" : free) + " bytes free";
		if (reason.contains(TOO_LARGE)) {
			return full(file, "the file reached the largest size that is allowed here; the disk has " + space, cause);
		}
		// the reason may be in another language, then a disk that is full all the same says it
		boolean full = FULL.stream().anyMatch(reason::contains)
				|| free >= 0 && free < Math.max(1, missingBytes) && OTHER.stream().noneMatch(reason::contains);
		if (!full) {
			return Optional.empty();
		}
		String missing = missingBytes < 1 ? "" : "at least " + missingBytes + " bytes are still to be written, ";
		return full(file, missing + "the disk has " + space, cause);
	}

	private static Optional<FitsException> full(Path file, String situation, IOException cause) {
		return Optional.of(new FitsException(
				FitsMessage.DISK_FULL.with(file, situation).withDetail(Reason.of(cause)), cause));
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
