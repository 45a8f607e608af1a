package org.armillary.engine.job;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides how a job ends when whoever waits for it and the thread that works for it may both want to: it is completed
 * or it is given up, never both. Only a job that is being completed may write its result.
 */
final class JobControl {

	private enum State {
		/** At work; it may be asked to end. */
		WORKING,
		/** Its result is being written; nothing stops that. */
		COMPLETING,
		/** Nobody wants its result any more. */
		GIVEN_UP
	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);
	private final boolean alone;

	/**
	 * Makes the control of a job that begins.
	 *
	 * @param alone
	 *            whether nobody but this object can cancel the job; otherwise interrupting its thread does too
	 */
	JobControl(boolean alone) {
		this.alone = alone;
	}

	/** Whether the job shall end as soon as it can. */
	boolean isCancelled() {
		return state.get() == State.GIVEN_UP;
	}

	/** Whether a job that says that it was interrupted says the truth. */
	boolean mayBeInterrupted() {
		return !alone || isCancelled();
	}

	/** Gives the job up; false if its result is being written already. */
	boolean giveUp() {
		return state.compareAndSet(State.WORKING, State.GIVEN_UP) || isCancelled();
	}

	/** Begins to write the result; false if the job was given up. */
	boolean complete() {
		return state.compareAndSet(State.WORKING, State.COMPLETING);
	}
}
