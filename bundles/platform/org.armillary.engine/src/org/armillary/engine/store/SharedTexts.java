package org.armillary.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives the same text for the same bytes, mostly without making it again: of the many names that results say, few are
 * different. Remembers a bounded number. <b>Threads.</b> For one thread.
 */
final class SharedTexts {

	private static final int PLACES = 1 << 12;
	/** Longer texts hardly come twice. */
	private static final int LONGEST = 40;

	private final byte[][] known = new byte[PLACES][];
	private final String[] texts = new String[PLACES];

	/** The text of bytes in UTF-8. */
	String text(byte[] bytes, int from, int length) {
		if (length > LONGEST) {
			return new String(bytes, from, length, StandardCharsets.UTF_8);
		}
		int hash = 0;
		for (int i = from; i < from + length; i++) {
			hash = 31 * hash + bytes[i];
		}
		int place = (hash ^ hash >>> 16) & PLACES - 1;
		byte[] there = known[place];
		if (there == null || !Arrays.equals(there, 0, there.length, bytes, from, from + length)) {
			known[place] = Arrays.copyOfRange(bytes, from, from + length);
			texts[place] = new String(bytes, from, length, StandardCharsets.UTF_8);
		}
		return texts[place];
	}
}
