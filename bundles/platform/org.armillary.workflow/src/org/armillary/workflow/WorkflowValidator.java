package org.armillary.workflow;

import org.armillary.workflow.text.Position;
import org.armillary.workflow.text.Place;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.text.Problems;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Nearest;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.workflow.Positions.Part;
import org.armillary.workflow.message.WorkflowMessage;

/**
 * Checks whether a workflow can run with the actors that are installed: that actors, ports and parameters exist, that
 * payload, category, variance and mask fit, that what must be connected is, and that nothing runs in a circle. Only
 * descriptions are looked at; no actor is activated. The same workflow always has the same problems in the same order.
 *
 * <p>Nodes that use other workflows are checked where it is said where these come from; else only that they are connected
 * with nodes that exist.
 */
public final class WorkflowValidator {

	private final Workflow workflow;
	private final WorkflowDocument document;
	private final WorkflowIndex index;
	private final Problems problems;
	private final Installed installed;
	private final Map<String, ActorDescriptor> descriptors = new LinkedHashMap<>();

	/** What is installed: actors by id, their ids for suggestions, and why broken ones are. */
	private record Installed(Function<String, Optional<ActorDescriptor>> actors, Collection<String> ids,
			Map<String, Message> broken) {

		static Installed of(ActorCatalog catalog) {
			var available = new LinkedHashMap<String, ActorDescriptor>();
			var broken = new LinkedHashMap<String, Message>();
			for (Entry entry : catalog.entries()) {
				switch (entry) {
				case Entry.Available found -> available.putIfAbsent(found.descriptor().id(), found.descriptor());
				case Entry.Broken found -> broken.putIfAbsent(found.name(), found.why());
				}
			}
			return new Installed(id -> Optional.ofNullable(available.get(id)), available.keySet(), broken);
		}
	}

	private WorkflowValidator(WorkflowDocument document, Installed installed) {
		this.document = document;
		this.installed = installed;
		workflow = document.workflow();
		index = workflow.index();
		problems = new Problems(document.text());
	}

	/** All problems with the actors of a catalogue, in the order of the file. */
	public static List<Problem> validate(WorkflowDocument document, ActorCatalog actors) {
		return alone(document, Installed.of(actors));
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
		return alone(document, new Installed(actors, ids, Map.of()));
	}

	/**
	 * The workflow of a document, if it can run.
	 *
	 * @throws DocumentException
	 *             with all problems that are errors
	 */
	public static Workflow validated(WorkflowDocument document, ActorCatalog actors) throws DocumentException {
		List<Problem> errors = validate(document, actors).stream().filter(Problem::isError).toList();
		if (!errors.isEmpty()) {
			throw new DocumentException(errors);
		}
		return document.workflow();
	}

	/**
	 * All problems of a workflow and of those that it uses, in the order of the files: in each file, at the nodes that use
	 * others, and in the whole that they make.
	 *
	 * @param files
	 *            where sub-workflows come from
	 */
	public static List<Problem> validate(WorkflowDocument document, ActorCatalog actors, SubWorkflows.Source files) {
		return whole(document, Installed.of(actors), files);
	}

	/**
	 * All problems of a workflow and of those that it uses, with actors that are looked up.
	 *
	 * @param actors
	 *            the description of an actor by its id
	 * @param ids
	 *            ids of installed actors, for suggestions where one is misspelt
	 * @param files
	 *            where sub-workflows come from
	 */
	public static List<Problem> validate(WorkflowDocument document, Function<String, Optional<ActorDescriptor>> actors,
			Collection<String> ids, SubWorkflows.Source files) {
		return whole(document, new Installed(actors, ids, Map.of()), files);
	}

	/**
	 * The workflow of a document with its sub-workflows put in, if it can run; see {@link SubWorkflows#flatten}.
	 *
	 * @throws DocumentException
	 *             with all problems that are errors
	 */
	public static WorkflowDocument validated(WorkflowDocument document, ActorCatalog actors, SubWorkflows.Source files)
			throws DocumentException {
		List<Problem> errors = validate(document, actors, files).stream().filter(Problem::isError).toList();
		if (!errors.isEmpty()) {
			throw new DocumentException(errors);
		}
		return SubWorkflows.flatten(document, files);
	}

	private static List<Problem> alone(WorkflowDocument document, Installed installed) {
		var validator = new WorkflowValidator(document, installed);
		validator.checkParts(Map.of(), document.workflow().rules().isPresent());
		validator.checkCycles();
		return validator.problems.sorted();
	}

	private static List<Problem> whole(WorkflowDocument document, Installed installed, SubWorkflows.Source files) {
		if (!SubWorkflows.uses(document)) {
			return alone(document, installed);
		}
		var all = new Problems(document.text());
		try {
			SubWorkflowTree tree = SubWorkflowTree.load(document, files);
			WorkflowDocument flat = Flattening.flatten(tree);
			var ports = new SubWorkflowPorts(installed.actors);
			var told = new HashSet<String>();
			for (SubWorkflowTree part : tree.all()) {
				var validator = new WorkflowValidator(part.document(), installed);
				validator.checkParts(ports.of(part), document.workflow().rules().isPresent());
				validator.problems.sorted().forEach(problem -> told.add(kind(problem)));
				all.addAll(validator.problems.sorted());
			}
			// conditions were checked in their own files; what is not connected inside of a sub-workflow is better told of the
			// node that uses it
			String notConnected = WorkflowMessage.NOT_CONNECTED.id();
			boolean toldOfNode = all.sorted().stream()
					.anyMatch(problem -> problem.message().id().equals(notConnected));
			all.addAll(alone(flat, installed).stream().filter(problem -> !told.contains(kind(problem))
					&& !problem.message().id().equals(WorkflowMessage.CONDITION_PARAMETER.id())
					&& !(toldOfNode && problem.message().id().equals(notConnected))).toList());
		} catch (DocumentException e) {
			all.addAll(alone(document, installed));
			all.addAll(e.problems());
		}
		return all.sorted();
	}

	private static String kind(Problem problem) {
		return problem.message().id() + " " + problem.line() + ":" + problem.column() + " " + problem.file();
	}

	private void checkParts(Map<String, ActorDescriptor> subWorkflows, boolean rules) {
		if (workflow.nodes().isEmpty()) {
			Place nodes = document.place(Part.SECTION, Keys.NODES);
			problems.error(nodes.position().equals(Position.NONE) ? document.place(Part.SECTION, Keys.VERSION) : nodes,
					WorkflowMessage.EMPTY);
		}
		descriptors.putAll(subWorkflows);
		for (WorkflowNode node : workflow.nodes()) {
			node.actor().ifPresent(actor -> installed.actors.apply(actor).ifPresentOrElse(found -> {
				descriptors.put(node.id(), found);
				checkAlgorithm(node, found);
			}, () -> unknownActor(node, actor)));
		}
		new ParameterChecks(document, index, descriptors, problems).run();
		new ConnectionChecks(document, index, descriptors, problems, rules).run();
		new ConditionChecks(document, index, descriptors, problems).run();
	}

	private void unknownActor(WorkflowNode node, String actor) {
		Message why = installed.broken.get(actor);
		String more = why == null ? Nearest.hint(actor, installed.ids) : "; its plug-in is broken: " + why.summary();
		problems.error(document.place(Part.NODE_ACTOR, node.id()), WorkflowMessage.UNKNOWN_ACTOR, node.id(), actor,
				more);
	}

	private void checkAlgorithm(WorkflowNode node, ActorDescriptor actor) {
		int written = node.algorithm().orElse(actor.algorithm());
		if (written > actor.algorithm()) {
			problems.error(document.place(Part.NODE_ACTOR, node.id()), WorkflowMessage.ALGORITHM_NEWER, node.id(),
					actor.id(),
					written,
					actor.algorithm());
		} else if (written < actor.algorithm()) {
			problems.note(document.place(Part.NODE_ACTOR, node.id()), WorkflowMessage.ALGORITHM_OLDER, node.id(),
					actor.id(),
					written,
					actor.algorithm());
		}
	}

	private void checkCycles() {
		for (List<String> cycle : new NodeGraph(workflow).cycles()) {
			if (cycle.stream().anyMatch(id -> index.node(id).flatMap(WorkflowNode::uses).isPresent())) {
				continue; // whether it is one depends on what is inside of the sub-workflow
			}
			String last = cycle.getLast();
			int closing = 0;
			while (!workflow.connections().get(closing).from().node().equals(last)
					|| !workflow.connections().get(closing).to().node().equals(cycle.getFirst())) {
				closing++;
			}
			problems.error(document.connectionPlace(closing), WorkflowMessage.CYCLE,
					String.join(" -> ", cycle) + " -> " + cycle.getFirst());
		}
	}
}
