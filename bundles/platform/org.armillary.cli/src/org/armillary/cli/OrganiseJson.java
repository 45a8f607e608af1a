package org.armillary.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.organiser.Association;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.DatasetStatus;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Shortage;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.RuleParameter;
import org.armillary.organiser.rules.Value;
import org.armillary.organiser.trace.Change;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Organised files as JSON. Times are modified Julian dates, days; numbers that are not finite are null. */
final class OrganiseJson {

	private OrganiseJson() {
	}

	/** Everything about the files and some of the datasets. */
	static JsonObject of(Organised organised, List<Dataset> datasets) {
		Organisation organisation = organised.organisation();
		DatasetChecks checks = organised.words().checks();
		var json = new JsonObject();
		json.add("places", array(organised.places(), JsonPrimitive::new));
		json.add("rules", rules(organisation));
		json.addProperty("remembered", organised.scanned().remembered());
		json.add("files", array(organisation.frames(), OrganiseJson::frame));
		json.add("unfinished", array(organised.scanned().unfinished(), JsonPrimitive::new));
		json.add("datasets", array(datasets, dataset -> {
			JsonObject told = dataset(dataset, organised.states().of(dataset));
			told.add("failedChecks", array(checks.words(dataset), JsonPrimitive::new));
			return told;
		}));
		json.add("problems", Json.messages(organised.problems()));
		return json;
	}

	private static JsonObject rules(Organisation organisation) {
		var json = new JsonObject();
		json.addProperty("name", organisation.rules().name());
		json.addProperty("version", organisation.rules().version());
		json.addProperty("file", organisation.rules().file());
		var parameters = new JsonObject();
		for (RuleParameter parameter : organisation.rules().parameters().values()) {
			parameters.addProperty(parameter.name(), parameter.value());
		}
		json.add("parameters", parameters);
		return json;
	}

	/** A file. */
	static JsonObject frame(Frame frame) {
		var json = new JsonObject();
		json.addProperty("name", frame.name());
		json.add("path", text(frame.file().path().map(Object::toString)));
		json.add("category", text(Optional.of(frame.category()).filter(category -> !category.isEmpty())));
		json.add("mjd", number(frame.mjd()));
		json.addProperty("bytes", frame.file().bytes());
		json.addProperty("identity", frame.identity());
		json.add("corrections", array(Change.of(frame), OrganiseJson::change));
		return json;
	}

	/** What a correction changed. */
	static JsonObject change(Change change) {
		var json = new JsonObject();
		json.addProperty("keyword", change.keyword());
		json.add("before", keyword(change.before()));
		json.add("after", keyword(change.after()));
		json.addProperty("reason", change.correction().reason());
		json.addProperty("line", change.correction().line().toString());
		return json;
	}

	private static JsonObject dataset(Dataset dataset, DatasetStatus status) {
		var json = new JsonObject();
		json.addProperty("name", dataset.name());
		json.addProperty("type", dataset.rule().type());
		json.addProperty("master", dataset.rule().master());
		json.add("mjd", number(dataset.mjd()));
		var key = new JsonObject();
		dataset.key().forEach((quantity, value) -> key.add(quantity, value(value)));
		json.add("key", key);
		json.addProperty("complete", dataset.complete());
		json.addProperty("state", word(status.state()));
		json.addProperty("stateReason", status.reason());
		json.add("run", text(status.last().map(last -> last.run())));
		json.add("members", array(dataset.members(), OrganiseJson::member));
		json.add("shortages", array(dataset.shortages(), OrganiseJson::shortage));
		json.add("associations", array(dataset.associations(), OrganiseJson::association));
		json.addProperty("filesIdentity", dataset.filesIdentity());
		json.addProperty("identity", dataset.identity());
		return json;
	}

	private static JsonObject member(Member member) {
		var json = new JsonObject();
		json.addProperty("file", member.frame().name());
		json.addProperty("category", member.frame().category());
		json.addProperty("skipped", member.skipped());
		return json;
	}

	private static JsonObject shortage(Shortage shortage) {
		var json = new JsonObject();
		json.addProperty("category", shortage.rule().category());
		json.add("quantity", text(shortage.rule().each()));
		json.add("value", shortage.each().map(OrganiseJson::value).orElse(JsonNull.INSTANCE));
		json.addProperty("found", shortage.found());
		json.addProperty("kind", word(shortage.kind()));
		json.addProperty("min", shortage.rule().min());
		json.add("max",
				shortage.rule().max() == Integer.MAX_VALUE ? JsonNull.INSTANCE
						: new JsonPrimitive(shortage.rule().max()));
		json.addProperty("plan", shortage.rule().plan());
		json.addProperty("line", shortage.rule().line().toString());
		return json;
	}

	private static JsonObject association(Association association) {
		var json = new JsonObject();
		json.addProperty("need", association.need().name());
		json.addProperty("wanted", association.wanted());
		json.addProperty("satisfied", association.satisfied());
		json.add("choices", array(association.choices(), OrganiseJson::choice));
		return json;
	}

	private static JsonObject choice(Choice choice) {
		var json = new JsonObject();
		json.addProperty("dataset", choice.dataset().name());
		json.add("level", level(choice.level()));
		json.add("days", number(choice.days()));
		return json;
	}

	/** A level. */
	static JsonObject level(Level level) {
		var json = new JsonObject();
		json.addProperty("number", level.number());
		json.addProperty("words", level.words());
		json.addProperty("line", level.line().toString());
		return json;
	}

	/** A value of a quantity. */
	static JsonElement value(Value value) {
		return switch (value) {
		case Value.Number(double number) -> number(number);
		case Value.Text(String text) -> new JsonPrimitive(text);
		};
	}

	/** A value of a keyword; null where there is none. */
	static JsonElement keyword(Optional<Object> value) {
		return switch (value.orElse(null)) {
		case null -> JsonNull.INSTANCE;
		case Boolean logical -> new JsonPrimitive(logical);
		case Double number -> number(number);
		case Number number -> new JsonPrimitive(number);
		case Object text -> new JsonPrimitive(text.toString());
		};
	}

	/** A number; null where it is not finite. */
	static JsonElement number(double number) {
		return Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
	}

	/** A text; null where there is none. */
	static JsonElement text(Optional<String> text) {
		return text.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
	}

	/** The name of a constant as JSON has it: {@code out-of-date}. */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** An array. */
	static <T> JsonArray array(Collection<T> list, Function<T, JsonElement> element) {
		var array = new JsonArray();
		list.forEach(member -> array.add(element.apply(member)));
		return array;
	}
}
