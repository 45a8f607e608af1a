package org.armillary.provenance.crate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** The flat list of things that a crate tells of, as JSON-LD 1.0 in flattened and compacted form. */
final class Entities {

	private final Map<String, Entity> byId = new LinkedHashMap<>();

	/** A thing with its properties. */
	static final class Entity {

		private final String id;
		private final JsonObject json = new JsonObject();

		private Entity(String id, String... types) {
			this.id = id;
			json.addProperty("@id", id);
			if (types.length == 1) {
				json.addProperty("@type", types[0]);
			} else {
				var array = new JsonArray();
				List.of(types).forEach(array::add);
				json.add("@type", array);
			}
		}

		String id() {
			return id;
		}

		/** What people call it; empty where it has no name. */
		String name() {
			return json.has("name") ? json.get("name").getAsString() : "";
		}

		/** Sets a text; none where it is empty. */
		Entity text(String property, String value) {
			if (!value.isEmpty()) {
				json.addProperty(property, value);
			}
			return this;
		}

		/** Sets a number or a logical value. */
		Entity value(String property, JsonPrimitive value) {
			json.add(property, value);
			return this;
		}

		/** Sets a reference to a thing. */
		Entity to(String property, Entity other) {
			json.add(property, reference(other.id));
			return this;
		}

		/** Sets references to things; none where there are none. */
		Entity to(String property, Collection<Entity> others) {
			var ids = new LinkedHashSet<String>();
			others.forEach(other -> ids.add(other.id));
			if (ids.size() == 1) {
				json.add(property, reference(ids.getFirst()));
			} else if (!ids.isEmpty()) {
				var array = new JsonArray(ids.size());
				ids.forEach(id -> array.add(reference(id)));
				json.add(property, array);
			}
			return this;
		}

		private static JsonObject reference(String id) {
			var reference = new JsonObject();
			reference.addProperty("@id", id);
			return reference;
		}
	}

	/** Adds a thing; the one that is there already where it is. */
	Entity add(String id, String... types) {
		return byId.computeIfAbsent(id, _ -> new Entity(id, types));
	}

	/** All as one array. */
	JsonElement graph() {
		var graph = new JsonArray(byId.size());
		byId.values().forEach(entity -> graph.add(entity.json));
		return graph;
	}

	/** A place in the crate as the id of a file: an escaped relative URI. */
	static String file(String place) {
		var id = new StringBuilder();
		for (String part : place.split("/", -1)) {
			id.append(id.isEmpty() ? "" : "/").append(escaped(part));
		}
		return id.toString();
	}

	/** An id within the document of some parts: {@code #job/image-1}. */
	static String local(String... parts) {
		var id = new StringBuilder("#");
		for (String part : parts) {
			id.append(id.length() == 1 ? "" : "/").append(escaped(part));
		}
		return id.toString();
	}

	private static String escaped(String part) {
		return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
	}
}
