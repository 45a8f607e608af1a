package org.armillary.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.armillary.engine.run.JobWhy;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecordJson;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Earlier runs as JSON. */
final class HistoryJson {

	private HistoryJson() {
	}

	/** The state of a run after something was asked of it. */
	static JsonObject state(RunFolder run, RunState state, int exitCode) {
		var json = new JsonObject();
		json.addProperty("run", run.id());
		json.addProperty("state", state.name().toLowerCase(Locale.ROOT));
		json.addProperty("exitCode", exitCode);
		return json;
	}

	/** The runs of a store. */
	static JsonArray list(List<RunSummary> runs) {
		return array(runs, RunRecordJson::of);
	}

	/** Why jobs ran. */
	static JsonArray why(List<JobWhy> answers) {
		return array(answers, RunRecordJson::of);
	}

	private static <T> JsonArray array(List<T> list, Function<T, JsonObject> element) {
		var array = new JsonArray();
		list.forEach(member -> array.add(element.apply(member)));
		return array;
	}
}
