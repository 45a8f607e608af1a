package org.armillary.workflow;

import java.util.List;

import org.armillary.actor.Payload;

/**
 * An input of a workflow: where its data come in, and its port where it is used as a sub-workflow. Whether products must
 * arrive follows from the ports it is connected to.
 *
 * @param name
 *            name, unique among the inputs
 * @param payload
 *            what the products hold
 * @param categories
 *            accepted categories; none means any
 * @param help
 *            what it is for; may be empty
 */
public record WorkflowInput(String name, Payload payload, List<String> categories, String help) {

	/** Checks the name and copies the list. */
	public WorkflowInput {
		Names.checkId(name);
		categories = List.copyOf(categories);
		categories.forEach(category -> Names.checkNotBlank(category, "a category"));
	}
}
