package org.armillary.cli;

import java.util.List;

import org.armillary.actor.message.Message;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What {@code --json} prints. Numbers that are not finite are null. */
final class Json {

	private Json() {
	}

	static String text(JsonElement json) {
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(json);
	}

	/** A refusal: exit code and messages. */
	static JsonObject refusal(int exitCode, List<Message> messages) {
		var json = new JsonObject();
		json.addProperty("exitCode", exitCode);
		json.add("messages", messages(messages));
		return json;
	}

	static JsonArray messages(List<Message> messages) {
		var array = new JsonArray();
		messages.forEach(message -> array.add(message(message)));
		return array;
	}

	static JsonObject message(Message message) {
		var json = new JsonObject();
		json.addProperty("id", message.id());
		json.addProperty("summary", message.summary());
		message.detail().ifPresent(detail -> json.addProperty("detail", detail));
		var remedies = new JsonArray();
		message.remedies().forEach(remedies::add);
		json.add("remedies", remedies);
		return json;
	}
}
