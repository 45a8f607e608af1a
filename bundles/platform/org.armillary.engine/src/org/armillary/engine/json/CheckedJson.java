package org.armillary.engine.json;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * JSON objects that show whether they are as they were written: <code>{"crc":"9ae0daaf",…}</code>. The check sum covers
 * all bytes after the comma behind it.
 */
public final class CheckedJson {

	private static final byte[] BEGIN = "{\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] MIDDLE = "\",".getBytes(StandardCharsets.US_ASCII);
	private static final int DIGITS = 8;
	private static final int PREFIX = BEGIN.length + DIGITS + MIDDLE.length;

	private CheckedJson() {
	}

	/**
	 * The bytes of an object with its check sum.
	 *
	 * @param json
	 *            an object with at least one member, written without blanks before the first
	 * @param end
	 *            what follows it and is not covered, such as the end of a line
	 */
	public static byte[] of(String json, String end) {
		byte[] body = (json.substring(1) + end).getBytes(StandardCharsets.UTF_8);
		byte[] whole = new byte[PREFIX + body.length];
		System.arraycopy(BEGIN, 0, whole, 0, BEGIN.length);
		System.arraycopy(digits(body, 0, body.length - end.length()), 0, whole, BEGIN.length, DIGITS);
		System.arraycopy(MIDDLE, 0, whole, BEGIN.length + DIGITS, MIDDLE.length);
		System.arraycopy(body, 0, whole, PREFIX, body.length);
		return whole;
	}

	/**
	 * Whether an object is as it was written.
	 *
	 * @param from
	 *            where it begins
	 * @param to
	 *            where it ends, without what follows it
	 */
	public static boolean isIntact(byte[] bytes, int from, int to) {
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
