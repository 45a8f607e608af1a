package org.armillary.cli;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.workflow.Connection;
import org.armillary.workflow.ParameterReference;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowIndex;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowParameter;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;

/**
 * The part of a workflow that some of its nodes need.
 *
 * @param workflow
 *            the part
 */
record WorkflowPart(Workflow workflow) {

	/**
	 * The part that a node needs. Its nodes have the values of parameters that they have in the whole, and what can be set
	 * for them in the whole can be set in the part.
	 *
	 * @param node
	 *            id of a node, or of one whose sub-workflow was put in its place
	 * @param overrides
	 *            values for some of the jobs, whose conditions may ask for parameters of the workflow
	 * @return empty where there is no such node
	 */
	static Optional<WorkflowPart> of(Workflow whole, String node, List<JobSettings> overrides) {
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
		return kept.isEmpty() ? Optional.empty() : Optional.of(new WorkflowPart(part(whole, kept, overrides)));
	}

	private static Workflow part(Workflow whole, Set<String> kept, List<JobSettings> overrides) {
		List<WorkflowNode> nodes = whole.nodes().stream().filter(node -> kept.contains(node.id())).toList();
		List<Connection> connections = whole.connections().stream()
				.filter(connection -> kept.contains(connection.to().node())).toList();
		var asked = new HashSet<String>();
		nodes.forEach(node -> node.condition().ifPresent(condition -> asked.addAll(condition.parameters())));
		overrides.stream().filter(override -> override.settings().keySet().stream().anyMatch(
				target -> kept.contains(nodeOf(target))))
				.forEach(override -> asked.addAll(parameters(override.where())));
		var inputs = new HashSet<String>();
		connections.stream().filter(connection -> connection.from().ofWorkflow())
				.forEach(connection -> inputs.add(connection.from().port()));
		return whole.withOutputs(List.of()).withConnections(connections).withNodes(nodes)
				.withInputs(whole.inputs().stream().filter(input -> inputs.contains(input.name())).toList())
				.withParameters(parameters(whole, kept, asked));
	}

	/** The id in {@code node.parameter}; ids have no dots. */
	private static String nodeOf(String target) {
		return target.substring(0, Math.max(0, target.indexOf('.')));
	}

	/** The parameters that a condition asks for; one that is wrong is told of when the run is planned. */
	private static Set<String> parameters(String condition) {
		try {
			return Set.copyOf(Condition.parse(condition).parameters());
		} catch (ConditionException e) {
			System.getLogger(WorkflowPart.class.getName()).log(System.Logger.Level.DEBUG, "left to planning", e);
			return Set.of();
		}
	}

	/**
	 * The parameters that are asked for, and those that set something of the nodes: themselves, or through a parameter that
	 * a sub-workflow brought along.
	 */
	private static List<WorkflowParameter> parameters(Workflow whole, Set<String> nodes, Set<String> asked) {
		var names = new HashSet<String>(asked);
		Predicate<ParameterReference> acts = bind -> nodes.contains(bind.node())
				|| names.contains(bind.node() + "/" + bind.parameter()) && whole.node(bind.node()).isEmpty();
		boolean more = true;
		while (more) {
			more = names
					.addAll(whole.parameters().stream().filter(parameter -> parameter.binds().stream().anyMatch(acts))
							.map(WorkflowParameter::name).toList());
		}
		return whole.parameters().stream().filter(parameter -> names.contains(parameter.name()))
				.map(parameter -> parameter.withBinds(parameter.binds().stream().filter(acts).toList())).toList();
	}

	/**
	 * Whether a parameter that can be set in the whole belongs to the part: one of the workflow or of a sub-workflow, or
	 * {@code node.parameter}.
	 */
	boolean hasSetting(String target) {
		return workflow.node(nodeOf(target)).isPresent() || workflow.parameter(target.replace('.', '/')).isPresent();
	}

	/** Whether an input of the workflow belongs to the part. */
	boolean hasInput(String input) {
		return workflow.input(input).isPresent();
	}

	/** Those decisions that belong to nodes of the part. */
	Map<String, String> decisions(Map<String, String> decisions) {
		var ofPart = new LinkedHashMap<String, String>(decisions);
		ofPart.keySet().removeIf(decision -> workflow.node(nodeOf(decision)).isEmpty());
		return ofPart;
	}

	/** Those settings for some of the jobs that belong to the part. */
	JobSettings restricted(JobSettings override) {
		var settings = new LinkedHashMap<String, String>(override.settings());
		settings.keySet().removeIf(target -> !hasSetting(target));
		return new JobSettings(override.where(), settings);
	}
}
