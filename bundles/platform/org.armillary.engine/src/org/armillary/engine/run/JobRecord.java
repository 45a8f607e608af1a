package org.armillary.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
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
	 *            when it ended; empty where it did not, or was cut off
	 * @param failure
	 *            why it failed
	 */
	public record Attempt(int number, Instant started, Optional<Instant> ended, Optional<Message> failure) {
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
