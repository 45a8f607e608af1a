package org.armillary.engine.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.engine.KeyDifference;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.run.RunDifference.DatasetChange;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.VersionChange;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** What differs between two runs, as JSON for programs. */
final class RunDifferenceJson {

	private RunDifferenceJson() {
	}

	/** The arrays are there also where they are empty; that of the workflow is null where it cannot be compared. */
	static JsonObject of(RunDifference difference) {
		var object = new JsonObject();
		object.addProperty("before", difference.before());
		object.addProperty("now", difference.now());
		object.addProperty("equal", difference.isEmpty());
		object.add("settings", JsonText.array(difference.settings(), change -> {
			var member = new JsonObject();
			member.addProperty("kind", name(change.kind()));
			member.addProperty("name", change.name());
			member.addProperty("before", change.before());
			member.addProperty("now", change.now());
			return member;
		}));
		object.add("workflow", difference.workflow().<JsonElement>map(
				workflow -> JsonText.array(workflow.changes(), change -> {
					var member = new JsonObject();
					member.addProperty("kind", name(change.kind()));
					member.addProperty("part", change.part().words());
					member.addProperty("subject", change.subject());
					member.addProperty("before", change.before());
					member.addProperty("now", change.after());
					return member;
				})).orElse(JsonNull.INSTANCE));
		object.add("inputs", JsonText.array(difference.inputs(), change -> {
			var member = new JsonObject();
			member.addProperty("kind", name(change.kind()));
			member.addProperty("name", change.name());
			return member;
		}));
		object.add("versions", JsonText.array(difference.versions(), RunDifferenceJson::of));
		object.add("datasets", JsonText.array(difference.datasets(), RunDifferenceJson::of));
		object.add("jobs", JsonText.array(difference.jobs(), RunDifferenceJson::of));
		return object;
	}

	private static JsonObject of(VersionChange change) {
		var object = new JsonObject();
		object.addProperty("kind", name(change.kind()));
		JsonText.addText(object, "name", change.name());
		object.addProperty("before", change.before());
		object.addProperty("now", change.now());
		return object;
	}

	private static JsonObject of(DatasetChange change) {
		var object = new JsonObject();
		object.addProperty("kind", name(change.kind()));
		object.addProperty("dataset", change.dataset());
		if (!change.need().isEmpty()) {
			object.addProperty("need", change.need());
			object.add("before", choices(change.before()));
			object.add("now", choices(change.now()));
		}
		return object;
	}

	private static JsonElement choices(List<Choice> choices) {
		return JsonText.array(choices, choice -> {
			var member = new JsonObject();
			member.addProperty("dataset", choice.dataset());
			member.addProperty("level", choice.level());
			member.add("days", JsonText.number(choice.days()));
			JsonText.addText(member, "words", choice.words());
			return member;
		});
	}

	private static JsonObject of(JobChange change) {
		var object = new JsonObject();
		object.addProperty("node", change.node());
		JsonText.addText(object, "subject", change.subject());
		JsonText.addText(object, "jobBefore", change.jobBefore());
		JsonText.addText(object, "jobNow", change.jobNow());
		change.stateBefore().ifPresent(state -> object.addProperty("stateBefore", state.words()));
		change.stateNow().ifPresent(state -> object.addProperty("stateNow", state.words()));
		JsonText.addTree(object, "key", JsonText.array(change.key(), RunDifferenceJson::of));
		JsonText.addTree(object, "qc", JsonText.array(change.qc(), RunDifferenceJson::of));
		JsonText.addTree(object, "products", JsonText.array(change.products(), product -> {
			var member = new JsonObject();
			member.addProperty("port", product.port());
			JsonText.addText(member, "category", product.category());
			member.addProperty("index", product.index());
			JsonText.addText(member, "before", product.before());
			JsonText.addText(member, "now", product.now());
			return member;
		}));
		return object;
	}

	private static JsonObject of(QcChange change) {
		var object = new JsonObject();
		object.addProperty("name", change.name());
		JsonText.addText(object, "subject", change.subject());
		JsonText.addText(object, "unit", change.unit());
		number(object, "before", change.before());
		number(object, "now", change.now());
		number(object, "change", boxed(change.change()));
		number(object, "relativeChange", boxed(change.relative()));
		return object;
	}

	private static JsonObject of(KeyDifference difference) {
		var object = new JsonObject();
		object.addProperty("kind", name(difference.kind()));
		JsonText.addText(object, "name", difference.name());
		object.addProperty("before", difference.before());
		object.addProperty("now", difference.now());
		object.addProperty("text", difference.text());
		return object;
	}

	private static Optional<Double> boxed(OptionalDouble value) {
		return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
	}

	private static void number(JsonObject object, String member, Optional<Double> value) {
		value.ifPresent(number -> object.add(member, JsonText.number(number)));
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}
}
