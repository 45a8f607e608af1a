package org.armillary.organiser.rules;

/** A text that is no expression. */
final class ExpressionException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String expression;
	private final int column;
	private final String problem;
	private final String remedy;

	ExpressionException(String expression, int column, String problem, String remedy) {
		super("column " + column + ": " + problem);
		this.expression = expression;
		this.column = column;
		this.problem = problem;
		this.remedy = remedy;
	}

	/** The text. */
	String expression() {
		return expression;
	}

	/** Where in the text the problem is: a character, from 1. */
	int column() {
		return column;
	}

	/** What is wrong there, without the place. */
	String problem() {
		return problem;
	}

	/** What to do about it. */
	String remedy() {
		return remedy;
	}
}
