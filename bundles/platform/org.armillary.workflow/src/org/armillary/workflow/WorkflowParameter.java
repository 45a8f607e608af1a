package org.armillary.workflow;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a workflow, which sets parameters of several nodes at once.
 *
 * @param name
 *            name, unique among the parameters of the workflow; {@code node/name} where it came from a sub-workflow
 * @param binds
 *            the parameters of nodes that it sets
 * @param value
 *            the value as text, which then wins over the nodes' own; empty to leave these as they are
 * @param help
 *            what it means; may be empty
 */
public record WorkflowParameter(String name, List<ParameterReference> binds, Optional<String> value, String help) {

	/** Checks the name and copies the list. */
	public WorkflowParameter {
		Names.checkPath(name);
		binds = List.copyOf(binds);
	}

	/** This parameter with another value; empty for none. */
	public WorkflowParameter withValue(Optional<String> newValue) {
		return new WorkflowParameter(name, binds, newValue, help);
	}

	/** This parameter bound to other parameters of nodes. */
	public WorkflowParameter withBinds(List<ParameterReference> newBinds) {
		return new WorkflowParameter(name, newBinds, value, help);
	}
}
