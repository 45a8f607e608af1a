package org.armillary.provenance;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobReport;
import org.armillary.engine.json.FactsJson;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.KeyJson;
import org.armillary.engine.json.MessageJson;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.store.Mark;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/**
 * An ancestry as JSON, with all that is needed to make the product again. Steps are numbered from 1, which made the product,
 * to those that had files from outside alone; each stands before those whose products it needs.
 */
public final class AncestryJson {

	private static final int VERSION = 1;

	private AncestryJson() {
	}

	/**
	 * Writes an ancestry.
	 *
	 * @param marks
	 *            what was marked as out of date, by the hash of the key
	 */
	public static JsonObject of(RunRecord run, FoundProduct found, Ancestry ancestry, Map<String, Mark> marks) {
		var object = new JsonObject();
		object.addProperty("armillary-ancestry", VERSION);
		object.addProperty("run", run.summary().id());
		object.addProperty("workflow", run.summary().workflow());
		object.add("product", product(found, ancestry));
		object.add("notes", texts(found.notes().stream().map(Message::summary).toList()));
		object.addProperty("complete", ancestry.gaps().isEmpty());
		object.add("gaps", texts(ancestry.gaps()));
		var steps = new JsonArray();
		List<String> roots = List.copyOf(ancestry.roots().keySet());
		for (int i = ancestry.steps().size() - 1; i >= 0; i--) {
			steps.add(step(ancestry, i, roots, marks));
		}
		object.add("steps", steps);
		var files = new JsonArray();
		ancestry.roots().forEach((digest, input) -> files.add(root(digest, input)));
		object.add("files", files);
		var environments = new JsonArray();
		run.environments().forEach(environment -> environments.add(FactsJson.of(environment)));
		object.add("environments", environments);
		return object;
	}

	/** The number of a step, from 1 for the one that made the product. */
	public static int number(Ancestry ancestry, int step) {
		return ancestry.steps().size() - step;
	}

	private static JsonObject product(FoundProduct found, Ancestry ancestry) {
		var object = new JsonObject();
		object.addProperty("name", found.name());
		object.addProperty("port", found.port());
		object.addProperty("index", found.index());
		object.addProperty("category", ancestry.product().description().category());
		object.addProperty("digest", ancestry.product().digest());
		object.addProperty("bytes", ancestry.product().bytes());
		object.addProperty("path", ancestry.product().path().toString());
		object.add("keywords", JobJson.keywords(ancestry.product().description().keywords()));
		return object;
	}

	private static JsonObject step(Ancestry ancestry, int place, List<String> roots, Map<String, Mark> marks) {
		Step step = ancestry.steps().get(place);
		JobReport report = step.report();
		var object = new JsonObject();
		object.addProperty("number", number(ancestry, place));
		object.addProperty("job", step.job());
		object.addProperty("node", step.node());
		object.addProperty("actor", report.actor());
		object.addProperty("executedByRun", report.run());
		object.addProperty("executedAsJob", report.result().job());
		object.addProperty("status", report.result().status().name().toLowerCase(Locale.ROOT));
		object.addProperty("started", report.ended().minus(report.result().duration()).toString());
		object.addProperty("ended", report.ended().toString());
		object.addProperty("seconds", report.result().duration().toNanos() / 1e9);
		object.add("use", FactsJson.of(report.result().use()));
		object.add("circumstances", map(report.circumstances()));
		mark(object, Optional.ofNullable(marks.get(report.key().hash())));
		object.add("key", KeyJson.of(report.key()));
		var parameters = new JsonArray();
		report.facts().parameters().forEach(parameter -> parameters.add(parameter(parameter)));
		object.add("parameters", parameters);
		object.add("decisions", map(report.facts().decisions()));
		var inputs = new JsonArray();
		JsonArray facts = FactsJson.of(report.facts()).getAsJsonArray("inputs");
		for (int i = 0; i < report.facts().inputs().size(); i++) {
			UsedInput input = report.facts().inputs().get(i);
			JsonObject member = facts.get(i).getAsJsonObject();
			Optional<Source> source = step.sources().get(i);
			member.add("source", source.isPresent() ? source(ancestry, source.orElseThrow()) : JsonNull.INSTANCE);
			if (source.isEmpty()) {
				member.addProperty("fileNumber", roots.indexOf(StoreGraph.digest(input)) + 1);
			}
			inputs.add(member);
		}
		object.add("inputs", inputs);
		object.add("products", JobJson.of(report, Path.of("")).get("products"));
		var qc = new JsonArray();
		report.result().qc().forEach(value -> qc.add(MessageJson.of(value)));
		object.add("qc", qc);
		var caveats = new JsonArray();
		report.result().messages().forEach(message -> caveats.add(MessageJson.of(message)));
		object.add("caveats", caveats);
		return object;
	}

	private static void mark(JsonObject object, Optional<Mark> mark) {
		mark.ifPresent(known -> {
			var member = new JsonObject();
			member.addProperty("reason", known.reason());
			member.addProperty("user", known.user());
			member.addProperty("time", known.time().toString());
			object.add("outOfDate", member);
		});
	}

	private static JsonObject parameter(UsedParameter parameter) {
		var object = new JsonObject();
		object.addProperty("name", parameter.name());
		object.addProperty("value", parameter.value());
		object.addProperty("default", parameter.defaultValue());
		object.addProperty("isDefault", parameter.isDefault());
		object.addProperty("inKey", parameter.inKey());
		return object;
	}

	private static JsonElement source(Ancestry ancestry, Source source) {
		var object = new JsonObject();
		object.addProperty("step", number(ancestry, source.step()));
		object.addProperty("port", source.port());
		object.addProperty("index", source.index());
		return object;
	}

	private static JsonObject root(String digest, UsedInput input) {
		var object = new JsonObject();
		object.addProperty("file", input.origin().name());
		object.addProperty("path", input.path().toString());
		object.addProperty("category", input.category());
		object.addProperty("digest", digest);
		object.addProperty("bytes", input.origin().bytes());
		object.addProperty("identity", input.origin().identity());
		return object;
	}

	private static JsonObject map(Map<String, String> texts) {
		var object = new JsonObject();
		texts.forEach(object::addProperty);
		return object;
	}

	private static JsonArray texts(List<String> texts) {
		var array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}
}
