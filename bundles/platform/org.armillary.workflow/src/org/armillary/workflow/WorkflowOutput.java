package org.armillary.workflow;

/**
 * An output of a workflow: its port where it is used as a sub-workflow.
 *
 * @param name
 *            name, unique among the outputs
 * @param from
 *            the output port of a node whose products it gives
 */
public record WorkflowOutput(String name, PortReference from) {

	/** Checks the names. */
	public WorkflowOutput {
		Names.checkId(name);
		if (from.ofWorkflow()) {
			throw new IllegalArgumentException("an output of a workflow is a port of a node, not " + from.text());
		}
	}
}
