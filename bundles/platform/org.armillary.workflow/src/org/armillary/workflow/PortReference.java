package org.armillary.workflow;

/**
 * A port of a node, or an input of the workflow itself.
 *
 * @param node
 *            id of the node; empty for an input of the workflow
 * @param port
 *            name of the node's port or of the workflow's input
 */
public record PortReference(String node, String port) {

	/** Checks the names. */
	public PortReference {
		if (node.isEmpty()) {
			Names.checkId(port);
		} else {
			Names.checkPath(node);
			Names.checkPort(port);
		}
	}

	/** An input of the workflow. */
	public static PortReference ofInput(String input) {
		return new PortReference("", input);
	}

	/** Whether this is an input of the workflow. */
	public boolean ofWorkflow() {
		return node.isEmpty();
	}

	/** As written in a workflow file: {@code statistics.cube}, or {@code cube} for an input of the workflow. */
	public String text() {
		return node.isEmpty() ? port : node + "." + port;
	}

	PortReference renamed(String from, String to) {
		return node.equals(from) && !node.isEmpty() ? new PortReference(to, port) : this;
	}
}
