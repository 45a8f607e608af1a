package org.armillary.organiser.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * An expression whose value is a text or a number, or many of them where a keyword with {@code #} is in it; immutable and
 * compared by what it says. {@code docs/rules.md} lists the functions.
 */
public sealed interface Expression {

	/** The value of a keyword, or the values of all keywords where {@code #} stands for a number. */
	record Keyword(String name) implements Expression {
	}

	/** The value of another quantity or of a parameter. */
	record Reference(String name) implements Expression {
	}

	/** A finite number; -0 is 0. */
	record NumberConstant(double number) implements Expression {

		/** Takes the number. */
		public NumberConstant {
			if (!Double.isFinite(number)) {
				throw new IllegalArgumentException(number + " is not finite");
			}
			number = number == 0 ? 0 : number;
		}
	}

	/** A text. */
	record TextConstant(String text) implements Expression {
	}

	/** A function of other expressions, operators included. */
	record Call(Function function, List<Expression> arguments) implements Expression {

		/** Copies the list. */
		public Call {
			arguments = List.copyOf(arguments);
		}
	}

	/** Whether it may have many values, because a keyword with {@code #} is in it that nothing counts. */
	default boolean isManyValued() {
		return switch (this) {
		case Keyword keyword -> keyword.name().contains("#");
		case Call call -> !call.function().takesAllValues()
				&& call.arguments().stream().anyMatch(Expression::isManyValued);
		case Reference _,NumberConstant _,TextConstant _ -> false;
		};
	}

	/** Whether each of its values has the number of the keyword that it is of: a keyword with {@code #}, or a choice of these. */
	default boolean isNumbered() {
		return switch (this) {
		case Keyword keyword -> keyword.name().contains("#");
		case Call call -> call.function().pairsByNumber();
		case Reference _,NumberConstant _,TextConstant _ -> false;
		};
	}

	/** The text in its one canonical form. */
	default String canonical() {
		return ExpressionText.of(this);
	}

	/** Names of the keywords in it, {@code #} included, in the order of the text. */
	default Stream<String> keywords() {
		return switch (this) {
		case Keyword keyword -> Stream.of(keyword.name());
		case Call call -> call.arguments().stream().flatMap(Expression::keywords);
		case Reference _,NumberConstant _,TextConstant _ -> Stream.empty();
		};
	}

	/** Names of the quantities and parameters in it, in the order of the text. */
	default Stream<String> references() {
		return switch (this) {
		case Reference reference -> Stream.of(reference.name());
		case Call call -> call.arguments().stream().flatMap(Expression::references);
		case Keyword _,NumberConstant _,TextConstant _ -> Stream.empty();
		};
	}
}
