package org.armillary.engine.json;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outline;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Events of a run as JSON, with their kind in the member {@code event}. */
public final class RunEventJson {

	private RunEventJson() {
	}

	/** Writes an event. */
	public static JsonObject of(RunEvent event) {
		var object = new JsonObject();
		switch (event) {
		case RunEvent.Started(var run, var workflow, var jobs, var idle, var notes) -> {
			object.addProperty("event", "started");
			JsonText.addText(object, "run", run);
			object.addProperty("workflow", workflow);
			object.add("jobs", JsonText.array(jobs, RunEventJson::of));
			JsonText.addTree(object, "idle", JsonText.array(idle, MessageJson::of));
			JsonText.addTree(object, "notes", JsonText.array(notes, MessageJson::of));
		}
		case RunEvent.JobStarted(var job, var key, var reason, var attempt) -> {
			job(object, "job-started", job);
			object.addProperty("attempt", attempt);
			object.add("reason", KeyJson.of(reason));
			object.add("key", KeyJson.of(key));
		}
		case RunEvent.Progress(var job, var done, var total, var unit) -> {
			job(object, "progress", job);
			object.addProperty("done", done);
			object.addProperty("total", total);
			object.addProperty("unit", unit);
		}
		case RunEvent.QcPublished(var job, var value) -> {
			job(object, "qc", job);
			object.add("value", MessageJson.of(value));
		}
		case RunEvent.Logged(var job, var level, var text) -> {
			job(object, "log", job);
			object.addProperty("level", level.name());
			object.addProperty("text", text);
		}
		case RunEvent.Retried(var job, var attempt, var why, var delay) -> {
			job(object, "retried", job);
			object.addProperty("attempt", attempt);
			object.add("why", MessageJson.of(why));
			object.addProperty("delayMilliseconds", delay.toMillis());
		}
		case RunEvent.Executed(var job, var attempt, var circumstances, var use, var duration, var facts) -> {
			job(object, "executed", job);
			object.addProperty("attempt", attempt);
			JsonText.addTree(object, "circumstances", JsonText.map(circumstances));
			object.addProperty("seconds", duration.toNanos() / 1e9);
			object.add("use", FactsJson.of(use));
			facts.ifPresent(known -> object.add("facts", FactsJson.of(known)));
		}
		case RunEvent.TakenUp(var environment) -> {
			object.addProperty("event", "taken-up");
			object.add("environment", FactsJson.of(environment));
		}
		case RunEvent.Waiting(var job) -> job(object, "waiting", job);
		case RunEvent.JobEnded(var result, var key, var reason) -> {
			job(object, "job-ended", result.job());
			object.add("result", JobJson.of(result, true));
			if (reason != null) {
				object.add("reason", KeyJson.of(reason));
			}
			if (key != null) {
				object.add("key", KeyJson.of(key));
			}
		}
		case RunEvent.Replanned(var job, var why, var added, var removed) -> {
			job(object, "replanned", job);
			object.add("why", MessageJson.of(why));
			JsonText.addTree(object, "added", JsonText.array(added, RunEventJson::of));
			JsonText.addTree(object, "removed", JsonText.texts(removed));
		}
		case RunEvent.Resumed(var host, var pid) -> {
			object.addProperty("event", "resumed");
			object.addProperty("host", host);
			object.addProperty("pid", pid);
		}
		case RunEvent.Ended(var outcome, var messages) -> {
			object.addProperty("event", "ended");
			object.addProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
			JsonText.addTree(object, "messages", JsonText.array(messages, MessageJson::of));
		}
		}
		return object;
	}

	private static void job(JsonObject object, String event, String job) {
		object.addProperty("event", event);
		object.addProperty("job", job);
	}

	private static JsonObject of(Outline job) {
		var object = new JsonObject();
		object.addProperty("id", job.id());
		object.addProperty("node", job.node());
		object.addProperty("actor", job.actor());
		JsonText.addText(object, "subject", job.subject());
		JsonText.addTree(object, "datasets", JsonText.texts(job.datasets()));
		return object;
	}

	/**
	 * Reads an event.
	 *
	 * @throws IllegalArgumentException
	 *             where its kind is unknown
	 */
	public static RunEvent event(JsonObject object) {
		String job = JsonText.text(object, "job");
		return switch (object.get("event").getAsString()) {
		case "started" -> new RunEvent.Started(JsonText.text(object, "run"), object.get("workflow").getAsString(),
				JsonText.list(object, "jobs", RunEventJson::outline),
				JsonText.list(object, "idle", MessageJson::message),
				JsonText.list(object, "notes", MessageJson::message));
		case "job-started" -> new RunEvent.JobStarted(job, KeyJson.key(object.get("key")),
				KeyJson.reason(object.get("reason")), object.get("attempt").getAsInt());
		case "progress" -> new RunEvent.Progress(job, object.get("done").getAsLong(), object.get("total").getAsLong(),
				object.get("unit").getAsString());
		case "qc" -> new RunEvent.QcPublished(job, MessageJson.qcValue(object.get("value")));
		case "log" -> new RunEvent.Logged(job, System.Logger.Level.valueOf(object.get("level").getAsString()),
				object.get("text").getAsString());
		case "retried" -> new RunEvent.Retried(job, object.get("attempt").getAsInt(),
				MessageJson.message(object.get("why")), Duration.ofMillis(object.get("delayMilliseconds").getAsLong()));
		case "executed" -> new RunEvent.Executed(job, object.get("attempt").getAsInt(),
				JsonText.map(object, "circumstances"), FactsJson.use(object.getAsJsonObject("use")),
				Duration.ofNanos(Math.round(object.get("seconds").getAsDouble() * 1e9)),
				object.has("facts") ? Optional.of(FactsJson.facts(object)) : Optional.empty());
		case "taken-up" -> new RunEvent.TakenUp(FactsJson.environment(object.getAsJsonObject("environment")));
		case "waiting" -> new RunEvent.Waiting(job);
		case "job-ended" -> new RunEvent.JobEnded(JobJson.result(object.getAsJsonObject("result")),
				object.has("key") ? KeyJson.key(object.get("key")) : null,
				object.has("reason") ? KeyJson.reason(object.get("reason")) : null);
		case "replanned" -> new RunEvent.Replanned(job, MessageJson.message(object.get("why")),
				JsonText.list(object, "added", RunEventJson::outline), JsonText.texts(object, "removed"));
		case "resumed" -> new RunEvent.Resumed(object.get("host").getAsString(), object.get("pid").getAsLong());
		case "ended" -> new RunEvent.Ended(
				RunEvent.Outcome.valueOf(object.get("outcome").getAsString().toUpperCase(Locale.ROOT)),
				JsonText.list(object, "messages", MessageJson::message));
		default -> throw new IllegalArgumentException("the event " + object.get("event").getAsString() + " is unknown");
		};
	}

	private static Outline outline(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new Outline(object.get("id").getAsString(), object.get("node").getAsString(),
				object.get("actor").getAsString(), JsonText.text(object, "subject"),
				JsonText.texts(object, "datasets"));
	}
}
