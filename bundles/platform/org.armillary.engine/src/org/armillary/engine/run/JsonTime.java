package org.armillary.engine.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import com.google.gson.JsonElement;

/** Times in JSON: ISO 8601 in UTC, to the millisecond. */
final class JsonTime {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().appendInstant(3).toFormatter()
			.withZone(ZoneOffset.UTC);

	private JsonTime() {
	}

	static String text(Instant time) {
		return FORMAT.format(time);
	}

	/**
	 * Reads a time.
	 *
	 * @throws IllegalArgumentException
	 *             where it is none
	 */
	static Instant instant(JsonElement element) {
		try {
			return Instant.parse(element.getAsString());
		} catch (DateTimeException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}
}
