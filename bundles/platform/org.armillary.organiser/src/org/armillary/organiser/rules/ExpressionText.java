package org.armillary.organiser.rules;

import java.util.stream.Collectors;

import org.armillary.organiser.rules.Expression.Call;
import org.armillary.organiser.rules.Expression.Keyword;
import org.armillary.organiser.rules.Expression.NumberConstant;
import org.armillary.organiser.rules.Expression.Reference;
import org.armillary.organiser.rules.Expression.TextConstant;

/** Writes expressions in one form. */
final class ExpressionText {

	private static final int SUM = 1;
	private static final int PRODUCT = 2;
	private static final int OPERAND = 3;

	private ExpressionText() {
	}

	static String of(Expression expression) {
		return switch (expression) {
		case Keyword keyword -> "[" + keyword.name() + "]";
		case Reference reference -> "$" + reference.name();
		case NumberConstant constant -> new Value.Number(constant.number()).text();
		case TextConstant constant -> "'" + constant.text().replace("'", "''") + "'";
		case Call call when call.function().sign().isPresent() -> {
			int strength = strength(call);
			// what stands to the right binds closer, so that a - (b - c) keeps its parentheses
			yield part(call.arguments().getFirst(), strength) + " " + call.function().sign().get() + " "
					+ part(call.arguments().getLast(), strength + 1);
		}
		case Call call -> call.arguments().stream().map(ExpressionText::of)
				.collect(Collectors.joining(", ", call.function().word() + "(", ")"));
		};
	}

	private static String part(Expression expression, int least) {
		return strength(expression) < least ? "(" + of(expression) + ")" : of(expression);
	}

	private static int strength(Expression expression) {
		return expression instanceof Call call ? switch (call.function()) {
		case ADD, SUBTRACT -> SUM;
		case MULTIPLY, DIVIDE -> PRODUCT;
		default -> OPERAND;
		} : OPERAND;
	}
}
