package org.armillary.organiser.scan;

/**
 * Hears how far a scan is.
 *
 * <p><b>Threads.</b> The first and the last call of a scan come from the thread that scans, those between from several
 * threads at once.
 */
@FunctionalInterface
public interface ScanListener {

	/** Hears nothing. */
	ScanListener NONE = (_, _) -> {
		// nobody waits for it
	};

	/**
	 * Called when the files have been found, with 0, after each file, and when all are done. Returns at once: the scan waits
	 * for it.
	 *
	 * @param done
	 *            files that were read, or known already
	 * @param total
	 *            all files that were found
	 */
	void scanned(int done, int total);
}
