package org.armillary.cli;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.workflow.Connection;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowIndex;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowParameter;

/**
 * The part of a workflow that some of its nodes need.
 *
 * @param workflow
 *            the part
 */
record WorkflowPart(Workflow workflow) {

	/**
	 * The part that a node needs.
	 *
	 * @param node
	 *            id of a node, or of one whose sub-workflow was put in its place
	 * @return empty where there is no such node
	 */
	static Optional<WorkflowPart> of(Workflow whole, String node) {
		var kept = new HashSet<String>();
		var open = new ArrayDeque<String>();
		WorkflowIndex index = whole.index();
		whole.nodes().stream().map(WorkflowNode::id).filter(id -> id.equals(node) || id.startsWith(node + "/"))
				.forEach(open::add);
		while (!open.isEmpty()) {
			String id = open.remove();
			if (kept.add(id)) {
				index.into(id).stream().filter(connection -> !connection.from().ofWorkflow())
						.map(connection -> connection.from().node()).forEach(open::add);
			}
		}
		return kept.isEmpty() ? Optional.empty() : Optional.of(new WorkflowPart(part(whole, kept)));
	}

	private static Workflow part(Workflow whole, Set<String> kept) {
		List<WorkflowNode> nodes = whole.nodes().stream().filter(node -> kept.contains(node.id())).toList();
		List<Connection> connections = whole.connections().stream()
				.filter(connection -> kept.contains(connection.to().node())).toList();
		var asked = new HashSet<String>();
		nodes.forEach(node -> node.condition().ifPresent(condition -> asked.addAll(condition.parameters())));
		var inputs = new HashSet<String>();
		connections.stream().filter(connection -> connection.from().ofWorkflow())
				.forEach(connection -> inputs.add(connection.from().port()));
		return whole.withOutputs(List.of()).withConnections(connections).withNodes(nodes)
				.withInputs(whole.inputs().stream().filter(input -> inputs.contains(input.name())).toList())
				.withParameters(whole.parameters().stream()
						.map(parameter -> parameter.withBinds(parameter.binds().stream()
								.filter(bind -> kept.contains(bind.node())).toList()))
						.filter(parameter -> !parameter.binds().isEmpty() || asked.contains(parameter.name()))
						.toList());
	}

	/** Whether a parameter that can be set belongs to the part: {@code parameter} or {@code node.parameter}. */
	boolean hasSetting(String target) {
		if (workflow.parameters().stream().map(WorkflowParameter::name).anyMatch(target::equals)) {
			return true;
		}
		int dot = target.lastIndexOf('.');
		return dot > 0 && workflow.node(target.substring(0, dot)).isPresent();
	}

	/** Whether an input of the workflow belongs to the part. */
	boolean hasInput(String input) {
		return workflow.input(input).isPresent();
	}

	/** Those settings for some of the jobs that belong to the part. */
	JobSettings restricted(JobSettings override) {
		var settings = new LinkedHashMap<String, String>(override.settings());
		settings.keySet().removeIf(target -> !hasSetting(target));
		return new JobSettings(override.where(), settings);
	}
}
