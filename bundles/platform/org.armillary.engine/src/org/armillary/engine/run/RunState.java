package org.armillary.engine.run;

import org.armillary.engine.RunEvent.Outcome;

/** Where a run stands; derived from its journal and its lease, never written down. */
public enum RunState {
	/** No process has taken it up yet. */
	WAITING,
	/** A process executes it. */
	RUNNING,
	/** The process that executed it is gone, and the run did not end. */
	INTERRUPTED,
	/** All jobs are Ok, Partial or NoWork. */
	DONE,
	/** A job failed, or was skipped because of one. */
	FAILED,
	/** It was cancelled. */
	CANCELLED,
	/** The engine itself could not go on. */
	STOPPED,
	/** What is to be run, or what happened, cannot be read. */
	DAMAGED;

	/** The state of a run that ended. */
	public static RunState of(Outcome outcome) {
		return switch (outcome) {
		case DONE -> DONE;
		case FAILED -> FAILED;
		case CANCELLED -> CANCELLED;
		case STOPPED -> STOPPED;
		};
	}

	/** Whether a process works on it or is about to. */
	public boolean isActive() {
		return this == WAITING || this == RUNNING;
	}

	/** Whether going on with it makes sense. */
	public boolean isResumable() {
		return this != RUNNING && this != DONE && this != DAMAGED;
	}
}
