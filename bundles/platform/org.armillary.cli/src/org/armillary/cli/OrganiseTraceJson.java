package org.armillary.cli;

import java.util.Optional;

import org.armillary.organiser.Criterion;
import org.armillary.organiser.Outcome;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.FileTrace;
import org.armillary.organiser.trace.FileTrace.CheckVerdict;
import org.armillary.organiser.trace.FileTrace.ClassVerdict;
import org.armillary.organiser.trace.FileTrace.Joined;
import org.armillary.organiser.trace.FileTrace.LeftOut;
import org.armillary.organiser.trace.FileTrace.QuantityValue;
import org.armillary.organiser.trace.FileTrace.Refused;
import org.armillary.organiser.trace.FileTrace.Use;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.NeedTrace.Asked;
import org.armillary.organiser.trace.NeedTrace.Candidate;
import org.armillary.organiser.trace.NeedTrace.Miss;
import org.armillary.workflow.condition.Explanation;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Traces as JSON. */
final class OrganiseTraceJson {

	private OrganiseTraceJson() {
	}

	/** Why a dataset got what it got. */
	static JsonObject of(NeedTrace trace) {
		var json = new JsonObject();
		json.addProperty("dataset", trace.dataset().name());
		json.add("mjd", OrganiseJson.number(trace.dataset().mjd()));
		json.addProperty("need", trace.need().name());
		json.addProperty("line", trace.need().line().toString());
		json.addProperty("wanted", trace.association().wanted());
		json.add("wantedBecause", explanation(trace.wanted()));
		json.addProperty("satisfied", trace.association().satisfied());
		json.add("asked", OrganiseJson.array(trace.asked(), OrganiseTraceJson::asked));
		json.addProperty("ranking", trace.ranking());
		json.add("criteria", OrganiseJson.array(trace.criteria(), OrganiseTraceJson::criterion));
		json.add("levels", OrganiseJson.array(trace.need().levels(), OrganiseJson::level));
		json.add("candidates", OrganiseJson.array(trace.candidates(), OrganiseTraceJson::candidate));
		json.add("misses", OrganiseJson.array(trace.misses(), OrganiseTraceJson::miss));
		json.add("remedies", OrganiseJson.array(trace.remedies(), JsonPrimitive::new));
		return json;
	}

	private static JsonObject asked(Asked asked) {
		var json = new JsonObject();
		json.addProperty("quantity", asked.quantity());
		json.add("values", OrganiseJson.array(asked.values(), OrganiseJson::value));
		return json;
	}

	private static JsonObject criterion(Criterion criterion) {
		var json = new JsonObject();
		json.addProperty("kind", OrganiseJson.word(criterion.kind()));
		json.addProperty("words", criterion.words());
		json.addProperty("asked", criterion.asked());
		json.add("level", criterion.place() < 0 ? JsonNull.INSTANCE : new JsonPrimitive(criterion.place()));
		json.addProperty("line", criterion.line().toString());
		return json;
	}

	private static JsonObject candidate(Candidate candidate) {
		var json = new JsonObject();
		json.addProperty("dataset", candidate.dataset().name());
		json.addProperty("chosen", candidate.chosen());
		json.add("place", candidate.admitted() ? new JsonPrimitive(candidate.place()) : JsonNull.INSTANCE);
		json.add("level", candidate.level().<JsonElement>map(OrganiseJson::level).orElse(JsonNull.INSTANCE));
		json.add("days", OrganiseJson.number(candidate.days()));
		json.add("deciding",
				candidate.deciding() < 0 ? JsonNull.INSTANCE : new JsonPrimitive(candidate.deciding()));
		json.addProperty("words", candidate.words());
		json.add("outcomes", OrganiseJson.array(candidate.outcomes(), OrganiseTraceJson::outcome));
		return json;
	}

	private static JsonObject outcome(Outcome outcome) {
		var json = new JsonObject();
		json.addProperty("found", outcome.found());
		json.addProperty("holds", outcome.holds());
		return json;
	}

	private static JsonObject miss(Miss miss) {
		var json = new JsonObject();
		json.addProperty("dataset", miss.candidate().dataset().name());
		json.add("failed", OrganiseJson.array(miss.failed(), outcome -> {
			JsonObject failed = criterion(outcome.criterion());
			failed.addProperty("found", outcome.found());
			return failed;
		}));
		json.add("relax", OrganiseJson.array(miss.lines(), line -> new JsonPrimitive(line.toString())));
		return json;
	}

	/** Every place that a file could go to. */
	static JsonObject of(FileTrace trace) {
		JsonObject json = OrganiseJson.frame(trace.frame());
		json.add("leftOut", trace.leftOut().<JsonElement>map(OrganiseTraceJson::leftOut).orElse(JsonNull.INSTANCE));
		json.add("applies", explanation(trace.applies()));
		json.add("classes", OrganiseJson.array(trace.classes(), OrganiseTraceJson::verdict));
		json.add("quantities", OrganiseJson.array(trace.quantities(), OrganiseTraceJson::quantity));
		json.add("checks", OrganiseJson.array(trace.checks(), OrganiseTraceJson::check));
		json.add("datasets", OrganiseJson.array(trace.joined(), OrganiseTraceJson::joined));
		json.add("refused", OrganiseJson.array(trace.refused(), OrganiseTraceJson::refused));
		json.add("uses", OrganiseJson.array(trace.uses(), OrganiseTraceJson::use));
		return json;
	}

	private static JsonObject leftOut(LeftOut reason) {
		var json = new JsonObject();
		switch (reason) {
		case LeftOut.Excluded(var exclusion) -> {
			json.addProperty("kind", "excluded");
			json.addProperty("reason", exclusion.reason());
			json.addProperty("line", exclusion.line().toString());
		}
		case LeftOut.CopyOf(var other) -> {
			json.addProperty("kind", "copy");
			json.addProperty("of", other);
		}
		case LeftOut.Disputed(var quantity, var value, var others) -> {
			json.addProperty("kind", "disputed");
			json.addProperty("quantity", quantity);
			json.add("value", OrganiseJson.value(value));
			json.add("others", OrganiseJson.array(others, JsonPrimitive::new));
		}
		}
		return json;
	}

	private static JsonObject verdict(ClassVerdict verdict) {
		JsonObject json = explained(verdict.explanation(), verdict.rule().line());
		json.addProperty("category", verdict.rule().category());
		json.addProperty("chosen", verdict.chosen());
		return json;
	}

	private static JsonObject quantity(QuantityValue value) {
		var json = new JsonObject();
		json.addProperty("quantity", value.quantity().name());
		json.addProperty("unit", value.quantity().unit());
		json.add("values", OrganiseJson.array(value.values(), OrganiseJson::value));
		json.addProperty("line", value.quantity().line().toString());
		return json;
	}

	private static JsonObject check(CheckVerdict verdict) {
		JsonObject json = explained(verdict.explanation(), verdict.rule().line());
		json.addProperty("check", verdict.rule().name());
		json.addProperty("says", verdict.rule().says());
		json.addProperty("remedy", verdict.rule().remedy());
		return json;
	}

	private static JsonObject joined(Joined joined) {
		var json = new JsonObject();
		json.addProperty("dataset", joined.dataset().name());
		json.addProperty("complete", joined.dataset().complete());
		var key = new JsonObject();
		joined.dataset().key().forEach((quantity, value) -> key.add(quantity, OrganiseJson.value(value)));
		json.add("key", key);
		json.addProperty("skipped", joined.member().skipped());
		json.add("skip", explanation(joined.skip()));
		json.addProperty("line", joined.dataset().rule().line().toString());
		return json;
	}

	private static JsonObject refused(Refused refused) {
		var json = new JsonObject();
		json.addProperty("type", refused.rule().type());
		json.addProperty("hasTime", refused.hasTime());
		json.addProperty("tooMany", refused.tooMany());
		json.add("when", explanation(refused.when()));
		json.addProperty("line", refused.rule().line().toString());
		return json;
	}

	private static JsonObject use(Use use) {
		var json = new JsonObject();
		json.addProperty("dataset", use.candidate().name());
		json.addProperty("asking", use.asking().name());
		json.addProperty("need", use.need().name());
		json.addProperty("chosen", use.chosen());
		json.add("level", use.level().<JsonElement>map(OrganiseJson::level).orElse(JsonNull.INSTANCE));
		json.add("days", OrganiseJson.number(use.days()));
		json.addProperty("words", use.words());
		return json;
	}

	private static JsonObject explained(Explanation explanation, RuleLine line) {
		var json = new JsonObject();
		json.addProperty("holds", explanation.holds());
		json.add("reasons", OrganiseJson.array(explanation.reasons(), JsonPrimitive::new));
		json.addProperty("line", line.toString());
		return json;
	}

	private static JsonElement explanation(Optional<Explanation> explanation) {
		return explanation.<JsonElement>map(found -> {
			var json = new JsonObject();
			json.addProperty("holds", found.holds());
			json.add("reasons", OrganiseJson.array(found.reasons(), JsonPrimitive::new));
			return json;
		}).orElse(JsonNull.INSTANCE);
	}
}
