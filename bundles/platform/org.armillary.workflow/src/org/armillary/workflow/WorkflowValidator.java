package org.armillary.workflow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.ActorDescriptor;

/**
 * Checks whether a workflow can run with the actors that are installed: that actors, ports and parameters exist, that
 * payload, category, variance and mask fit, that what must be connected is, and that nothing runs in a circle. Only
 * descriptions are looked at; no actor is activated. The same workflow always has the same problems in the same order.
 *
 * <p>The ports of sub-workflows are not checked.
 */
public final class WorkflowValidator {

	private final Workflow workflow;
	private final WorkflowDocument document;
	private final Problems problems;
	private final Map<String, ActorDescriptor> descriptors = new LinkedHashMap<>();

	private WorkflowValidator(WorkflowDocument document) {
		this.document = document;
		workflow = document.workflow();
		problems = new Problems(document.text());
	}

	/** All problems with the actors of a catalogue, in the order of the file. */
	public static List<Problem> validate(WorkflowDocument document, ActorCatalog actors) {
		List<Entry> entries = actors.entries();
		var available = new LinkedHashMap<String, ActorDescriptor>();
		var broken = new LinkedHashMap<String, Message>();
		for (Entry entry : entries) {
			switch (entry) {
			case Entry.Available found -> available.putIfAbsent(found.descriptor().id(), found.descriptor());
			case Entry.Broken found -> broken.putIfAbsent(found.name(), found.why());
			}
		}
		return new WorkflowValidator(document).validate(id -> Optional.ofNullable(available.get(id)),
				available.keySet(),
				broken);
	}

	/**
	 * All problems with actors that are looked up, in the order of the file.
	 *
	 * @param actors
	 *            the description of an actor by its id
	 */
	public static List<Problem> validate(WorkflowDocument document,
			Function<String, Optional<ActorDescriptor>> actors) {
		return validate(document, actors, List.of());
	}

	/**
	 * All problems with actors that are looked up, in the order of the file.
	 *
	 * @param actors
	 *            the description of an actor by its id
	 * @param ids
	 *            ids of installed actors, for suggestions where one is misspelt
	 */
	public static List<Problem> validate(WorkflowDocument document, Function<String, Optional<ActorDescriptor>> actors,
			Collection<String> ids) {
		return new WorkflowValidator(document).validate(actors, ids, Map.of());
	}

	/**
	 * The workflow of a document, if it can run.
	 *
	 * @throws WorkflowException
	 *             with all problems that are errors
	 */
	public static Workflow validated(WorkflowDocument document, ActorCatalog actors) throws WorkflowException {
		List<Problem> errors = validate(document, actors).stream().filter(Problem::isError).toList();
		if (!errors.isEmpty()) {
			throw new WorkflowException(errors);
		}
		return document.workflow();
	}

	private List<Problem> validate(Function<String, Optional<ActorDescriptor>> actors, Collection<String> ids,
			Map<String, Message> broken) {
		if (workflow.nodes().isEmpty()) {
			Position nodes = document.sectionPosition(Keys.NODES);
			problems.error(nodes.equals(Position.NONE) ? document.sectionPosition(Keys.VERSION) : nodes,
					WorkflowMessage.EMPTY);
		}
		for (WorkflowNode node : workflow.nodes()) {
			node.actor().ifPresent(actor -> actors.apply(actor).ifPresentOrElse(found -> {
				descriptors.put(node.id(), found);
				checkAlgorithm(node, found);
			}, () -> unknownActor(node, actor, ids, broken)));
		}
		new ParameterChecks(document, descriptors, problems).run();
		new ConnectionChecks(document, descriptors, problems).run();
		checkCycles();
		return problems.sorted();
	}

	private void unknownActor(WorkflowNode node, String actor, Collection<String> ids, Map<String, Message> broken) {
		Message why = broken.get(actor);
		String more = why == null ? Nearest.hint(actor, ids) : "; its plug-in is broken: " + why.summary();
		problems.error(document.actorPosition(node.id()), WorkflowMessage.UNKNOWN_ACTOR, node.id(), actor, more);
	}

	private void checkAlgorithm(WorkflowNode node, ActorDescriptor actor) {
		int written = node.algorithm().orElse(actor.algorithm());
		if (written > actor.algorithm()) {
			problems.error(document.actorPosition(node.id()), WorkflowMessage.ALGORITHM_NEWER, node.id(), actor.id(),
					written,
					actor.algorithm());
		} else if (written < actor.algorithm()) {
			problems.note(document.actorPosition(node.id()), WorkflowMessage.ALGORITHM_OLDER, node.id(), actor.id(),
					written,
					actor.algorithm());
		}
	}

	private void checkCycles() {
		for (List<String> cycle : new NodeGraph(workflow).cycles()) {
			String last = cycle.getLast();
			int closing = 0;
			while (!workflow.connections().get(closing).from().node().equals(last)
					|| !workflow.connections().get(closing).to().node().equals(cycle.getFirst())) {
				closing++;
			}
			problems.error(document.connectionPosition(closing), WorkflowMessage.CYCLE,
					String.join(" -> ", cycle) + " -> " + cycle.getFirst());
		}
	}
}
