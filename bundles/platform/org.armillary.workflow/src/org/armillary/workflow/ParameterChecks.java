package org.armillary.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.workflow.Problem.Severity;

/** Checks the parameters of nodes, and those of the workflow that are bound to them. */
final class ParameterChecks {

	private final WorkflowDocument document;
	private final Workflow workflow;
	private final Map<String, ActorDescriptor> descriptors;
	private final Problems problems;

	ParameterChecks(WorkflowDocument document, Map<String, ActorDescriptor> descriptors, Problems problems) {
		this.document = document;
		workflow = document.workflow();
		this.descriptors = descriptors;
		this.problems = problems;
	}

	void run() {
		workflow.nodes().forEach(this::checkNode);
		var binders = new HashMap<String, String>();
		workflow.parameters().forEach(parameter -> checkWorkflowParameter(parameter, binders));
	}

	private void checkNode(WorkflowNode node) {
		ActorDescriptor actor = descriptors.get(node.id());
		if (actor == null) {
			return;
		}
		boolean fine = true;
		for (var parameter : node.parameters().entrySet()) {
			List<Message> found = ParameterValues.problems(actor, Map.of(parameter.getKey(), parameter.getValue()));
			fine &= found.isEmpty();
			Position at = document.nodeParameterPosition(node.id(), parameter.getKey());
			found.forEach(message -> problems.add(severity(node, actor), at, "node " + node.id(),
					hinted(message, parameter.getKey(), actor)));
		}
		if (fine) {
			ParameterValues.problems(actor, node.parameters()).forEach(message -> problems.add(severity(node, actor),
					document.nodePosition(node.id()), "node " + node.id(), message));
		}
	}

	/** Parameters written for an older algorithm are migrated before they count. */
	private static Severity severity(WorkflowNode node, ActorDescriptor actor) {
		return node.algorithm().orElse(actor.algorithm()) < actor.algorithm() ? Severity.NOTE : Severity.ERROR;
	}

	private static Message hinted(Message message, String parameter, ActorDescriptor actor) {
		if (actor.parameter(parameter).isPresent()) {
			return message;
		}
		String hint = Nearest.hint(parameter, actor.parameters().stream().map(ParameterDescriptor::name).toList());
		return new Message(message.id(), message.summary() + hint, message.detail(), message.remedies());
	}

	private void checkWorkflowParameter(WorkflowParameter parameter, Map<String, String> binders) {
		Position at = document.parameterPosition(parameter.name());
		if (parameter.binds().isEmpty()) {
			problems.error(at, WorkflowMessage.BINDING_EMPTY, parameter.name());
		}
		for (ParameterReference bind : parameter.binds()) {
			var node = workflow.node(bind.node());
			if (node.isEmpty()) {
				List<String> ids = workflow.nodes().stream().map(WorkflowNode::id).toList();
				problems.error(at, WorkflowMessage.UNKNOWN_NODE, "the workflow parameter " + parameter.name(),
						bind.node(),
						Nearest.hint(bind.node(), ids), Nearest.list(ids));
				continue;
			}
			ActorDescriptor actor = descriptors.get(bind.node());
			String name = bind.parameter();
			if (actor != null) {
				var found = actor.parameter(name);
				if (found.isEmpty()) {
					List<String> names = actor.parameters().stream().map(ParameterDescriptor::name).toList();
					problems.error(at, WorkflowMessage.BINDING_UNKNOWN, parameter.name(), bind.text(), actor.id(),
							Nearest.hint(name, names), Nearest.list(names));
					continue;
				}
				name = found.get().name();
				checkValue(parameter, node.get(), bind, actor);
			}
			String earlier = binders.putIfAbsent(bind.node() + "." + name, parameter.name());
			if (earlier != null) {
				problems.error(at, WorkflowMessage.BINDING_TWICE, bind.node() + "." + name, earlier, parameter.name());
			}
		}
	}

	private void checkValue(WorkflowParameter parameter, WorkflowNode node, ParameterReference bind,
			ActorDescriptor actor) {
		if (parameter.value().isEmpty()) {
			return;
		}
		String value = parameter.value().get();
		ParameterValues.problems(actor, Map.of(bind.parameter(), value))
				.forEach(message -> problems.add(severity(node, actor),
						document.parameterValuePosition(parameter.name()),
						"workflow parameter " + parameter.name() + " for " + bind.text(), message));
		node.parameters().forEach((name, own) -> {
			if (actor.parameter(name).equals(actor.parameter(bind.parameter())) && !own.equals(value)) {
				problems.note(document.nodeParameterPosition(node.id(), name), WorkflowMessage.SHADOWED,
						node.id() + "." + name, own, parameter.name(), value);
			}
		});
	}
}
