package org.armillary.actor.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class MessageTest {

	private enum Template implements MessageTemplate {
		TRUNCATED;

		@Override
		public MessageText text() {
			return new MessageText("fits.truncated", "{0}: expected {1}, found {2}, expected {1}",
					List.of("Copy {0} again.", "Give up."));
		}
	}

	@Test
	void fillsPlaceholdersInSummaryAndRemedies() {
		Message message = Template.TRUNCATED.with("a.fits", 2880, 1.5);
		assertEquals("fits.truncated", message.id());
		assertEquals("a.fits: expected 2880, found 1.5, expected 2880", message.summary());
		assertEquals(List.of("Copy a.fits again.", "Give up."), message.remedies());
		assertEquals(Optional.empty(), message.detail());
	}

	@Test
	void neverFillsWhatWasFilledIn() {
		assertEquals("{1} $1 \\: expected {2}, found x, expected {2}",
				Template.TRUNCATED.with("{1} $1 \\", "{2}", "x").summary());
	}

	@Test
	void leavesPlaceholdersWithoutAValue() {
		assertEquals("a: expected {1}, found {2}, expected {1}", Template.TRUNCATED.with("a").summary());
		assertEquals("null: expected {1}, found {2}, expected {1}", Template.TRUNCATED.with((Object) null).summary());
	}

	@Test
	void numbersDoNotDependOnTheLanguage() {
		java.util.Locale usual = java.util.Locale.getDefault();
		try {
			java.util.Locale.setDefault(java.util.Locale.GERMANY);
			assertTrue(Template.TRUNCATED.with("a", 1234567.5, 0).summary().contains("1234567.5"));
		} finally {
			java.util.Locale.setDefault(usual);
		}
	}

	@Test
	void hasOneTextForUsers() {
		Message message = Template.TRUNCATED.with("a", 1, 2).withDetail(" line\nline ");
		assertEquals("a: expected 1, found 2, expected 1\n  line\n  line\n  remedy: Copy a again.\n  remedy: Give up.",
				message.text());
		assertSame(message, message.withDetail(" "));
		assertSame(message, message.withDetail(null));
	}

	@Test
	void isImmutableAndComplete() {
		var remedies = new ArrayList<>(List.of("a"));
		var message = new Message("id", "summary", Optional.empty(), remedies);
		remedies.clear();
		assertEquals(List.of("a"), message.remedies());
		assertThrows(NullPointerException.class, () -> new Message(null, "summary", Optional.empty(), List.of()));
		assertThrows(NullPointerException.class, () -> new Message("id", null, Optional.empty(), List.of()));
	}
}
