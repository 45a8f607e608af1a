package org.armillary.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;

/**
 * Messages of one cause: of the same kind, and the same sentence but for values, names and paths in it.
 *
 * @param message
 *            the first of them; where jobs succeeded all the same, what they have in common
 * @param jobs
 *            the jobs that said it, in the order of the plan
 * @param skipped
 *            the jobs that did not start because of these
 * @param sentences
 *            what the jobs said one by one, where that is not the same and they succeeded
 */
record FailureGroup(Message message, List<ReportJob> jobs, List<ReportJob> skipped,
		List<Said> sentences) {

	/**
	 * What a job said.
	 *
	 * @param job
	 *            the job
	 * @param message
	 *            its message, without the name of the job
	 */
	record Said(ReportJob job, Message message) {

		static Said of(ReportJob job, Message message) {
			String name = job.id() + ": ";
			return new Said(job, message.summary().startsWith(name) ? new Message(message.id(),
					message.summary().substring(name.length()), message.detail(), message.remedies()) : message);
		}
	}

	/** Copies the lists. */
	FailureGroup {
		jobs = List.copyOf(jobs);
		skipped = List.copyOf(skipped);
		sentences = List.copyOf(sentences);
	}

	/** What the messages of a group have in common. */
	private record Cause(String id, String sentence) {
		static Cause of(Message message) {
			return new Cause(message.id(), CommonSentence.skeleton(message.summary()));
		}
	}

	/** Failures by cause, those of most jobs first; skipped jobs stand with the failure behind them. */
	static List<FailureGroup> failures(List<ReportJob> jobs) {
		var byId = new HashMap<String, ReportJob>();
		jobs.forEach(job -> byId.put(job.id(), job));
		var skipped = new LinkedHashMap<String, List<ReportJob>>();
		for (ReportJob job : jobs) {
			if (job.mark() == Mark.SKIPPED) {
				root(job, byId).ifPresent(
						root -> skipped.computeIfAbsent(root.id(), _ -> new ArrayList<>()).add(job));
			}
		}
		var causes = new LinkedHashMap<Cause, List<ReportJob>>();
		for (ReportJob job : jobs) {
			boolean alone = job.mark() == Mark.SKIPPED && root(job, byId).isEmpty();
			if (job.mark() == Mark.FAILED || alone) {
				causes.computeIfAbsent(Cause.of(said(job)), _ -> new ArrayList<>()).add(job);
			}
		}
		return causes.values().stream()
				.map(group -> new FailureGroup(said(group.getFirst()), group,
						group.stream().flatMap(job -> skipped.getOrDefault(job.id(), List.of()).stream()).toList(),
						List.of()))
				.sorted((a, b) -> Integer.compare(b.jobs.size() + b.skipped.size(), a.jobs.size() + a.skipped.size()))
				.toList();
	}

	/** What jobs with a result said all the same, by cause. */
	static List<FailureGroup> caveats(List<ReportJob> jobs) {
		var causes = new LinkedHashMap<Cause, List<Said>>();
		for (ReportJob job : jobs) {
			if (job.isFinished()) {
				job.messages().stream().map(message -> Said.of(job, message)).forEach(
						said -> causes.computeIfAbsent(Cause.of(said.message()), _ -> new ArrayList<>()).add(said));
			}
		}
		return causes.values().stream().map(FailureGroup::caveat)
				.sorted((a, b) -> Integer.compare(b.jobs.size(), a.jobs.size())).toList();
	}

	private static FailureGroup caveat(List<Said> said) {
		List<Message> messages = said.stream().map(Said::message).toList();
		Message first = messages.getFirst();
		boolean same = messages.stream().distinct().count() == 1;
		boolean alike = messages.stream().allMatch(message -> message.remedies().size() == first.remedies().size());
		var remedies = new ArrayList<String>();
		for (int i = 0; i < first.remedies().size(); i++) {
			int at = i;
			remedies.add(alike
					? CommonSentence.of(messages.stream().map(message -> message.remedies().get(at)).toList())
					: first.remedies().get(i));
		}
		var common = new Message(first.id(), CommonSentence.of(messages.stream().map(Message::summary).toList()),
				same ? first.detail() : Optional.empty(), remedies);
		return new FailureGroup(common, said.stream().map(Said::job).distinct().toList(), List.of(),
				same ? List.of() : said);
	}

	/** Why a job failed. */
	static Message said(ReportJob job) {
		return job.messages().stream().findFirst()
				.or(job::failure).orElseGet(() -> ReportMessage.NO_REASON.with(job.id()));
	}

	/** The job that failed, because of which another was skipped. */
	private static Optional<ReportJob> root(ReportJob skipped, Map<String, ReportJob> byId) {
		ReportJob at = skipped;
		for (int steps = 0; steps < byId.size(); steps++) {
			ReportJob here = at;
			Optional<ReportJob> next = at.messages().stream()
					.flatMap(message -> List.of(message.summary().split("[ ,;:]+")).stream())
					.map(byId::get)
					.filter(job -> job != null && job != here
							&& (job.mark() == Mark.FAILED || job.mark() == Mark.SKIPPED))
					.findFirst();
			if (next.isEmpty()) {
				return Optional.empty();
			}
			if (next.get().mark() == Mark.FAILED) {
				return next;
			}
			at = next.get();
		}
		return Optional.empty();
	}
}
