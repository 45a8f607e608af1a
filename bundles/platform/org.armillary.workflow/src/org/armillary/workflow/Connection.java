package org.armillary.workflow;

import java.util.List;
import java.util.Optional;

import org.armillary.workflow.condition.Condition;

/**
 * Products go from a port to a port.
 *
 * @param from
 *            an output port of a node, or an input of the workflow
 * @param to
 *            an input port of a node
 * @param retag
 *            the category that the products have for the receiving port, where it is not the one they were made with
 * @param match
 *            names of keywords; of the products that arrive for a job, those are kept whose values equal those of the first
 *            product of the job's trigger port. None keeps all
 * @param nearest
 *            name of a keyword with a number; of the products kept so far, those are taken, as many as the port takes, whose
 *            value is nearest to that of the first product of the job's trigger port
 */
public record Connection(PortReference from, PortReference to, Optional<String> retag, List<String> match,
		Optional<String> nearest) {

	/** Checks that the target is a port of a node, and the keywords, and copies the list. */
	public Connection {
		if (to.ofWorkflow()) {
			throw new IllegalArgumentException("a connection ends at a port of a node, not at " + to.text());
		}
		retag.ifPresent(category -> Names.checkNotBlank(category, "the category"));
		match = List.copyOf(match);
		match.forEach(Connection::checkKeyword);
		nearest.ifPresent(Connection::checkKeyword);
	}

	/** A connection that takes all products. */
	public Connection(PortReference from, PortReference to, Optional<String> retag) {
		this(from, to, retag, List.of(), Optional.empty());
	}

	private static void checkKeyword(String keyword) {
		if (!Condition.isKeyword(keyword)) {
			throw new IllegalArgumentException("not a keyword of a header: " + keyword);
		}
	}

	/** A connection that keeps the category. */
	public static Connection of(PortReference from, PortReference to) {
		return new Connection(from, to, Optional.empty());
	}

	/** This connection with another category for the receiving port; empty to keep the one of the products. */
	public Connection withRetag(Optional<String> category) {
		return new Connection(from, to, category, match, nearest);
	}

	/** This connection with other keywords that must be equal to those of the trigger. */
	public Connection withMatch(List<String> keywords) {
		return new Connection(from, to, retag, keywords, nearest);
	}

	/** This connection with another keyword in which products must be near to the trigger; empty for none. */
	public Connection withNearest(Optional<String> keyword) {
		return new Connection(from, to, retag, match, keyword);
	}

	/** This connection between other ports. */
	public Connection between(PortReference source, PortReference target) {
		return new Connection(source, target, retag, match, nearest);
	}

	/** Whether nothing but the two ports has to be said. */
	boolean isPlain() {
		return retag.isEmpty() && match.isEmpty() && nearest.isEmpty();
	}

	/** In one line: {@code dark.masterDark -> flat.dark}. */
	public String text() {
		return from.text() + " -> " + to.text();
	}

	Connection renamed(String oldNode, String newNode) {
		return between(from.renamed(oldNode, newNode), to.renamed(oldNode, newNode));
	}
}
