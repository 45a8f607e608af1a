package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.message.Message;
import org.armillary.engine.Corrections;
import org.armillary.engine.JobReason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunMessage;
import org.armillary.engine.run.JobWhy.Cause;
import org.armillary.engine.store.Mark;
import org.armillary.workflow.WorkflowNode;

/** Answers why the jobs of a node ran, were reused, or did not run. */
final class WhyAnswers {

	private final RunRecord run;
	private final Map<String, Mark> marks;
	private final SkipCauses causes;

	/**
	 * Answers for a run.
	 *
	 * @param marks
	 *            what was marked as out of date, by the hash of the key
	 */
	WhyAnswers(RunRecord run, Map<String, Mark> marks) {
		this.run = run;
		this.marks = marks;
		this.causes = new SkipCauses(run.jobs());
	}

	/** The answers for all jobs, then for what has nothing to do. */
	List<JobWhy> all() {
		var answers = new ArrayList<JobWhy>(run.jobs().stream().map(this::why).toList());
		Set<String> nodes = nodes();
		run.idle().forEach(message -> answers.add(idle(owner(message, nodes), message)));
		return answers;
	}

	/**
	 * The answers for the jobs of a node and what of it has nothing to do, or for one job, even one that there would be if
	 * its node had something to do.
	 *
	 * @throws RefusedException
	 *             where the run has no such node or job
	 */
	List<JobWhy> of(String nodeOrJob) throws RefusedException {
		var answers = new ArrayList<JobWhy>(run.jobs().stream()
				.filter(job -> job.id().equals(nodeOrJob) || job.outline().node().equals(nodeOrJob)).map(this::why)
				.toList());
		Set<String> nodes = nodes();
		boolean isNode = nodes.contains(nodeOrJob);
		if (isNode || answers.isEmpty()) {
			String node = isNode ? nodeOrJob : nodeOrJob.replaceFirst("#\\d+$", "");
			run.idle().stream().filter(message -> owner(message, nodes).equals(node))
					.forEach(message -> answers.add(idle(node, message)));
		}
		if (answers.isEmpty() && !isNode) {
			throw new RefusedException(RunMessage.UNKNOWN_NODE.with(run.summary().id(), nodeOrJob,
					String.join(", ", nodes), run.jobs().isEmpty() ? "dark#1" : run.jobs().getFirst().id()));
		}
		return answers;
	}

	private Set<String> nodes() {
		var nodes = new LinkedHashSet<String>();
		run.request().ifPresent(request -> request.workflow().workflow().nodes().stream().map(WorkflowNode::id)
				.forEach(nodes::add));
		run.jobs().forEach(job -> nodes.add(job.outline().node()));
		return nodes;
	}

	/** The node that a message is about, which it names before all others; empty where it names none. */
	private static String owner(Message message, Set<String> nodes) {
		String owner = "";
		int first = Integer.MAX_VALUE;
		for (String node : nodes) {
			Matcher matcher = Pattern.compile("(?<=\\bnode )" + Pattern.quote(node) + "(?![\\w/-])")
					.matcher(message.summary());
			if (matcher.find() && matcher.start() < first) {
				first = matcher.start();
				owner = node;
			}
		}
		return owner;
	}

	private static JobWhy idle(String node, Message message) {
		return new JobWhy(new Outline("", node, "", ""), JobState.NO_WORK, false, message.summary(), Optional.empty(),
				List.of(), List.of(), List.of(message));
	}

	private JobWhy why(JobRecord job) {
		List<Cause> chain = causes.of(job);
		List<Message> messages = job.result().map(result -> result.messages()).orElse(List.of());
		return new JobWhy(job.outline(), job.state(), job.reused(), text(job, chain, messages), job.reason(),
				job.attempts(), chain, messages);
	}

	private String text(JobRecord job, List<Cause> chain, List<Message> messages) {
		var text = new ArrayList<String>();
		job.reason().map(JobReason::text).ifPresent(text::add);
		Optional<String> said = messages.stream().filter(message -> !Corrections.isCorrection(message))
				.map(Message::summary).findFirst();
		switch (job.state()) {
		case SKIPPED -> text.add(chain.isEmpty() ? "skipped" + said.map(words -> ": " + words).orElse("")
				: SkipCauses.text(chain));
		case FAILED -> text.add("failed" + said.map(words -> ": " + words).orElse(""));
		case CANCELLED -> text.add("cancelled");
		case INTERRUPTED -> text.add("cut off when the process of the run ended");
		case PENDING -> text.add("not started yet");
		case WAITING -> text.add("another run is at work on it");
		case NO_WORK -> said.ifPresent(words -> text.add("nothing to do: " + words));
		case RUNNING, OK, PARTIAL -> {
			// the reason says it
		}
		}
		job.key().filter(_ -> job.state().isFinished()).map(key -> marks.get(key.hash())).map(Mark::words)
				.map(words -> "the result is now " + words).ifPresent(text::add);
		messages.stream().filter(Corrections::isCorrection).map(Message::summary).forEach(text::add);
		return String.join("; ", text);
	}
}
