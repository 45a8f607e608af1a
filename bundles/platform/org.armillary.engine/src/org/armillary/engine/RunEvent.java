package org.armillary.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run. Events are data: they are written to the journal and can be read from it again. */
public sealed interface RunEvent {

	/**
	 * A job as people who watch a run see it.
	 *
	 * @param id
	 *            identity within the run
	 * @param node
	 *            id of its node
	 * @param actor
	 *            id of its actor
	 * @param subject
	 *            what it works on: first part of its products' names; empty for none
	 * @param datasets
	 *            names of the datasets that it belongs to
	 */
	record Outline(String id, String node, String actor, String subject, List<String> datasets) {

		/** Copies the list. */
		public Outline {
			datasets = List.copyOf(datasets);
		}

		/** A job that belongs to no dataset. */
		public Outline(String id, String node, String actor, String subject) {
			this(id, node, actor, subject, List.of());
		}
	}

	/**
	 * The jobs are known and the first is about to start.
	 *
	 * @param run
	 *            id of the run; empty where it has none
	 * @param workflow
	 *            name of the workflow
	 * @param jobs
	 *            the jobs, each after those whose products it needs
	 * @param idle
	 *            why nodes have nothing to do
	 * @param notes
	 *            what a user should know of the workflow
	 */
	record Started(String run, String workflow, List<Outline> jobs, List<Message> idle, List<Message> notes)
			implements RunEvent {
		/** Copies the lists. */
		public Started {
			jobs = List.copyOf(jobs);
			idle = List.copyOf(idle);
			notes = List.copyOf(notes);
		}
	}

	/**
	 * A job starts.
	 *
	 * @param job
	 *            id of the job
	 * @param key
	 *            its cache key
	 * @param reason
	 *            why it runs
	 * @param attempt
	 *            1 for the first
	 */
	record JobStarted(String job, JobKey key, JobReason reason, int attempt) implements RunEvent {
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
	 * An attempt at a job came to its end, in whichever way.
	 *
	 * @param job
	 *            id of the job
	 * @param attempt
	 *            number of the attempt
	 * @param circumstances
	 *            what does not decide the result but is of interest: host, user, Java version, origin of the actor; by name
	 * @param use
	 *            what it used
	 * @param duration
	 *            how long the work took
	 * @param facts
	 *            what an attempt worked with that failed; empty for all others, whose result tells
	 */
	record Executed(String job, int attempt, Map<String, String> circumstances, ResourceUse use, Duration duration,
			Optional<JobFacts> facts) implements RunEvent {
		/** Copies the map. */
		public Executed {
			circumstances = Collections.unmodifiableMap(new LinkedHashMap<>(circumstances));
		}

		/** An attempt whose facts stand elsewhere. */
		public Executed(String job, int attempt, Map<String, String> circumstances, ResourceUse use,
				Duration duration) {
			this(job, attempt, circumstances, use, duration, Optional.empty());
		}
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
	 * A job logged something for its author or for the curious, or the engine a trouble that it has overcome.
	 *
	 * @param job
	 *            id of the job; empty for the engine
	 * @param level
	 *            how important it is
	 * @param text
	 *            what it says
	 */
	record Logged(String job, System.Logger.Level level, String text) implements RunEvent {
	}

	/**
	 * A job failed and will be tried again.
	 *
	 * @param job
	 *            id of the job
	 * @param attempt
	 *            number of the attempt that failed
	 * @param why
	 *            why it failed
	 * @param delay
	 *            pause before the next attempt
	 */
	record Retried(String job, int attempt, Message why, Duration delay) implements RunEvent {
	}

	/**
	 * A job works for another run already; this one waits for its result.
	 *
	 * @param job
	 *            id of the job
	 */
	record Waiting(String job) implements RunEvent {
	}

	/**
	 * A job ended.
	 *
	 * @param result
	 *            how; products in their final places
	 * @param key
	 *            its cache key; null where it never had one, because it was skipped
	 * @param reason
	 *            why it ran or was reused; null likewise
	 */
	record JobEnded(JobResult result, @Nullable JobKey key,
			@Nullable JobReason reason) implements RunEvent {
	}

	/**
	 * A result differed from its prediction, so that the jobs after it were planned again.
	 *
	 * @param job
	 *            the job whose result differed
	 * @param why
	 *            in what
	 * @param added
	 *            jobs that are new
	 * @param removed
	 *            ids of jobs that are no longer needed
	 */
	record Replanned(String job, Message why, List<Outline> added, List<String> removed) implements RunEvent {
		/** Copies the lists. */
		public Replanned {
			added = List.copyOf(added);
			removed = List.copyOf(removed);
		}
	}

	/**
	 * A process takes the run up.
	 *
	 * @param environment
	 *            with what it executes it
	 */
	record TakenUp(RunEnvironment environment) implements RunEvent {
	}

	/**
	 * The run goes on after its process ended early.
	 *
	 * @param host
	 *            name of the machine
	 * @param pid
	 *            the process that goes on with it
	 */
	record Resumed(String host, long pid) implements RunEvent {
	}

	/**
	 * All jobs ended, or the run was given up.
	 *
	 * @param outcome
	 *            how
	 * @param messages
	 *            why it was given up; empty where all jobs ended
	 */
	record Ended(Outcome outcome, List<Message> messages) implements RunEvent {
		/** Copies the list. */
		public Ended {
			messages = List.copyOf(messages);
		}
	}

	/** How a run can end. */
	enum Outcome {
		/** All jobs are Ok, Partial or NoWork. */
		DONE,
		/** A job failed, or was skipped because of one. */
		FAILED,
		/** It was cancelled. */
		CANCELLED,
		/** The place, the disk or the memory did not suffice for the engine itself; it can be resumed. */
		STOPPED
	}
}
