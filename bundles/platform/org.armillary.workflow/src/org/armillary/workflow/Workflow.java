package org.armillary.workflow;

import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.workflow.message.WorkflowMessage;

/**
 * A workflow: the graph that a workflow file holds, immutable. Names are unique, but nothing else is promised: actors may
 * be unknown, connections may lead nowhere or in a circle. {@link WorkflowValidator} says whether it can run.
 *
 * @param name
 *            name for people
 * @param description
 *            what it does; may be empty
 * @param rules
 *            name of the rules by which files are organised; empty for none
 * @param inputs
 *            where data come in
 * @param parameters
 *            parameters of the workflow, each bound to parameters of nodes
 * @param nodes
 *            the nodes, in the order of the file
 * @param connections
 *            the connections, in the order of the file
 * @param outputs
 *            what it gives where it is used as a sub-workflow
 */
public record Workflow(String name, String description, Optional<String> rules, List<WorkflowInput> inputs,
		List<WorkflowParameter> parameters, List<WorkflowNode> nodes, List<Connection> connections,
		List<WorkflowOutput> outputs) {

	/** Version of the file format. */
	public static final String VERSION = "1";

	/** Checks that names are unique and copies the lists. */
	public Workflow {
		Names.checkNotBlank(name, "the name of the workflow");
		rules.ifPresent(text -> Names.checkNotBlank(text, "the name of the rules"));
		inputs = List.copyOf(inputs);
		parameters = List.copyOf(parameters);
		nodes = List.copyOf(nodes);
		connections = List.copyOf(connections);
		outputs = List.copyOf(outputs);
		Names.checkUnique(inputs, WorkflowInput::name, "inputs");
		Names.checkUnique(parameters, WorkflowParameter::name, "parameters");
		Names.checkUnique(nodes, WorkflowNode::id, "nodes");
		Names.checkUnique(outputs, WorkflowOutput::name, "outputs");
	}

	/** A workflow with nothing in it. */
	public static Workflow named(String name) {
		return new Workflow(name, "", Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());
	}

	/** Look-ups for those who need many. */
	public WorkflowIndex index() {
		return new WorkflowIndex(this);
	}

	/** The input with this name. */
	public Optional<WorkflowInput> input(String inputName) {
		return inputs.stream().filter(input -> input.name().equals(inputName)).findFirst();
	}

	/** The parameter of the workflow with this name. */
	public Optional<WorkflowParameter> parameter(String parameterName) {
		return parameters.stream().filter(parameter -> parameter.name().equals(parameterName)).findFirst();
	}

	/** The node with this id. */
	public Optional<WorkflowNode> node(String id) {
		return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
	}

	/** The output with this name. */
	public Optional<WorkflowOutput> output(String outputName) {
		return outputs.stream().filter(output -> output.name().equals(outputName)).findFirst();
	}

	/** The connections that end at a node, in the order of the file. */
	public List<Connection> connectionsInto(String node) {
		return connections.stream().filter(connection -> connection.to().node().equals(node)).toList();
	}

	/** The connections that start at a node, or at the inputs of the workflow for an empty id, in the order of the file. */
	public List<Connection> connectionsFrom(String node) {
		return connections.stream().filter(connection -> connection.from().node().equals(node)).toList();
	}

	/**
	 * The nodes in an order in which each comes after those it needs; among several that could come next, the first of the
	 * file. The same workflow always has the same order.
	 *
	 * @throws IllegalStateException
	 *             where the connections form a cycle, which {@link WorkflowValidator} reports
	 */
	public List<WorkflowNode> order() {
		return new NodeGraph(this).order();
	}

	/**
	 * Text of the parameters of a node that are not left at their defaults: its own, and over them those that parameters of
	 * the workflow with a value set. By names as written: a parameter written once by its name and once by an alias is there
	 * twice.
	 */
	public SequencedMap<String, String> parametersOf(String node) {
		return parametersOf(node, _ -> Optional.empty());
	}

	/**
	 * Text of the parameters of a node that are not left at their defaults, by name: its own, and over them those that
	 * parameters of the workflow with a value set, whether either is written by name or by alias.
	 *
	 * @param id
	 *            id of the node
	 * @param actors
	 *            the installed actors by id; what they do not know keeps its name as written
	 */
	public SequencedMap<String, String> parametersOf(String id, Function<String, Optional<ActorDescriptor>> actors) {
		return index().parametersOf(id, actors);
	}

	/**
	 * This workflow with a parameter set by a user for one run, which wins over all that the file says. In whatever order
	 * settings are made, one of a parameter of a node wins over one of a parameter of the workflow that is bound to it: the
	 * latter stays known but no longer sets it. Of two settings of the same parameter, the later wins.
	 *
	 * @param target
	 *            a parameter of the workflow, {@code node.parameter}, or {@code node.parameter} of a sub-workflow that was put in
	 *            the place of the node; an alias will do
	 * @param value
	 *            the value as text
	 * @param actors
	 *            the installed actors by id, by which names and aliases of the same parameter are known as such
	 * @throws DocumentException
	 *             where the workflow has no such parameter or no such node; whether the actor of the node has such a
	 *             parameter is left to {@link WorkflowValidator}
	 */
	public Workflow withSetting(String target, String value, Function<String, Optional<ActorDescriptor>> actors)
			throws DocumentException {
		int dot = target.indexOf('.');
		String path = dot < 0 || node(target.substring(0, dot)).isPresent() ? target : target.replace('.', '/');
		Optional<WorkflowParameter> own = parameter(path);
		if (own.isPresent()) {
			return withParameters(released(bind -> (bind.node() + "/" + bind.parameter()).equals(path)
					&& node(bind.node()).isEmpty())).withParameter(own.get().withValue(Optional.of(value)));
		}
		Optional<WorkflowNode> node = dot < 0 ? Optional.empty() : node(target.substring(0, dot));
		String parameter = target.substring(dot + 1);
		if (node.isEmpty() || !Names.isPort(parameter)) {
			var known = new ArrayList<>(parameters.stream().map(WorkflowParameter::name).toList());
			nodes.forEach(candidate -> known.add(candidate.id() + "." + parameter));
			throw new DocumentException(WorkflowMessage.UNKNOWN_SETTING.with(target, Nearest.hint(target, known),
					"one of " + Nearest.list(known)));
		}
		Function<String, String> canonical = WorkflowIndex.canonical(node, actors);
		String wanted = canonical.apply(parameter);
		String id = node.get().id();
		var values = new LinkedHashMap<>(node.get().parameters());
		values.keySet().removeIf(written -> canonical.apply(written).equals(wanted));
		values.put(wanted, value);
		return withParameters(
				released(bind -> bind.node().equals(id) && canonical.apply(bind.parameter()).equals(wanted)))
				.withNode(node.get().withParameters(values));
	}

	/** This workflow with another name. */
	public Workflow withName(String newName) {
		return new Workflow(newName, description, rules, inputs, parameters, nodes, connections, outputs);
	}

	/** This workflow with another description. */
	public Workflow withDescription(String text) {
		return new Workflow(name, text, rules, inputs, parameters, nodes, connections, outputs);
	}

	/** This workflow with other rules; empty for none. */
	public Workflow withRules(Optional<String> newRules) {
		return new Workflow(name, description, newRules, inputs, parameters, nodes, connections, outputs);
	}

	/** This workflow with other inputs. */
	public Workflow withInputs(List<WorkflowInput> list) {
		return new Workflow(name, description, rules, list, parameters, nodes, connections, outputs);
	}

	/** This workflow with other parameters of its own. */
	public Workflow withParameters(List<WorkflowParameter> list) {
		return new Workflow(name, description, rules, inputs, list, nodes, connections, outputs);
	}

	/** This workflow with other nodes. */
	public Workflow withNodes(List<WorkflowNode> list) {
		return new Workflow(name, description, rules, inputs, parameters, list, connections, outputs);
	}

	/** This workflow with other connections. */
	public Workflow withConnections(List<Connection> list) {
		return new Workflow(name, description, rules, inputs, parameters, nodes, list, outputs);
	}

	/** This workflow with other outputs. */
	public Workflow withOutputs(List<WorkflowOutput> list) {
		return new Workflow(name, description, rules, inputs, parameters, nodes, connections, list);
	}

	/** This workflow with an input in the place of the one with its name, or at the end. */
	public Workflow withInput(WorkflowInput input) {
		return withInputs(put(inputs, input, WorkflowInput::name));
	}

	/** This workflow without an input and the connections from it. */
	public Workflow withoutInput(String inputName) {
		return withInputs(inputs.stream().filter(input -> !input.name().equals(inputName)).toList())
				.withConnections(connections.stream()
						.filter(connection -> !connection.from().equals(PortReference.ofInput(inputName))).toList());
	}

	/** This workflow with a parameter of its own in the place of the one with its name, or at the end. */
	public Workflow withParameter(WorkflowParameter parameter) {
		return withParameters(put(parameters, parameter, WorkflowParameter::name));
	}

	/** This workflow without a parameter of its own. */
	public Workflow withoutParameter(String parameterName) {
		return withParameters(
				parameters.stream().filter(parameter -> !parameter.name().equals(parameterName)).toList());
	}

	/** This workflow with a node in the place of the one with its id, or at the end. */
	public Workflow withNode(WorkflowNode node) {
		return withNodes(put(nodes, node, WorkflowNode::id));
	}

	/**
	 * This workflow without a node, its connections, and what outputs and parameters of the workflow say of it; a parameter
	 * bound to nothing else goes too.
	 */
	public Workflow withoutNode(String id) {
		return new Workflow(name, description, rules, inputs, unbound(bind -> bind.node().equals(id)),
				nodes.stream().filter(node -> !node.id().equals(id)).toList(),
				connections.stream().filter(connection -> !connection.from().node().equals(id)
						&& !connection.to().node().equals(id)).toList(),
				outputs.stream().filter(output -> !output.from().node().equals(id)).toList());
	}

	/** This workflow with another id for a node, wherever it is named. */
	public Workflow withNodeRenamed(String oldId, String newId) {
		Names.checkId(oldId);
		return new Workflow(name, description, rules, inputs,
				parameters.stream().map(parameter -> parameter
						.withBinds(parameter.binds().stream().map(bind -> bind.renamed(oldId, newId)).toList()))
						.toList(),
				nodes.stream().map(node -> node.id().equals(oldId) ? node.withId(newId) : node).toList(),
				connections.stream().map(connection -> connection.renamed(oldId, newId)).toList(),
				outputs.stream().map(output -> new WorkflowOutput(output.name(), output.from().renamed(oldId, newId)))
						.toList());
	}

	/** This workflow with one parameter of a node set. */
	public Workflow withNodeParameter(String node, String parameter, String value) {
		return withNode(existing(node).withParameter(parameter, value));
	}

	/** This workflow with one parameter of a node left at its default. */
	public Workflow withoutNodeParameter(String node, String parameter) {
		return withNode(existing(node).withoutParameter(parameter));
	}

	/** This workflow with a connection in the place of the one between the same ports, or at the end. */
	public Workflow withConnection(Connection connection) {
		return withConnections(put(connections, connection, Connection::text));
	}

	/** This workflow without the connections between two ports. */
	public Workflow withoutConnection(PortReference from, PortReference to) {
		return withConnections(connections.stream()
				.filter(connection -> !connection.from().equals(from) || !connection.to().equals(to)).toList());
	}

	/** This workflow with an output in the place of the one with its name, or at the end. */
	public Workflow withOutput(WorkflowOutput output) {
		return withOutputs(put(outputs, output, WorkflowOutput::name));
	}

	/** This workflow without an output. */
	public Workflow withoutOutput(String outputName) {
		return withOutputs(outputs.stream().filter(output -> !output.name().equals(outputName)).toList());
	}

	/** The parameters of the workflow without some of their bindings, and without those that lose their last one by it. */
	private List<WorkflowParameter> unbound(Predicate<ParameterReference> gone) {
		return released(gone).stream()
				.filter(parameter -> !parameter.binds().isEmpty() || parameters.contains(parameter)).toList();
	}

	/** The parameters of the workflow without some of their bindings, even where none is left. */
	private List<WorkflowParameter> released(Predicate<ParameterReference> gone) {
		return parameters.stream()
				.map(parameter -> parameter.withBinds(parameter.binds().stream().filter(gone.negate()).toList()))
				.toList();
	}

	private WorkflowNode existing(String id) {
		return node(id).orElseThrow(() -> new IllegalArgumentException("no node " + id));
	}

	private static <T> List<T> put(List<T> list, T thing, Function<T, String> name) {
		var copy = new ArrayList<>(list);
		for (int i = 0; i < copy.size(); i++) {
			if (name.apply(copy.get(i)).equals(name.apply(thing))) {
				copy.set(i, thing);
				return copy;
			}
		}
		copy.add(thing);
		return copy;
	}
}
