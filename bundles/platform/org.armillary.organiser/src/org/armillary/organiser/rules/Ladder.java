package org.armillary.organiser.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds levels that no candidate can have. */
final class Ladder {

	private Ladder() {
	}

	/**
	 * An earlier level that takes the longest window of all earlier ones that ask for no more than this level, if they leave
	 * nothing to it. Each window holds the time of the dataset itself, so that several make one window.
	 */
	static Optional<Level> covering(Level level, List<Level> earlier) {
		List<Level> easier = earlier.stream().filter(other -> asksNoMore(other, level)).toList();
		Optional<Level> before = easier.stream().filter(other -> reaches(other.before(), level.before())).findFirst();
		Optional<Level> after = easier.stream().filter(other -> reaches(other.after(), level.after())).findFirst();
		return before.isPresent() && after.isPresent() ? after : Optional.empty();
	}

	private static boolean reaches(OptionalDouble window, OptionalDouble other) {
		return window.isEmpty() || other.isPresent() && other.getAsDouble() <= window.getAsDouble();
	}

	private static boolean asksNoMore(Level easier, Level level) {
		return easier.match().stream()
				.allMatch(match -> level.match().stream().anyMatch(other -> follows(match, other)));
	}

	/** Whether whatever agrees in {@code given} agrees in {@code match} as well. */
	private static boolean follows(Match match, Match given) {
		if (!match.quantity().equals(given.quantity())) {
			return false;
		}
		if (given.raw() && !match.raw()) {
			return false;
		}
		if (given.within().isEmpty()) {
			return true;
		}
		return match.within().isPresent() && given.within().getAsDouble() <= match.within().getAsDouble()
				&& (given.period().isEmpty() || given.period().equals(match.period()));
	}
}
