package org.armillary.organiser.scan;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.organiser.header.HeaderLayout;

/**
 * Values and layouts that many headers have alike, so that each is in memory once. For several threads at once.
 */
final class SharedValues {

	/** Values that are shared at most; those that come later are kept for each header. */
	private static final int MOST = 50_000;

	private final Map<Object, Object> values = new ConcurrentHashMap<>();
	private final Map<List<String>, HeaderLayout> layouts = new ConcurrentHashMap<>();

	/** An equal value, which may be one that was given before. */
	Object share(Object value) {
		Object known = values.get(value);
		if (known != null) {
			return known;
		}
		if (values.size() < MOST) {
			values.put(value, value);
		}
		return value;
	}

	/** The layout of these names. */
	HeaderLayout layout(List<String> names) {
		HeaderLayout known = layouts.get(names);
		return known != null ? known : layouts.computeIfAbsent(names, HeaderLayout::of);
	}
}
