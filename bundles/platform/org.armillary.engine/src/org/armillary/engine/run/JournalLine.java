package org.armillary.engine.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.armillary.engine.RunEvent;
import org.armillary.engine.json.CheckedJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.RunEventJson;
import org.armillary.engine.run.JournalReader.Entry;

/**
 * One line of a journal, <code>{"crc":"9ae0daaf","time":"2026-01-31T02:03:04.567Z","event":…}</code>; see
 * {@link CheckedJson}.
 */
final class JournalLine {

	private JournalLine() {
	}

	/** The bytes of a line with its end. */
	static byte[] of(Instant time, RunEvent event) {
		return CheckedJson.of("{\"time\":\"" + JsonTime.text(time) + "\","
				+ JsonText.of(RunEventJson.of(event)).substring(1), "\n");
	}

	/**
	 * Reads a line; empty where it is damaged or says something that this version does not know.
	 *
	 * @param from
	 *            where it begins
	 * @param to
	 *            where its line end stands
	 */
	static Optional<Entry> parse(byte[] bytes, int from, int to) {
		if (!isIntact(bytes, from, to)) {
			return Optional.empty();
		}
		try {
			return Optional.of(JsonText.read(new String(bytes, from, to - from, StandardCharsets.UTF_8),
					"a line of a journal",
					object -> new Entry(JsonTime.instant(object.get("time")), RunEventJson.event(object))));
		} catch (JsonFormatException _) {
			return Optional.empty();
		}
	}

	/** Whether a line is as it was written. */
	static boolean isIntact(byte[] bytes, int from, int to) {
		return CheckedJson.isIntact(bytes, from, to);
	}
}
