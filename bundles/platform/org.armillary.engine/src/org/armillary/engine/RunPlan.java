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
 * @param idle
 *            nodes without any job, and why: their condition is not met, or nothing arrives
 * @param notes
 *            what a user should know of the workflow before it runs
 */
public record RunPlan(String workflow, List<Job> jobs, List<IdleNode> idle, List<Message> notes) {

	/** Copies the lists. */
	public RunPlan {
		jobs = List.copyOf(jobs);
		idle = List.copyOf(idle);
		notes = List.copyOf(notes);
	}

	/**
	 * A node, or a part of the products that arrive at it, for which there is nothing to do.
	 *
	 * @param node
	 *            id of the node
	 * @param why
	 *            why
	 */
	public record IdleNode(String node, Message why) {
	}
}
