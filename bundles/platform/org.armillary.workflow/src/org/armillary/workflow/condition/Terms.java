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
	static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "exists");

	private static final Pattern KEYWORD = Pattern.compile("[A-Z0-9_-]+( [A-Z0-9_-]+)*");
	private static final Pattern NUMBER = Pattern
			.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
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

	/** A number, as written. */
	record NumberTerm(String text) implements Operand {
	}

	/** A text. */
	record TextTerm(String text) implements Operand {
	}

	/** All or any of some conditions, at least two, none of which is a junction of the same kind. */
	record Junction(boolean all, List<Condition> parts) implements Condition {

		Junction {
			parts = List.copyOf(parts);
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
	record Negation(Condition inner) implements Condition {
	}

	/** Two operands compared. */
	record Comparison(Operand left, Relation relation, Operand right) implements Condition {
	}

	/** An operand among others. */
	record Membership(Operand subject, List<Operand> values) implements Condition {

		Membership {
			values = List.copyOf(values);
		}
	}

	/** A keyword or a parameter that is there. */
	record Existence(Operand subject) implements Condition {
	}

	/** A keyword or a parameter alone. */
	record Truth(Operand subject) implements Condition {
	}

	/** Always or never. */
	record Constant(boolean value) implements Condition {
	}

	static boolean isKeyword(String name) {
		return KEYWORD.matcher(name).matches();
	}

	static boolean isNumber(String text) {
		return NUMBER.matcher(text).matches();
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
