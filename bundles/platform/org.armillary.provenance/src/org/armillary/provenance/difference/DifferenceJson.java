package org.armillary.provenance.difference;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.MessageJson;
import org.armillary.provenance.difference.FileDifference.Bytes;
import org.armillary.provenance.difference.FileDifference.DataDifference;
import org.armillary.provenance.difference.FileDifference.Missing;
import org.armillary.provenance.difference.FileDifference.Part;
import org.armillary.provenance.difference.FileDifference.Pixels;
import org.armillary.provenance.difference.FileDifference.Rows;
import org.armillary.provenance.difference.FileDifference.Same;
import org.armillary.provenance.difference.FileDifference.Size;
import org.armillary.provenance.difference.FileDifference.Unlike;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Differences of products as JSON for programs. Positions count from 1, as in FITS; numbers that are not finite are null.
 */
public final class DifferenceJson {

	private DifferenceJson() {
	}

	/** Products that differ. */
	public static JsonArray of(List<ProductDifference> products) {
		return array(products, DifferenceJson::of);
	}

	private static JsonObject of(ProductDifference product) {
		var object = new JsonObject();
		object.addProperty("node", product.node());
		object.addProperty("subject", product.subject());
		object.addProperty("port", product.port());
		object.addProperty("category", product.category());
		object.addProperty("index", product.index());
		object.addProperty("name", product.name());
		object.addProperty("compared", product.difference().isPresent());
		product.difference().ifPresent(difference -> {
			object.addProperty("before", difference.before().toString());
			object.addProperty("now", difference.now().toString());
			difference.mostSigmas().ifPresent(most -> object.add("mostSigmas", JsonText.number(most)));
			object.add("parts", array(difference.parts(), DifferenceJson::of));
		});
		product.problem().ifPresent(problem -> object.add("problem", MessageJson.of(problem)));
		return object;
	}

	private static JsonObject of(Part part) {
		JsonObject object = of(part.data());
		object.addProperty("name", part.name());
		object.add("keywords", array(part.keywords(), change -> {
			var member = new JsonObject();
			member.addProperty("keyword", change.keyword());
			text(member, "before", change.before());
			text(member, "now", change.now());
			return member;
		}));
		return object;
	}

	private static void text(JsonObject object, String name, Optional<String> text) {
		text.ifPresent(value -> object.addProperty(name, value));
	}

	private static JsonObject of(DataDifference data) {
		var object = new JsonObject();
		switch (data) {
		case Same _ -> object.addProperty("kind", "keywords");
		case Missing missing -> {
			object.addProperty("kind", missing.inBefore() ? "removed" : "added");
		}
		case Unlike unlike -> {
			object.addProperty("kind", "unlike");
			object.addProperty("before", unlike.before());
			object.addProperty("now", unlike.now());
		}
		case Bytes bytes -> {
			object.addProperty("kind", "bytes");
			object.addProperty("before", bytes.bytesBefore());
			object.addProperty("now", bytes.bytesNow());
			object.addProperty("different", bytes.different());
			object.addProperty("first", bytes.first());
		}
		case Pixels pixels -> pixels(object, pixels);
		case Rows rows -> rows(object, rows);
		}
		return object;
	}

	private static void pixels(JsonObject object, Pixels pixels) {
		object.addProperty("kind", "pixels");
		object.addProperty("isNoise", pixels.isNoise());
		object.addProperty("unit", pixels.unit());
		object.addProperty("pixels", pixels.pixels());
		object.addProperty("different", pixels.different());
		object.addProperty("appeared", pixels.appeared());
		object.addProperty("vanished", pixels.vanished());
		object.add("size", of(pixels.size()));
		pixels.inNoise().ifPresent(size -> object.add("inNoise", of(size)));
	}

	private static JsonObject of(Size size) {
		var object = new JsonObject();
		object.addProperty("pixels", size.pixels());
		object.add("mean", JsonText.number(size.mean()));
		object.add("median", JsonText.number(size.median()));
		object.add("rms", JsonText.number(size.rms()));
		object.add("maximum", JsonText.number(size.maximum()));
		object.add("position", array(size.position(), JsonPrimitive::new));
		return object;
	}

	private static void rows(JsonObject object, Rows rows) {
		object.addProperty("kind", "rows");
		object.addProperty("before", rows.rowsBefore());
		object.addProperty("now", rows.rowsNow());
		object.addProperty("different", rows.different());
		object.addProperty("byCell", rows.byCell());
		object.add("removed", array(rows.removed(), JsonPrimitive::new));
		object.add("added", array(rows.added(), JsonPrimitive::new));
		object.add("columns", array(rows.columns(), column -> {
			var member = new JsonObject();
			member.addProperty("name", column.name());
			member.addProperty("unit", column.unit());
			member.addProperty("content", column.content());
			member.addProperty("different", column.rows());
			member.addProperty("first", column.first());
			column.maximum().ifPresent(most -> {
				member.add("maximum", JsonText.number(most));
				member.addProperty("row", column.row());
			});
			return member;
		}));
	}

	private static <T> JsonArray array(List<T> things, Function<? super T, ? extends JsonElement> form) {
		var array = new JsonArray();
		things.forEach(thing -> array.add(form.apply(thing)));
		return array;
	}
}
