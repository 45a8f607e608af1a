package org.armillary.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunResult;
import org.armillary.engine.json.KeyJson;
import org.jspecify.annotations.Nullable;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** A finished run as JSON. */
final class RunJson {

	private RunJson() {
	}

	/** A run with its jobs. */
	static JsonObject run(RunResult result, RunCourse course, ReportOutcome report, int exitCode) {
		var json = new JsonObject();
		json.addProperty("run", result.run());
		json.addProperty("workflow", result.workflow());
		json.addProperty("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
		json.addProperty("exitCode", exitCode);
		JsonArray messages = Json.messages(course.notes());
		messages.addAll(Json.messages(course.unmet(result)));
		messages.addAll(Json.messages(result.messages()));
		messages.addAll(Json.messages(report.problems()));
		json.add("messages", messages);
		json.add("idle", Json.messages(result.idle()));
		report.file().ifPresent(file -> json.addProperty("report", file.toAbsolutePath().normalize().toString()));
		var jobs = new JsonArray();
		result.results().forEach(job -> jobs.add(job(job, course)));
		json.add("jobs", jobs);
		return json;
	}

	private static JsonObject job(JobResult job, RunCourse course) {
		var json = new JsonObject();
		json.addProperty("job", job.job());
		json.addProperty("node", course.node(job.job()));
		json.addProperty("subject", course.subject(job.job()));
		var datasets = new JsonArray();
		course.datasets(job.job()).forEach(datasets::add);
		json.add("datasets", datasets);
		json.addProperty("status", job.status().name().toLowerCase(Locale.ROOT));
		json.addProperty("reused", job.reusedFrom().isPresent());
		json.add("reason", reason(course.reason(job.job())));
		json.addProperty("seconds", job.duration().toMillis() / 1000.0);
		job.failure().ifPresent(kind -> json.addProperty("failure", kind.name()));
		json.add("messages", Json.messages(job.messages()));
		json.add("products", products(job.products()));
		var values = new JsonArray();
		job.qc().forEach(value -> values.add(qc(value)));
		json.add("qc", values);
		return json;
	}

	/** Why a job ran or was reused, as data and in words; null where it was not looked at. */
	static JsonElement reason(@Nullable JobReason reason) {
		if (reason == null) {
			return JsonNull.INSTANCE;
		}
		JsonObject json = KeyJson.of(reason);
		json.addProperty("text", reason.text());
		return json;
	}

	private static JsonArray products(Map<String, List<ProductFile>> ports) {
		var array = new JsonArray();
		ports.forEach((port, products) -> products.forEach(product -> {
			var json = new JsonObject();
			json.addProperty("port", port);
			json.addProperty("category", product.category());
			json.addProperty("file", product.path().toString());
			array.add(json);
		}));
		return array;
	}

	private static JsonObject qc(QcValue value) {
		var json = new JsonObject();
		json.addProperty("name", value.name());
		json.addProperty("subject", value.subject());
		json.add("value", Double.isFinite(value.value()) ? new JsonPrimitive(value.value()) : JsonNull.INSTANCE);
		json.addProperty("unit", value.unit());
		return json;
	}
}
