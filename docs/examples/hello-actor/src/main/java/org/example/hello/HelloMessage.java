package org.example.hello;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this plug-in tells users: an identity for programs, a sentence, and what to do about it. */
enum HelloMessage implements MessageTemplate {

	/** A file without pixels; its name. */
	NO_IMAGE("hello.no-image", "{0} has no image extension, so there is nothing to count", "Give a cube.");

	private final MessageText text;

	HelloMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
