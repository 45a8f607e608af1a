package org.armillary.nights;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.organiser.rules.Expression;
import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.NumberConstant;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Expression.TextConstant;
import org.armillary.organiser.rules.Function;
import org.armillary.organiser.rules.Quantity.Alternative;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;

/**
 * Works out the quantities of one header, each time anew; written from {@code docs/rules.md}.
 *
 * @param rules
 *            the rules
 * @param keywords
 *            the header
 */
record SlowValues(RuleSet rules, Map<String, Object> keywords) {

	private static final Pattern NUMBER = Pattern
			.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
	private static final Pattern TIME = Pattern
			.compile("(\\d{4})-(\\d\\d)-(\\d\\d)(?:T(\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d*)?)?)?Z?");

	/** The distinct values of a quantity or parameter. */
	List<Value> of(String name) {
		if (rules.parameters().containsKey(name)) {
			String value = rules.parameters().get(name).value();
			return List.of(number(value).orElseGet(() -> new Value.Text(value)));
		}
		for (Alternative alternative : rules.quantities().get(name).alternatives()) {
			if (alternative.when().map(this::test).orElse(true)) {
				List<Value> values = values(alternative.expression());
				if (!values.isEmpty()) {
					return List.copyOf(new LinkedHashSet<>(values.stream().map(SlowValues::cut).toList()));
				}
			}
		}
		return List.of();
	}

	/** Whether a condition holds. */
	boolean test(Condition condition) {
		return condition.test(this::textOf, keyword -> Optional.ofNullable(keywords.get(keyword)));
	}

	private Optional<String> textOf(String name) {
		return rules.parameters().containsKey(name) ? Optional.of(rules.parameters().get(name).value())
				: rules.quantities().containsKey(name) ? of(name).stream().findFirst().map(Value::text)
						: Optional.empty();
	}

	/** All values of an expression, equal ones included. */
	List<Value> values(Expression expression) {
		return switch (expression) {
		case Keyword(String name) -> keyword(name);
		case Reference(String name) -> of(name);
		case NumberConstant(double number) -> finite(number).stream().toList();
		case TextConstant(String text) -> List.of(text(text));
		case Call(var function, var arguments) -> {
			List<List<Value>> all = arguments.stream().map(this::values).toList();
			yield switch (function) {
			case FIRST -> all.stream().filter(values -> !values.isEmpty()).findFirst().orElse(List.of());
			case COUNT -> List.of(new Value.Number(all.getFirst().size()));
			case ANY -> List.of(new Value.Number(all.get(0).stream().anyMatch(all.get(1)::contains) ? 1 : 0));
			case JOIN -> combinations(all.stream().filter(values -> !values.isEmpty()).toList()).stream()
					.filter(values -> !values.isEmpty())
					.map(values -> text(String.join("", values.stream().map(Value::text).toList()))).toList();
			case WHERE, WITHOUT -> numbered(expression).stream().map(Map.Entry::getValue).toList();
			case TEXT -> all.getFirst().stream().map(value -> text(value.text())).toList();
			case UPPER -> all.getFirst().stream().map(value -> value instanceof Value.Text(String text)
					? text(text.toUpperCase(Locale.ROOT))
					: value).toList();
			case NUMBER -> all.getFirst().stream().flatMap(value -> value instanceof Value.Text(String text)
					? number(text).stream()
					: List.of(value).stream()).toList();
			case MJD -> all.getFirst().stream().flatMap(value -> value instanceof Value.Text(String text)
					? mjd(text).stream()
					: Optional.<Value>empty().stream()).toList();
			case ADD, SUBTRACT, MULTIPLY, DIVIDE, MOD, ROUND, FLOOR, ABS, NIGHT -> {
				var results = new ArrayList<Value>();
				for (List<Value> values : combinations(all)) {
					if (values.stream().allMatch(Value.Number.class::isInstance)) {
						double a = ((Value.Number) values.getFirst()).number();
						double b = ((Value.Number) values.getLast()).number();
						(switch (function) {
						case ADD -> finite(a + b);
						case SUBTRACT -> finite(a - b);
						case MULTIPLY -> finite(a * b);
						case DIVIDE -> b == 0 ? Optional.<Value>empty() : finite(a / b);
						case MOD -> b <= 0 ? Optional.<Value>empty() : finite(mod(a, b));
						case ROUND -> b <= 0 ? Optional.<Value>empty() : finite(round(a, b));
						case FLOOR -> finite(Math.floor(a));
						case ABS -> finite(Math.abs(a));
						default -> night(a, b);
						}).ifPresent(results::add);
					}
				}
				yield results;
			}
			};
		}
		};
	}

	private static List<List<Value>> combinations(List<List<Value>> lists) {
		List<List<Value>> combinations = List.of(List.of());
		for (List<Value> list : lists) {
			var longer = new ArrayList<List<Value>>();
			for (List<Value> combination : combinations) {
				for (Value value : list) {
					var one = new ArrayList<>(combination);
					one.add(value);
					longer.add(one);
				}
			}
			combinations = longer;
		}
		return combinations;
	}

	private List<Value> keyword(String name) {
		if (!name.contains("#")) {
			return Optional.ofNullable(keywords.get(name)).flatMap(SlowValues::value).stream().toList();
		}
		return numbered(name).stream().map(Map.Entry::getValue).toList();
	}

	/** Values with the numbers in their keywords. */
	private List<Map.Entry<BigInteger, Value>> numbered(Expression expression) {
		if (expression instanceof Keyword(String name)) {
			return numbered(name);
		}
		if (!(expression instanceof Call(Function function, List<Expression> arguments))) {
			throw new IllegalArgumentException(expression.toString());
		}
		var kept = new ArrayList<Map.Entry<BigInteger, Value>>();
		for (Map.Entry<BigInteger, Value> one : numbered(arguments.getFirst())) {
			List<Value> partners = numbered(arguments.get(1)).stream()
					.filter(other -> other.getKey().equals(one.getKey())).map(Map.Entry::getValue).toList();
			if (function == Function.WITHOUT ? partners.isEmpty()
					: arguments.stream().skip(2).flatMap(wanted -> values(wanted).stream())
							.anyMatch(partners::contains)) {
				kept.add(one);
			}
		}
		return kept;
	}

	private List<Map.Entry<BigInteger, Value>> numbered(String name) {
		Pattern pattern = Pattern.compile(Pattern.quote(name).replace("#", "\\E([0-9]+)\\Q"));
		var found = new ArrayList<String>();
		for (String keyword : keywords.keySet()) {
			if (pattern.matcher(keyword).matches()) {
				found.add(keyword);
			}
		}
		found.sort(Comparator.comparing(keyword -> number(pattern, keyword)));
		return found.stream().flatMap(keyword -> value(keywords.get(keyword)).stream()
				.map(value -> Map.entry(number(pattern, keyword), value))).toList();
	}

	private static BigInteger number(Pattern pattern, String keyword) {
		Matcher matcher = pattern.matcher(keyword);
		return matcher.matches() ? new BigInteger(matcher.group(1)) : BigInteger.ZERO;
	}

	private static Optional<Value> value(Object found) {
		return switch (found) {
		case Boolean logical -> Optional.of(text(logical.toString()));
		case Number number -> finite(number.doubleValue());
		default -> Optional.of(cut(text(found.toString())));
		};
	}

	private static Value text(String text) {
		return new Value.Text(text);
	}

	/** A value without blanks at its end. */
	private static Value cut(Value value) {
		return value instanceof Value.Text(String text) ? new Value.Text(text.stripTrailing()) : value;
	}

	private static Optional<Value> finite(double number) {
		return Double.isFinite(number) ? Optional.of(new Value.Number(number)) : Optional.empty();
	}

	private static Optional<Value> number(String text) {
		return NUMBER.matcher(text.strip()).matches() ? finite(Double.parseDouble(text.strip())) : Optional.empty();
	}

	private static double mod(double a, double b) {
		double remainder = a % b;
		double positive = remainder < 0 ? remainder + b : remainder;
		return positive >= b ? 0 : positive;
	}

	/** The largest whole n with (n - 1/2) step at most a, times step. */
	private static double round(double a, double step) {
		BigDecimal width = BigDecimal.valueOf(step);
		BigDecimal twice = BigDecimal.valueOf(a).multiply(BigDecimal.TWO).add(width);
		return twice.divide(width.multiply(BigDecimal.TWO), 0, RoundingMode.FLOOR).multiply(width).doubleValue();
	}

	private static Optional<Value> mjd(String text) {
		Matcher matcher = TIME.matcher(text.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			LocalDate day = LocalDate.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
					Integer.parseInt(matcher.group(3)));
			LocalTime minute = LocalTime.of(orZero(matcher.group(4)), orZero(matcher.group(5)));
			int second = orZero(matcher.group(6));
			if (second > 60) { // the 60th is a leap second
				return Optional.empty();
			}
			String fraction = matcher.group(7) == null ? "" : matcher.group(7);
			BigDecimal seconds = BigDecimal.valueOf(minute.toSecondOfDay() + second)
					.add(new BigDecimal("0" + fraction + "0"));
			return finite(seconds.divide(BigDecimal.valueOf(86400), MathContext.DECIMAL128)
					.add(BigDecimal.valueOf(day.getLong(JulianFields.MODIFIED_JULIAN_DAY))).doubleValue());
		} catch (DateTimeException _) {
			return Optional.empty(); // a date that no calendar has
		}
	}

	private static int orZero(String digits) {
		return digits == null ? 0 : Integer.parseInt(digits);
	}

	private static Optional<Value> night(double mjd, double longitude) {
		double day = Math.floor(mjd + longitude / 360 - 0.5);
		if (Math.abs(longitude) > 360 || day < -678575 || day >= 2973484) {
			return Optional.empty();
		}
		return Optional.of(text(LocalDate.MIN.with(JulianFields.MODIFIED_JULIAN_DAY, (long) day).toString()));
	}
}
