package org.armillary.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a job runs, or why it need not.
 *
 * @param kind
 *            why
 * @param run
 *            the run that made what is reused or compared with; empty for none
 * @param differences
 *            in what the job differs from the earlier one that is most like it
 * @param jobs
 *            ids of the jobs that it waits for, where it is not known yet
 */
public record JobReason(Kind kind, String run, List<KeyDifference> differences, List<String> jobs) {

	/** Why a job runs, or why it need not. */
	public enum Kind {
		/** The store has the result of a job with the same key. */
		REUSED,
		/** Nothing like it was ever run. */
		NEW,
		/** Something that decides its result differs from all that was run. */
		CHANGED,
		/** It was run, but a product is missing or damaged. */
		DAMAGED,
		/** It depends on products that have to be made first. */
		UPSTREAM
	}

	/** Copies the lists. */
	public JobReason {
		differences = List.copyOf(differences);
		jobs = List.copyOf(jobs);
	}

	/** The result of an earlier run is used. */
	public static JobReason reused(String run) {
		return new JobReason(Kind.REUSED, run, List.of(), List.of());
	}

	/** Whether the job need not run. */
	public boolean isReused() {
		return kind == Kind.REUSED;
	}

	/** In one line, as {@code armillary why} tells it. */
	public String text() {
		return switch (kind) {
		case REUSED -> "reused: identical inputs" + (run.isEmpty() ? "" : " (from run " + run + ")");
		case NEW -> "ran: nothing like it was run before";
		case CHANGED -> "re-ran: "
				+ differences.stream().map(KeyDifference::text).collect(Collectors.joining("; "));
		case DAMAGED -> "re-ran: a product of run " + run + " is missing or damaged";
		case UPSTREAM -> "runs if it must, after " + String.join(", ", jobs);
		};
	}
}
