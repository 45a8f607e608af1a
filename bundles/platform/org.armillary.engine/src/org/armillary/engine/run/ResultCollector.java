package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunResult;

/** Makes the result of a run of its events. */
final class ResultCollector implements RunListener {

	private final String run;
	private String workflow = "";
	private final SequencedSet<String> jobs = new LinkedHashSet<>();
	private final Map<String, JobResult> results = new LinkedHashMap<>();
	private List<Message> idle = List.of();
	private Optional<RunEvent.Ended> ended = Optional.empty();
	private boolean begun;

	ResultCollector(String run) {
		this.run = run;
	}

	@Override
	public void on(RunEvent event) {
		begun = true;
		ended = Optional.empty();
		switch (event) {
		case RunEvent.Started started -> {
			workflow = started.workflow();
			idle = started.idle();
			jobs.clear();
			started.jobs().stream().map(Outline::id).forEach(jobs::add);
			results.keySet().retainAll(jobs);
		}
		case RunEvent.JobEnded(var result, _, _) -> {
			jobs.add(result.job());
			results.put(result.job(), result);
		}
		case RunEvent.Replanned(_, _, var added, var removed) -> {
			removed.forEach(jobs::remove);
			results.keySet().removeAll(removed);
			added.stream().map(Outline::id).forEach(jobs::add);
		}
		case RunEvent.Ended end -> ended = Optional.of(end);
		default -> {
			// does not change the result
		}
		}
	}

	/** Whether anything happened. */
	boolean hasBegun() {
		return begun;
	}

	/** Whether the last event was the end. */
	boolean hasEnded() {
		return ended.isPresent();
	}

	/** The result of a run that ended. */
	RunResult result() {
		RunEvent.Ended end = ended.orElseThrow();
		return result(end.outcome(), end.messages());
	}

	/** What there is of a run that did not end: the jobs that did. */
	RunResult stopped(Message why) {
		return result(Outcome.STOPPED, List.of(why));
	}

	private RunResult result(Outcome outcome, List<Message> messages) {
		var list = new ArrayList<JobResult>();
		jobs.stream().map(results::get).filter(Objects::nonNull).forEach(list::add);
		return new RunResult(run, workflow, outcome, list, idle, messages);
	}
}
