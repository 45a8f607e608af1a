package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.InputFiles;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunDatasets.Rules;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest;
import org.armillary.engine.planning.NodeSetup.ConditionalValues;
import org.armillary.workflow.Connection;
import org.armillary.workflow.PortReference;
import org.armillary.workflow.text.Problem;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowIndex;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;
import org.armillary.workflow.WorkflowValidator;

/**
 * Expands a workflow and its input files into jobs, from headers alone. A trigger port makes a job of each product that
 * arrives, or one of all where it collects them, or one of all with the same values of the node's {@code group}. An associated
 * port receives what its connections deliver and their match rules let through; where that is more than it takes, those that
 * stem from the same input file as the job's trigger. A job whose {@code when} does not hold is not made, and neither are
 * those that need its products.
 *
 * <p>Where a request has datasets, a trigger port that collects makes a job of each dataset, unless the node says how to group
 * itself, and of what stems from datasets an associated port receives only what stems from that of the job or from those that
 * were chosen for it. A product stems from the datasets of the job that makes it. Of a file that belongs to datasets of several
 * kinds, those count that are of the kind called like the node, else those of the kind that comes first in the rules, whether
 * they are part of the run or not; a dataset of which some files count for another one has no job.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Planner {

	private final ActorCatalog catalog;
	private final InputFiles files;

	/** Makes a planner for the installed actors that learns of files from {@code files} alone. */
	public Planner(ActorCatalog catalog, InputFiles files) {
		this.catalog = catalog;
		this.files = files;
	}

	/**
	 * Plans a run.
	 *
	 * @throws RefusedException
	 *             with all that is wrong with workflow, parameters, input files and what actors say of their headers
	 */
	public RunPlan plan(RunRequest request) throws RefusedException {
		return begin(request).plan();
	}

	/**
	 * Plans a run whose plan will be corrected while it goes on.
	 *
	 * @throws RefusedException
	 *             with all that is wrong with workflow, parameters, input files and what actors say of their headers
	 */
	public Planning begin(RunRequest request) throws RefusedException {
		List<Problem> problems = WorkflowValidator.validate(request.workflow(), catalog);
		List<Message> errors = problems.stream().filter(Problem::isError).map(Problem::message).toList();
		if (!errors.isEmpty()) {
			throw new RefusedException(Kind.INVALID, errors, null);
		}
		Workflow stored = request.workflow().workflow();
		refuseUnsupported(stored, request.workflow().name());
		refuseOtherRules(stored, request);
		Map<String, Optional<ActorDescriptor>> descriptors = new HashMap<>();
		Function<String, Optional<ActorDescriptor>> actors = id -> descriptors.computeIfAbsent(id,
				catalog::descriptor);
		refuseNeedlessGroups(stored, actors);
		Workflow workflow = Settings.applied(migrated(stored, actors), request.settings(), actors);
		var index = new WorkflowIndex(workflow);
		Map<String, List<ConditionalValues>> overrides = Settings.overrides(workflow, request.overrides(), actors);
		var datasets = new DatasetIndex(request.datasets());
		// raw files of datasets need not be there, as master calibrations may stand in for them
		Map<String, List<Arrival>> inputs = InputArrivals.of(workflow, request.inputs(),
				input -> isNeeded(input, index, actors) && !datasets.mayServe(input),
				DatasetFiles.of(files, request.datasets()), datasets);
		var nodes = new ArrayList<NodeSetup>();
		var broken = new ArrayList<Message>();
		for (WorkflowNode node : index.order()) {
			try {
				nodes.add(new NodeSetup(node, provider(node.actor().orElseThrow()),
						index.parametersOf(node.id(), actors), overrides.getOrDefault(node.id(), List.of()),
						connections(node, index), index::parameterValue, datasets));
			} catch (ActorException e) {
				broken.add(e.explanation());
			}
		}
		if (!broken.isEmpty()) {
			throw new RefusedException(Kind.INVALID, broken, null);
		}
		var remarks = new ArrayList<>(
				problems.stream().filter(problem -> !problem.isError()).map(Problem::message).toList());
		remarks.addAll(DatasetNotes.corrections(request.datasets()));
		return new Planning(workflow.name(), remarks, nodes, inputs, datasets);
	}

	private static void refuseUnsupported(Workflow workflow, String file) throws RefusedException {
		var unsupported = new ArrayList<Message>();
		for (WorkflowNode node : workflow.nodes()) {
			node.uses().ifPresent(_ -> unsupported.add(RunMessage.UNSUPPORTED.with(file, node.subject(), "uses")));
		}
		if (!unsupported.isEmpty()) {
			throw new RefusedException(Kind.INVALID, unsupported, null);
		}
	}

	/** Refuses a workflow with rules for want of datasets that were made by them. */
	private static void refuseOtherRules(Workflow workflow, RunRequest request) throws RefusedException {
		if (workflow.rules().isEmpty()) {
			return;
		}
		String wanted = workflow.rules().get();
		String file = request.workflow().name();
		if (request.datasets().isEmpty()) {
			throw new RefusedException(RunMessage.RULES.with(file, wanted));
		}
		Rules made = request.datasets().get().rules();
		if (!wanted.equals(made.name()) && !lastPart(wanted).equals(lastPart(made.file()))) {
			throw new RefusedException(RunMessage.OTHER_RULES.with(file, wanted, made.name(), made.file()));
		}
	}

	private static String lastPart(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static void refuseNeedlessGroups(Workflow workflow, Function<String, Optional<ActorDescriptor>> actors)
			throws RefusedException {
		var needless = new ArrayList<Message>();
		for (WorkflowNode node : workflow.nodes()) {
			node.actor().filter(_ -> node.group().isPresent()).flatMap(actors).flatMap(ActorDescriptor::trigger)
					.filter(port -> !port.grouped())
					.ifPresent(port -> needless.add(RunMessage.GROUP.with(node.id(), port.name())));
		}
		if (!needless.isEmpty()) {
			throw new RefusedException(Kind.INVALID, needless, null);
		}
	}

	/** The workflow with the parameters of nodes that were written for an older algorithm in today's names and values. */
	private Workflow migrated(Workflow workflow, Function<String, Optional<ActorDescriptor>> actors)
			throws RefusedException {
		Workflow today = workflow;
		for (WorkflowNode node : workflow.nodes()) {
			String id = node.actor().orElseThrow();
			int algorithm = actors.apply(id).orElseThrow().algorithm();
			if (node.algorithm().orElse(algorithm) < algorithm) {
				try {
					Map<String, String> parameters = provider(id).migrate(node.algorithm().getAsInt(),
							node.parameters());
					today = today.withNode(node.withParameters(parameters).withAlgorithm(OptionalInt.of(algorithm)));
				} catch (ActorException e) {
					throw new RefusedException(Kind.INVALID, List.of(e.explanation()), e);
				} catch (RuntimeException | LinkageError e) {
					throw new RefusedException(Kind.INVALID, List.of(ActorMessage.DEFECT.with(id, e)), e);
				}
			}
		}
		return today;
	}

	private ActorProvider provider(String id) throws ActorException {
		return catalog.provider(id)
				.orElseThrow(() -> new IllegalStateException("the actor " + id + " was validated but is gone"));
	}

	private static Map<String, List<Connection>> connections(WorkflowNode node, WorkflowIndex index) {
		var byPort = new LinkedHashMap<String, List<Connection>>();
		index.into(node.id()).forEach(
				connection -> byPort.computeIfAbsent(connection.to().port(), _ -> new ArrayList<>()).add(connection));
		return byPort;
	}

	/** Whether a port that needs products is connected to an input. */
	private static boolean isNeeded(WorkflowInput input, WorkflowIndex index,
			Function<String, Optional<ActorDescriptor>> actors) {
		return index.from(PortReference.ofInput(input.name())).stream()
				.anyMatch(connection -> index.node(connection.to().node()).flatMap(WorkflowNode::actor).flatMap(actors)
						.flatMap(actor -> actor.input(connection.to().port())).map(PortDescriptor::min).orElse(1) > 0);
	}

	/** Ends planning where the thread was interrupted; the flag stays set. */
	public static void refuseIfCancelled() throws RefusedException {
		if (Thread.currentThread().isInterrupted()) {
			throw new RefusedException(Kind.CANCELLED, List.of(RunMessage.CANCELLED_PLAN.with()), null);
		}
	}
}
