package org.armillary.engine;

import java.util.List;

import org.armillary.actor.message.Message;

/**
 * The jobs of a run, each after those whose products it needs.
 *
 * @param workflow
 *            name of the workflow
 * @param jobs
 *            the jobs
 * @param notes
 *            what a user should know of the workflow before it runs
 */
public record RunPlan(String workflow, List<Job> jobs, List<Message> notes) {

	/** Copies the lists. */
	public RunPlan {
		jobs = List.copyOf(jobs);
		notes = List.copyOf(notes);
	}
}
