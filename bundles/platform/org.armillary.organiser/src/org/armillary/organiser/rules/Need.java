package org.armillary.organiser.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.workflow.condition.Condition;

/**
 * What a dataset needs of others.
 *
 * @param name
 *            its name, such as {@code flat}
 * @param sources
 *            kinds of datasets that can serve, the preferred one first
 * @param prefer
 *            how the best of several candidates is found
 * @param preferBy
 *            name of the parameter that says so; empty where the rule itself does
 * @param min
 *            fewest; 0 where the dataset can be reduced without
 * @param max
 *            most
 * @param when
 *            condition, on the header of the dataset's first reduced member, under which it is needed; empty for always
 * @param only
 *            condition that a candidate's first reduced member must meet; empty for any
 * @param never
 *            condition that it must not meet; empty for none
 * @param match
 *            in what the two must agree whatever the level
 * @param levels
 *            the ladder, best first; at least one, unless {@link RuleSet#withWorstLevel} took all
 * @param line
 *            where it stands
 */
public record Need(String name, List<Source> sources, Preference prefer, Optional<String> preferBy, int min, int max,
		Optional<Condition> when, Optional<Condition> only, Optional<Condition> never, List<Match> match,
		List<Level> levels, RuleLine line) {

	/**
	 * A kind of dataset that can serve.
	 *
	 * @param type
	 *            name of its rule
	 * @param when
	 *            condition, on the header of the first reduced member of the dataset in need, under which it can; empty for
	 *            always
	 */
	public record Source(String type, Optional<Condition> when) {
	}

	/** How the best of several candidates is found; what is left equal is decided by time, the earlier first, then by identity. */
	public enum Preference {
		/** The best level, within it the closest in time, then the order of the sources. */
		CLOSEST,
		/** The best level, within it raw frames before master calibrations, then the closest in time. */
		RAW_PER_LEVEL,
		/** The best level, within it master calibrations before raw frames, then the closest in time. */
		MASTER_PER_LEVEL,
		/** Raw frames before master calibrations, then the best level, then the closest in time. */
		RAW,
		/** Master calibrations before raw frames, then the best level, then the closest in time. */
		MASTER,
		/** The order of the sources, then the best level, then the closest in time. */
		ORDER;

		/** As rule files write it: {@code raw-per-level}. */
		public String word() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/** The preference that is written so; empty where none is. */
		static Optional<Preference> of(String word) {
			return Stream.of(values()).filter(preference -> preference.word().equals(word)).findFirst();
		}

		/** All words. */
		static List<String> words() {
			return Stream.of(values()).map(Preference::word).toList();
		}
	}

	/** Copies the lists. */
	public Need {
		sources = List.copyOf(sources);
		match = List.copyOf(match);
		levels = List.copyOf(levels);
	}

	/** A need whose preference stands in the rule itself. */
	public Need(String name, List<Source> sources, Preference prefer, int min, int max, Optional<Condition> when,
			Optional<Condition> only, Optional<Condition> never, List<Match> match, List<Level> levels, RuleLine line) {
		this(name, sources, prefer, Optional.empty(), min, max, when, only, never, match, levels, line);
	}

	/** This need with another preference. */
	Need preferring(Preference other) {
		return new Need(name, sources, other, preferBy, min, max, when, only, never, match, levels, line);
	}

	/** This need with another ladder. */
	Need withLevels(List<Level> others) {
		return new Need(name, sources, prefer, preferBy, min, max, when, only, never, match, others, line);
	}
}
