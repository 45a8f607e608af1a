package org.armillary.actor.message;

/**
 * A throwable that says what is wrong in a way that can be shown to a user as it stands. Whoever reports a failure shows
 * {@link #explanation()} and keeps the stack trace for those who ask for it.
 */
public interface HasMessage {

	/** What the user is told. */
	Message explanation();

	/**
	 * Whether space or permission was lacking, so that the same work may succeed elsewhere or later; otherwise the content
	 * is bad.
	 */
	default boolean isResourceFailure() {
		return false;
	}
}
