package org.armillary.kmos.simulator.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A value for each {@link Setting}; immutable.
 *
 * @param values
 *            the values
 */
public record Settings(Map<Setting, Double> values) {

	/** Checks that all are there and within their ranges, and copies them. */
	public Settings {
		var copy = new EnumMap<>(values);
		for (Setting setting : Setting.values()) {
			Double value = copy.get(setting);
			boolean neutral = value != null && value == setting.neutral();
			if (value == null || !neutral && !(value >= setting.min() && value <= setting.max())) {
				throw new IllegalArgumentException(
						setting.text() + " is " + value + "; expected " + setting.min() + " to "
								+ setting.max() + " " + setting.unit());
			}
		}
		values = copy;
	}

	/** The usual values. */
	public static Settings standard() {
		var values = new EnumMap<Setting, Double>(Setting.class);
		Arrays.stream(Setting.values()).forEach(setting -> values.put(setting, setting.standard()));
		return new Settings(values);
	}

	/** The usual values with all effects off. */
	public static Settings plain() {
		return standard().without(EnumSet.allOf(Effect.class));
	}

	/** A value. */
	public double get(Setting setting) {
		return values.get(setting);
	}

	/** These with another value. */
	public Settings with(Setting setting, double value) {
		var changed = new EnumMap<>(values);
		changed.put(setting, value);
		return new Settings(changed);
	}

	/** These with effects off. */
	public Settings without(Set<Effect> effects) {
		var changed = new EnumMap<>(values);
		changed.replaceAll((setting, value) -> effects.contains(setting.effect()) ? setting.neutral() : value);
		return new Settings(changed);
	}

	@Override
	public Map<Setting, Double> values() {
		return new EnumMap<>(values);
	}
}
