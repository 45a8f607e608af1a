package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.SourceText;
import org.armillary.workflow.text.Nearest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.workflow.text.Problem.Severity;
import org.armillary.workflow.message.WorkflowMessage;

/** A run file with the text it was read from. */
public final class RunFileDocument {

	private final RunFile runFile;
	private final SourceText text;
	private final Map<String, Position> positions;

	RunFileDocument(RunFile runFile, SourceText text, Map<String, Position> positions) {
		this.runFile = runFile;
		this.text = text;
		this.positions = positions;
	}

	/** What it says. */
	public RunFile runFile() {
		return runFile;
	}

	/** What messages call the file, usually its path. */
	public String name() {
		return text.name();
	}

	/** The text, as it was read. */
	public String source() {
		return text.bom() + text.text();
	}

	/** A path that stands in the file, which is relative to the folder of the file. */
	public Path resolve(String path) {
		return Path.of(name()).resolveSibling(path).normalize();
	}

	/** Where the workflow stands. */
	public Position workflowPosition() {
		return place(Keys.RUN_WORKFLOW).position();
	}

	/**
	 * What does not go with a workflow: inputs, parameters and nodes that are not there, values that are not allowed. All
	 * are errors, in the order of the file.
	 *
	 * @param flat
	 *            the workflow, with its sub-workflows put in
	 * @param actors
	 *            the installed actors by id; what they do not know is not checked
	 */
	public List<Problem> problems(Workflow flat, Function<String, Optional<ActorDescriptor>> actors) {
		return problems(flat, actors, List.of());
	}

	/**
	 * What does not go with a workflow and its rules.
	 *
	 * @param flat
	 *            the workflow, with its sub-workflows put in
	 * @param actors
	 *            the installed actors by id; what they do not know is not checked
	 * @param ruleParameters
	 *            names of the parameters of the workflow's rules, which can be set too; their values are not checked
	 */
	public List<Problem> problems(Workflow flat, Function<String, Optional<ActorDescriptor>> actors,
			Collection<String> ruleParameters) {
		return new Checks(flat.index(), actors, List.copyOf(ruleParameters)).run();
	}

	private Place place(String key) {
		return new Place(text, positions.getOrDefault(key, Position.NONE));
	}

	private final class Checks {

		private final WorkflowIndex index;
		private final Workflow workflow;
		private final Function<String, Optional<ActorDescriptor>> actors;
		private final List<String> ruleParameters;
		private final Problems problems = new Problems(text);

		Checks(WorkflowIndex index, Function<String, Optional<ActorDescriptor>> actors, List<String> ruleParameters) {
			this.index = index;
			this.actors = actors;
			this.ruleParameters = ruleParameters;
			workflow = index.workflow();
		}

		List<Problem> run() {
			List<String> inputs = workflow.inputs().stream().map(WorkflowInput::name).toList();
			runFile.inputs().keySet().forEach(name -> known(inputs, name, "‘inputs’", place(Keys.INPUTS + " " + name)));
			runFile.settings().forEach((name, value) -> setting(name, value, place(Keys.SETTINGS + " " + name)));
			for (int i = 0; i < runFile.overrides().size(); i++) {
				override(runFile.overrides().get(i), Keys.OVERRIDES + i);
			}
			List<String> nodes = workflow.nodes().stream().map(WorkflowNode::id).toList();
			runFile.decisions().keySet().forEach(name -> known(nodes, name.substring(0, name.indexOf('.')),
					"the decision " + name, place(Keys.DECISIONS + " " + name)));
			return problems.sorted();
		}

		private void known(List<String> names, String name, String what, Place at) {
			if (!names.contains(name)) {
				problems.error(at, WorkflowMessage.RUN_UNKNOWN, what, name, Nearest.hint(name, names),
						names.isEmpty() ? "nothing there" : "one of " + Nearest.list(names));
			}
		}

		private void override(RunFile.Override override, String section) {
			List<String> names = workflow.parameters().stream().map(WorkflowParameter::name).toList();
			override.where().parameters().forEach(name -> known(names, name, "the condition", place(section)));
			override.settings().forEach((name, value) -> {
				if (index.node(name.substring(0, name.indexOf('.'))).isPresent()) {
					setting(name, value, place(section + " " + name));
				} else {
					List<String> nodes = workflow.nodes().stream().map(WorkflowNode::id).toList();
					known(nodes, name.substring(0, name.indexOf('.')), "the override of " + name,
							place(section + " " + name));
				}
			});
		}

		private void setting(String name, String value, Place at) {
			int dot = name.indexOf('.');
			Set<ParameterReference> targets = new LinkedHashSet<>();
			if (dot > 0 && index.node(name.substring(0, dot)).isPresent()) {
				targets.add(new ParameterReference(name.substring(0, dot), name.substring(dot + 1)));
			} else {
				Optional<WorkflowParameter> parameter = index.parameter(name.replace('.', '/'));
				if (parameter.isEmpty() && ruleParameters.contains(name)) {
					return;
				}
				if (parameter.isEmpty()) {
					var names = new ArrayList<>(workflow.parameters().stream().map(WorkflowParameter::name).toList());
					workflow.nodes()
							.forEach(node -> names.add(dot < 0 ? node.id() + ".…" : node.id() + name.substring(dot)));
					names.addAll(ruleParameters);
					known(names, name, "‘settings’", at);
					return;
				}
				collect(parameter.get(), targets);
			}
			targets.forEach(target -> value(target, value, at));
		}

		/** The parameters of nodes that one of the workflow sets, itself or through those of sub-workflows. */
		private void collect(WorkflowParameter parameter, Set<ParameterReference> targets) {
			for (ParameterReference bind : parameter.binds()) {
				Optional<WorkflowParameter> inner = index.innerParameter(bind);
				if (inner.isEmpty()) {
					targets.add(bind);
				} else if (WorkflowIndex.depth(inner.get().name()) > WorkflowIndex.depth(parameter.name())) {
					collect(inner.get(), targets);
				}
			}
		}

		private void value(ParameterReference target, String value, Place at) {
			Optional<ActorDescriptor> actor = index.node(target.node()).flatMap(WorkflowNode::actor).flatMap(actors);
			List<Message> found = actor
					.map(descriptor -> ParameterValues.problems(descriptor, Map.of(target.parameter(), value)))
					.orElse(List.of());
			found.forEach(message -> problems.add(Severity.ERROR, at, target.text(), message));
		}
	}
}
