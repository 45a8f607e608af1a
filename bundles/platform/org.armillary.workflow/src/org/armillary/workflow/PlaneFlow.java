package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.armillary.actor.Payload;
import org.armillary.actor.Presence;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.workflow.message.WorkflowMessage;

/**
 * Follows variance and masks through a workflow, as far as the descriptions of ports tell: what never has one, what always
 * has, and what may have.
 */
final class PlaneFlow {

	private enum Plane {
		VARIANCE("variance plane", PortDescriptor::variance), MASK("mask", PortDescriptor::mask);

		private final String words;
		private final Function<PortDescriptor, Presence> presence;

		Plane(String words, Function<PortDescriptor, Presence> presence) {
			this.words = words;
			this.presence = presence;
		}
	}

	private final WorkflowIndex index;
	private final Map<String, ActorDescriptor> descriptors;
	private final Map<Plane, Map<PortReference, Presence>> delivered = new HashMap<>();

	PlaneFlow(WorkflowIndex index, Map<String, ActorDescriptor> descriptors) {
		this.index = index;
		this.descriptors = descriptors;
		List<WorkflowNode> order = new NodeGraph(index.workflow()).acyclicPart();
		for (Plane plane : Plane.values()) {
			var presences = new HashMap<PortReference, Presence>();
			delivered.put(plane, presences);
			for (WorkflowNode node : order) {
				ActorDescriptor actor = descriptors.get(node.id());
				if (actor != null) {
					boolean never = neverArrives(node, actor, plane);
					for (PortDescriptor port : actor.outputs()) {
						Presence declared = plane.presence.apply(port);
						presences.put(new PortReference(node.id(), port.name()),
								declared == Presence.OPTIONAL && never ? Presence.NONE : declared);
					}
				}
			}
		}
	}

	/** Whether the node has connections to ports that use the plane, and none of them ever brings one. */
	private boolean neverArrives(WorkflowNode node, ActorDescriptor actor, Plane plane) {
		boolean any = false;
		for (Connection connection : index.into(node.id())) {
			var port = actor.input(connection.to().port());
			if (port.isPresent() && plane.presence.apply(port.get()) != Presence.NONE) {
				any = true;
				if (arriving(connection, plane) != Presence.NONE) {
					return false;
				}
			}
		}
		return any;
	}

	private Presence arriving(Connection connection, Plane plane) {
		return delivered.get(plane).getOrDefault(connection.from(), Presence.OPTIONAL);
	}

	/** Reports a plane that the port needs and never gets, or that always comes and is not used. */
	void check(Connection connection, PortDescriptor port, Place at, Problems problems) {
		String what = "the connection " + connection.text();
		for (Plane plane : Plane.values()) {
			Presence arriving = arriving(connection, plane);
			Presence wanted = plane.presence.apply(port);
			if (wanted == Presence.REQUIRED && arriving == Presence.NONE) {
				problems.error(at, WorkflowMessage.PLANE_MISSING, what, plane.words, connection.from().text());
			} else if (wanted == Presence.NONE && arriving == Presence.REQUIRED && carries(connection)) {
				problems.note(at, WorkflowMessage.PLANE_DROPPED, what, plane.words);
			}
		}
	}

	/** Whether the source holds something of which a plane can be lost. */
	private boolean carries(Connection connection) {
		ActorDescriptor actor = descriptors.get(connection.from().node());
		return actor != null && actor.output(connection.from().port()).map(PortDescriptor::payload)
				.filter(payload -> payload != Payload.TABLE && payload != Payload.FILE).isPresent();
	}
}
