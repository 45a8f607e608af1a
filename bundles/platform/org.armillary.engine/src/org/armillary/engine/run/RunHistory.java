package org.armillary.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JournalReader.Entry;
import org.jspecify.annotations.Nullable;

/** Puts the events of a journal together, over all resumptions of the run. */
final class RunHistory {

	private final String run;
	private final Map<String, JobHistory> jobs = new LinkedHashMap<>();
	private final List<RunEvent.Replanned> replans = new ArrayList<>();
	private final List<RunEvent.Resumed> resumptions = new ArrayList<>();
	private final List<RunEnvironment> environments = new ArrayList<>();
	private List<Message> idle = List.of();
	private List<Message> notes = List.of();
	private List<Message> messages = List.of();
	private Duration busy = Duration.ZERO;
	private @Nullable Instant sessionBegun;
	private @Nullable Instant latest;

	RunHistory(String run) {
		this.run = run;
	}

	/** Takes the next event. */
	void on(Entry entry) {
		Instant time = entry.time();
		if (entry.event() instanceof RunEvent.Resumed resumed) {
			endSession();
			cutOff();
			resumptions.add(resumed);
		}
		if (sessionBegun == null) {
			sessionBegun = time;
		}
		latest = time;
		messages = List.of();
		switch (entry.event()) {
		case RunEvent.Started started -> begin(started);
		case RunEvent.JobStarted started -> job(started.job()).started(started, time);
		case RunEvent.Progress progress -> job(progress.job()).progress = progress;
		case RunEvent.Executed executed -> job(executed.job()).executed(executed);
		case RunEvent.TakenUp(var environment) -> environments.add(environment);
		case RunEvent.Waiting(var job) -> job(job).state = JobState.WAITING;
		case RunEvent.Retried retried -> job(retried.job()).retried(retried.why(), time);
		case RunEvent.JobEnded ended -> job(ended.result().job()).ended(ended, time, run);
		case RunEvent.Replanned replanned -> {
			replans.add(replanned);
			replanned.removed().forEach(jobs::remove);
			replanned.added().forEach(outline -> jobs.put(outline.id(), new JobHistory(outline)));
		}
		case RunEvent.Ended(_, var why) -> messages = why;
		case RunEvent.Resumed _,RunEvent.QcPublished _,RunEvent.Logged _ -> {
			// quality control stands in the results
		}
		}
	}

	/** A run that is resumed is planned anew: what was finished stays, what failed starts again. */
	private void begin(RunEvent.Started started) {
		var before = Map.copyOf(jobs);
		jobs.clear();
		for (Outline outline : started.jobs()) {
			JobHistory known = before.get(outline.id());
			if (known != null && known.outline.equals(outline)) {
				known.againIfNotFinished();
				jobs.put(outline.id(), known);
			} else {
				jobs.put(outline.id(), new JobHistory(outline));
			}
		}
		idle = started.idle();
		notes = started.notes();
	}

	/** The job of that id; one that the journal has lost the beginning of has no more than its id. */
	private JobHistory job(String id) {
		return jobs.computeIfAbsent(id, name -> new JobHistory(
				new Outline(name, name.contains("#") ? name.substring(0, name.lastIndexOf('#')) : name, "", "")));
	}

	/** The process is gone; nobody knows how long it was at work after the last that it told. */
	private void cutOff() {
		jobs.values().forEach(job -> job.cutOff(latest));
	}

	private void endSession() {
		if (sessionBegun != null && latest != null) {
			busy = busy.plus(Duration.between(sessionBegun, latest));
		}
		sessionBegun = null;
	}

	/**
	 * What was told so far.
	 *
	 * @param damage
	 *            what is wrong with the request
	 */
	RunRecord record(RunSummary summary, Optional<RunRequest> request, Optional<Message> damage, long damagedLines) {
		endSession();
		if (!summary.state().isActive()) {
			cutOff();
		}
		var said = new ArrayList<>(notes);
		damage.ifPresent(said::add);
		return new RunRecord(summary, request, jobs.values().stream().map(JobHistory::record).toList(), idle, said,
				messages, replans, resumptions, environments, busy, damagedLines);
	}

	/** One job. */
	private static final class JobHistory {

		private final Outline outline;
		private final List<Attempt> attempts = new ArrayList<>();
		private JobState state = JobState.PENDING;
		private RunEvent.@Nullable Progress progress;
		private @Nullable JobReason reason;
		private @Nullable JobKey key;
		private @Nullable JobResult result;
		private @Nullable Instant ended;
		private boolean reused;

		JobHistory(Outline outline) {
			this.outline = outline;
		}

		void started(RunEvent.JobStarted event, Instant time) {
			attempts.add(new Attempt(event.attempt(), time, Optional.empty(), Optional.empty()));
			state = JobState.RUNNING;
			reason = event.reason();
			key = event.key();
			result = null;
			reused = false;
		}

		void executed(RunEvent.Executed event) {
			if (!attempts.isEmpty()) {
				attempts.addLast(attempts.removeLast().executed(event));
			}
		}

		void retried(Message why, Instant time) {
			endAttempt(time, Optional.of(why));
			state = JobState.PENDING;
			progress = null;
		}

		void ended(RunEvent.JobEnded event, Instant time, String run) {
			JobResult now = event.result();
			boolean ownResult = now.reusedFrom().isPresent() && now.reusedFrom().get().equals(run);
			progress = null;
			if (ownResult && result != null && result.status() == now.status()) {
				// made before the run was resumed
				return;
			}
			endAttempt(time, now.status() == JobResult.Status.FAILED ? now.messages().stream().findFirst()
					: Optional.empty());
			result = now;
			ended = time;
			state = JobState.of(now.status());
			reused = now.reusedFrom().isPresent() && !ownResult;
			if (event.key() != null) {
				key = event.key();
			}
			if (event.reason() != null && !(ownResult && reason != null)) {
				reason = event.reason();
			}
		}

		private void endAttempt(Instant time, Optional<Message> failure) {
			if (!attempts.isEmpty() && state == JobState.RUNNING) {
				Attempt last = attempts.removeLast();
				attempts.add(last.ended(time, failure));
			}
		}

		/** The process is gone, at that moment or later. */
		void cutOff(@Nullable Instant time) {
			if (state == JobState.RUNNING) {
				if (time != null) {
					endAttempt(time, Optional.empty());
				}
				state = JobState.INTERRUPTED;
			} else if (state == JobState.WAITING) {
				state = JobState.PENDING;
			}
		}

		void againIfNotFinished() {
			progress = null;
			if (!state.isFinished()) {
				state = JobState.PENDING;
				result = null;
				ended = null;
				reused = false;
			}
		}

		JobRecord record() {
			return new JobRecord(outline, state, reused, Optional.ofNullable(reason), Optional.ofNullable(key),
					attempts, Optional.ofNullable(result), Optional.ofNullable(ended), Optional.ofNullable(progress));
		}
	}
}
