package org.armillary.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.Job;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunEvent;
import org.armillary.engine.run.JobKeys.Keyed;
import org.armillary.engine.store.Claim;
import org.armillary.engine.store.Lookup;
import org.jspecify.annotations.Nullable;

/** What an activation thread tells the coordinating one. */
sealed interface Notice {

	/**
	 * A job with its inputs, as the coordinating thread gave it away.
	 *
	 * @param node
	 *            the job's place in the graph
	 * @param round
	 *            the round of the node for which the work is done
	 * @param job
	 *            the job
	 * @param inputs
	 *            the products at its input ports
	 * @param isLast
	 *            whether no other job needs its products
	 */
	record Task(JobGraph.Node node, int round, Job job, Map<String, List<JobInput>> inputs, boolean isLast) {

		/** Whether it was not made void by planning again. */
		boolean counts() {
			return node.round() == round;
		}
	}

	/** A job whose result the store lacks, on its way through attempts. Handed from thread to thread, never shared. */
	final class Execution {

		final Task task;
		final Keyed keyed;
		final RetryPolicy.Attempts attempts;
		Lookup looked;
		@Nullable
		JobReason reason;
		@Nullable
		Claim claim;
		boolean waits;
		long memoryTaken;

		Execution(Task task, Keyed keyed, Lookup looked) {
			this.task = task;
			this.keyed = keyed;
			this.looked = looked;
			this.attempts = new RetryPolicy.Attempts(task.job().plan().resources().memoryBytes());
		}
	}

	/** Something happened in a job at work. */
	record Told(RunEvent event) implements Notice {
	}

	/** The store lacks the result of a job. */
	record Missed(Execution execution) implements Notice {
	}

	/** Another run is at the work of a job. */
	record Held(Execution execution) implements Notice {
	}

	/** A job failed and is to be tried again. */
	record Again(Execution execution, Message why, Duration delay) implements Notice {
	}

	/**
	 * A job ended.
	 *
	 * @param task
	 *            the job
	 * @param execution
	 *            its way through attempts; null where it ended when its result was looked for
	 * @param key
	 *            its cache key; null where it has none
	 * @param reason
	 *            why it ran or was reused; null where that was not found out
	 * @param result
	 *            how it ended, its products in their final places
	 * @param made
	 *            its products where later jobs read them
	 * @param trouble
	 *            why the engine cannot go on; empty where it can
	 */
	record Ended(Task task, @Nullable Execution execution, @Nullable JobKey key, @Nullable JobReason reason,
			JobResult result, Map<String, List<MadeProduct>> made, Optional<Message> trouble) implements Notice {
	}
}
