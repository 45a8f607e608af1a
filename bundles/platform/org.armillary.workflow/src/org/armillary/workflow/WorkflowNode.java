package org.armillary.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

import org.armillary.workflow.condition.Condition;
import org.armillary.workflow.condition.ConditionException;

/**
 * A node: an actor, or another workflow, placed in a workflow.
 *
 * @param id
 *            short readable id, unique in the workflow; {@code night/dark} where it came from a sub-workflow
 * @param actor
 *            id of the actor, installed or not; empty for a sub-workflow
 * @param uses
 *            path of the file of the sub-workflow, relative to this workflow's file; empty for an actor
 * @param algorithm
 *            number of the algorithm that the parameters were written for; empty for the installed one
 * @param parameters
 *            text of those parameters that are not left at their defaults, as {@code ParameterValues.parse} reads it
 * @param group
 *            which products of its trigger port make one job together; empty for what the actor says: all, or each its own
 * @param when
 *            condition under which a job of the node runs, kept as written; empty for always
 */
public record WorkflowNode(String id, Optional<String> actor, Optional<String> uses, OptionalInt algorithm,
		SequencedMap<String, String> parameters, Optional<Grouping> group, Optional<String> when) {

	/** Checks the names, that there is exactly one of actor and sub-workflow, and copies the map in its order. */
	public WorkflowNode {
		Names.checkPath(id);
		if (actor.isPresent() == uses.isPresent()) {
			throw new IllegalArgumentException("node " + id + " needs either an actor or a sub-workflow");
		}
		actor.ifPresent(text -> Names.checkNotBlank(text, "the actor"));
		uses.ifPresent(text -> Names.checkNotBlank(text, "the path of the sub-workflow"));
		when.ifPresent(text -> Names.checkNotBlank(text, "the condition"));
		if (algorithm.isPresent() && (algorithm.getAsInt() < 1 || actor.isEmpty())) {
			throw new IllegalArgumentException(
					"node " + id + ": an algorithm number is at least 1 and belongs to an actor");
		}
		if (group.isPresent() && actor.isEmpty()) {
			throw new IllegalArgumentException("node " + id + ": a group belongs to an actor");
		}
		parameters.keySet().forEach(Names::checkPort);
		parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
	}

	/** A node with all parameters at their defaults and no algorithm number. */
	public static WorkflowNode of(String id, String actor) {
		return new WorkflowNode(id, Optional.of(actor), Optional.empty(), OptionalInt.empty(), new LinkedHashMap<>(),
				Optional.empty(), Optional.empty());
	}

	/** A node that is another workflow. */
	public static WorkflowNode ofSubWorkflow(String id, String path) {
		return new WorkflowNode(id, Optional.empty(), Optional.of(path), OptionalInt.empty(), new LinkedHashMap<>(),
				Optional.empty(), Optional.empty());
	}

	/** Whether {@code text} may be the id of a node that a user places, which holds no slash. */
	public static boolean isValidId(String text) {
		return Names.isId(text);
	}

	/** The actor id or the path of the sub-workflow. */
	public String subject() {
		return actor.or(() -> uses).orElseThrow();
	}

	/** This node with another id. */
	public WorkflowNode withId(String newId) {
		return new WorkflowNode(newId, actor, uses, algorithm, parameters, group, when);
	}

	/** This node written for another algorithm number, as after a migration. */
	public WorkflowNode withAlgorithm(OptionalInt number) {
		return new WorkflowNode(id, actor, uses, number, parameters, group, when);
	}

	/** This node with other parameters. */
	public WorkflowNode withParameters(Map<String, String> values) {
		return new WorkflowNode(id, actor, uses, algorithm, new LinkedHashMap<>(values), group, when);
	}

	/** This node with one parameter set; its place in the order stays. */
	public WorkflowNode withParameter(String name, String value) {
		var values = new LinkedHashMap<>(parameters);
		values.put(name, value);
		return withParameters(values);
	}

	/** This node with one parameter left at its default. */
	public WorkflowNode withoutParameter(String name) {
		var values = new LinkedHashMap<>(parameters);
		values.remove(name);
		return withParameters(values);
	}

	/** This node with another condition; empty for always. */
	public WorkflowNode withWhen(Optional<String> condition) {
		return new WorkflowNode(id, actor, uses, algorithm, parameters, group, condition);
	}

	/** This node with other groups; empty for what the actor says. */
	public WorkflowNode withGroup(Optional<Grouping> grouping) {
		return new WorkflowNode(id, actor, uses, algorithm, parameters, grouping, when);
	}

	/**
	 * The condition under which a job of the node runs; empty for always.
	 *
	 * @throws IllegalStateException
	 *             where it cannot be understood, which {@link WorkflowValidator} reports
	 */
	public Optional<Condition> condition() {
		try {
			return when.isEmpty() ? Optional.empty() : Optional.of(Condition.parse(when.get()));
		} catch (ConditionException e) {
			throw new IllegalStateException("node " + id + ": " + e.getMessage(), e);
		}
	}
}
