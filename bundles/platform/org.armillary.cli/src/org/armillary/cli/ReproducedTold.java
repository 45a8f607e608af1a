package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.crate.CrateComparison;
import org.armillary.provenance.crate.CrateComparison.Difference;
import org.armillary.provenance.crate.CrateRun;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * Tells how the products of a crate compare with those that were made again.
 *
 * @param invocation
 *            where to
 * @param crate
 *            the run in the crate
 * @param run
 *            the run that did it again
 */
record ReproducedTold(Invocation invocation, CrateRun crate, RunRecord run) {

	private static final int MOST_REASONS = 3;

	/** Tells it and returns the exit code. */
	int tell(CrateComparison comparison, int exitCode) {
		int code = exitCode == ExitCode.OK && !comparison.differences().isEmpty() ? ExitCode.FAILED : exitCode;
		var messages = new ArrayList<Message>();
		comparison.differences().forEach(difference -> messages.add(message(difference)));
		List<Message> comparisonTold = List.copyOf(messages);
		if (!comparison.differences().isEmpty() && !here().equals(crate.version())) {
			messages.add(CliMessage.REPRODUCED_VERSION.with(crate.version().isEmpty() ? "unknown" : crate.version(),
					here().isEmpty() ? "unknown" : here()));
		}
		if (comparison.reused() > 0) {
			messages.add(CliMessage.REPRODUCED_REUSED.with(comparison.reused(),
					Amounts.count(run.counts().all(), "job")));
		}
		if (invocation.format().json()) {
			invocation.terminal().print(Json.text(json(comparison, code, messages)));
			return code;
		}
		invocation.terminal().print(comparison.same() + " of " + Amounts.count(comparison.all(), "product")
				+ (comparison.same() == 1 ? " is" : " are") + " the same as in the crate");
		messages.forEach(message -> invocation.terminal()
				.tell(comparisonTold.contains(message) ? "error" : "note", message));
		return code;
	}

	private String here() {
		return run.environments().isEmpty() ? "" : run.environments().getLast().version();
	}

	private static Message message(Difference difference) {
		if (difference.found().isEmpty()) {
			return CliMessage.REPRODUCED_NOT_MADE.with(difference.product(), difference.job());
		}
		CliMessage message = difference.why().isEmpty() ? CliMessage.REPRODUCED_UNLIKE
				: difference.why().stream().allMatch(ReproducedTold::isOfJob) ? CliMessage.REPRODUCED_OTHER_JOB
						: CliMessage.REPRODUCED_DIFFERS;
		return message.with(difference.product(), difference.job(), difference.expected(),
				difference.found().orElse(""), why(difference.why()));
	}

	/** Whether the job was given something else, rather than done by another program. */
	private static boolean isOfJob(KeyDifference difference) {
		return difference.kind() != KeyPart.Kind.ALGORITHM && difference.kind() != KeyPart.Kind.ACTOR
				&& difference.kind() != KeyPart.Kind.ENVIRONMENT;
	}

	private static String why(List<KeyDifference> differences) {
		List<String> words = differences.stream().limit(MOST_REASONS).map(KeyDifference::text).toList();
		return String.join(", ", words) + (differences.size() > MOST_REASONS ? ", …" : "");
	}

	private JsonObject json(CrateComparison comparison, int exitCode, List<Message> messages) {
		var json = new JsonObject();
		json.addProperty("run", run.summary().id());
		json.addProperty("exitCode", exitCode);
		json.addProperty("same", comparison.same());
		json.addProperty("all", comparison.all());
		json.addProperty("reused", comparison.reused());
		var differences = new JsonArray();
		for (Difference difference : comparison.differences()) {
			var member = new JsonObject();
			member.addProperty("product", difference.product());
			member.addProperty("job", difference.job());
			member.addProperty("expected", difference.expected());
			difference.found().ifPresent(digest -> member.addProperty("found", digest));
			differences.add(member);
		}
		json.add("differences", differences);
		json.add("messages", Json.messages(messages));
		return json;
	}
}
