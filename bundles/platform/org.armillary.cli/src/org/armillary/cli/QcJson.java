package org.armillary.cli;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.message.Message;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.quality.Interval;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityTrend;
import org.armillary.engine.quality.Verdict;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Quality-control values of a store as JSON. */
final class QcJson {

	private QcJson() {
	}

	/**
	 * All series.
	 *
	 * @param whole
	 *            whether each measurement is told, those that do not count, too
	 * @param notes
	 *            what a user should know of the limits
	 */
	static JsonObject of(List<QcSeries> all, boolean whole, List<Message> notes) {
		var json = new JsonObject();
		json.addProperty("exitCode", ExitCode.OK);
		var array = new JsonArray();
		all.forEach(one -> array.add(series(one, whole)));
		json.add("series", array);
		json.add("messages", Json.messages(notes));
		return json;
	}

	private static JsonObject series(QcSeries one, boolean whole) {
		var json = new JsonObject();
		json.addProperty("actor", one.series().actor());
		json.addProperty("name", one.series().name());
		json.addProperty("subject", one.series().subject());
		json.addProperty("unit", one.series().unit());
		json.addProperty("number", one.series().counted().size());
		json.addProperty("failed", one.failed());
		json.addProperty("state", state(one.verdict()));
		json.add("median", JsonText.number(one.series().median()));
		json.add("scatter", JsonText.number(one.series().scatter()));
		json.add("limit", one.limit().map(QcJson::limit).orElse(JsonNull.INSTANCE));
		json.add("trend", one.series().trend().map(QcJson::trend).orElse(JsonNull.INSTANCE));
		json.add("latest", measurement(one.series().latest(), one.verdict()));
		if (whole) {
			var measurements = new JsonArray();
			for (int i = 0; i < one.verdicts().size(); i++) {
				measurements.add(measurement(one.series().measurements().get(i), one.verdicts().get(i)));
			}
			json.add("measurements", measurements);
		}
		return json;
	}

	private static JsonElement limit(Limit limit) {
		var json = new JsonObject();
		json.add("requirement", range(limit.requirement()));
		json.add("goal", range(limit.goal()));
		json.addProperty("unit", limit.unit());
		json.addProperty("subject", limit.subject());
		json.addProperty("why", limit.why());
		json.addProperty("file", limit.file());
		json.addProperty("line", limit.line());
		return json;
	}

	private static JsonObject range(Interval range) {
		var json = new JsonObject();
		json.add("min", JsonText.number(range.lowest()));
		json.add("max", JsonText.number(range.highest()));
		return json;
	}

	private static JsonElement trend(QualityTrend trend) {
		var json = new JsonObject();
		json.addProperty("perMonth", trend.perMonth());
		json.addProperty("error", trend.errorPerMonth());
		json.addProperty("significant", trend.isSignificant());
		return json;
	}

	private static JsonObject measurement(Measurement measurement, Verdict verdict) {
		var json = new JsonObject();
		json.add("value", JsonText.number(measurement.value().value()));
		json.addProperty("state", state(verdict));
		json.addProperty("counted", measurement.counts());
		json.add("mjd", measurement.mjd().isPresent() ? JsonText.number(measurement.mjd().getAsDouble())
				: JsonNull.INSTANCE);
		json.addProperty("made", measurement.ended().truncatedTo(ChronoUnit.MILLIS).toString());
		json.addProperty("run", measurement.run());
		json.addProperty("job", measurement.job());
		json.addProperty("key", measurement.key());
		var products = new JsonArray();
		for (MadeProduct product : measurement.products()) {
			var item = new JsonObject();
			item.addProperty("category", product.description().category());
			item.addProperty("digest", product.digest());
			item.addProperty("path", product.path().toString());
			products.add(item);
		}
		json.add("products", products);
		return json;
	}

	private static String state(Verdict verdict) {
		return verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
