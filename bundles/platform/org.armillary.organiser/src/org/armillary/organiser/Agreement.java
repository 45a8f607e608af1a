package org.armillary.organiser;

import java.util.OptionalDouble;
import java.util.Set;

import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.Value;

/** Whether values agree, as a match of the rules asks for. */
final class Agreement {

	/** Relative to the numbers compared: 20.3 - 20.2 is 0.1 to people. */
	private static final double ROUNDING = 1e-9;

	private Agreement() {
	}

	/** Whether each wanted value is there, or one that is near; nothing agrees with nothing only. */
	static boolean of(Match match, Set<Value> wanted, Set<Value> found) {
		if (wanted.isEmpty() || found.isEmpty()) {
			return wanted.isEmpty() && found.isEmpty();
		}
		if (match.within().isEmpty()) {
			return found.containsAll(wanted);
		}
		for (Value value : wanted) {
			if (!found.contains(value) && !isNear(match, value, found)) {
				return false;
			}
		}
		return true;
	}

	/** The largest of the distances from each wanted number to the nearest one found; empty where there is none. */
	static OptionalDouble distance(Match match, Set<Value> wanted, Set<Value> found) {
		return wanted.stream().map(value -> nearest(match, value, found)).flatMapToDouble(OptionalDouble::stream).max();
	}

	private static OptionalDouble nearest(Match match, Value value, Set<Value> found) {
		return value instanceof Value.Number(double wanted) ? found.stream().filter(Value.Number.class::isInstance)
				.mapToDouble(other -> difference(match, wanted, ((Value.Number) other).number())).min()
				: OptionalDouble.empty();
	}

	private static boolean isNear(Match match, Value value, Set<Value> found) {
		if (!(value instanceof Value.Number(double wanted))) {
			return false;
		}
		for (Value other : found) {
			if (other instanceof Value.Number(double number)) {
				double scale = Math.max(1, Math.max(Math.abs(wanted), Math.abs(number)));
				if (difference(match, wanted, number) <= match.within().getAsDouble() + ROUNDING * scale) {
					return true;
				}
			}
		}
		return false;
	}

	private static double difference(Match match, double one, double other) {
		double difference = Math.abs(one - other);
		if (match.period().isEmpty()) {
			return difference;
		}
		double period = match.period().getAsDouble();
		double rest = difference % period;
		return Math.min(rest, period - rest);
	}
}
