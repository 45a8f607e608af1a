package org.armillary.workflow.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.workflow.condition.Terms.Comparison;
import org.armillary.workflow.condition.Terms.Constant;
import org.armillary.workflow.condition.Terms.Existence;
import org.armillary.workflow.condition.Terms.Junction;
import org.armillary.workflow.condition.Terms.KeywordTerm;
import org.armillary.workflow.condition.Terms.Likeness;
import org.armillary.workflow.condition.Terms.Membership;
import org.armillary.workflow.condition.Terms.Negation;
import org.armillary.workflow.condition.Terms.NumberTerm;
import org.armillary.workflow.condition.Terms.Operand;
import org.armillary.workflow.condition.Terms.ParameterTerm;
import org.armillary.workflow.condition.Terms.Relation;
import org.armillary.workflow.condition.Terms.Testable;
import org.armillary.workflow.condition.Terms.TextTerm;
import org.armillary.workflow.condition.Terms.Truth;
import org.jspecify.annotations.Nullable;

/** Tests conditions on given values, and says what decided. */
final class Evaluation {

	/** A value: its text, the number it is, if it is one, and whether it is a logical value of a header. */
	private static final class Value {

		private final String text;
		private final boolean word;
		private final boolean logical;
		private final @Nullable BigDecimal known;

		private Value(String text, boolean word, boolean logical, @Nullable BigDecimal known) {
			this.text = text;
			this.word = word;
			this.logical = logical;
			this.known = known;
		}

		static Value text(String text) {
			return new Value(text, false, false, null);
		}

		static Value word(String text) {
			return new Value(text, true, false, null);
		}

		static Value number(String text, BigDecimal number) {
			return new Value(text, true, false, number);
		}

		static Value of(Object value) {
			return switch (value) {
			case Boolean logical -> new Value(logical.toString(), false, true, null);
			case Number number -> word(number.toString());
			default -> text(value.toString().stripTrailing()); // blanks at the end mean nothing in a header
			};
		}

		/** Worked out only where it is needed, since most values are compared as texts. */
		Optional<BigDecimal> number() {
			if (known != null || !word) {
				return Optional.ofNullable(known);
			}
			String number = text.strip();
			return Terms.isNumber(number) ? Optional.of(Terms.number(number)) : Optional.empty();
		}

		boolean same(Value other) {
			if (word && other.word) {
				if (text.equals(other.text)) {
					return true;
				}
				Optional<BigDecimal> one = number();
				Optional<BigDecimal> two = one.isPresent() ? other.number() : one;
				if (two.isPresent()) {
					return one.get().compareTo(two.get()) == 0;
				}
			}
			return logical || other.logical ? logicalText().equals(other.logicalText()) : text.equals(other.text);
		}

		private String logicalText() {
			return text.equals("T") ? "true" : text.equals("F") ? "false" : text;
		}

		int compare(Value other) {
			Optional<BigDecimal> one = word && other.word ? number() : Optional.empty();
			Optional<BigDecimal> two = one.isPresent() ? other.number() : one;
			return two.isPresent() ? one.get().compareTo(two.get()) : text.compareTo(other.text);
		}
	}

	private final Function<String, Optional<String>> parameters;
	private final Function<String, Optional<Object>> keywords;

	Evaluation(Function<String, Optional<String>> parameters, Function<String, Optional<Object>> keywords) {
		this.parameters = parameters;
		this.keywords = keywords;
	}

	boolean holds(Condition condition) {
		return ((Testable) condition).holds(this);
	}

	boolean compares(Comparison comparison) {
		Value one = find(comparison.left());
		Value other = find(comparison.right());
		if (one == null || other == null) {
			return comparison.relation() == Relation.DIFFERENT;
		}
		return switch (comparison.relation()) {
		case EQUAL -> one.same(other);
		case DIFFERENT -> !one.same(other);
		case LESS -> one.compare(other) < 0;
		case AT_MOST -> one.compare(other) <= 0;
		case GREATER -> one.compare(other) > 0;
		case AT_LEAST -> one.compare(other) >= 0;
		};
	}

	boolean isAmong(Operand subject, List<Operand> candidates) {
		Value one = find(subject);
		for (int i = 0; one != null && i < candidates.size(); i++) {
			Value other = find(candidates.get(i));
			if (other != null && one.same(other)) {
				return true;
			}
		}
		return false;
	}

	boolean isLike(Operand subject, Operand pattern) {
		Value one = find(subject);
		Value other = find(pattern);
		return one != null && other != null && Glob.fits(other.text, one.text);
	}

	boolean exists(Operand subject) {
		return find(subject) != null;
	}

	boolean isTrue(Operand subject) {
		Value value = find(subject);
		return value != null && value.number().map(number -> number.signum() != 0)
				.orElseGet(() -> !Terms.isFalseWord(value.text.strip()));
	}

	private @Nullable Value find(Operand operand) {
		if (operand instanceof KeywordTerm keyword) {
			Optional<Object> value = keywords.apply(keyword.name());
			return value.isPresent() ? Value.of(value.get()) : null;
		}
		if (operand instanceof TextTerm text) {
			return Value.text(text.text());
		}
		if (operand instanceof ParameterTerm parameter) {
			Optional<String> value = parameters.apply(parameter.name());
			return value.isPresent() ? Value.word(value.get()) : null;
		}
		var number = (NumberTerm) operand;
		return Value.number(number.text(), number.number());
	}

	private Optional<Value> value(Operand operand) {
		return Optional.ofNullable(find(operand));
	}

	/**
	 * What decided about a condition.
	 *
	 * @param wanted
	 *            whether the whole would hold if this condition did, or if it did not
	 */
	List<String> reasons(Condition condition, boolean wanted) {
		return switch (condition) {
		case Junction junction -> {
			boolean result = holds(junction);
			// those parts that agree with the result made it; where one alone suffices, the first is reason enough
			boolean oneSuffices = result != junction.all();
			var deciding = junction.parts().stream().filter(part -> holds(part) == result)
					.limit(oneSuffices && result == wanted ? 1 : Long.MAX_VALUE);
			yield deciding.flatMap(part -> reasons(part, wanted).stream()).toList();
		}
		case Negation negation -> reasons(negation.inner(), !wanted);
		case Comparison comparison -> List.of(reason(comparison, wanted));
		case Membership membership -> {
			String among = membership.values().stream().map(this::words).collect(Collectors.joining(", "));
			yield List.of(found(membership.subject()) + (holds(membership) == wanted ? ""
					: wanted ? ", expected one of " + among : ", expected none of " + among));
		}
		case Likeness likeness -> List.of(found(likeness.subject()) + (holds(likeness) == wanted ? ""
				: ", expected " + (wanted ? "one like " : "none like ") + words(likeness.pattern())));
		case Existence existence -> List.of(found(existence.subject()) + (holds(existence) == wanted ? ""
				: wanted ? ", expected a value" : ", expected none"));
		case Truth truth -> List.of(found(truth.subject()) + (holds(truth) == wanted ? ""
				: wanted ? ", expected true" : ", expected false"));
		case Constant constant -> List.of("it says " + ConditionText.of(constant));
		};
	}

	private String reason(Comparison comparison, boolean wanted) {
		boolean turned = !comparison.left().isReference();
		Operand subject = turned ? comparison.right() : comparison.left();
		Operand other = turned ? comparison.left() : comparison.right();
		Relation relation = turned ? comparison.relation().mirrored() : comparison.relation();
		if (holds(comparison) == wanted) {
			return found(subject);
		}
		String expected = switch (wanted ? relation : relation.opposite()) {
		case EQUAL -> "";
		case DIFFERENT -> "another than ";
		case LESS -> "less than ";
		case AT_MOST -> "at most ";
		case GREATER -> "more than ";
		case AT_LEAST -> "at least ";
		};
		return found(subject) + ", expected " + expected + words(other);
	}

	private String found(Operand subject) {
		return ConditionText.of(subject) + value(subject).map(value -> " is " + shown(value)).orElse(" is absent");
	}

	private String words(Operand operand) {
		if (!operand.isReference()) {
			return value(operand).map(Evaluation::shown).orElseThrow();
		}
		return value(operand).map(value -> shown(value) + " (" + ConditionText.of(operand) + ")")
				.orElseGet(() -> ConditionText.of(operand) + ", which is absent");
	}

	private static String shown(Value value) {
		return value.text.isBlank() ? "‘" + value.text + "’" : value.text;
	}
}
