package org.armillary.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunResult;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** What {@code --json} prints. Numbers that are not finite are null. */
final class Json {

	private Json() {
	}

	static String text(JsonElement json) {
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(json);
	}

	/** A refusal: exit code and messages. */
	static JsonObject refusal(int exitCode, List<Message> messages) {
		var json = new JsonObject();
		json.addProperty("exitCode", exitCode);
		json.add("messages", messages(messages));
		return json;
	}

	/** A run with its jobs. */
	static JsonObject run(RunResult result, int exitCode) {
		var json = new JsonObject();
		json.addProperty("workflow", result.plan().workflow());
		json.addProperty("exitCode", exitCode);
		json.add("messages", messages(result.plan().notes()));
		var jobs = new JsonArray();
		result.results().forEach(job -> jobs.add(job(job)));
		json.add("jobs", jobs);
		return json;
	}

	private static JsonObject job(JobResult job) {
		var json = new JsonObject();
		json.addProperty("job", job.job());
		json.addProperty("status", job.status().name().toLowerCase(Locale.ROOT));
		json.addProperty("seconds", job.duration().toMillis() / 1000.0);
		job.failure().ifPresent(kind -> json.addProperty("failure", kind.name()));
		json.add("messages", messages(job.messages()));
		json.add("products", products(job.products()));
		var values = new JsonArray();
		job.qc().forEach(value -> values.add(qc(value)));
		json.add("qc", values);
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

	static JsonArray messages(List<Message> messages) {
		var array = new JsonArray();
		messages.forEach(message -> array.add(message(message)));
		return array;
	}

	static JsonObject message(Message message) {
		var json = new JsonObject();
		json.addProperty("id", message.id());
		json.addProperty("summary", message.summary());
		message.detail().ifPresent(detail -> json.addProperty("detail", detail));
		var remedies = new JsonArray();
		message.remedies().forEach(remedies::add);
		json.add("remedies", remedies);
		return json;
	}
}
