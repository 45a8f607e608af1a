package org.armillary.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.armillary.actor.message.Message;

/**
 * Messages of many jobs: what several jobs say alike is told once, with their number and the first of them; what one job
 * says names it.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class JobMessages {

	private static final int MOST_NAMED = 3;

	private final Map<Message, List<String>> jobs = new LinkedHashMap<>();

	/** Takes what a job says. */
	public void add(String job, Message message) {
		List<String> same = jobs.computeIfAbsent(message, _ -> new ArrayList<>());
		if (!same.contains(job)) {
			same.add(job);
		}
	}

	/** What is told, in the order in which it was first said. */
	public List<Message> told() {
		return jobs.entrySet().stream().map(entry -> told(entry.getKey(), entry.getValue())).toList();
	}

	private static Message told(Message message, List<String> jobs) {
		String summary = message.summary();
		if (jobs.size() > 1) {
			summary += " (" + jobs.size() + " jobs: "
					+ String.join(", ", jobs.subList(0, Math.min(jobs.size(), MOST_NAMED)))
					+ (jobs.size() > MOST_NAMED ? ", …)" : ")");
		} else if (!names(summary, jobs.getFirst())) {
			summary = jobs.getFirst() + ": " + summary;
		}
		return new Message(message.id(), summary, message.detail(), message.remedies());
	}

	private static boolean names(String summary, String job) {
		return Pattern.compile("(?<![\\w/#-])" + Pattern.quote(job) + "(?![\\w/#-])").matcher(summary).find();
	}
}
