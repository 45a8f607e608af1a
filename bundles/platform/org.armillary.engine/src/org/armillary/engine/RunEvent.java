package org.armillary.engine;

import org.armillary.actor.QcValue;

/** Something that happened in a run. */
public sealed interface RunEvent {

	/**
	 * The jobs are known and the first is about to start.
	 *
	 * @param plan
	 *            the plan
	 */
	record Started(RunPlan plan) implements RunEvent {
	}

	/**
	 * A job starts.
	 *
	 * @param job
	 *            the job
	 */
	record JobStarted(Job job) implements RunEvent {
	}

	/**
	 * A job tells how far it is.
	 *
	 * @param job
	 *            id of the job
	 * @param done
	 *            units done
	 * @param total
	 *            units in all; 0 where that is unknown
	 * @param unit
	 *            what is counted
	 */
	record Progress(String job, long done, long total, String unit) implements RunEvent {
	}

	/**
	 * A job published a quality-control value.
	 *
	 * @param job
	 *            id of the job
	 * @param value
	 *            the value
	 */
	record QcPublished(String job, QcValue value) implements RunEvent {
	}

	/**
	 * A job logged something for its author or for the curious.
	 *
	 * @param job
	 *            id of the job
	 * @param level
	 *            how important it is
	 * @param text
	 *            what it says
	 */
	record Logged(String job, System.Logger.Level level, String text) implements RunEvent {
	}

	/**
	 * A job ended.
	 *
	 * @param result
	 *            how
	 */
	record JobEnded(JobResult result) implements RunEvent {
	}

	/**
	 * All jobs ended.
	 *
	 * @param result
	 *            how
	 */
	record Ended(RunResult result) implements RunEvent {
	}
}
