package org.armillary.organiser.scan;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;

/** What a scan found of a file. */
sealed interface Outcome {

	/**
	 * Its headers.
	 *
	 * @param isKnown
	 *            whether they were known before
	 * @param isLasting
	 *            whether they hold for as long as the stamp of the file stays the same
	 */
	record Read(HeaderFile file, boolean isKnown, boolean isLasting) implements Outcome {
	}

	/** It is being written. */
	record Unfinished() implements Outcome {
	}

	/**
	 * It cannot be read.
	 *
	 * @param isLasting
	 *            whether that stays so for as long as its stamp stays the same
	 */
	record Bad(Message problem, boolean isLasting) implements Outcome {
	}

	/** It went while it was looked at. */
	record Gone() implements Outcome {
	}
}
