package org.armillary.engine.run;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobReason;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord.Attempt;

/**
 * Why a job of a run ran, was reused, or did not run.
 *
 * @param job
 *            which job it is; a node without jobs has one without id, actor and subject
 * @param state
 *            where it stands
 * @param reused
 *            whether the result of another run is used
 * @param text
 *            why, in one line: {@code re-ran: badpixThreshold 35 → 40}, {@code skipped: dark#3 failed: …}
 * @param reason
 *            why it ran or was reused, as data
 * @param attempts
 *            how often it was tried, with the reasons for which attempts failed
 * @param causes
 *            why it was skipped: the job that it waited for, the one that this waited for, … the one that failed
 * @param messages
 *            what it told
 */
public record JobWhy(Outline job, JobState state, boolean reused, String text, Optional<JobReason> reason,
		List<Attempt> attempts, List<Cause> causes, List<Message> messages) {

	/**
	 * A job because of which another was skipped.
	 *
	 * @param job
	 *            its id
	 * @param state
	 *            how it ended
	 * @param message
	 *            why, where it said so
	 */
	public record Cause(String job, JobState state, Optional<Message> message) {
	}

	/** Copies the lists. */
	public JobWhy {
		attempts = List.copyOf(attempts);
		causes = List.copyOf(causes);
		messages = List.copyOf(messages);
	}
}
