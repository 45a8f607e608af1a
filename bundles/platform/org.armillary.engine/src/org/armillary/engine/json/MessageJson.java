package org.armillary.engine.json;

import java.util.Optional;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Messages for users and quality-control values as JSON. */
public final class MessageJson {

	private MessageJson() {
	}

	/** Writes a message. */
	public static JsonObject of(Message message) {
		var object = new JsonObject();
		object.addProperty("id", message.id());
		object.addProperty("summary", message.summary());
		message.detail().ifPresent(text -> object.addProperty("detail", text));
		JsonText.addTree(object, "remedies", JsonText.texts(message.remedies()));
		return object;
	}

	/** Reads a message. */
	public static Message message(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new Message(object.get("id").getAsString(), object.get("summary").getAsString(),
				Optional.of(JsonText.text(object, "detail")).filter(text -> !text.isEmpty()),
				JsonText.texts(object, "remedies"));
	}

	/** Writes a quality-control value. */
	public static JsonObject of(QcValue value) {
		var object = new JsonObject();
		object.addProperty("name", value.name());
		JsonText.addText(object, "subject", value.subject());
		object.addProperty("value", value.value());
		JsonText.addText(object, "unit", value.unit());
		return object;
	}

	/** Reads a quality-control value. */
	public static QcValue qcValue(JsonElement tree) {
		JsonObject object = tree.getAsJsonObject();
		return new QcValue(object.get("name").getAsString(), JsonText.text(object, "subject"),
				object.get("value").getAsDouble(), JsonText.text(object, "unit"));
	}
}
