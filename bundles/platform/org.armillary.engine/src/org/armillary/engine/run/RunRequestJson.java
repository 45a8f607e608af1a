package org.armillary.engine.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunRequest.LimitText;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.MessageJson;
import org.armillary.engine.json.RunDatasetsJson;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowReader;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** What is to be run and how, as JSON: the content of {@code request.json}. All paths in it are absolute. */
public final class RunRequestJson {

	private static final int VERSION = 1;
	private static final String MEMBER = "armillary-run";
	/** The member with the datasets. */
	static final String DATASETS = "datasets";
	private static final String LIMITS = "limits";
	private static final String NOTES = "notes";

	private RunRequestJson() {
	}

	/**
	 * Writes a request with its options.
	 *
	 * @param created
	 *            when it was made
	 */
	public static JsonObject of(RunRequest request, ExecutionOptions options, Instant created) {
		var object = new JsonObject();
		object.addProperty(MEMBER, VERSION);
		object.addProperty("created", JsonTime.text(created));
		object.addProperty("name", request.workflow().workflow().name());
		object.addProperty("out", absolute(request.outputFolder()));
		object.addProperty("layout", request.layout().name().toLowerCase(Locale.ROOT));
		object.add("settings", JsonText.map(request.settings()));
		JsonText.addTree(object, "overrides", JsonText.array(request.overrides(), RunRequestJson::of));
		JsonText.addTree(object, "decisions", JsonText.map(request.decisions()));
		// before the many paths, as those who look through all runs read no further
		request.datasets().ifPresent(datasets -> object.add(DATASETS, RunDatasetsJson.of(datasets)));
		var inputs = new JsonObject();
		request.inputs().forEach((name, files) -> inputs.add(name,
				JsonText.texts(files.stream().map(RunRequestJson::absolute).toList())));
		object.add("inputs", inputs);
		JsonText.addTree(object, LIMITS, JsonText.array(request.limits(), RunRequestJson::of));
		JsonText.addTree(object, NOTES, JsonText.array(request.notes(), MessageJson::of));
		object.add("options", of(options));
		object.addProperty("file", request.workflow().name());
		object.addProperty("workflow", request.workflow().source());
		return object;
	}

	/** The same request with other options. */
	static JsonObject withOptions(JsonObject object, ExecutionOptions options) {
		checkVersion(object);
		JsonObject copy = object.deepCopy();
		copy.add("options", of(options));
		return copy;
	}

	private static String absolute(Path path) {
		return path.toAbsolutePath().normalize().toString();
	}

	private static JsonObject of(JobSettings override) {
		var object = new JsonObject();
		object.addProperty("where", override.where());
		object.add("settings", JsonText.map(override.settings()));
		return object;
	}

	private static JsonObject of(LimitText limits) {
		var object = new JsonObject();
		object.addProperty("file", limits.file());
		object.addProperty("text", limits.text());
		return object;
	}

	private static JsonObject of(ExecutionOptions options) {
		var object = new JsonObject();
		object.addProperty("workers", options.workers());
		object.addProperty("memoryBytes", options.memoryBytes());
		object.addProperty("heavyBytes", options.heavyBytes());
		options.timeout().ifPresent(timeout -> object.addProperty("timeoutMilliseconds", timeout.toMillis()));
		options.scratch().ifPresent(folder -> object.addProperty("scratch", absolute(folder)));
		object.add("retryDelaysMilliseconds",
				JsonText.array(options.retryDelays(), delay -> new JsonPrimitive(delay.toMillis())));
		return object;
	}

	/**
	 * Reads a request.
	 *
	 * @throws IllegalArgumentException
	 *             where it is none, or its workflow cannot be read
	 */
	public static RunRequest request(JsonObject object) {
		checkVersion(object);
		return new RunRequest(workflow(object), JsonText.map(object, "settings"),
				JsonText.list(object, "overrides", RunRequestJson::override), inputs(object),
				Path.of(object.get("out").getAsString()),
				Layout.valueOf(object.get("layout").getAsString().toUpperCase(Locale.ROOT)),
				JsonText.map(object, "decisions"), datasets(object),
				JsonText.list(object, LIMITS, RunRequestJson::limits),
				JsonText.list(object, NOTES, MessageJson::message));
	}

	/** Reads the datasets alone; none where there are none. */
	static Optional<RunDatasets> datasets(JsonObject object) {
		return object.has(DATASETS) ? Optional.of(RunDatasetsJson.datasets(object.getAsJsonObject(DATASETS)))
				: Optional.empty();
	}

	private static WorkflowDocument workflow(JsonObject object) {
		try {
			return WorkflowReader.parse(object.get("workflow").getAsString(), object.get("file").getAsString());
		} catch (DocumentException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}

	private static JobSettings override(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new JobSettings(object.get("where").getAsString(), JsonText.map(object, "settings"));
	}

	private static LimitText limits(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new LimitText(object.get("file").getAsString(), object.get("text").getAsString());
	}

	private static Map<String, List<Path>> inputs(JsonObject object) {
		var inputs = new LinkedHashMap<String, List<Path>>();
		JsonObject members = object.getAsJsonObject("inputs");
		members.keySet().forEach(
				name -> inputs.put(name, JsonText.texts(members, name).stream().map(Path::of).toList()));
		return inputs;
	}

	/**
	 * Reads the options.
	 *
	 * @throws IllegalArgumentException
	 *             where there are none
	 */
	public static ExecutionOptions options(JsonObject object) {
		checkVersion(object);
		JsonObject options = object.getAsJsonObject("options");
		return new ExecutionOptions(options.get("workers").getAsInt(), options.get("memoryBytes").getAsLong(),
				options.get("heavyBytes").getAsLong(),
				options.has("timeoutMilliseconds")
						? Optional.of(Duration.ofMillis(options.get("timeoutMilliseconds").getAsLong()))
						: Optional.empty(),
				options.has("scratch") ? Optional.of(Path.of(options.get("scratch").getAsString())) : Optional.empty(),
				JsonText.list(options, "retryDelaysMilliseconds", delay -> Duration.ofMillis(delay.getAsLong())));
	}

	/**
	 * Reads when the request was made.
	 *
	 * @throws IllegalArgumentException
	 *             where that is not said
	 */
	public static Instant created(JsonObject object) {
		checkVersion(object);
		return JsonTime.instant(object.get("created"));
	}

	private static void checkVersion(JsonObject object) {
		int version = object.get(MEMBER).getAsInt();
		if (version != VERSION) {
			throw new IllegalArgumentException(MEMBER + " is " + version + ", expected " + VERSION);
		}
	}
}
