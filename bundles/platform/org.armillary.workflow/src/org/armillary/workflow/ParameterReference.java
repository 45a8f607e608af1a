package org.armillary.workflow;

/**
 * A parameter of a node.
 *
 * @param node
 *            id of the node
 * @param parameter
 *            name or alias of the parameter
 */
public record ParameterReference(String node, String parameter) {

	/** Checks the names. */
	public ParameterReference {
		Names.checkPath(node);
		Names.checkPort(parameter);
	}

	/** As written in a workflow file: {@code statistics.clipSigma}. */
	public String text() {
		return node + "." + parameter;
	}

	ParameterReference renamed(String from, String to) {
		return node.equals(from) ? new ParameterReference(to, parameter) : this;
	}
}
