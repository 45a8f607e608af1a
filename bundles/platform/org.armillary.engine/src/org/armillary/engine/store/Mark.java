package org.armillary.engine.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Says that a result is out of date, although nothing that decides it has changed: because a raw frame turned out to be bad,
 * say. Such a result is not used again.
 *
 * @param reason
 *            why, in the words of who marked it
 * @param user
 *            who marked it
 * @param time
 *            when
 */
public record Mark(String reason, String user, Instant time) {

	/** In words, such as {@code marked out of date by anna on 2026-11-21T16:40:00Z: bad flat}; to the second. */
	public String words() {
		return "marked out of date by " + user + " on " + time.truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
	}
}
