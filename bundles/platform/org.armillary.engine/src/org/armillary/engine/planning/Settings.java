package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest.JobSettings;
import org.armillary.engine.planning.NodeSetup.ConditionalValues;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.WorkflowIndex;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;

/** Checks and applies values that replace those of a workflow, for all jobs or for some. */
final class Settings {

	private final Function<String, Optional<ActorDescriptor>> actors;
	private final List<Message> errors = new ArrayList<>();

	private Settings(Function<String, Optional<ActorDescriptor>> actors) {
		this.actors = actors;
	}

	/** A workflow with settings applied. */
	static Workflow applied(Workflow workflow, Map<String, String> settings,
			Function<String, Optional<ActorDescriptor>> actors) throws RefusedException {
		if (settings.isEmpty()) {
			return workflow;
		}
		var checks = new Settings(actors);
		Workflow changed = workflow;
		for (var setting : settings.entrySet()) {
			try {
				changed = changed.withSetting(setting.getKey(), setting.getValue(), actors);
			} catch (DocumentException e) {
				checks.errors.add(e.explanation());
			}
		}
		var index = new WorkflowIndex(changed);
		// what the file says was checked before, so that all problems come of the settings
		for (WorkflowNode node : changed.nodes()) {
			node.actor().flatMap(actors).ifPresent(actor -> checks.errors
					.addAll(ParameterValues.problems(actor, index.parametersOf(node.id(), actors))));
		}
		checks.refuseErrors();
		return changed;
	}

	/** The overrides of a request by node, in their order. */
	static Map<String, List<ConditionalValues>> overrides(Workflow workflow, List<JobSettings> overrides,
			Function<String, Optional<ActorDescriptor>> actors) throws RefusedException {
		var checks = new Settings(actors);
		var byNode = new LinkedHashMap<String, List<ConditionalValues>>();
		// without its own parameters a workflow has only those of its nodes to set
		Workflow nodesOnly = workflow.withParameters(List.of());
		var index = new WorkflowIndex(workflow);
		for (JobSettings override : overrides) {
			checks.condition(override, index).ifPresent(where -> {
				var values = new LinkedHashMap<String, Map<String, String>>();
				override.settings().forEach((key, value) -> checks.take(nodesOnly, key, value, values));
				values.forEach((node, ofNode) -> byNode.computeIfAbsent(node, _ -> new ArrayList<>())
						.add(new ConditionalValues(where, ofNode)));
			});
		}
		checks.refuseErrors();
		return byNode;
	}

	private Optional<Condition> condition(JobSettings override, WorkflowIndex index) {
		try {
			Condition where = Condition.parse(override.where());
			List<String> unknown = where.parameters().stream().filter(name -> index.parameter(name).isEmpty()).toList();
			if (unknown.isEmpty()) {
				return Optional.of(where);
			}
			errors.add(RunMessage.OVERRIDE.with(override.where(),
					"the workflow has no parameter ‘" + String.join("’ and no ‘", unknown) + "’"));
		} catch (ConditionException e) {
			errors.add(e.explanation());
		}
		return Optional.empty();
	}

	private void take(Workflow workflow, String key, String value, Map<String, Map<String, String>> values) {
		try {
			workflow.withSetting(key, value, actors);
			int dot = key.indexOf('.');
			String node = key.substring(0, dot);
			String name = key.substring(dot + 1);
			workflow.node(node).flatMap(WorkflowNode::actor).flatMap(actors).ifPresent(actor -> {
				errors.addAll(ParameterValues.problems(actor, Map.of(name, value)));
				actor.parameter(name).map(ParameterDescriptor::name).ifPresent(canonical -> values
						.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(canonical, value));
			});
		} catch (DocumentException e) {
			errors.add(e.explanation());
		}
	}

	private void refuseErrors() throws RefusedException {
		if (!errors.isEmpty()) {
			throw new RefusedException(Kind.INVALID, errors, null);
		}
	}
}
