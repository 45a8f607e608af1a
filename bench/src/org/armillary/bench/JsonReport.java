package org.armillary.bench;

import java.util.List;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The same for programs; times in seconds. */
final class JsonReport {

	private JsonReport() {
	}

	/** One JSON document. */
	static String of(Machine machine, List<Result> results) {
		var document = new JsonObject();
		var about = new JsonObject();
		about.addProperty("cores", machine.cores());
		about.addProperty("vectors", machine.vectors());
		about.addProperty("memoryGB", machine.memoryGigabytes());
		about.addProperty("triadOneCoreGBps", machine.oneCore());
		about.addProperty("triadAllCoresGBps", machine.allCores());
		about.addProperty("load", machine.load());
		about.addProperty("java", Runtime.version().toString());
		document.add("machine", about);
		var rows = new JsonArray();
		results.forEach(result -> rows.add(row(result)));
		document.add("rows", rows);
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(document) + "\n";
	}

	private static JsonObject row(Result result) {
		var row = new JsonObject();
		row.addProperty("name", result.name());
		row.addProperty("title", result.title());
		if (!result.failure().isEmpty()) {
			row.addProperty("failure", result.failure());
		}
		var lines = new JsonArray();
		result.lines().forEach(line -> lines.add(line(line)));
		row.add("lines", lines);
		return row;
	}

	private static JsonObject line(Line line) {
		var json = new JsonObject();
		json.addProperty("what", line.what());
		line.ours().ifPresent(samples -> json.add("ours", samples(samples)));
		if (!line.beside().isEmpty()) {
			json.addProperty("beside", line.beside());
		}
		line.theirs().ifPresent(samples -> json.add("theirs", samples(samples)));
		if (!Double.isNaN(line.figure())) {
			json.addProperty("figure", line.figure());
			json.addProperty("unit", line.unit());
		}
		line.target().ifPresent(target -> {
			json.addProperty(target.atMost() ? "atMost" : "atLeast", target.limit());
			json.addProperty("met", !line.isMissed());
		});
		if (!line.remark().isEmpty()) {
			json.addProperty("remark", line.remark());
		}
		return json;
	}

	private static JsonObject samples(Samples samples) {
		var json = new JsonObject();
		json.addProperty("median", samples.median());
		json.addProperty("minimum", samples.minimum());
		var all = new JsonArray();
		samples.seconds().forEach(all::add);
		json.add("all", all);
		return json;
	}
}
