package org.armillary.actor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Keywords of a product's primary header by name, immutable. {@code HIERARCH ESO} keywords are named without
 * {@code HIERARCH}: {@code ESO PRO CATG}. Values are {@link String}, {@link Long}, {@link Double} or {@link Boolean}.
 *
 * @param values
 *            value by keyword, in header order
 */
public record Keywords(Map<String, Object> values) {

	/** No keyword. */
	public static final Keywords NONE = new Keywords(Map.of());

	/** Copies the map, keeping its order. */
	public Keywords {
		for (var entry : values.entrySet()) {
			if (!(entry.getValue() instanceof String || entry.getValue() instanceof Long
					|| entry.getValue() instanceof Double
					|| entry.getValue() instanceof Boolean)) {
				throw new IllegalArgumentException(entry.getKey() + " has a value of " + entry.getValue().getClass());
			}
		}
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/** The names, in header order. */
	public Set<String> names() {
		return values.keySet();
	}

	/** The value as text, if the keyword is there. */
	public Optional<String> text(String keyword) {
		return Optional.ofNullable(values.get(keyword)).map(Object::toString);
	}

	/** The value as a number, if the keyword is there and has one. */
	public OptionalDouble number(String keyword) {
		return values.get(keyword) instanceof Number number ? OptionalDouble.of(number.doubleValue())
				: OptionalDouble.empty();
	}

	/** These keywords with one set to {@code value}, a String, Long, Double or Boolean. */
	public Keywords with(String keyword, Object value) {
		var changed = new LinkedHashMap<>(values);
		changed.put(keyword, value);
		return new Keywords(changed);
	}
}
