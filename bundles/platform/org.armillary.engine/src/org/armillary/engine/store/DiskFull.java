package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.message.Reason;
import org.armillary.engine.RunMessage;

/** Tells a full disk from other reasons why the store cannot write. */
final class DiskFull {

	/** What operating systems say when space or quota are used up (ENOSPC, EDQUOT). */
	private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");

	/** A disk with less than this is full for whoever writes a result, bytes. */
	private static final long NEXT_TO_NOTHING = 1 << 16;

	private DiskFull() {
	}

	/**
	 * What to tell a user instead of a failure.
	 *
	 * @param bytes
	 *            what was to be written, bytes
	 */
	static IOException explain(Path folder, long bytes, IOException problem) {
		long free = free(folder, problem);
		String reason = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
		if (FULL.stream().anyMatch(reason::contains) || free >= 0 && free < NEXT_TO_NOTHING) {
			return new StoreException(RunMessage.STORE_DISK_FULL
					.with(folder, bytes, free < 0 ? "an unknown number of" : free).withDetail(Reason.of(problem)),
					problem);
		}
		return problem;
	}

	private static long free(Path folder, IOException problem) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		} catch (IOException e) {
			problem.addSuppressed(e);
			return -1;
		}
	}
}
