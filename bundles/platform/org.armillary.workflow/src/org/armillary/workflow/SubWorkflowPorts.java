package org.armillary.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.Presence;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortDescriptor.Role;

/** Describes sub-workflows as if they were actors, so that their ports can be checked like those of actors. */
final class SubWorkflowPorts {

	private final Function<String, Optional<ActorDescriptor>> actors;
	private final Map<SubWorkflowTree, Optional<ActorDescriptor>> described = new HashMap<>();

	SubWorkflowPorts(Function<String, Optional<ActorDescriptor>> actors) {
		this.actors = actors;
	}

	/** The descriptions of those nodes of a workflow that use others; without those of which not all is known. */
	Map<String, ActorDescriptor> of(SubWorkflowTree tree) {
		var descriptors = new LinkedHashMap<String, ActorDescriptor>();
		tree.children().forEach((node, child) -> description(child).ifPresent(found -> descriptors.put(node, found)));
		return descriptors;
	}

	private Optional<ActorDescriptor> description(SubWorkflowTree tree) {
		Optional<ActorDescriptor> known = described.get(tree);
		if (known == null) {
			known = describe(tree);
			described.put(tree, known);
		}
		return known;
	}

	private Optional<ActorDescriptor> describe(SubWorkflowTree tree) {
		Map<String, ActorDescriptor> descriptors = new HashMap<>(of(tree));
		Workflow workflow = tree.document().workflow();
		for (WorkflowNode node : workflow.nodes()) {
			node.actor().flatMap(actors).ifPresent(found -> descriptors.put(node.id(), found));
		}
		WorkflowIndex index = workflow.index();
		var inputs = new ArrayList<PortDescriptor>();
		for (WorkflowInput input : workflow.inputs()) {
			inputs.add(input(input, index, descriptors));
		}
		var outputs = new ArrayList<PortDescriptor>();
		for (WorkflowOutput output : workflow.outputs()) {
			Optional<PortDescriptor> from = Optional.ofNullable(descriptors.get(output.from().node()))
					.flatMap(actor -> actor.output(output.from().port()));
			if (from.isEmpty()) {
				return Optional.empty(); // an unknown actor or port is told at its place
			}
			PortDescriptor port = from.get();
			outputs.add(
					new PortDescriptor(output.name(), Role.OUTPUT, port.payload(), port.categories(), port.variance(),
							port.mask(), port.min(), port.max(), port.grouped(), port.ordered(), port.extension(),
							port.help()));
		}
		var parameters = workflow.parameters().stream().map(parameter -> new ParameterDescriptor(parameter.name(),
				Type.TEXT, false, parameter.name(), "", "", ValueRange.ALL, List.of(), parameter.help(), List.of(),
				true))
				.toList();
		return Optional.of(new ActorDescriptor(tree.document().name(), 1, workflow.name(), "", workflow.description(),
				List.of(), parameters, inputs, outputs));
	}

	/** An input needs a product, and takes few only, where a port does that nothing else leads to. */
	private static PortDescriptor input(WorkflowInput input, WorkflowIndex index,
			Map<String, ActorDescriptor> descriptors) {
		int min = 0;
		int max = Integer.MAX_VALUE;
		for (Connection connection : index.from(PortReference.ofInput(input.name()))) {
			Optional<PortDescriptor> port = Optional.ofNullable(descriptors.get(connection.to().node()))
					.flatMap(actor -> actor.input(connection.to().port()));
			if (port.isPresent() && index.into(connection.to()).size() == 1) {
				min = Math.max(min, Math.min(1, port.get().min()));
				max = Math.min(max, port.get().max());
			}
		}
		return new PortDescriptor(input.name(), Role.ASSOCIATED, input.payload(), input.categories(), Presence.OPTIONAL,
				Presence.OPTIONAL, min, max, false, false, "fits", input.help());
	}
}
