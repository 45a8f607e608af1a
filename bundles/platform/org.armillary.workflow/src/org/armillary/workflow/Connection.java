package org.armillary.workflow;

import java.util.Optional;

/**
 * Products go from a port to a port.
 *
 * @param from
 *            an output port of a node, or an input of the workflow
 * @param to
 *            an input port of a node
 * @param retag
 *            the category that the products have for the receiving port, where it is not the one they were made with
 */
public record Connection(PortReference from, PortReference to, Optional<String> retag) {

	/** Checks that the target is a port of a node. */
	public Connection {
		if (to.ofWorkflow()) {
			throw new IllegalArgumentException("a connection ends at a port of a node, not at " + to.text());
		}
		retag.ifPresent(category -> Names.checkNotBlank(category, "the category"));
	}

	/** A connection that keeps the category. */
	public static Connection of(PortReference from, PortReference to) {
		return new Connection(from, to, Optional.empty());
	}

	/** This connection with another category for the receiving port; empty to keep the one of the products. */
	public Connection withRetag(Optional<String> category) {
		return new Connection(from, to, category);
	}

	/** In one line: {@code dark.masterDark -> flat.dark}. */
	public String text() {
		return from.text() + " -> " + to.text();
	}

	Connection renamed(String oldNode, String newNode) {
		return new Connection(from.renamed(oldNode, newNode), to.renamed(oldNode, newNode), retag);
	}
}
