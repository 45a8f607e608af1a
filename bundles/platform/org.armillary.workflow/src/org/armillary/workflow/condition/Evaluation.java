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
import org.armillary.workflow.condition.Terms.Membership;
import org.armillary.workflow.condition.Terms.Negation;
import org.armillary.workflow.condition.Terms.NumberTerm;
import org.armillary.workflow.condition.Terms.Operand;
import org.armillary.workflow.condition.Terms.ParameterTerm;
import org.armillary.workflow.condition.Terms.Relation;
import org.armillary.workflow.condition.Terms.TextTerm;
import org.armillary.workflow.condition.Terms.Truth;

/** Tests conditions on given values, and says what decided. */
final class Evaluation {

	/** A value: its text, the number it is, if it is one, and whether it is a logical value of a header. */
	private record Value(String text, Optional<BigDecimal> number, boolean logical) {

		static Value text(String text) {
			return new Value(text, Optional.empty(), false);
		}

		static Value word(String text) {
			String word = text.strip();
			return Terms.isNumber(word) ? new Value(text, Optional.of(Terms.number(word)), false) : text(text);
		}

		static Value of(Object value) {
			return switch (value) {
			case Boolean logical -> new Value(logical.toString(), Optional.empty(), true);
			case Number number -> word(number.toString());
			default -> text(value.toString().stripTrailing()); // blanks at the end mean nothing in a header
			};
		}

		boolean same(Value other) {
			if (number.isPresent() && other.number.isPresent()) {
				return number.get().compareTo(other.number.get()) == 0;
			}
			return logical || other.logical ? logicalText().equals(other.logicalText()) : text.equals(other.text);
		}

		private String logicalText() {
			return text.equals("T") ? "true" : text.equals("F") ? "false" : text;
		}

		int compare(Value other) {
			return number.isPresent() && other.number.isPresent() ? number.get().compareTo(other.number.get())
					: text.compareTo(other.text);
		}
	}

	private final Function<String, Optional<String>> parameters;
	private final Function<String, Optional<Object>> keywords;

	Evaluation(Function<String, Optional<String>> parameters, Function<String, Optional<Object>> keywords) {
		this.parameters = parameters;
		this.keywords = keywords;
	}

	boolean holds(Condition condition) {
		return switch (condition) {
		case Junction junction when junction.all() -> junction.parts().stream().allMatch(this::holds);
		case Junction junction -> junction.parts().stream().anyMatch(this::holds);
		case Negation negation -> !holds(negation.inner());
		case Comparison comparison -> holds(comparison);
		case Membership membership -> value(membership.subject()).map(subject -> membership.values().stream()
				.anyMatch(candidate -> value(candidate).map(subject::same).orElse(false))).orElse(false);
		case Existence existence -> value(existence.subject()).isPresent();
		case Truth truth -> value(truth.subject()).map(Evaluation::isTrue).orElse(false);
		case Constant constant -> constant.value();
		};
	}

	private boolean holds(Comparison comparison) {
		Optional<Value> left = value(comparison.left());
		Optional<Value> right = value(comparison.right());
		if (left.isEmpty() || right.isEmpty()) {
			return comparison.relation() == Relation.DIFFERENT;
		}
		Value one = left.get();
		Value other = right.get();
		return switch (comparison.relation()) {
		case EQUAL -> one.same(other);
		case DIFFERENT -> !one.same(other);
		case LESS -> one.compare(other) < 0;
		case AT_MOST -> one.compare(other) <= 0;
		case GREATER -> one.compare(other) > 0;
		case AT_LEAST -> one.compare(other) >= 0;
		};
	}

	private static boolean isTrue(Value value) {
		return value.number.map(number -> number.signum() != 0).orElseGet(() -> !Terms.isFalseWord(value.text.strip()));
	}

	private Optional<Value> value(Operand operand) {
		return switch (operand) {
		case ParameterTerm parameter -> parameters.apply(parameter.name()).map(Value::word);
		case KeywordTerm keyword -> keywords.apply(keyword.name()).map(Value::of);
		case NumberTerm number -> Optional.of(Value.word(number.text()));
		case TextTerm text -> Optional.of(Value.text(text.text()));
		};
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
