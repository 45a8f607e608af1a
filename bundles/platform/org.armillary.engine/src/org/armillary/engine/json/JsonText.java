package org.armillary.engine.json;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** Texts, lists and maps in JSON trees; NaN and infinities are written as such. */
public final class JsonText {

	private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues()
			.create();

	private JsonText() {
	}

	/** One line of text. */
	public static String of(JsonElement tree) {
		return COMPACT.toJson(tree);
	}

	/**
	 * Reads an object and makes something of it.
	 *
	 * @param expected
	 *            what it should be, in words, for the message
	 * @throws JsonFormatException
	 *             where the text is no object, or {@code reader} does not find in it what it needs
	 */
	public static <T> T read(String text, String expected, Function<JsonObject, T> reader) throws JsonFormatException {
		try {
			return reader.apply(JsonParser.parseString(text).getAsJsonObject());
		} catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException
				| UnsupportedOperationException | ClassCastException | DateTimeException | ArithmeticException e) {
			throw new JsonFormatException(expected, e);
		}
	}

	/** A list as an array. */
	public static <T> JsonArray array(List<T> list, Function<T, JsonElement> element) {
		var array = new JsonArray(list.size());
		list.forEach(item -> array.add(element.apply(item)));
		return array;
	}

	/** A list of texts as an array. */
	public static JsonArray texts(List<String> list) {
		var array = new JsonArray(list.size());
		list.forEach(array::add);
		return array;
	}

	/** A map of texts as an object, in its order. */
	public static JsonObject map(Map<String, String> map) {
		var object = new JsonObject();
		map.forEach(object::addProperty);
		return object;
	}

	/** The elements of an array member; none where it is absent. */
	public static <T> List<T> list(JsonObject object, String member, Function<JsonElement, T> element) {
		var list = new ArrayList<T>();
		if (object.has(member)) {
			object.getAsJsonArray(member).forEach(item -> list.add(element.apply(item)));
		}
		return list;
	}

	/** The texts of an array member; none where it is absent. */
	public static List<String> texts(JsonObject object, String member) {
		return list(object, member, JsonElement::getAsString);
	}

	/** The texts of an object member, in its order; none where it is absent. */
	public static Map<String, String> map(JsonObject object, String member) {
		var map = new LinkedHashMap<String, String>();
		if (object.has(member)) {
			object.getAsJsonObject(member).entrySet()
					.forEach(entry -> map.put(entry.getKey(), entry.getValue().getAsString()));
		}
		return map;
	}

	/** A text member; empty where it is absent. */
	public static String text(JsonObject object, String member) {
		return object.has(member) ? object.get(member).getAsString() : "";
	}

	/** Adds a text unless it is empty. */
	public static void addText(JsonObject object, String member, String text) {
		if (!text.isEmpty()) {
			object.addProperty(member, text);
		}
	}

	/** Adds an array or an object unless it is empty. */
	public static void addTree(JsonObject object, String member, JsonElement tree) {
		if (tree.isJsonArray() && !tree.getAsJsonArray().isEmpty()
				|| tree.isJsonObject() && !tree.getAsJsonObject().isEmpty()) {
			object.add(member, tree);
		}
	}

	/** A number; null where it is not finite, for which JSON has no word. */
	public static JsonElement number(double number) {
		return Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
	}
}
