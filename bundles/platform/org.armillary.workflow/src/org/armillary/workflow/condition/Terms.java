package org.armillary.workflow.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What conditions are made of. */
final class Terms {

	/** Words that mean something in a condition and so are no bare texts. */
	static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "like", "exists");

	private static final Pattern KEYWORD = Pattern.compile("[A-Z0-9_-]+( [A-Z0-9_-]+)*");
	private static final int MOST_DIGITS = 400;
	private static final int MOST_EXPONENT_DIGITS = 4;
	private static final Set<String> TRUE_WORDS = Set.of("true", "yes", "on", "t", "1");
	private static final Set<String> FALSE_WORDS = Set.of("false", "no", "off", "f", "0", "");

	private Terms() {
	}

	/** How two operands are compared. */
	enum Relation {
		EQUAL("=="), DIFFERENT("!="), LESS("<"), AT_MOST("<="), GREATER(">"), AT_LEAST(">=");

		private final String sign;

		Relation(String sign) {
			this.sign = sign;
		}

		String sign() {
			return sign;
		}

		/** The relation that holds where this one does not. */
		Relation opposite() {
			return switch (this) {
			case EQUAL -> DIFFERENT;
			case DIFFERENT -> EQUAL;
			case LESS -> AT_LEAST;
			case AT_MOST -> GREATER;
			case GREATER -> AT_MOST;
			case AT_LEAST -> LESS;
			};
		}

		/** The relation with its sides exchanged. */
		Relation mirrored() {
			return switch (this) {
			case EQUAL, DIFFERENT -> this;
			case LESS -> GREATER;
			case AT_MOST -> AT_LEAST;
			case GREATER -> LESS;
			case AT_LEAST -> AT_MOST;
			};
		}
	}

	/** One side of a comparison. */
	sealed interface Operand {

		/** This operand with another name, if it is a parameter. */
		default Operand renamed(Function<String, String> names) {
			return this instanceof ParameterTerm parameter ? new ParameterTerm(names.apply(parameter.name)) : this;
		}

		/** Whether its value is known only when a condition is tested. */
		default boolean isReference() {
			return this instanceof ParameterTerm || this instanceof KeywordTerm;
		}
	}

	/** {@code $name}. */
	record ParameterTerm(String name) implements Operand {
	}

	/** {@code [NAME]}. */
	record KeywordTerm(String name) implements Operand {
	}

	/** A number, as written, and its value. */
	record NumberTerm(String text, BigDecimal number) implements Operand {

		NumberTerm(String text) {
			this(text, Terms.number(text));
		}
	}

	/** A text. */
	record TextTerm(String text) implements Operand {
	}

	/** What each condition can do; a call of a method is much faster than a switch where a program has just begun. */
	interface Testable {

		/** Whether it holds for the values of an evaluation. */
		boolean holds(Evaluation evaluation);
	}

	/** All or any of some conditions, at least two, none of which is a junction of the same kind. */
	record Junction(boolean all, List<Condition> parts) implements Condition, Testable {

		Junction {
			parts = List.copyOf(parts);
		}

		@Override
		public boolean holds(Evaluation evaluation) {
			for (int i = 0; i < parts.size(); i++) {
				if (evaluation.holds(parts.get(i)) != all) {
					return !all;
				}
			}
			return all;
		}

		static Condition of(boolean all, List<Condition> parts) {
			var flat = new ArrayList<Condition>();
			for (Condition part : parts) {
				if (part instanceof Junction junction && junction.all == all) {
					flat.addAll(junction.parts);
				} else {
					flat.add(part);
				}
			}
			return switch (flat.size()) {
			case 0 -> new Constant(all);
			case 1 -> flat.getFirst();
			default -> new Junction(all, flat);
			};
		}
	}

	/** Not a condition. */
	record Negation(Condition inner) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return !evaluation.holds(inner);
		}
	}

	/** Two operands compared. */
	record Comparison(Operand left, Relation relation, Operand right) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return evaluation.compares(this);
		}
	}

	/** An operand among others. */
	record Membership(Operand subject, List<Operand> values) implements Condition, Testable {

		Membership {
			values = List.copyOf(values);
		}

		@Override
		public boolean holds(Evaluation evaluation) {
			return evaluation.isAmong(subject, values);
		}

	}

	/** An operand whose text fits a pattern with {@code *} and {@code ?}. */
	record Likeness(Operand subject, Operand pattern) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return evaluation.isLike(subject, pattern);
		}
	}

	/** A keyword or a parameter that is there. */
	record Existence(Operand subject) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return evaluation.exists(subject);
		}
	}

	/** A keyword or a parameter alone. */
	record Truth(Operand subject) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return evaluation.isTrue(subject);
		}
	}

	/** Always or never. */
	record Constant(boolean value) implements Condition, Testable {

		@Override
		public boolean holds(Evaluation evaluation) {
			return value;
		}
	}

	static boolean isKeyword(String name) {
		return KEYWORD.matcher(name).matches();
	}

	/** Whether a text is a decimal number of at most 400 digits before and behind the point, and 4 of the exponent. */
	static boolean isNumber(String text) {
		int at = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
		int point = afterDigits(text, at);
		int before = point - at;
		int behind = 0;
		int end = point;
		if (point < text.length() && text.charAt(point) == '.') {
			end = afterDigits(text, point + 1);
			behind = end - point - 1;
		}
		if (before + behind == 0 || before > MOST_DIGITS || behind > MOST_DIGITS) {
			return false;
		}
		if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
			int exponent = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
			end = afterDigits(text, exponent);
			if (end == exponent || end - exponent > MOST_EXPONENT_DIGITS) {
				return false;
			}
		}
		return end == text.length();
	}

	private static int afterDigits(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
			at++;
		}
		return at;
	}

	static BigDecimal number(String text) {
		return new BigDecimal(text);
	}

	static boolean isTrueWord(String text) {
		return TRUE_WORDS.contains(text.toLowerCase(Locale.ROOT));
	}

	static boolean isFalseWord(String text) {
		return FALSE_WORDS.contains(text.toLowerCase(Locale.ROOT));
	}
}
