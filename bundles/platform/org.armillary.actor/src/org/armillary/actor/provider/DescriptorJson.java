package org.armillary.actor.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.armillary.actor.Payload;
import org.armillary.actor.Presence;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.jspecify.annotations.Nullable;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * Descriptors as JSON text: what {@code armillary describe --json} prints and what an actor made at run time can be
 * described by. Keys are the components of the descriptor records, enum constants in lower case; what equals its default
 * (an empty list or text, no limit, {@code optional}) may be left out when reading and is written always.
 */
public final class DescriptorJson {

	private static final Set<String> ACTOR_KEYS = Set.of("id", "algorithm", "title", "category", "help", "references",
			"parameters", "inputs", "outputs");
	private static final Set<String> PARAMETER_KEYS = Set.of("name", "type", "list", "label", "default", "unit", "min",
			"greaterThan", "max", "lessThan", "choices", "help", "aliases", "inKey");
	private static final Set<String> PORT_KEYS = Set.of("name", "role", "payload", "categories", "variance", "mask",
			"min", "max", "grouped", "ordered", "extension", "help");

	private DescriptorJson() {
	}

	/** Writes a descriptor as indented JSON. */
	public static String write(ActorDescriptor actor) {
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(tree(actor));
	}

	/** A descriptor as a JSON tree, for embedding into a larger one. */
	static JsonObject tree(ActorDescriptor actor) {
		var json = new JsonObject();
		json.addProperty("id", actor.id());
		json.addProperty("algorithm", actor.algorithm());
		json.addProperty("title", actor.title());
		json.addProperty("category", actor.category());
		json.addProperty("help", actor.help());
		json.add("references", texts(actor.references()));
		var parameters = new JsonArray();
		actor.parameters().forEach(parameter -> parameters.add(tree(parameter)));
		json.add("parameters", parameters);
		json.add("inputs", ports(actor.inputs()));
		json.add("outputs", ports(actor.outputs()));
		return json;
	}

	private static JsonObject tree(ParameterDescriptor parameter) {
		var json = new JsonObject();
		json.addProperty("name", parameter.name());
		json.addProperty("type", lower(parameter.type()));
		json.addProperty("list", parameter.list());
		json.addProperty("label", parameter.label());
		json.addProperty("default", parameter.defaultText());
		json.addProperty("unit", parameter.unit());
		ValueRange range = parameter.range();
		if (range.min() > Double.NEGATIVE_INFINITY) {
			json.addProperty(range.minExcluded() ? "greaterThan" : "min", range.min());
		}
		if (range.max() < Double.POSITIVE_INFINITY) {
			json.addProperty(range.maxExcluded() ? "lessThan" : "max", range.max());
		}
		json.add("choices", texts(parameter.choices()));
		json.addProperty("help", parameter.help());
		json.add("aliases", texts(parameter.aliases()));
		json.addProperty("inKey", parameter.inKey());
		return json;
	}

	private static JsonArray ports(List<PortDescriptor> ports) {
		var array = new JsonArray();
		for (PortDescriptor port : ports) {
			var json = new JsonObject();
			json.addProperty("name", port.name());
			json.addProperty("role", lower(port.role()));
			json.addProperty("payload", lower(port.payload()));
			json.add("categories", texts(port.categories()));
			json.addProperty("variance", lower(port.variance()));
			json.addProperty("mask", lower(port.mask()));
			json.addProperty("min", port.min());
			if (port.max() != Integer.MAX_VALUE) {
				json.addProperty("max", port.max());
			}
			json.addProperty("grouped", port.grouped());
			json.addProperty("ordered", port.ordered());
			json.addProperty("extension", port.extension());
			json.addProperty("help", port.help());
			array.add(json);
		}
		return array;
	}

	private static JsonArray texts(List<String> texts) {
		var array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

	/**
	 * Reads a descriptor.
	 *
	 * @throws DescriptionException
	 *             where the text is no JSON, lacks a key, has an unknown one, or describes something that breaks a rule
	 */
	public static ActorDescriptor read(String text) throws DescriptionException {
		String subject = "actor descriptor";
		try {
			JsonObject json = JsonParser.parseString(text).getAsJsonObject();
			subject = json.has("id") ? json.get("id").getAsString() : subject;
			onlyKeys(json, ACTOR_KEYS);
			var parameters = new ArrayList<ParameterDescriptor>();
			for (JsonElement element : array(json, "parameters")) {
				parameters.add(parameter(element.getAsJsonObject()));
			}
			return DescriptorRules.check(subject,
					new ActorDescriptor(need(json, "id").getAsString(), need(json, "algorithm").getAsInt(),
							need(json, "title").getAsString(), need(json, "category").getAsString(),
							need(json, "help").getAsString(),
							texts(json, "references"), parameters, ports(json, "inputs"), ports(json, "outputs")));
		} catch (JsonParseException | IllegalStateException | IllegalArgumentException | UnsupportedOperationException
				| ClassCastException e) {
			throw new DescriptionException(subject, "the JSON text is not a descriptor: " + e.getMessage());
		}
	}

	private static ParameterDescriptor parameter(JsonObject json) {
		onlyKeys(json, PARAMETER_KEYS);
		String name = need(json, "name").getAsString();
		var range = new ValueRange(number(json, "greaterThan", number(json, "min", Double.NEGATIVE_INFINITY)),
				number(json, "lessThan", number(json, "max", Double.POSITIVE_INFINITY)), json.has("greaterThan"),
				json.has("lessThan"));
		return new ParameterDescriptor(name, constant(Type.class, json, "type", null), flag(json, "list", false),
				text(json, "label", name), need(json, "default").getAsString(), text(json, "unit", ""), range,
				texts(json, "choices"), need(json, "help").getAsString(), texts(json, "aliases"),
				flag(json, "inKey", true));
	}

	private static List<PortDescriptor> ports(JsonObject json, String key) {
		var ports = new ArrayList<PortDescriptor>();
		for (JsonElement element : array(json, key)) {
			JsonObject port = element.getAsJsonObject();
			onlyKeys(port, PORT_KEYS);
			ports.add(new PortDescriptor(need(port, "name").getAsString(), constant(Role.class, port, "role", null),
					constant(Payload.class, port, "payload", null), texts(port, "categories"),
					constant(Presence.class, port, "variance", Presence.OPTIONAL),
					constant(Presence.class, port, "mask", Presence.OPTIONAL), (int) number(port, "min", 1),
					(int) number(port, "max", Integer.MAX_VALUE), flag(port, "grouped", false),
					flag(port, "ordered", false),
					text(port, "extension", "fits"), need(port, "help").getAsString()));
		}
		return ports;
	}

	private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key, @Nullable E otherwise) {
		return otherwise != null && !json.has(key) ? otherwise
				: Enum.valueOf(type, need(json, key).getAsString().toUpperCase(Locale.ROOT));
	}

	/** A misspelt key would otherwise pass for one that was left out. */
	private static void onlyKeys(JsonObject json, Set<String> known) {
		for (String key : json.keySet()) {
			if (!known.contains(key)) {
				throw new IllegalArgumentException("the key ‘" + key + "’ is unknown");
			}
		}
	}

	private static JsonElement need(JsonObject json, String key) {
		if (!json.has(key)) {
			throw new IllegalArgumentException("the key ‘" + key + "’ is missing");
		}
		return json.get(key);
	}

	private static JsonArray array(JsonObject json, String key) {
		return json.has(key) ? json.getAsJsonArray(key) : new JsonArray();
	}

	private static List<String> texts(JsonObject json, String key) {
		return array(json, key).asList().stream().map(JsonElement::getAsString).toList();
	}

	private static String text(JsonObject json, String key, String otherwise) {
		return json.has(key) ? json.get(key).getAsString() : otherwise;
	}

	private static double number(JsonObject json, String key, double otherwise) {
		return json.has(key) ? json.get(key).getAsDouble() : otherwise;
	}

	private static boolean flag(JsonObject json, String key, boolean otherwise) {
		return json.has(key) ? json.get(key).getAsBoolean() : otherwise;
	}

	private static String lower(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}
}
