package org.armillary.organiser.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.NumberConstant;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Expression.TextConstant;

/**
 * Works out expressions. Whatever the values are, nothing is thrown: what makes no sense has no value.
 *
 * @param keywords
 *            the values of a keyword, or of all keywords where {@code #} stands for a number; empty where there are none
 * @param numbered
 *            the same where {@code #} stands for a number, each with the number
 * @param references
 *            the values of a quantity or parameter
 */
record ExpressionValues(Lookup keywords, NumberedLookup numbered, Lookup references) {

	/** Gives the values that something has by its name. */
	@FunctionalInterface
	interface Lookup {

		/** The values. */
		List<Value> values(String name);
	}

	/** Gives the values that keywords have of which only the number differs. */
	@FunctionalInterface
	interface NumberedLookup {

		/** The values in the order of the numbers. */
		List<Numbered> values(String name);
	}

	/**
	 * A value with the number in its keyword.
	 *
	 * @param number
	 *            its digits, without zeros in front
	 */
	record Numbered(String number, Value value) {
	}

	private static final Pattern NUMBER = Pattern
			.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
	private static final BigDecimal TWO = BigDecimal.valueOf(2);

	List<Value> of(Expression expression) {
		return switch (expression) {
		case Keyword keyword -> keywords.values(keyword.name());
		case Reference reference -> references.values(reference.name());
		case NumberConstant constant -> List.of(new Value.Number(constant.number()));
		case TextConstant constant -> List.of(new Value.Text(constant.text()));
		case Call call -> of(call);
		};
	}

	private List<Value> of(Call call) {
		List<Expression> arguments = call.arguments();
		return switch (call.function()) {
		case COUNT -> List.of(new Value.Number(of(arguments.getFirst()).size()));
		case ANY -> {
			List<Value> wanted = of(arguments.get(1));
			boolean found = of(arguments.getFirst()).stream().anyMatch(wanted::contains);
			yield List.of(new Value.Number(found ? 1 : 0));
		}
		case FIRST -> {
			for (Expression argument : arguments) {
				List<Value> values = of(argument);
				if (!values.isEmpty()) {
					yield values;
				}
			}
			yield List.of();
		}
		case JOIN -> {
			var present = new ArrayList<List<Value>>();
			for (Expression argument : arguments) {
				List<Value> values = of(argument);
				if (!values.isEmpty()) {
					present.add(values);
				}
			}
			yield present.isEmpty() ? List.of() : combined(call, present);
		}
		case WHERE, WITHOUT -> numbered(call).stream().map(Numbered::value).toList();
		default -> combined(call, arguments.stream().map(this::of).toList());
		};
	}

	private List<Numbered> numbered(Expression expression) {
		return switch (expression) {
		case Keyword keyword -> numbered.values(keyword.name());
		case Call call when call.function().pairsByNumber() -> {
			List<Value> wanted = call.arguments().stream().skip(2).flatMap(argument -> of(argument).stream()).toList();
			boolean isWhere = call.function() == Function.WHERE;
			var numbers = new HashSet<String>();
			for (Numbered other : numbered(call.arguments().get(1))) {
				if (!isWhere || wanted.contains(other.value)) {
					numbers.add(other.number);
				}
			}
			yield numbered(call.arguments().getFirst()).stream().filter(one -> numbers.contains(one.number) == isWhere)
					.toList();
		}
		default -> throw new IllegalArgumentException(expression.canonical());
		};
	}

	/** One result for each combination of values. */
	private static List<Value> combined(Call call, List<List<Value>> arguments) {
		int combinations = 1;
		for (List<Value> values : arguments) {
			combinations *= values.size();
		}
		if (combinations == 1) {
			return result(call, arguments.stream().map(List::getFirst).toList()).map(List::of).orElse(List.of());
		}
		var results = new ArrayList<Value>(combinations);
		for (int i = 0; i < combinations; i++) {
			var chosen = new ArrayList<Value>(arguments.size());
			int rest = i;
			for (List<Value> values : arguments) {
				chosen.add(values.get(rest % values.size()));
				rest /= values.size();
			}
			result(call, chosen).ifPresent(results::add);
		}
		return results;
	}

	private static Optional<Value> result(Call call, List<Value> values) {
		Value first = values.getFirst();
		return switch (call.function()) {
		case JOIN -> {
			var text = new StringBuilder();
			values.forEach(value -> text.append(value.text()));
			yield Optional.of(new Value.Text(text.toString()));
		}
		case TEXT -> Optional.of(first instanceof Value.Text ? first : new Value.Text(first.text()));
		case UPPER -> Optional
				.of(first instanceof Value.Text ? new Value.Text(first.text().toUpperCase(Locale.ROOT)) : first);
		case NUMBER -> first instanceof Value.Number ? Optional.of(first) : numberIn(first.text());
		case MJD -> first instanceof Value.Text ? number(Times.mjd(first.text())) : Optional.empty();
		case COUNT, ANY, FIRST, WHERE, WITHOUT -> throw new IllegalArgumentException(call.function().word());
		default -> {
			if (!values.stream().allMatch(Value.Number.class::isInstance)) {
				yield Optional.empty();
			}
			double a = ((Value.Number) first).number();
			double b = ((Value.Number) values.getLast()).number();
			yield call.function() == Function.NIGHT
					? Times.night(a, b).map(Value.Text::new)
					: number(reckoned(call.function(), a, b));
		}
		};
	}

	private static OptionalDouble reckoned(Function function, double a, double b) {
		return switch (function) {
		case ADD -> OptionalDouble.of(a + b);
		case SUBTRACT -> OptionalDouble.of(a - b);
		case MULTIPLY -> OptionalDouble.of(a * b);
		case DIVIDE -> OptionalDouble.of(a / b);
		case FLOOR -> OptionalDouble.of(Math.floor(a));
		case ABS -> OptionalDouble.of(Math.abs(a));
		case MOD -> b > 0 ? OptionalDouble.of(remainder(a, b)) : OptionalDouble.empty();
		case ROUND -> b > 0 ? OptionalDouble.of(rounded(a, b)) : OptionalDouble.empty();
		default -> throw new IllegalArgumentException(function.word());
		};
	}

	private static double remainder(double a, double b) {
		double rest = a % b;
		double positive = rest < 0 ? rest + b : rest;
		// a tiny negative rest is lost in the sum
		return positive >= b ? 0 : positive;
	}

	private static double rounded(double a, double step) {
		if (step == 1 && Math.abs(a) < 1e15) {
			double below = Math.floor(a);
			return a - below >= 0.5 ? below + 1 : below;
		}
		BigDecimal exactStep = BigDecimal.valueOf(step);
		BigDecimal count = BigDecimal.valueOf(a).multiply(TWO).add(exactStep).divide(exactStep.multiply(TWO), 0,
				RoundingMode.FLOOR);
		return count.multiply(exactStep).doubleValue();
	}

	private static Optional<Value> number(OptionalDouble number) {
		return number.isPresent() && Double.isFinite(number.getAsDouble())
				? Optional.of(new Value.Number(number.getAsDouble()))
				: Optional.empty();
	}

	/** The number that a text is; empty where it is none, or one beyond all bounds. */
	static Optional<Value> numberIn(String text) {
		String word = text.strip();
		return NUMBER.matcher(word).matches() ? number(OptionalDouble.of(Double.parseDouble(word))) : Optional.empty();
	}
}
