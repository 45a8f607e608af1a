package org.armillary.workflow.condition;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.workflow.message.WorkflowMessage;

/** A text that is no condition. */
public final class ConditionException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final String condition;
	private final int column;
	private final String problem;
	private final String remedy;

	ConditionException(String condition, int column, String problem, String remedy) {
		super("column " + column + ": " + problem);
		this.condition = condition;
		this.column = column;
		this.problem = problem;
		this.remedy = remedy;
	}

	/** The text. */
	public String condition() {
		return condition;
	}

	/** Where in the text the problem is: a character, from 1. */
	public int column() {
		return column;
	}

	/** What is wrong there, without the place. */
	public String problem() {
		return problem;
	}

	/** What to do about it. */
	public String remedy() {
		return remedy;
	}

	@Override
	public Message explanation() {
		return WorkflowMessage.CONDITION.with("column " + column, problem, condition, remedy);
	}
}
