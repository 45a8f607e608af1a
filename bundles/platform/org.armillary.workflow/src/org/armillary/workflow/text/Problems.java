package org.armillary.workflow.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.workflow.text.Problem.Severity;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.message.WorkflowMessage;

/** Collects problems of one text. */
public final class Problems {

	/** More than a user will read. */
	private static final int MOST = 200;

	private final SourceText source;
	private final List<Problem> found = new ArrayList<>();

	/** Makes an empty collection for a text. */
	public Problems(SourceText source) {
		this.source = source;
	}

	/** Adds an error at a place of the text; the template's first value is the place, as {@code file:line:column}. */
	public void error(Position position, MessageTemplate message, Object... values) {
		add(Severity.ERROR, new Place(source, position), message, values);
	}

	/** Adds an error at a place of any text. */
	public void error(Place place, MessageTemplate message, Object... values) {
		add(Severity.ERROR, place, message, values);
	}

	/** Adds what does not keep the text from being used. */
	public void note(Place place, MessageTemplate message, Object... values) {
		add(Severity.NOTE, place, message, values);
	}

	/** Adds what is wrong in a condition, at its column. */
	public void condition(Place place, ConditionException exception) {
		error(place.inside(exception.condition(), exception.column()), WorkflowMessage.CONDITION, exception.problem(),
				exception.condition(), exception.remedy());
	}

	/** Adds problems that were found elsewhere. */
	public void addAll(List<Problem> others) {
		others.stream().filter(_ -> found.size() < MOST).forEach(found::add);
	}

	/** Adds a message of another bundle, with the place and what it is about before its summary. */
	public void add(Severity severity, Place place, String subject, Message message) {
		var placed = new Message(message.id(), place.text() + ": " + subject + ": " + message.summary(),
				message.detail(), message.remedies());
		add(severity, place, placed.detail().isPresent() ? placed : placed.withDetail(excerpt(place)));
	}

	private void add(Severity severity, Place place, MessageTemplate template, Object... values) {
		var all = new Object[values.length + 1];
		all[0] = place.text();
		System.arraycopy(values, 0, all, 1, values.length);
		add(severity, place, template.with(all).withDetail(excerpt(place)));
	}

	private void add(Severity severity, Place place, Message message) {
		if (found.size() < MOST) {
			found.add(new Problem(severity, message, place.source().name(), place.position().line(),
					place.position().column()));
		}
	}

	private static String excerpt(Place place) {
		return place.source().excerpt(place.position());
	}

	/** Whether nothing was found. */
	public boolean isEmpty() {
		return found.isEmpty();
	}

	/** How many were found. */
	public int size() {
		return found.size();
	}

	/** All, in the order of the text; those of other files behind. */
	public List<Problem> sorted() {
		return found.stream().sorted(Comparator.comparing((Problem problem) -> !problem.file().equals(source.name()))
				.thenComparing(Problem::file).thenComparing(Problem::position)).distinct().toList();
	}

	/**
	 * Ends reading.
	 *
	 * @throws DocumentException
	 *             where anything was found
	 */
	public void throwIfAny() throws DocumentException {
		if (!found.isEmpty()) {
			throw new DocumentException(sorted());
		}
	}
}
