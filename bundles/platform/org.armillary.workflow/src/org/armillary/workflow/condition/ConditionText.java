package org.armillary.workflow.condition;

import java.util.regex.Pattern;
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
import org.armillary.workflow.condition.Terms.TextTerm;
import org.armillary.workflow.condition.Terms.Truth;

/** Writes conditions in one form. */
final class ConditionText {

	private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

	private ConditionText() {
	}

	static String of(Condition condition) {
		return switch (condition) {
		case Junction junction -> junction.parts().stream().map(ConditionText::part)
				.collect(Collectors.joining(junction.all() ? " and " : " or "));
		case Negation negation -> "not " + part(negation.inner());
		case Comparison comparison ->
			of(comparison.left()) + " " + comparison.relation().sign() + " " + of(comparison.right());
		case Membership membership -> of(membership.subject()) + " in " + membership.values().stream()
				.map(ConditionText::of).collect(Collectors.joining(", ", "(", ")"));
		case Likeness likeness -> of(likeness.subject()) + " like " + of(likeness.pattern());
		case Existence existence -> "exists " + of(existence.subject());
		case Truth truth -> of(truth.subject());
		case Constant constant -> constant.value() ? "true" : "false";
		};
	}

	private static String part(Condition condition) {
		return condition instanceof Junction ? "(" + of(condition) + ")" : of(condition);
	}

	static String of(Operand operand) {
		return switch (operand) {
		case ParameterTerm parameter -> "$" + parameter.name();
		case KeywordTerm keyword -> "[" + keyword.name() + "]";
		case NumberTerm number -> number.text();
		case TextTerm text when BARE.matcher(text.text()).matches() && !Terms.RESERVED.contains(text.text()) ->
			text.text();
		case TextTerm text -> "'" + text.text().replace("'", "''") + "'";
		};
	}
}
