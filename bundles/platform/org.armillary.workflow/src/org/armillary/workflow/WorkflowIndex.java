package org.armillary.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;

/**
 * Look-ups in a workflow, made once so that each takes the same time however large the workflow is. Immutable, for any
 * number of threads.
 */
public final class WorkflowIndex {

	private record Binding(ParameterReference target, String value) {
	}

	private final Workflow workflow;
	private final Map<String, WorkflowNode> nodes = new HashMap<>();
	private final Map<String, WorkflowParameter> parameters = new HashMap<>();
	private final Map<String, WorkflowParameter> setters = new HashMap<>();
	private final Map<String, List<Binding>> bindings = new HashMap<>();
	private final Map<String, List<Connection>> intoNode = new HashMap<>();
	private final Map<PortReference, List<Connection>> intoPort = new HashMap<>();
	private final Map<String, List<Connection>> fromNode = new HashMap<>();
	private final Map<PortReference, List<Connection>> fromPort = new HashMap<>();

	/** Looks through a workflow. */
	public WorkflowIndex(Workflow workflow) {
		this.workflow = workflow;
		workflow.nodes().forEach(node -> nodes.put(node.id(), node));
		for (Connection connection : workflow.connections()) {
			add(intoNode, connection.to().node(), connection);
			add(intoPort, connection.to(), connection);
			add(fromNode, connection.from().node(), connection);
			add(fromPort, connection.from(), connection);
		}
		workflow.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
		// from the outermost inwards: the value of an outer parameter wins over that of the one it binds
		workflow.parameters().stream().sorted(Comparator.comparingInt(parameter -> depth(parameter.name())))
				.forEach(this::setInner);
		for (WorkflowParameter parameter : workflow.parameters()) {
			parameterValue(parameter.name()).ifPresent(value -> parameter.binds()
					.forEach(bind -> add(bindings, bind.node(), new Binding(bind, value))));
		}
	}

	private void setInner(WorkflowParameter parameter) {
		if (parameter.value().isPresent()) {
			setters.putIfAbsent(parameter.name(), parameter);
		}
		WorkflowParameter setter = setters.get(parameter.name());
		if (setter != null) {
			parameter.binds().forEach(bind -> innerParameter(bind)
					.filter(inner -> depth(inner.name()) > depth(parameter.name()))
					.ifPresent(inner -> setters.putIfAbsent(inner.name(), setter)));
		}
	}

	/** How many sub-workflows deep a name lies. */
	static int depth(String path) {
		return (int) path.chars().filter(c -> c == '/').count();
	}

	private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
		map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
	}

	/** The workflow. */
	public Workflow workflow() {
		return workflow;
	}

	/** The node with this id. */
	public Optional<WorkflowNode> node(String id) {
		return Optional.ofNullable(nodes.get(id));
	}

	/** The connections that end at a node, in the order of the file. */
	public List<Connection> into(String node) {
		return Collections.unmodifiableList(intoNode.getOrDefault(node, List.of()));
	}

	/** The connections that end at a port, in the order of the file. */
	public List<Connection> into(PortReference port) {
		return Collections.unmodifiableList(intoPort.getOrDefault(port, List.of()));
	}

	/** The connections that start at a node, or at the inputs of the workflow for an empty id, in the order of the file. */
	public List<Connection> from(String node) {
		return Collections.unmodifiableList(fromNode.getOrDefault(node, List.of()));
	}

	/** The connections that start at a port or an input of the workflow, in the order of the file. */
	public List<Connection> from(PortReference port) {
		return Collections.unmodifiableList(fromPort.getOrDefault(port, List.of()));
	}

	/** See {@link Workflow#order()}. */
	public List<WorkflowNode> order() {
		return workflow.order();
	}

	/** The parameter of the workflow with this name. */
	public Optional<WorkflowParameter> parameter(String name) {
		return Optional.ofNullable(parameters.get(name));
	}

	/**
	 * The value that a parameter of the workflow has, as conditions see it: that of an outer parameter that binds it and has
	 * one, else its own; empty where there is none.
	 */
	public Optional<String> parameterValue(String name) {
		return setter(name).flatMap(WorkflowParameter::value);
	}

	/** The parameter whose value another one has: itself, or an outer one that binds it. */
	Optional<WorkflowParameter> setter(String name) {
		return Optional.ofNullable(setters.get(name));
	}

	/** The parameter that a sub-workflow brought along and that {@code node.parameter} means. */
	Optional<WorkflowParameter> innerParameter(ParameterReference bind) {
		return nodes.containsKey(bind.node()) ? Optional.empty()
				: Optional.ofNullable(parameters.get(bind.node() + "/" + bind.parameter()));
	}

	/** See {@link Workflow#parametersOf(String, Function)}. */
	public SequencedMap<String, String> parametersOf(String id, Function<String, Optional<ActorDescriptor>> actors) {
		Optional<WorkflowNode> node = node(id);
		Function<String, String> canonical = canonical(node, actors);
		var text = new LinkedHashMap<String, String>();
		node.ifPresent(found -> found.parameters().forEach((name, value) -> text.put(canonical.apply(name), value)));
		bindings.getOrDefault(id, List.of())
				.forEach(binding -> text.put(canonical.apply(binding.target.parameter()), binding.value));
		return Collections.unmodifiableSequencedMap(text);
	}

	/** Turns an alias of a parameter of the node into its name; what the actor does not know stays. */
	static Function<String, String> canonical(Optional<WorkflowNode> node,
			Function<String, Optional<ActorDescriptor>> actors) {
		Optional<ActorDescriptor> actor = node.flatMap(WorkflowNode::actor).flatMap(actors);
		return written -> actor.flatMap(found -> found.parameter(written)).map(ParameterDescriptor::name)
				.orElse(written);
	}
}
