package org.armillary.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;

/**
 * How a job ended.
 *
 * @param job
 *            id of the job
 * @param status
 *            how it ended
 * @param products
 *            its products by output port; where they lie depends on who gives the result
 * @param qc
 *            quality-control values in the order they were published
 * @param messages
 *            caveats, what is missing, or why it failed or was skipped
 * @param failure
 *            kind of failure, where it failed
 * @param trace
 *            stack trace behind a failure; empty for none
 * @param duration
 *            time that the work took, also where the result is reused
 * @param use
 *            what the work used
 * @param reusedFrom
 *            the run whose result is used again; empty where the job ran
 */
public record JobResult(String job, Status status, Map<String, List<ProductFile>> products, List<QcValue> qc,
		List<Message> messages, Optional<ActorException.Kind> failure, String trace, Duration duration, ResourceUse use,
		Optional<String> reusedFrom) {

	/** How a job can end. */
	public enum Status {
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

		/** Whether a run with such a job has failed. */
		public boolean isFailure() {
			return this == FAILED || this == SKIPPED;
		}

		/** Whether such a result may be used again. */
		public boolean isFinished() {
			return this == OK || this == PARTIAL || this == NO_WORK;
		}
	}

	/** Copies the collections. */
	public JobResult {
		products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
		qc = List.copyOf(qc);
		messages = List.copyOf(messages);
	}

	/** A job that did not run. */
	public static JobResult notRun(String job, Status status, Message why) {
		return new JobResult(job, status, Map.of(), List.of(), List.of(why), Optional.empty(), "", Duration.ZERO,
				ResourceUse.UNKNOWN, Optional.empty());
	}

	/** A job that failed without making anything. */
	public static JobResult failed(String job, ActorException.Kind kind, Message why, String trace, Duration duration) {
		return new JobResult(job, Status.FAILED, Map.of(), List.of(), List.of(why), Optional.of(kind), trace, duration,
				ResourceUse.UNKNOWN, Optional.empty());
	}

	/** The same result with its products elsewhere. */
	public JobResult withProducts(Map<String, List<ProductFile>> places) {
		return new JobResult(job, status, places, qc, messages, failure, trace, duration, use, reusedFrom);
	}

	/** The same result for another job, or as one that is used again. */
	public JobResult reusedBy(String id, String run) {
		return new JobResult(id, status, products, qc, messages, failure, trace, duration, use, Optional.of(run));
	}

	/** The same result with one more message. */
	public JobResult withMessage(Message message) {
		var more = new ArrayList<>(messages);
		more.add(message);
		return withMessages(more);
	}

	/** The same result with other messages. */
	public JobResult withMessages(List<Message> others) {
		return new JobResult(job, status, products, qc, others, failure, trace, duration, use, reusedFrom);
	}
}
