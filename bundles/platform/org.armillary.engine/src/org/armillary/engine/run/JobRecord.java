package org.armillary.engine.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outline;

/**
 * All that the journal says of a job.
 *
 * @param outline
 *            which job it is
 * @param state
 *            where it stands
 * @param reused
 *            whether the result of another run is used
 * @param reason
 *            why it ran or was reused, where that is known
 * @param key
 *            its cache key, where it has one
 * @param attempts
 *            how often it was tried, over all resumptions of the run; none where it was reused
 * @param result
 *            how it ended
 * @param ended
 *            when it ended
 * @param progress
 *            what it told last of its progress, while it is at work
 */
public record JobRecord(Outline outline, JobState state, boolean reused, Optional<JobReason> reason,
		Optional<JobKey> key, List<Attempt> attempts, Optional<JobResult> result, Optional<Instant> ended,
		Optional<RunEvent.Progress> progress) {

	/**
	 * One attempt to do a job.
	 *
	 * @param number
	 *            1 for the first since the run was last taken up
	 * @param started
	 *            when it started
	 * @param ended
	 *            when it ended, for one that was cut off the last that is known of the run; empty while it goes on
	 * @param failure
	 *            why it failed
	 * @param circumstances
	 *            host, user, Java version, origin of the actor; by name; none where the journal does not tell
	 * @param use
	 *            what it used
	 * @param facts
	 *            what it worked with where it failed; the result tells it of an attempt that did not
	 */
	public record Attempt(int number, Instant started, Optional<Instant> ended, Optional<Message> failure,
			Map<String, String> circumstances, ResourceUse use, Optional<JobFacts> facts) {

		/** Copies the map. */
		public Attempt {
			circumstances = Collections.unmodifiableMap(new LinkedHashMap<>(circumstances));
		}

		/** An attempt of which no more is known. */
		public Attempt(int number, Instant started, Optional<Instant> ended, Optional<Message> failure) {
			this(number, started, ended, failure, Map.of(), ResourceUse.UNKNOWN);
		}

		/** An attempt whose facts stand elsewhere. */
		public Attempt(int number, Instant started, Optional<Instant> ended, Optional<Message> failure,
				Map<String, String> circumstances, ResourceUse use) {
			this(number, started, ended, failure, circumstances, use, Optional.empty());
		}

		/** The same attempt with its end. */
		Attempt ended(Instant time, Optional<Message> why) {
			return new Attempt(number, started, Optional.of(time), why, circumstances, use, facts);
		}

		/** The same attempt with what was told of it. */
		Attempt executed(RunEvent.Executed told) {
			return new Attempt(number, started, ended, failure, told.circumstances(), told.use(), told.facts());
		}
	}

	/** Copies the list. */
	public JobRecord {
		attempts = List.copyOf(attempts);
	}

	/** Id of the job. */
	public String id() {
		return outline.id();
	}

	/** Whether it was executed in this run and has a result that may be used. */
	public boolean ran() {
		return state.isFinished() && !reused;
	}
}
