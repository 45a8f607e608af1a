package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunMessage;
import org.armillary.engine.run.JobWhy.Cause;

/** Follows skipped jobs to the job that failed. The message of a skipped job names the job it waited for. */
final class SkipCauses {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)\\}");

	/** Place of the id of the causing job in {@link RunMessage#SKIPPED}. */
	private static final String JOB = "1";
	private static final Pattern SKIPPED = expression(RunMessage.SKIPPED.summary());

	private final Map<String, JobRecord> jobs;

	SkipCauses(List<JobRecord> jobs) {
		this.jobs = jobs.stream().collect(Collectors.toMap(JobRecord::id, Function.identity(), (one, _) -> one));
	}

	/** The expression that texts of a template match; the group is the id of the causing job. */
	private static Pattern expression(String template) {
		var expression = new StringBuilder();
		Matcher placeholders = PLACEHOLDER.matcher(template);
		int end = 0;
		while (placeholders.find()) {
			expression.append(Pattern.quote(template.substring(end, placeholders.start())));
			expression.append(placeholders.group(1).equals(JOB) ? "(\\S+?)" : ".*?");
			end = placeholders.end();
		}
		expression.append(Pattern.quote(template.substring(end)));
		return Pattern.compile(expression.toString(), Pattern.DOTALL);
	}

	/** The jobs because of which a job was skipped, from the next to the root; none where it was not skipped. */
	List<Cause> of(JobRecord skipped) {
		var causes = new ArrayList<Cause>();
		var seen = new HashSet<String>();
		Optional<JobRecord> next = next(skipped);
		while (next.isPresent() && seen.add(next.get().id())) {
			JobRecord cause = next.get();
			causes.add(new Cause(cause.id(), cause.state(), message(cause)));
			next = next(cause);
		}
		return causes;
	}

	private Optional<JobRecord> next(JobRecord job) {
		return job.state() == JobState.SKIPPED
				? message(job).map(Message::summary).flatMap(SkipCauses::causingJob).map(jobs::get)
				: Optional.empty();
	}

	private static Optional<String> causingJob(String summary) {
		Matcher matcher = SKIPPED.matcher(summary);
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	private static Optional<Message> message(JobRecord job) {
		return job.result().map(JobResult::messages).flatMap(messages -> messages.stream().findFirst());
	}

	/** In one line: {@code skipped: flat was skipped: dark#3 failed: …}. */
	static String text(List<Cause> causes) {
		var text = new StringBuilder("skipped: ");
		for (Cause cause : causes) {
			text.append(cause.job()).append(switch (cause.state()) {
			case FAILED -> " failed: ";
			case SKIPPED -> " was skipped: ";
			case CANCELLED -> " was cancelled: ";
			default -> " did not deliver: ";
			});
		}
		return text + causes.getLast().message().map(Message::summary).orElse("it did not say why");
	}
}
