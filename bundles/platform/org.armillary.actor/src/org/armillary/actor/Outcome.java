package org.armillary.actor;

import java.util.List;

import org.armillary.actor.message.Message;

/**
 * How a job ended when it did not fail.
 *
 * @param <O>
 *            the outputs
 */
public sealed interface Outcome<O> {

	/**
	 * All was made.
	 *
	 * @param outputs
	 *            the outputs
	 * @param caveats
	 *            what a user of the products should know
	 */
	record Ok<O>(O outputs, List<Message> caveats) implements Outcome<O> {
		/** Copies the list. */
		public Ok {
			caveats = List.copyOf(caveats);
		}
	}

	/**
	 * Some of it was made.
	 *
	 * @param outputs
	 *            the outputs
	 * @param why
	 *            what is missing and why
	 */
	record Partial<O>(O outputs, Message why) implements Outcome<O> {
	}

	/**
	 * There was nothing to do, which is no failure.
	 *
	 * @param why
	 *            what was lacking
	 */
	record NoWork<O>(Message why) implements Outcome<O> {
	}

	/** All was made. */
	static <O> Outcome<O> ok(O outputs) {
		return new Ok<>(outputs, List.of());
	}
}
