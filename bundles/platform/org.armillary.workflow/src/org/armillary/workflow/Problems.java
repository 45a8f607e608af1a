package org.armillary.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.workflow.Problem.Severity;

/** Collects problems of one text. */
final class Problems {

	/** More than a user will read. */
	private static final int MOST = 200;

	private final SourceText source;
	private final List<Problem> found = new ArrayList<>();

	Problems(SourceText source) {
		this.source = source;
	}

	void error(Position position, WorkflowMessage message, Object... values) {
		add(Severity.ERROR, position, message, values);
	}

	void note(Position position, WorkflowMessage message, Object... values) {
		add(Severity.NOTE, position, message, values);
	}

	/** Adds a message of another bundle, with the place and what it is about before its summary. */
	void add(Severity severity, Position position, String subject, Message message) {
		var placed = new Message(message.id(), source.place(position) + ": " + subject + ": " + message.summary(),
				message.detail(), message.remedies());
		add(severity, position, placed.detail().isPresent() ? placed : placed.withDetail(source.excerpt(position)));
	}

	private void add(Severity severity, Position position, WorkflowMessage template, Object... values) {
		var all = new Object[values.length + 1];
		all[0] = source.place(position);
		System.arraycopy(values, 0, all, 1, values.length);
		add(severity, position, template.with(all).withDetail(source.excerpt(position)));
	}

	private void add(Severity severity, Position position, Message message) {
		if (found.size() < MOST) {
			found.add(new Problem(severity, message, position.line(), position.column()));
		}
	}

	boolean isEmpty() {
		return found.isEmpty();
	}

	int size() {
		return found.size();
	}

	/** All, in the order of the text. */
	List<Problem> sorted() {
		return found.stream().sorted(Comparator.comparing(Problem::position)).toList();
	}

	void throwIfAny() throws WorkflowException {
		if (!found.isEmpty()) {
			throw new WorkflowException(sorted());
		}
	}
}
