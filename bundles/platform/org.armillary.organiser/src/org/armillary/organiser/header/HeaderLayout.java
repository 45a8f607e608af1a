package org.armillary.organiser.header;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of keywords in their order, shared by all headers that have just these. Immutable. */
public final class HeaderLayout {

	/** No names. */
	public static final HeaderLayout EMPTY = new HeaderLayout(List.of());

	private final List<String> names;
	private final Map<String, Integer> places = new HashMap<>();

	private HeaderLayout(List<String> names) {
		this.names = List.copyOf(names);
		for (int i = 0; i < this.names.size(); i++) {
			if (places.put(this.names.get(i), i) != null) {
				throw new IllegalArgumentException(this.names.get(i) + " is there twice");
			}
		}
	}

	/** A layout with these names, each of which is there once. */
	public static HeaderLayout of(List<String> names) {
		return new HeaderLayout(names);
	}

	/** The names. */
	public List<String> names() {
		return names;
	}

	/** Where a keyword is, from 0; -1 where it is not. */
	public int place(String keyword) {
		Integer place = places.get(keyword);
		return place == null ? -1 : place;
	}
}
