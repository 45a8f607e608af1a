package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.Nearest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.message.WorkflowMessage;

/** Checks when nodes run and what their jobs are: conditions, groups, match rules. */
final class ConditionChecks {

	private final WorkflowDocument document;
	private final Workflow workflow;
	private final WorkflowIndex index;
	private final Map<String, ActorDescriptor> descriptors;
	private final Problems problems;

	ConditionChecks(WorkflowDocument document, WorkflowIndex index, Map<String, ActorDescriptor> descriptors,
			Problems problems) {
		this.document = document;
		workflow = document.workflow();
		this.index = index;
		this.descriptors = descriptors;
		this.problems = problems;
	}

	void run() {
		for (WorkflowNode node : workflow.nodes()) {
			node.when().ifPresent(text -> checkCondition(node, text));
			node.group().ifPresent(group -> checkGroup(node, group));
		}
		for (int i = 0; i < workflow.connections().size(); i++) {
			checkMatch(workflow.connections().get(i), document.connectionPlace(i));
		}
	}

	private void checkCondition(WorkflowNode node, String text) {
		Place at = document.place(Part.NODE_WHEN, node.id());
		try {
			for (String name : Condition.parse(text).parameters()) {
				if (index.parameter(name).isEmpty()) {
					List<String> names = workflow.parameters().stream().map(WorkflowParameter::name).toList();
					int offset = text.indexOf("$" + name);
					problems.error(offset < 0 ? at : at.inside(text, text.codePointCount(0, offset) + 1),
							WorkflowMessage.CONDITION_PARAMETER, "the condition of node " + node.id(), name,
							Nearest.hint(name, names), Nearest.list(names));
				}
			}
		} catch (ConditionException e) {
			problems.condition(at, e);
		}
	}

	private void checkGroup(WorkflowNode node, Grouping group) {
		ActorDescriptor actor = descriptors.get(node.id());
		if (actor == null) {
			return;
		}
		Place at = document.place(Part.NODE_GROUP, node.id());
		Optional<PortDescriptor> trigger = actor.trigger();
		if (trigger.isEmpty()) {
			problems.error(at, WorkflowMessage.GROUP, node.id(),
					"it has a ‘group’, but " + actor.id() + " has no port whose products start jobs",
					"Remove ‘group’.");
		} else if (!trigger.get().grouped() && group.manyValued().isEmpty()) {
			problems.note(at, WorkflowMessage.GROUP, node.id(),
					"its ‘group’ changes nothing, since each product of the port " + trigger.get().name()
							+ " makes a job of its own",
					"Remove ‘group’.");
		}
	}

	private void checkMatch(Connection connection, Place at) {
		ActorDescriptor actor = descriptors.get(connection.to().node());
		if (actor == null || connection.match().isEmpty() && connection.nearest().isEmpty()) {
			return;
		}
		Optional<PortDescriptor> trigger = actor.trigger();
		if (trigger.isEmpty() || trigger.get().name().equals(connection.to().port())) {
			problems.error(at, WorkflowMessage.MATCH_TRIGGER, "the connection " + connection.text(),
					connection.to().text());
		}
	}
}
