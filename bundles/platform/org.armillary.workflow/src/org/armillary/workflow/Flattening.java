package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.message.WorkflowMessage;

/** Puts a tree of workflows into one; see {@link SubWorkflows}. */
final class Flattening {

	/** More nodes than any workflow has; a few files that use one another several times may mean very many. */
	private static final int MOST_NODES = 20_000;

	/** A connection with its place. */
	private record Wire(Connection connection, Place place) {
	}

	/**
	 * What is around a workflow.
	 *
	 * @param prefix
	 *            what ids of its nodes begin with
	 * @param guards
	 *            conditions under which its nodes run at all
	 * @param guard
	 *            where the innermost of these conditions stands
	 * @param user
	 *            the document that uses it
	 * @param node
	 *            the node that uses it
	 */
	private record Surroundings(String prefix, List<Condition> guards, Place guard, WorkflowDocument user,
			WorkflowNode node) {
	}

	/**
	 * How a workflow looks from outside, after it was put in.
	 *
	 * @param inlets
	 *            where its inputs lead, as connections that start at these
	 * @param outlets
	 *            where its outputs come from
	 */
	private record Plugs(Map<String, List<Wire>> inlets, Map<String, PortReference> outlets) {
	}

	private final WorkflowDocument root;
	private final Problems problems;
	private final Positions positions;
	private final List<WorkflowNode> nodes = new ArrayList<>();
	private final List<WorkflowParameter> parameters = new ArrayList<>();
	private final List<Wire> wires = new ArrayList<>();

	private Flattening(WorkflowDocument root) {
		this.root = root;
		problems = new Problems(root.text());
		positions = new Positions(root.text());
	}

	static WorkflowDocument flatten(SubWorkflowTree tree) throws DocumentException {
		return new Flattening(tree.document()).result(tree);
	}

	private WorkflowDocument result(SubWorkflowTree tree) throws DocumentException {
		Plugs plugs = level(tree, Optional.empty());
		plugs.inlets.values().forEach(wires::addAll);
		problems.throwIfAny();
		Workflow whole = root.workflow();
		var outputs = new ArrayList<WorkflowOutput>();
		whole.outputs().forEach(output -> outputs.add(new WorkflowOutput(output.name(),
				plugs.outlets.getOrDefault(output.name(), output.from()))));
		Workflow flat = new Workflow(whole.name(), whole.description(), whole.rules(), whole.inputs(), parameters,
				nodes,
				wires.stream().map(Wire::connection).toList(), outputs);
		wires.forEach(wire -> positions.addConnection(wire.place));
		Keys.WORKFLOW.forEach(key -> positions.put(Part.SECTION, key, root.place(Part.SECTION, key)));
		whole.inputs().forEach(input -> positions.put(Part.INPUT, input.name(), root.place(Part.INPUT, input.name())));
		whole.outputs()
				.forEach(output -> positions.put(Part.OUTPUT, output.name(), root.place(Part.OUTPUT, output.name())));
		return WorkflowReader.parse(WorkflowWriter.write(flat), root.name()).placed(positions);
	}

	private Plugs level(SubWorkflowTree tree, Optional<Surroundings> around) {
		WorkflowDocument document = tree.document();
		String prefix = around.map(Surroundings::prefix).orElse("");
		document.workflow().parameters().forEach(parameter -> parameter(document, parameter, around));
		around.ifPresent(outside -> checkSettings(document, outside));
		var children = new LinkedHashMap<String, Plugs>();
		for (WorkflowNode node : document.workflow().nodes()) {
			if (nodes.size() > MOST_NODES) {
				problems.error(document.place(Part.NODE, node.id()), WorkflowMessage.SUB_WORKFLOW, node.id(),
						"the workflow with its sub-workflows has more than " + MOST_NODES + " nodes",
						"Use sub-workflows fewer times.");
				return new Plugs(Map.of(), Map.of());
			}
			SubWorkflowTree child = tree.children().get(node.id());
			if (child == null) {
				node(document, node, around);
			} else {
				children.put(node.id(), level(child, Optional.of(new Surroundings(prefix + node.id() + "/",
						conditions(document, node, around), whenPlace(document, node, around), document, node))));
			}
		}
		return plugs(tree, prefix, children, around.isPresent());
	}

	private void parameter(WorkflowDocument document, WorkflowParameter parameter, Optional<Surroundings> around) {
		String prefix = around.map(Surroundings::prefix).orElse("");
		String name = prefix + parameter.name();
		Optional<String> setting = around.map(outside -> outside.node.parameters().get(parameter.name()));
		parameters.add(new WorkflowParameter(name,
				parameter.binds().stream()
						.map(bind -> new ParameterReference(prefix + bind.node(), bind.parameter())).toList(),
				setting.or(parameter::value), parameter.help()));
		positions.put(Part.PARAMETER, name, document.place(Part.PARAMETER, parameter.name()));
		positions.put(Part.PARAMETER_VALUE, name, setting.isPresent()
				? around.orElseThrow().user.place(Part.NODE_PARAMETER,
						around.orElseThrow().node.id() + "." + parameter.name())
				: document.place(Part.PARAMETER_VALUE, parameter.name()));
	}

	/** What the using workflow sets must be parameters. */
	private void checkSettings(WorkflowDocument document, Surroundings outside) {
		List<String> names = document.workflow().parameters().stream().map(WorkflowParameter::name).toList();
		String node = outside.node.id();
		outside.node.parameters().keySet().stream().filter(name -> !names.contains(name))
				.forEach(name -> problems.error(outside.user.place(Part.NODE_PARAMETER, node + "." + name),
						WorkflowMessage.SUB_PARAMETER, "node " + node, document.name(), name,
						Nearest.hint(name, names), Nearest.list(names)));
		for (WorkflowParameter parameter : outside.user.workflow().parameters()) {
			parameter.binds().stream().filter(bind -> bind.node().equals(node) && !names.contains(bind.parameter()))
					.forEach(bind -> problems.error(outside.user.place(Part.PARAMETER, parameter.name()),
							WorkflowMessage.SUB_PARAMETER, "the workflow parameter " + parameter.name(),
							document.name(), bind.parameter(), Nearest.hint(bind.parameter(), names),
							Nearest.list(names)));
		}
	}

	private void node(WorkflowDocument document, WorkflowNode node, Optional<Surroundings> around) {
		String prefix = around.map(Surroundings::prefix).orElse("");
		String id = prefix + node.id();
		Optional<String> when = around.isEmpty() ? node.when()
				: Optional.of(conditions(document, node, around)).filter(all -> !all.isEmpty())
						.map(all -> Condition.all(all).text());
		nodes.add(node.withId(id).withWhen(when));
		for (Part part : List.of(Part.NODE, Part.NODE_ACTOR, Part.NODE_GROUP)) {
			positions.put(part, id, document.place(part, node.id()));
		}
		positions.put(Part.NODE_WHEN, id, whenPlace(document, node, around));
		node.parameters().keySet().forEach(name -> positions.put(Part.NODE_PARAMETER, id + "." + name,
				document.place(Part.NODE_PARAMETER, node.id() + "." + name)));
	}

	private static Place whenPlace(WorkflowDocument document, WorkflowNode node, Optional<Surroundings> around) {
		return node.when().isPresent() || around.isEmpty() ? document.place(Part.NODE_WHEN, node.id())
				: around.get().guard;
	}

	/** The conditions around a node and its own, with the names that parameters have in the whole. */
	private List<Condition> conditions(WorkflowDocument document, WorkflowNode node, Optional<Surroundings> around) {
		var conditions = new ArrayList<>(around.map(Surroundings::guards).orElse(List.of()));
		if (node.when().isPresent()) {
			try {
				String prefix = around.map(Surroundings::prefix).orElse("");
				conditions.add(Condition.parse(node.when().get()).renamed(name -> prefix + name));
			} catch (ConditionException e) {
				problems.condition(document.place(Part.NODE_WHEN, node.id()), e);
			}
		}
		return conditions;
	}

	/** Takes the connections of a workflow over, and gives those from its inputs. */
	private Plugs plugs(SubWorkflowTree tree, String prefix, Map<String, Plugs> children, boolean inner) {
		WorkflowDocument document = tree.document();
		Workflow workflow = document.workflow();
		var inlets = new LinkedHashMap<String, List<Wire>>();
		workflow.inputs().forEach(input -> inlets.put(input.name(), new ArrayList<>()));
		for (int i = 0; i < workflow.connections().size(); i++) {
			Connection connection = workflow.connections().get(i);
			Place at = document.connectionPlace(i);
			Optional<PortReference> from = source(connection, tree, prefix, children, at);
			for (Wire wire : targets(connection, tree, prefix, children, at)) {
				if (from.isEmpty()) {
					break;
				}
				Connection joined = wire.connection.between(from.get(), wire.connection.to());
				List<Wire> inlet = inlets.get(from.get().port());
				if (!from.get().ofWorkflow()) {
					wires.add(new Wire(joined, wire.place));
				} else if (inlet != null) {
					inlet.add(new Wire(joined, wire.place));
				} else if (inner) {
					List<String> names = workflow.inputs().stream().map(WorkflowInput::name).toList();
					problems.error(at, WorkflowMessage.UNKNOWN_INPUT, "the connection " + connection.text(),
							from.get().port(), Nearest.hint(from.get().port(), names), Nearest.list(names),
							"Correct the name, or add the input under ‘inputs:’.");
					break;
				} else {
					wires.add(new Wire(joined, wire.place)); // for the validator to tell
				}
			}
		}
		var outlets = new LinkedHashMap<String, PortReference>();
		for (WorkflowOutput output : workflow.outputs()) {
			outlet(output.from(), "the workflow output " + output.name(), tree, prefix, children,
					document.place(Part.OUTPUT, output.name())).ifPresent(port -> outlets.put(output.name(), port));
		}
		return new Plugs(inlets, outlets);
	}

	private Optional<PortReference> source(Connection connection, SubWorkflowTree tree, String prefix,
			Map<String, Plugs> children, Place at) {
		return connection.from().ofWorkflow() ? Optional.of(connection.from())
				: outlet(connection.from(), "the connection " + connection.text(), tree, prefix, children, at);
	}

	private Optional<PortReference> outlet(PortReference port, String what, SubWorkflowTree tree, String prefix,
			Map<String, Plugs> children, Place at) {
		Plugs child = children.get(port.node());
		if (child == null) {
			return Optional.of(new PortReference(prefix + port.node(), port.port()));
		}
		Workflow used = tree.children().get(port.node()).document().workflow();
		if (used.output(port.port()).isEmpty()) {
			unknownPort(what, port, tree, "output", used.outputs().stream().map(WorkflowOutput::name).toList(), at);
		}
		return Optional.ofNullable(child.outlets.get(port.port()));
	}

	private List<Wire> targets(Connection connection, SubWorkflowTree tree, String prefix, Map<String, Plugs> children,
			Place at) {
		PortReference to = connection.to();
		Plugs child = children.get(to.node());
		if (child == null) {
			return List.of(new Wire(connection.between(connection.from(),
					new PortReference(prefix + to.node(), to.port())), at));
		}
		List<Wire> inlet = child.inlets.get(to.port());
		if (inlet == null) {
			unknownPort("the connection " + connection.text(), to, tree, "input",
					tree.children().get(to.node()).document().workflow().inputs().stream().map(WorkflowInput::name)
							.toList(),
					at);
			return List.of();
		}
		return inlet.stream().map(wire -> new Wire(joined(connection, wire, at), at)).toList();
	}

	private void unknownPort(String what, PortReference port, SubWorkflowTree tree, String direction,
			List<String> names,
			Place at) {
		problems.error(at, WorkflowMessage.SUB_PORT, what, tree.children().get(port.node()).document().name(),
				direction,
				port.port(), Nearest.hint(port.port(), names), Nearest.list(names));
	}

	/** A connection to an input of a sub-workflow and on from there; what both say holds. */
	private Connection joined(Connection outer, Wire inner, Place at) {
		Connection onward = inner.connection;
		var match = new LinkedHashSet<>(outer.match());
		match.addAll(onward.match());
		if (outer.nearest().isPresent() && onward.nearest().isPresent() && !outer.nearest().equals(onward.nearest())) {
			problems.error(at, WorkflowMessage.SUB_NEAREST, "the connection " + outer.text(), outer.nearest().get(),
					inner.place.text(), onward.nearest().get());
		}
		return new Connection(outer.from(), onward.to(), onward.retag().or(outer::retag), List.copyOf(match),
				onward.nearest().or(outer::nearest));
	}
}
