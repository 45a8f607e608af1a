package org.armillary.workflow.text;

import java.util.List;
import java.util.stream.Collectors;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;

/** A workflow, run file or rule file that cannot be read or used, with all problems that were found. */
public final class DocumentException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/**
	 * Makes one.
	 *
	 * @param problems
	 *            what was found, in the order of the file; at least one
	 */
	public DocumentException(List<Problem> problems) {
		super(problems.getFirst().message().summary());
		this.problems = List.copyOf(problems);
	}

	/**
	 * Makes one of a single problem that is in no line.
	 *
	 * @param message
	 *            what is wrong
	 */
	public DocumentException(Message message) {
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
