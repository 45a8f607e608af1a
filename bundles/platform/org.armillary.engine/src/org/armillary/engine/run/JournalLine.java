package org.armillary.engine.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

import org.armillary.engine.RunEvent;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.json.RunEventJson;
import org.armillary.engine.run.JournalReader.Entry;

/**
 * One line of a journal, <code>{"crc":"9ae0daaf","time":"2026-01-31T02:03:04.567Z","event":…}</code>. The check sum covers
 * all bytes after the comma behind it.
 */
final class JournalLine {

	private static final byte[] BEGIN = "{\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] MIDDLE = "\",".getBytes(StandardCharsets.US_ASCII);
	private static final int DIGITS = 8;
	private static final int PREFIX = BEGIN.length + DIGITS + MIDDLE.length;

	private JournalLine() {
	}

	/** The bytes of a line with its end. */
	static byte[] of(Instant time, RunEvent event) {
		byte[] body = ("\"time\":\"" + JsonTime.text(time) + "\"," + JsonText.of(RunEventJson.of(event)).substring(1)
				+ "\n").getBytes(StandardCharsets.UTF_8);
		byte[] line = new byte[PREFIX + body.length];
		System.arraycopy(BEGIN, 0, line, 0, BEGIN.length);
		System.arraycopy(digits(body, 0, body.length - 1), 0, line, BEGIN.length, DIGITS);
		System.arraycopy(MIDDLE, 0, line, BEGIN.length + DIGITS, MIDDLE.length);
		System.arraycopy(body, 0, line, PREFIX, body.length);
		return line;
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
		int body = from + PREFIX;
		return to >= body && holds(bytes, from, BEGIN) && holds(bytes, body - MIDDLE.length, MIDDLE)
				&& holds(bytes, from + BEGIN.length, digits(bytes, body, to - body));
	}

	private static byte[] digits(byte[] bytes, int from, int length) {
		var crc = new CRC32();
		crc.update(bytes, from, length);
		return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
	}

	private static boolean holds(byte[] bytes, int at, byte[] expected) {
		for (int i = 0; i < expected.length; i++) {
			if (bytes[at + i] != expected[i]) {
				return false;
			}
		}
		return true;
	}
}
