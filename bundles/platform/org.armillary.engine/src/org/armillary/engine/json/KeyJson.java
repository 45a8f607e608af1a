package org.armillary.engine.json;

import java.util.LinkedHashMap;
import java.util.Locale;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Cache keys and reasons as JSON. */
public final class KeyJson {

	private KeyJson() {
	}

	/** Writes a key with its parts. */
	public static JsonObject of(JobKey key) {
		var object = new JsonObject();
		object.addProperty("hash", key.hash());
		object.add("parts", JsonText.array(key.parts(), part -> {
			var member = new JsonObject();
			member.addProperty("kind", part.kind().name().toLowerCase(Locale.ROOT));
			JsonText.addText(member, "name", part.name());
			member.addProperty("value", part.value());
			if (!part.label().equals(part.value())) {
				member.addProperty("label", part.label());
			}
			return member;
		}));
		return object;
	}

	/**
	 * Reads a key.
	 *
	 * @throws IllegalArgumentException
	 *             where hash and parts contradict each other
	 */
	public static JobKey key(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		JobKey key = JobKey.of(JsonText.list(object, "parts", part -> {
			JsonObject member = part.getAsJsonObject();
			String value = member.get("value").getAsString();
			return new KeyPart(kind(KeyPart.Kind.class, member), JsonText.text(member, "name"), value,
					member.has("label") ? member.get("label").getAsString() : value);
		}));
		if (!key.hash().equals(object.get("hash").getAsString())) {
			throw new IllegalArgumentException("the parts of the key give the hash " + key.hash() + ", stated is "
					+ object.get("hash").getAsString());
		}
		return key;
	}

	/** Writes a reason. */
	public static JsonObject of(JobReason reason) {
		var object = new JsonObject();
		object.addProperty("kind", reason.kind().name().toLowerCase(Locale.ROOT));
		JsonText.addText(object, "run", reason.run());
		JsonText.addTree(object, "differences", JsonText.array(reason.differences(), difference -> {
			var member = new JsonObject();
			member.addProperty("kind", difference.kind().name().toLowerCase(Locale.ROOT));
			JsonText.addText(member, "name", difference.name());
			member.addProperty("before", difference.before());
			member.addProperty("now", difference.now());
			return member;
		}));
		JsonText.addTree(object, "jobs", JsonText.texts(reason.jobs()));
		var inputs = new JsonObject();
		reason.inputs().forEach(inputs::addProperty);
		JsonText.addTree(object, "inputs", inputs);
		JsonText.addText(object, "product", reason.product());
		JsonText.addText(object, "mark", reason.mark());
		return object;
	}

	/** Reads a reason. */
	public static JobReason reason(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		var inputs = new LinkedHashMap<String, Integer>();
		if (object.has("inputs")) {
			object.getAsJsonObject("inputs").entrySet()
					.forEach(port -> inputs.put(port.getKey(), port.getValue().getAsInt()));
		}
		return new JobReason(kind(JobReason.Kind.class, object), JsonText.text(object, "run"),
				JsonText.list(object, "differences", difference -> {
					JsonObject member = difference.getAsJsonObject();
					return new KeyDifference(kind(KeyPart.Kind.class, member), JsonText.text(member, "name"),
							member.get("before").getAsString(), member.get("now").getAsString());
				}), JsonText.texts(object, "jobs"), inputs, JsonText.text(object, "product"),
				JsonText.text(object, "mark"));
	}

	private static <E extends Enum<E>> E kind(Class<E> type, JsonObject object) {
		return Enum.valueOf(type, object.get("kind").getAsString().toUpperCase(Locale.ROOT));
	}
}
