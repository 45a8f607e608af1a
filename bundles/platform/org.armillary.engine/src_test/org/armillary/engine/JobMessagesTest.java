package org.armillary.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.junit.jupiter.api.Test;

class JobMessagesTest {

	private final JobMessages messages = new JobMessages();

	private static Message message(String id, String summary) {
		return new Message(id, summary, Optional.empty(), List.of("Look."));
	}

	private List<String> told() {
		return messages.told().stream().map(Message::summary).toList();
	}

	@Test
	void whatManyJobsSayIsToldOnceWithTheFirstThree() {
		for (int i = 1; i <= 121; i++) {
			messages.add("dark#" + i, message("test.a", "it is bright"));
		}
		messages.add("dark#1", message("test.b", "it is bright"));
		assertEquals(List.of("it is bright (121 jobs: dark#1, dark#2, dark#3, …)", "dark#1: it is bright"), told());
		assertEquals(List.of("test.a", "test.b"), messages.told().stream().map(Message::id).toList());
	}

	@Test
	void whatOneJobSaysNamesItOnce() {
		messages.add("dark#1", message("test.a", "dark#1: it is bright"));
		messages.add("dark#1", message("test.a", "dark#1: it is bright"));
		messages.add("dark#2", message("test.a", "dark#21 is bright"));
		assertEquals(List.of("dark#1: it is bright", "dark#2: dark#21 is bright"), told());
	}
}
