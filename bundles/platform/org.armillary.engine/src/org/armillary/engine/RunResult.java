package org.armillary.engine;

import java.util.List;

import org.armillary.engine.JobResult.Status;

/**
 * How a run ended.
 *
 * @param plan
 *            what was to be done
 * @param results
 *            one result for each job, in the order of the plan
 */
public record RunResult(RunPlan plan, List<JobResult> results) {

	/** Copies the list. */
	public RunResult {
		results = List.copyOf(results);
	}

	/** Whether a job failed or was skipped because of one. */
	public boolean failed() {
		return results.stream().anyMatch(result -> result.status().isFailure());
	}

	/** Whether the run was cancelled. */
	public boolean cancelled() {
		return results.stream().anyMatch(result -> result.status() == Status.CANCELLED);
	}
}
