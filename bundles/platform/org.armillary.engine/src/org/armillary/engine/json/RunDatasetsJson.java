package org.armillary.engine.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunDatasets.InputFile;
import org.armillary.engine.RunDatasets.Rules;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Datasets of a run and corrections of headers as JSON. Datasets name files by their places in the list of files, from
 * 0.
 */
public final class RunDatasetsJson {

	/** The first member, with the identities of the files of all datasets, for those who look for some of them. */
	public static final String IDENTITIES = "filesIdentities";

	/** The second member, with the names of all datasets in the same order. */
	public static final String NAMES = "names";

	/** The member with the datasets themselves. */
	public static final String DATASETS = "datasets";

	private RunDatasetsJson() {
	}

	/** Writes datasets. */
	public static JsonObject of(RunDatasets datasets) {
		var object = new JsonObject();
		object.add(IDENTITIES, JsonText.texts(datasets.datasets().stream().map(Dataset::filesIdentity).toList()));
		object.add(NAMES, JsonText.texts(datasets.datasets().stream().map(Dataset::name).toList()));
		var rules = new JsonObject();
		rules.addProperty("name", datasets.rules().name());
		rules.addProperty("version", datasets.rules().version());
		rules.addProperty("file", datasets.rules().file());
		rules.add("types", JsonText.texts(datasets.rules().types()));
		rules.add("categories", JsonText.texts(datasets.rules().categories()));
		object.add("rules", rules);
		var files = new JsonArray();
		var places = new HashMap<Path, Integer>();
		datasets.files().forEach((path, file) -> {
			places.put(path, places.size());
			var member = new JsonObject();
			member.addProperty("path", path.toString());
			JsonText.addText(member, "category", file.category());
			JsonText.addTree(member, "types", JsonText.texts(file.types()));
			JsonText.addTree(member, "corrections", corrections(file.corrections()));
			files.add(member);
		});
		object.add("files", files);
		object.add(DATASETS, JsonText.array(datasets.datasets(), dataset -> {
			JsonObject member = summary(dataset);
			member.add("files", JsonText.array(dataset.files(), file -> new JsonPrimitive(places.get(file))));
			return member;
		}));
		return object;
	}

	/** Writes what a dataset is and what was chosen for it, without its files. */
	public static JsonObject summary(Dataset dataset) {
		var object = new JsonObject();
		object.addProperty("name", dataset.name());
		object.addProperty("type", dataset.type());
		object.addProperty("filesIdentity", dataset.filesIdentity());
		object.addProperty("identity", dataset.identity());
		var needs = new JsonObject();
		dataset.choices().forEach((need, choices) -> needs.add(need, JsonText.array(choices, choice -> {
			var member = new JsonObject();
			member.addProperty("dataset", choice.dataset());
			member.addProperty("level", choice.level());
			member.addProperty("days", choice.days());
			member.addProperty("words", choice.words());
			return member;
		})));
		JsonText.addTree(object, "choices", needs);
		return object;
	}

	/**
	 * Reads datasets.
	 *
	 * @throws IllegalArgumentException
	 *             where they contradict themselves
	 */
	public static RunDatasets datasets(JsonObject object) {
		JsonObject rules = object.getAsJsonObject("rules");
		var files = new LinkedHashMap<Path, InputFile>();
		JsonText.list(object, "files", JsonElement::getAsJsonObject)
				.forEach(member -> files.put(Path.of(member.get("path").getAsString()),
						new InputFile(JsonText.text(member, "category"), JsonText.texts(member, "types"),
								corrections(member, "corrections"))));
		List<Path> paths = List.copyOf(files.keySet());
		return new RunDatasets(
				new Rules(rules.get("name").getAsString(), rules.get("version").getAsInt(),
						rules.get("file").getAsString(), JsonText.texts(rules, "types"),
						JsonText.texts(rules, "categories")),
				files, JsonText.list(object, DATASETS, tree -> dataset(tree.getAsJsonObject(), paths)));
	}

	/** Reads what a dataset is and what was chosen for it, without its files. */
	public static Dataset summary(JsonObject object) {
		return with(object, List.of());
	}

	private static Dataset dataset(JsonObject object, List<Path> paths) {
		var files = new ArrayList<Path>();
		for (int place : JsonText.list(object, "files", JsonElement::getAsInt)) {
			if (place < 0 || place >= paths.size()) {
				throw new IllegalArgumentException("there is no file number " + place + " among " + paths.size());
			}
			files.add(paths.get(place));
		}
		return with(object, files);
	}

	private static Dataset with(JsonObject object, List<Path> files) {
		return new Dataset(object.get("name").getAsString(), object.get("type").getAsString(),
				object.get("filesIdentity").getAsString(), object.get("identity").getAsString(), files,
				choices(object));
	}

	private static Map<String, List<Choice>> choices(JsonObject object) {
		var choices = new LinkedHashMap<String, List<Choice>>();
		if (object.has("choices")) {
			JsonObject needs = object.getAsJsonObject("choices");
			needs.keySet().forEach(need -> choices.put(need, JsonText.list(needs, need, tree -> {
				JsonObject member = tree.getAsJsonObject();
				return new Choice(member.get("dataset").getAsString(), member.get("level").getAsInt(),
						member.get("days").getAsDouble(), member.get("words").getAsString());
			})));
		}
		return choices;
	}

	/** Writes corrections. */
	public static JsonArray corrections(List<HeaderCorrection> corrections) {
		return JsonText.array(corrections, correction -> {
			var object = new JsonObject();
			object.addProperty("keyword", correction.keyword());
			correction.value().ifPresent(value -> object.add("value", JobJson.of(value)));
			correction.before().ifPresent(value -> object.add("before", JobJson.of(value)));
			object.addProperty("reason", correction.reason());
			object.addProperty("where", correction.where());
			return object;
		});
	}

	/** Reads corrections; none where the member is absent. */
	public static List<HeaderCorrection> corrections(JsonObject object, String member) {
		return JsonText.list(object, member, tree -> {
			JsonObject correction = tree.getAsJsonObject();
			return new HeaderCorrection(correction.get("keyword").getAsString(), value(correction, "value"),
					value(correction, "before"), correction.get("reason").getAsString(),
					correction.get("where").getAsString());
		});
	}

	private static Optional<Object> value(JsonObject object, String member) {
		return Optional.ofNullable(object.get(member)).map(value -> JobJson.value(value.getAsJsonPrimitive()));
	}
}
