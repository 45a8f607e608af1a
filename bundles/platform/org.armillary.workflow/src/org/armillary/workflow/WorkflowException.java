package org.armillary.workflow;

import java.util.List;
import java.util.stream.Collectors;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;

/** A workflow that cannot be read or cannot run, with all problems that were found. */
public final class WorkflowException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/**
	 * Makes one.
	 *
	 * @param problems
	 *            what was found, in the order of the file; at least one
	 */
	public WorkflowException(List<Problem> problems) {
		super(problems.getFirst().message().summary());
		this.problems = List.copyOf(problems);
	}

	WorkflowException(Message message) {
		this(List.of(new Problem(Problem.Severity.ERROR, message, "", 0, 0)));
	}

	/** All problems, in the order of the file; at least one. */
	public List<Problem> problems() {
		return problems;
	}

	/** The first problem; further ones are in the detail, one line each. */
	@Override
	public Message explanation() {
		Message first = problems.getFirst().message();
		if (problems.size() == 1) {
			return first;
		}
		String others = problems.stream().skip(1).map(problem -> problem.message().summary())
				.collect(Collectors.joining("\n"));
		return first.withDetail(first.detail().map(detail -> detail + "\n").orElse("") + others);
	}
}
