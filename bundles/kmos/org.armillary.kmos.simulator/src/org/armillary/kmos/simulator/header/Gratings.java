package org.armillary.kmos.simulator.header;

import java.util.List;

/**
 * The gratings of the three spectrographs, which need not be the same.
 *
 * @param ids
 *            three of {@code IZ}, {@code YJ}, {@code H}, {@code K}, {@code HK}
 */
public record Gratings(List<String> ids) {

	/** Number of spectrographs. */
	public static final int SEGMENTS = 3;

	/** All that there are. */
	public static final List<String> KNOWN = List.of("IZ", "YJ", "H", "K", "HK");

	/** Checks number and names. */
	public Gratings {
		ids = List.copyOf(ids);
		if (ids.size() != SEGMENTS || !KNOWN.containsAll(ids)) {
			throw refused(String.join("/", ids));
		}
	}

	/** Reads {@code H} for all, or {@code H/K/YJ} for one each. */
	public static Gratings parse(String text) {
		List<String> ids = List.of(text.split("/", -1));
		if (!KNOWN.containsAll(ids)) {
			throw refused(text);
		}
		return new Gratings(ids.size() == 1 ? List.of(text, text, text) : ids);
	}

	/** The id that all have, {@code H}, or all three, {@code H+K+YJ}. */
	public String text() {
		return ids.stream().distinct().count() == 1 ? ids.getFirst() : String.join("+", ids);
	}

	private static IllegalArgumentException refused(String text) {
		return new IllegalArgumentException("there are no gratings ‘" + text + "’; expected one of "
				+ String.join(", ", KNOWN) + ", or three of them as H/K/YJ");
	}
}
