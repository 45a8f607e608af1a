package org.armillary.cli;

import java.util.List;

import org.armillary.actor.message.Message;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What {@code --json} prints. Numbers that are not finite are null. What could move a cursor or turn the direction of writing
 * ({@link Terminal#isHarmful}) is escaped as JSON does it, so that a terminal shows the document as it is and programs read
 * what was written in the files.
 */
final class Json {

	private Json() {
	}

	/** A document over several lines. */
	static String text(JsonElement json) {
		return harmless(
				new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(json));
	}

	/** A document in one line. */
	static String line(JsonElement json) {
		return harmless(new GsonBuilder().disableHtmlEscaping().serializeNulls().create().toJson(json));
	}

	private static String harmless(String document) {
		var harmless = new StringBuilder(document.length());
		document.codePoints().forEach(c -> {
			if (Terminal.isHarmful(c)) {
				for (char unit : Character.toChars(c)) {
					harmless.append(String.format("\\u%04x", (int) unit));
				}
			} else {
				harmless.appendCodePoint(c);
			}
		});
		return harmless.toString();
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
