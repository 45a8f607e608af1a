package org.armillary.organiser.header;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;

/**
 * Some keywords of a primary header with their values, immutable and small: headers with the same keywords share their names.
 * {@code HIERARCH ESO} keywords are named without {@code HIERARCH}. Values are {@link String}, {@link Long}, {@link Double} or
 * {@link Boolean}.
 */
public final class Header {

	/** A header without keywords. */
	public static final Header EMPTY = new Header(HeaderLayout.EMPTY, new Object[0]);

	private final HeaderLayout layout;
	private final Object[] values;

	private Header(HeaderLayout layout, Object[] values) {
		this.layout = layout;
		this.values = values;
	}

	/** A header with these keywords, in their order. */
	public static Header of(Map<String, Object> keywords) {
		return of(HeaderLayout.of(List.copyOf(keywords.keySet())), keywords.values().toArray());
	}

	/**
	 * A header of known layout.
	 *
	 * @param values
	 *            a value for each name of the layout; belongs to the header from now on
	 */
	public static Header of(HeaderLayout layout, Object[] values) {
		if (values.length != layout.names().size()) {
			throw new IllegalArgumentException(values.length + " values for " + layout.names().size() + " keywords");
		}
		return new Header(layout, values);
	}

	/** Names and places of the keywords. */
	public HeaderLayout layout() {
		return layout;
	}

	/** The value of a keyword; empty where it is absent. */
	public Optional<Object> value(String keyword) {
		int place = layout.place(keyword);
		return place < 0 ? Optional.empty() : Optional.of(values[place]);
	}

	/** The value at a place of the layout. */
	public Object value(int place) {
		return values[place];
	}

	/** All keywords with their values. */
	public Keywords keywords() {
		var map = new LinkedHashMap<String, Object>();
		for (int i = 0; i < values.length; i++) {
			map.put(layout.names().get(i), values[i]);
		}
		return new Keywords(map);
	}

	/** Whether two values of keywords say the same: numbers as numbers, texts without the blanks at their ends. */
	public static boolean saysTheSame(Object one, Object other) {
		if (one instanceof Number first && other instanceof Number second) {
			return first.doubleValue() == second.doubleValue();
		}
		if (one instanceof String first && other instanceof String second) {
			return first.stripTrailing().equals(second.stripTrailing());
		}
		return one.equals(other);
	}
}
