package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The datasets of a run before it runs, as text and as JSON. */
final class RunDataText {

	private static final int MOST_LINES = 30;

	private RunDataText() {
	}

	/** How many there are, then each with what it holds and what was chosen for it; only numbers where there are many. */
	static List<String> lines(RunData data) {
		long complete = data.asked().stream().filter(Dataset::complete).count();
		var lines = new ArrayList<String>();
		lines.add("  " + complete + " of " + Amounts.count(data.asked().size(), "dataset") + " complete");
		if (data.asked().size() > MOST_LINES) {
			var kinds = new LinkedHashMap<String, List<Dataset>>();
			data.asked().forEach(
					dataset -> kinds.computeIfAbsent(dataset.rule().type(), _ -> new ArrayList<>()).add(dataset));
			kinds.forEach((type, all) -> lines.add("    " + Shown.of(type) + ": "
					+ all.stream().filter(Dataset::complete).count() + " of " + all.size()));
			return lines;
		}
		var words = new DatasetWords(data.organisation().rules());
		for (Dataset dataset : data.asked()) {
			String choices = DatasetWords.choices(dataset);
			lines.add("    " + Shown.of(dataset.name()) + "  " + members(dataset)
					+ (choices.isEmpty() ? "" : "; " + choices)
					+ (dataset.complete() ? "" : "; not reduced, lacks: " + String.join("; ", words.lacks(dataset))));
		}
		return lines;
	}

	/** {@code 3 FLAT_OFF, 18 FLAT_ON}: how many files of each category are reduced. */
	private static String members(Dataset dataset) {
		var counts = new LinkedHashMap<String, Integer>();
		dataset.reduced().forEach(member -> counts.merge(Shown.of(member.frame().category()), 1, Integer::sum));
		return String.join(", ",
				counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey()).toList());
	}

	/** Each with its files and what was chosen for it. */
	static JsonArray json(RunData data) {
		var words = new DatasetWords(data.organisation().rules());
		var array = new JsonArray();
		for (Dataset dataset : data.asked()) {
			var json = new JsonObject();
			json.addProperty("name", dataset.name());
			json.addProperty("type", dataset.rule().type());
			json.addProperty("complete", dataset.complete());
			var files = new JsonArray();
			dataset.reduced().forEach(member -> files.add(member.frame().name()));
			json.add("files", files);
			var choices = new JsonObject();
			dataset.associations().forEach(association -> {
				var chosen = new JsonArray();
				association.choices().forEach(choice -> chosen.add(json(choice)));
				choices.add(association.need().name(), chosen);
			});
			json.add("choices", choices);
			var lacks = new JsonArray();
			words.lacks(dataset).forEach(lacks::add);
			json.add("lacks", lacks);
			array.add(json);
		}
		return array;
	}

	private static JsonObject json(Choice choice) {
		var json = new JsonObject();
		json.addProperty("dataset", choice.dataset().name());
		json.addProperty("level", choice.level().number());
		json.addProperty("days", choice.days());
		return json;
	}
}
