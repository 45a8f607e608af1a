package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.Nearest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Payload;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.message.WorkflowMessage;

/** Checks connections and outputs of a workflow: that the ports exist and fit, and that what must be connected is. */
final class ConnectionChecks {

	private final WorkflowDocument document;
	private final Workflow workflow;
	private final Map<String, ActorDescriptor> descriptors;
	private final Problems problems;
	private final WorkflowIndex index;
	private final boolean rules;
	private final List<String> ids;

	/** {@code rules} says whether associated ports may be left to rules. */
	ConnectionChecks(WorkflowDocument document, WorkflowIndex index, Map<String, ActorDescriptor> descriptors,
			Problems problems, boolean rules) {
		this.index = index;
		this.rules = rules;
		this.document = document;
		workflow = document.workflow();
		this.descriptors = descriptors;
		this.problems = problems;
		ids = workflow.nodes().stream().map(WorkflowNode::id).toList();
	}

	void run() {
		var planes = new PlaneFlow(index, descriptors);
		var seen = new HashMap<String, Integer>();
		for (int i = 0; i < workflow.connections().size(); i++) {
			Connection connection = workflow.connections().get(i);
			Place at = document.connectionPlace(i);
			Integer earlier = seen.putIfAbsent(connection.text(), at.position().line());
			if (earlier != null) {
				problems.error(at, WorkflowMessage.DUPLICATE_CONNECTION, connection.text(), earlier);
			} else if (connection.from().node().equals(connection.to().node()) && isActor(connection.to().node())) {
				problems.error(at, WorkflowMessage.SELF_LOOP, connection.text(), connection.to().node());
			} else {
				checkEnds(connection, at).ifPresent(port -> planes.check(connection, port, at, problems));
			}
		}
		workflow.nodes().forEach(this::checkInputs);
		workflow.inputs().stream()
				.filter(input -> index.from(PortReference.ofInput(input.name())).isEmpty())
				.forEach(input -> problems.note(document.place(Part.INPUT, input.name()), WorkflowMessage.UNUSED_INPUT,
						input.name()));
		for (WorkflowOutput output : workflow.outputs()) {
			outputPort(output.from(), "the workflow output " + output.name(),
					document.place(Part.OUTPUT, output.name()));
		}
	}

	/** A sub-workflow may well be connected with itself: what comes out of it need not depend on all that goes in. */
	private boolean isActor(String node) {
		return index.node(node).flatMap(WorkflowNode::uses).isEmpty();
	}

	/** Checks both ends; gives the port where it ends, if that exists. */
	private Optional<PortDescriptor> checkEnds(Connection connection, Place at) {
		String what = "the connection " + connection.text();
		Optional<PortDescriptor> target = inputPort(connection.to(), what, at);
		if (connection.from().ofWorkflow()) {
			Optional<WorkflowInput> input = workflow.input(connection.from().port());
			if (input.isEmpty()) {
				unknownInput(connection, what, at);
			} else if (target.isPresent()) {
				fits(connection, input.get().payload(), input.get().categories(), target.get(), at);
			}
		} else {
			Optional<PortDescriptor> from = outputPort(connection.from(), what, at);
			if (from.isPresent() && target.isPresent()) {
				fits(connection, from.get().payload(), from.get().categories(), target.get(), at);
			}
		}
		return target;
	}

	private void unknownInput(Connection connection, String what, Place at) {
		String name = connection.from().port();
		List<String> names = workflow.inputs().stream().map(WorkflowInput::name).toList();
		ActorDescriptor actor = descriptors.get(name);
		String remedy = actor == null ? "Correct the name, or add the input under ‘inputs:’."
				: name + " is a node: write " + name + ".port with one of its output ports: "
						+ Nearest.list(names(actor.outputs())) + ".";
		problems.error(at, WorkflowMessage.UNKNOWN_INPUT, what, name, Nearest.hint(name, names), Nearest.list(names),
				remedy);
	}

	private Optional<PortDescriptor> inputPort(PortReference reference, String what, Place at) {
		return port(reference, what, at, "input");
	}

	private Optional<PortDescriptor> outputPort(PortReference reference, String what, Place at) {
		return port(reference, what, at, "output");
	}

	private Optional<PortDescriptor> port(PortReference reference, String what, Place at, String direction) {
		if (index.node(reference.node()).isEmpty()) {
			problems.error(at, WorkflowMessage.UNKNOWN_NODE, what, reference.node(),
					Nearest.hint(reference.node(), ids),
					Nearest.list(ids));
			return Optional.empty();
		}
		ActorDescriptor actor = descriptors.get(reference.node());
		if (actor == null) {
			return Optional.empty(); // an unknown actor is reported once, at its node
		}
		List<PortDescriptor> ports = direction.equals("input") ? actor.inputs() : actor.outputs();
		Optional<PortDescriptor> port = ports.stream().filter(found -> found.name().equals(reference.port()))
				.findFirst();
		if (port.isEmpty()) {
			problems.error(at, WorkflowMessage.UNKNOWN_PORT, what, actor.id(), direction, reference.port(),
					Nearest.hint(reference.port(), names(ports)), Nearest.list(names(ports)));
		}
		return port;
	}

	private void fits(Connection connection, Payload payload, List<String> made, PortDescriptor target, Place at) {
		String what = "the connection " + connection.text();
		if (!target.payload().accepts(payload)) {
			problems.error(at, WorkflowMessage.TYPE_MISMATCH, what, words(payload), words(target.payload()));
			return;
		}
		List<String> categories = connection.retag().map(List::of).orElse(made);
		List<String> refused = categories.stream().filter(category -> !target.acceptsCategory(category)).toList();
		if (refused.isEmpty()) {
			return;
		}
		if (refused.size() == categories.size()) {
			problems.error(at, WorkflowMessage.CATEGORY_MISMATCH, what, String.join(" or ", refused),
					String.join(" or ", target.categories()),
					YamlScalar.connection(connection.withRetag(Optional.of(target.categories().getFirst()))));
		} else {
			problems.note(at, WorkflowMessage.CATEGORY_PARTIAL, what, String.join(" or ", refused),
					String.join(" or ", target.categories()));
		}
	}

	private void checkInputs(WorkflowNode node) {
		ActorDescriptor actor = descriptors.get(node.id());
		if (actor == null) {
			return;
		}
		// a connection into a port that the actor does not have was told already, and is likely meant for the one that misses it
		boolean misdirected = index.into(node.id()).stream()
				.anyMatch(connection -> actor.input(connection.to().port()).isEmpty());
		for (PortDescriptor port : actor.inputs()) {
			List<Connection> arriving = index.into(new PortReference(node.id(), port.name()));
			// of several conditional nodes, one may run, and rules choose among raw frames and masters; the number is then known
			// only in the run
			long certain = arriving.stream().filter(
					connection -> index.node(connection.from().node()).flatMap(WorkflowNode::when).isEmpty()).count();
			if (arriving.isEmpty() && port.min() > 0 && !misdirected) {
				problems.error(document.place(Part.NODE, node.id()), WorkflowMessage.NOT_CONNECTED, node.id(),
						port.name(),
						words(port.payload()), port.cardinality(), suggestion(node, port));
			} else if (certain > port.max() && !(port.role() == Role.ASSOCIATED && rules)) {
				problems.error(place(arriving.get(port.max())),
						WorkflowMessage.TOO_MANY_CONNECTIONS,
						certain, node.id() + "." + port.name(), port.cardinality());
			}
		}
	}

	private Place place(Connection connection) {
		for (int i = 0; i < workflow.connections().size(); i++) {
			if (workflow.connections().get(i) == connection) {
				return document.connectionPlace(i);
			}
		}
		throw new IllegalArgumentException(connection.text());
	}

	/** An input of the workflow or a port of another node that would fit. */
	private String suggestion(WorkflowNode node, PortDescriptor port) {
		for (WorkflowInput input : workflow.inputs()) {
			if (port.payload().accepts(input.payload())
					&& (input.categories().isEmpty() || input.categories().stream().allMatch(port::acceptsCategory))) {
				return input.name();
			}
		}
		for (var other : descriptors.entrySet()) {
			for (PortDescriptor output : other.getKey().equals(node.id()) ? List.<PortDescriptor>of()
					: other.getValue().outputs()) {
				if (port.payload().accepts(output.payload()) && port.acceptsCategory(output.usualCategory())) {
					return other.getKey() + "." + output.name();
				}
			}
		}
		return "node.port";
	}

	private static List<String> names(List<PortDescriptor> ports) {
		return ports.stream().map(PortDescriptor::name).toList();
	}

	private static String words(Payload payload) {
		return payload.name().toLowerCase(Locale.ROOT);
	}
}
