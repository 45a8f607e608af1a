package org.armillary.workflow;

import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.Nearest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.text.Problem.Severity;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;
import org.armillary.workflow.message.WorkflowMessage;

/** Checks the parameters of nodes, and those of the workflow that are bound to them. */
final class ParameterChecks {

	private final WorkflowDocument document;
	private final Workflow workflow;
	private final WorkflowIndex index;
	private final Map<String, ActorDescriptor> descriptors;
	private final Problems problems;
	private final Set<String> inConditions = new HashSet<>();

	ParameterChecks(WorkflowDocument document, WorkflowIndex index, Map<String, ActorDescriptor> descriptors,
			Problems problems) {
		this.document = document;
		this.index = index;
		workflow = document.workflow();
		this.descriptors = descriptors;
		this.problems = problems;
	}

	void run() {
		workflow.nodes().forEach(node -> node.when().ifPresent(this::collectParameters));
		workflow.nodes().forEach(this::checkNode);
		var binders = new HashMap<String, String>();
		workflow.parameters().forEach(parameter -> checkWorkflowParameter(parameter, binders));
	}

	private void collectParameters(String condition) {
		try {
			inConditions.addAll(Condition.parse(condition).parameters());
		} catch (ConditionException _) {
			// told where conditions are checked
		}
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
			Place at = document.place(Part.NODE_PARAMETER, node.id() + "." + parameter.getKey());
			found.forEach(message -> problems.add(severity(node, actor), at, "node " + node.id(),
					hinted(message, parameter.getKey(), actor)));
		}
		if (fine) {
			ParameterValues.problems(actor, node.parameters()).forEach(message -> problems.add(severity(node, actor),
					document.place(Part.NODE, node.id()), "node " + node.id(), message));
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
		Place at = document.place(Part.PARAMETER, parameter.name());
		// with rules, it may set one of their parameters, which are not known here
		if (parameter.binds().isEmpty() && workflow.rules().isEmpty() && !inConditions.contains(parameter.name())) {
			problems.note(at, WorkflowMessage.BINDING_EMPTY, parameter.name());
		}
		for (ParameterReference bind : parameter.binds()) {
			var node = index.node(bind.node());
			if (node.isEmpty() && index.innerParameter(bind).isPresent()) {
				checkTwice(parameter, bind, bind.parameter(), binders);
				continue;
			}
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
			checkTwice(parameter, bind, name, binders);
		}
	}

	private void checkTwice(WorkflowParameter parameter, ParameterReference bind, String name,
			Map<String, String> binders) {
		String earlier = binders.putIfAbsent(bind.node() + "." + name, parameter.name());
		if (earlier != null) {
			problems.error(document.place(Part.PARAMETER, parameter.name()), WorkflowMessage.BINDING_TWICE,
					bind.node() + "." + name, earlier, parameter.name());
		}
	}

	private void checkValue(WorkflowParameter parameter, WorkflowNode node, ParameterReference bind,
			ActorDescriptor actor) {
		Optional<WorkflowParameter> setter = index.setter(parameter.name());
		if (setter.isEmpty()) {
			return;
		}
		String value = setter.get().value().orElseThrow();
		ParameterValues.problems(actor, Map.of(bind.parameter(), value))
				.forEach(message -> problems.add(severity(node, actor),
						document.place(Part.PARAMETER_VALUE, setter.get().name()),
						"workflow parameter " + setter.get().name() + " for " + bind.text(), message));
		node.parameters().forEach((name, own) -> {
			if (actor.parameter(name).equals(actor.parameter(bind.parameter())) && !own.equals(value)) {
				problems.note(document.place(Part.NODE_PARAMETER, node.id() + "." + name), WorkflowMessage.SHADOWED,
						node.id() + "." + name, own, setter.get().name(), value);
			}
		});
	}
}
