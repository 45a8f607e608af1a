package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.armillary.engine.JobReport;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.json.FactsJson;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.KeyJson;
import org.armillary.engine.json.MessageJson;
import org.armillary.engine.json.RunDatasetsJson;
import org.armillary.engine.json.RunEventJson;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.store.Store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * What can be told of runs, as JSON for programs. Times are ISO 8601 in UTC, durations in seconds, numbers that
 * are not finite null.
 */
public final class RunRecordJson {

	private static final double NANOSECONDS = 1e9;

	private RunRecordJson() {
	}

	/** A run in a list of runs. */
	public static JsonObject of(RunSummary run) {
		var object = new JsonObject();
		object.addProperty("run", run.id());
		object.addProperty("state", name(run.state()));
		object.addProperty("workflow", run.workflow());
		object.addProperty("created", JsonTime.text(run.created()));
		time(object, "begun", run.begun());
		time(object, "latest", run.latest());
		object.addProperty("jobCount", run.jobs());
		run.outputFolder().ifPresent(folder -> object.addProperty("out", folder.toString()));
		run.holder().ifPresent(holder -> {
			var member = new JsonObject();
			member.addProperty("host", holder.host());
			member.addProperty("pid", holder.pid());
			time(member, "since", Optional.of(holder.since()));
			object.add("holder", member);
		});
		return object;
	}

	/** All that is known of a run. */
	public static JsonObject of(RunRecord run) {
		JsonObject object = of(run.summary());
		object.addProperty("busySeconds", seconds(run.busy()));
		RunRecord.Counts counts = run.counts();
		var numbers = new JsonObject();
		numbers.addProperty("all", counts.all());
		numbers.addProperty("ran", counts.ran());
		numbers.addProperty("reused", counts.reused());
		numbers.addProperty("failed", counts.failed());
		numbers.addProperty("skipped", counts.skipped());
		numbers.addProperty("cancelled", counts.cancelled());
		numbers.addProperty("open", counts.open());
		object.add("counts", numbers);
		run.request().ifPresent(request -> {
			object.addProperty("file", request.workflow().name());
			object.add("settings", JsonText.map(request.settings()));
			request.datasets().map(RunDatasets::rules).ifPresent(rules -> {
				var member = new JsonObject();
				member.addProperty("name", rules.name());
				member.addProperty("version", rules.version());
				member.addProperty("file", rules.file());
				object.add("rules", member);
			});
		});
		JsonText.addTree(object, "datasets", JsonText.array(run.datasets(), RunRecordJson::of));
		JsonText.addTree(object, "environments", JsonText.array(run.environments(), FactsJson::of));
		object.add("jobs", JsonText.array(run.jobs(), RunRecordJson::of));
		JsonText.addTree(object, "idle", JsonText.array(run.idle(), MessageJson::of));
		var notes = new ArrayList<>(run.request().map(RunRequest::notes).orElse(List.of()));
		notes.addAll(run.notes());
		JsonText.addTree(object, "notes", JsonText.array(notes, MessageJson::of));
		JsonText.addTree(object, "messages", JsonText.array(run.messages(), MessageJson::of));
		JsonText.addTree(object, "replans", JsonText.array(run.replans(), RunRecordJson::event));
		JsonText.addTree(object, "resumptions", JsonText.array(run.resumptions(), RunRecordJson::event));
		var memory = new JsonObject();
		run.memory().forEach((actor, used) -> {
			var member = new JsonObject();
			member.addProperty("jobs", used.jobs());
			member.addProperty("declaredBytes", used.declaredBytes());
			member.addProperty("peakBytes", used.peakBytes());
			memory.add(actor, member);
		});
		JsonText.addTree(object, "memory", memory);
		object.addProperty("damagedLines", run.damagedLines());
		return object;
	}

	/** All that is known of a run, with the facts of those of its results that the store still has. */
	public static JsonObject of(RunRecord run, Store store) throws IOException {
		JsonObject object = of(run);
		for (int i = 0; i < run.jobs().size(); i++) {
			JobRecord job = run.jobs().get(i);
			Optional<JobReport> report = job.state().isFinished() && job.key().isPresent()
					? store.report(job.key().orElseThrow().hash())
					: Optional.empty();
			if (report.isPresent()) {
				object.getAsJsonArray("jobs").get(i).getAsJsonObject().add("facts", facts(report.orElseThrow()));
			}
		}
		return object;
	}

	/** What a result was made with and what it consists of. */
	private static JsonObject facts(JobReport report) {
		JsonObject object = FactsJson.told(report.facts());
		object.addProperty("inputBytes",
				report.facts().inputs().stream().mapToLong(input -> input.origin().bytes()).sum());
		object.addProperty("executedByRun", report.run());
		object.addProperty("executedAsJob", report.result().job());
		time(object, "started", Optional.of(report.ended().minus(report.result().duration())));
		time(object, "ended", Optional.of(report.ended()));
		object.add("use", FactsJson.of(report.result().use()));
		object.add("circumstances", JsonText.map(report.circumstances()));
		JsonElement products = JobJson.of(report, Path.of("")).get("products");
		object.add("products", products == null ? new JsonObject() : finite(products));
		return object;
	}

	private static JsonElement event(RunEvent event) {
		return RunEventJson.of(event);
	}

	/** What a run did with a dataset. */
	public static JsonObject of(DatasetRecord record) {
		JsonObject object = RunDatasetsJson.summary(record.dataset());
		object.addProperty("state", record.state().map(RunRecordJson::name).orElse("none"));
		object.addProperty("jobCount", record.jobs());
		object.addProperty("endedWell", record.ended());
		object.add("files", JsonText.texts(record.dataset().files().stream().map(Path::toString).toList()));
		return object;
	}

	/** A job of a run. */
	public static JsonObject of(JobRecord job) {
		var object = new JsonObject();
		object.addProperty("job", job.id());
		object.addProperty("node", job.outline().node());
		object.addProperty("actor", job.outline().actor());
		JsonText.addText(object, "subject", job.outline().subject());
		JsonText.addTree(object, "datasets", JsonText.texts(job.outline().datasets()));
		object.addProperty("state", job.state().words());
		object.addProperty("reused", job.reused());
		job.reason().ifPresent(reason -> object.add("reason", KeyJson.of(reason)));
		JsonText.addTree(object, "attempts", attempts(job.attempts()));
		job.result().ifPresent(result -> object.add("result", finite(JobJson.of(result, true))));
		time(object, "ended", job.ended());
		job.progress().ifPresent(progress -> object.add("progress", RunEventJson.of(progress)));
		job.key().ifPresent(key -> object.add("key", KeyJson.of(key)));
		return object;
	}

	private static JsonElement attempts(List<Attempt> attempts) {
		return JsonText.array(attempts, attempt -> {
			var object = new JsonObject();
			object.addProperty("number", attempt.number());
			time(object, "started", Optional.of(attempt.started()));
			time(object, "ended", attempt.ended());
			attempt.failure().ifPresent(why -> object.add("failure", MessageJson.of(why)));
			JsonText.addTree(object, "circumstances", JsonText.map(attempt.circumstances()));
			if (!attempt.use().equals(ResourceUse.UNKNOWN)) {
				object.add("use", FactsJson.of(attempt.use()));
			}
			attempt.facts().ifPresent(facts -> object.add("facts", FactsJson.told(facts)));
			return object;
		});
	}

	/** Why a job ran, was reused, or did not run. */
	public static JsonObject of(JobWhy why) {
		var object = new JsonObject();
		JsonText.addText(object, "job", why.job().id());
		object.addProperty("node", why.job().node());
		JsonText.addText(object, "subject", why.job().subject());
		object.addProperty("state", why.state().words());
		object.addProperty("reused", why.reused());
		object.addProperty("text", why.text());
		why.reason().ifPresent(reason -> object.add("reason", KeyJson.of(reason)));
		JsonText.addTree(object, "attempts", attempts(why.attempts()));
		JsonText.addTree(object, "causes", JsonText.array(why.causes(), cause -> {
			var member = new JsonObject();
			member.addProperty("job", cause.job());
			member.addProperty("state", cause.state().words());
			cause.message().ifPresent(message -> member.add("message", MessageJson.of(message)));
			return member;
		}));
		JsonText.addTree(object, "messages", JsonText.array(why.messages(), MessageJson::of));
		return object;
	}

	/** What differs between two runs. */
	public static JsonObject of(RunDifference difference) {
		return RunDifferenceJson.of(difference);
	}

	/** JSON has no word for NaN and infinities; they become null. */
	private static JsonElement finite(JsonElement tree) {
		switch (tree) {
		case JsonObject object -> object.entrySet().forEach(member -> member.setValue(finite(member.getValue())));
		case JsonArray array -> {
			for (int i = 0; i < array.size(); i++) {
				array.set(i, finite(array.get(i)));
			}
		}
		case JsonPrimitive number when number.isNumber() && !Double.isFinite(number.getAsDouble()) -> {
			return JsonNull.INSTANCE;
		}
		default -> {
			// can be said in JSON
		}
		}
		return tree;
	}

	private static void time(JsonObject object, String member, Optional<Instant> time) {
		time.ifPresent(instant -> object.addProperty(member, JsonTime.text(instant)));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / NANOSECONDS;
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}
}
