package org.armillary.engine;

import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunEvent.Outcome;

/**
 * How a run ended.
 *
 * @param run
 *            id of the run; empty where it has none
 * @param workflow
 *            name of the workflow
 * @param outcome
 *            how it ended
 * @param results
 *            one result for each job, in the order of the plan
 * @param idle
 *            why nodes had nothing to do
 * @param messages
 *            why it was given up
 */
public record RunResult(String run, String workflow, Outcome outcome, List<JobResult> results, List<Message> idle,
		List<Message> messages) {

	/** Copies the lists. */
	public RunResult {
		results = List.copyOf(results);
		idle = List.copyOf(idle);
		messages = List.copyOf(messages);
	}

	/** Whether a job failed or was skipped because of one, or the run was given up. */
	public boolean failed() {
		return outcome == Outcome.FAILED || outcome == Outcome.STOPPED;
	}

	/** Whether the run was cancelled. */
	public boolean cancelled() {
		return outcome == Outcome.CANCELLED;
	}
}
