package org.armillary.engine.run;

import java.util.Locale;

import org.armillary.engine.JobResult;

/** Where a job of a run stands. */
public enum JobState {
	/** It has not started. */
	PENDING,
	/** Another run works on the same; this one waits for its result. */
	WAITING,
	/** It is at work. */
	RUNNING,
	/** It was at work when the process of the run ended. */
	INTERRUPTED,
	/** All was made. */
	OK,
	/** Some of it was made. */
	PARTIAL,
	/** There was nothing to do. */
	NO_WORK,
	/** It failed. */
	FAILED,
	/** It did not start, because a job that it needs did not deliver. */
	SKIPPED,
	/** It was cancelled. */
	CANCELLED;

	/** The state of a job that ended. */
	public static JobState of(JobResult.Status status) {
		return switch (status) {
		case OK -> OK;
		case PARTIAL -> PARTIAL;
		case NO_WORK -> NO_WORK;
		case FAILED -> FAILED;
		case SKIPPED -> SKIPPED;
		case CANCELLED -> CANCELLED;
		};
	}

	/** Whether it has a result that may be used. */
	public boolean isFinished() {
		return this == OK || this == PARTIAL || this == NO_WORK;
	}

	/** In words, as in JSON: {@code no work}. */
	public String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}
}
