package org.armillary.organiser;

import java.util.Collection;
import java.util.List;

/** Counts in words. */
final class Tally {

	private static final int SHOWN = 3;

	private Tally() {
	}

	/** {@code 1 file}, {@code 12 files}. */
	static String files(int count) {
		return count == 1 ? "1 file" : count + " files";
	}

	/** The first three: {@code a, b, c, …}. */
	static String first(Collection<String> names) {
		List<String> shown = names.stream().limit(SHOWN).toList();
		return String.join(", ", shown) + (names.size() > SHOWN ? ", …" : "");
	}

	/** The first three names of files. */
	static String names(Collection<Frame> frames) {
		return first(frames.stream().limit(SHOWN + 1L).map(Frame::name).toList());
	}
}
