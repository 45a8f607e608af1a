package org.armillary.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param job
 *            id of the job
 * @param status
 *            how it ended
 * @param products
 *            its products in their final place, by output port
 * @param qc
 *            quality-control values in the order they were published
 * @param messages
 *            caveats, what is missing, or why it failed or was skipped
 * @param failure
 *            kind of failure, where it failed
 * @param cause
 *            the exception behind a failure
 * @param duration
 *            time from start to end
 */
public record JobResult(String job, Status status, Map<String, List<ProductFile>> products, List<QcValue> qc,
		List<Message> messages, Optional<ActorException.Kind> failure, @Nullable Throwable cause, Duration duration) {

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
	}

	/** Copies the collections. */
	public JobResult {
		products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
		qc = List.copyOf(qc);
		messages = List.copyOf(messages);
	}

	/** The same result under the id of another job. */
	JobResult forJob(String id) {
		return new JobResult(id, status, products, qc, messages, failure, cause, duration);
	}

	/** A job that did not run. */
	static JobResult notRun(String job, Status status, Message why) {
		return new JobResult(job, status, Map.of(), List.of(), List.of(why), Optional.empty(), null, Duration.ZERO);
	}
}
