package org.armillary.engine.json;

import java.nio.file.Path;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;

/** What jobs worked with, and with what runs were executed, as JSON. */
public final class FactsJson {

	private FactsJson() {
	}

	/** Writes facts; an empty object where nothing is known. */
	public static JsonObject of(JobFacts facts) {
		var object = new JsonObject();
		JsonText.addTree(object, "parameters", JsonText.array(facts.parameters(), parameter -> {
			var member = new JsonObject();
			member.addProperty("name", parameter.name());
			member.addProperty("value", parameter.value());
			member.addProperty("default", parameter.defaultValue());
			if (!parameter.inKey()) {
				member.addProperty("inKey", false);
			}
			return member;
		}));
		JsonText.addTree(object, "inputs", JsonText.array(facts.inputs(), FactsJson::of));
		JsonText.addTree(object, "decisions", JsonText.map(facts.decisions()));
		return object;
	}

	/** The same for those who read it: each parameter also says whether it has its default. */
	public static JsonObject told(JobFacts facts) {
		JsonObject object = of(facts);
		for (int i = 0; i < facts.parameters().size(); i++) {
			object.getAsJsonArray("parameters").get(i).getAsJsonObject().addProperty("isDefault",
					facts.parameters().get(i).isDefault());
		}
		return object;
	}

	private static JsonObject of(UsedInput input) {
		var object = new JsonObject();
		object.addProperty("port", input.port());
		JsonText.addText(object, "category", input.category());
		object.addProperty("path", input.path().toString());
		object.addProperty("received", input.received());
		JsonText.addTree(object, "extensions", JsonText.texts(input.selection().patterns()));
		JsonText.addTree(object, "corrections", RunDatasetsJson.corrections(input.corrections()));
		add(object, input.origin());
		return object;
	}

	/** Reads the facts of an object; none where it has no such member. */
	public static JobFacts facts(JsonObject owner) {
		if (!owner.has("facts")) {
			return JobFacts.UNKNOWN;
		}
		JsonObject object = owner.getAsJsonObject("facts");
		return new JobFacts(JsonText.list(object, "parameters", FactsJson::parameter),
				JsonText.list(object, "inputs", FactsJson::input), JsonText.map(object, "decisions"));
	}

	private static UsedParameter parameter(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new UsedParameter(object.get("name").getAsString(), object.get("value").getAsString(),
				object.get("default").getAsString(), !object.has("inKey") || object.get("inKey").getAsBoolean());
	}

	private static UsedInput input(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new UsedInput(object.get("port").getAsString(), JsonText.text(object, "category"),
				Path.of(object.get("path").getAsString()), object.get("received").getAsString(),
				new ExtensionSelection(JsonText.texts(object, "extensions")),
				RunDatasetsJson.corrections(object, "corrections"), origin(object));
	}

	/** Adds what file an input is to its object; nothing where that is unknown. */
	static void add(JsonObject object, InputOrigin origin) {
		JsonText.addText(object, "file", origin.name());
		JsonText.addText(object, "digest", origin.digest());
		if (origin.bytes() > 0) {
			object.addProperty("bytes", origin.bytes());
		}
		JsonText.addText(object, "identity", origin.identity());
		origin.maker().ifPresent(maker -> {
			var member = new JsonObject();
			member.addProperty("key", maker.key());
			member.addProperty("port", maker.port());
			member.addProperty("index", maker.index());
			object.add("maker", member);
		});
	}

	/** Reads what file an input is. */
	static InputOrigin origin(JsonObject object) {
		Optional<Maker> maker = Optional.empty();
		if (object.has("maker")) {
			JsonObject member = object.getAsJsonObject("maker");
			maker = Optional.of(new Maker(member.get("key").getAsString(), member.get("port").getAsString(),
					member.get("index").getAsInt()));
		}
		return new InputOrigin(JsonText.text(object, "file"), JsonText.text(object, "digest"),
				object.has("bytes") ? object.get("bytes").getAsLong() : 0, JsonText.text(object, "identity"), maker);
	}

	/** Writes what a job used; its peak of memory where that was measured. */
	public static JsonObject of(ResourceUse use) {
		var object = new JsonObject();
		object.addProperty("declaredMemoryBytes", use.declaredMemoryBytes());
		if (use.peakMemoryBytes() != 0) {
			object.addProperty("peakMemoryBytes", use.peakMemoryBytes());
		}
		object.addProperty("cpuSeconds", use.cpuSeconds());
		return object;
	}

	/** Reads what a job used. */
	public static ResourceUse use(JsonObject object) {
		return new ResourceUse(object.get("declaredMemoryBytes").getAsLong(),
				object.has("peakMemoryBytes") ? object.get("peakMemoryBytes").getAsLong() : 0,
				object.get("cpuSeconds").getAsDouble());
	}

	/** Writes with what a run is executed. */
	public static JsonObject of(RunEnvironment environment) {
		var object = new JsonObject();
		JsonText.addText(object, "version", environment.version());
		var bundles = new JsonObject();
		environment.bundles().forEach(bundle -> bundles.addProperty(bundle.name(), bundle.version()));
		JsonText.addTree(object, "bundles", bundles);
		object.addProperty("java", environment.java());
		object.addProperty("system", environment.system());
		JsonText.addText(object, "processor", environment.processor());
		object.addProperty("cores", environment.cores());
		object.addProperty("memoryBytes", environment.memoryBytes());
		object.addProperty("host", environment.host());
		object.addProperty("user", environment.user());
		return object;
	}

	/** Reads with what a run is executed. */
	public static RunEnvironment environment(JsonObject object) {
		return new RunEnvironment(JsonText.text(object, "version"),
				JsonText.map(object, "bundles").entrySet().stream()
						.map(bundle -> new BundleVersion(bundle.getKey(), bundle.getValue())).toList(),
				object.get("java").getAsString(), object.get("system").getAsString(),
				JsonText.text(object, "processor"), object.get("cores").getAsInt(),
				object.get("memoryBytes").getAsLong(), object.get("host").getAsString(),
				object.get("user").getAsString());
	}
}
