package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunMessage;
import org.armillary.engine.planning.PlannedJob.Problem;
import org.armillary.engine.planning.TriggerGroup.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Makes the jobs of one node of what arrives at its ports. A job that was planned before with the same inputs, of which the
 * same is known, is taken as it was, without asking its actor again.
 */
final class NodeExpansion {

	/** Most datasets that a message speaks of. */
	private static final int TOLD = 5;

	private final NodeSetup node;
	private final Map<String, List<Delivery>> deliveries;
	private final JobIds ids;
	private final Optional<NodeResult> before;
	private final Settled settled;
	private final Map<String, PortArrivals> ports = new LinkedHashMap<>();
	private final Map<Identity, PlannedJob> jobs = new LinkedHashMap<>();
	private final Map<String, List<Missing>> missing = new LinkedHashMap<>();
	private final Map<String, Message> idleJobs = new LinkedHashMap<>();
	private final Set<Identity> idleIdentities = new HashSet<>();
	private final IdleNotes notes = new IdleNotes();

	/**
	 * Prepares the expansion of a node.
	 *
	 * @param deliveries
	 *            what arrives, by input port
	 * @param before
	 *            what came of the node when the run was planned before
	 * @param settled
	 *            what jobs really made
	 */
	NodeExpansion(NodeSetup node, Map<String, List<Delivery>> deliveries, JobIds ids, Optional<NodeResult> before,
			Settled settled) {
		this.node = node;
		this.deliveries = deliveries;
		this.ids = ids;
		this.before = before;
		this.settled = settled;
	}

	NodeResult expand() throws RefusedException {
		for (PortDescriptor port : node.inputs()) {
			if (port.role() == PortDescriptor.Role.ASSOCIATED) {
				ports.put(port.name(), new PortArrivals(port, deliveries(port),
						before.map(result -> result.ports().get(port.name()))));
			}
		}
		List<Delivery> triggers = node.trigger().map(this::deliveries).orElse(List.of());
		List<TriggerGroup> groups = new TriggerGroups(node).of(triggers);
		List<String> names = ids.of(node.id(), groups);
		for (int i = 0; i < groups.size(); i++) {
			Planner.refuseIfCancelled();
			expand(groups.get(i), names.get(i));
		}
		node.trigger().ifPresent(port -> tellOfAbsentTriggers(port, triggers, groups.isEmpty()));
		var products = new LinkedHashMap<String, List<Arrival>>();
		for (PlannedJob job : jobs.values()) {
			job.products().forEach((port, made) -> products.computeIfAbsent(port, _ -> new ArrayList<>()).addAll(made));
			job.missing().forEach((port, lost) -> missing.computeIfAbsent(port, _ -> new ArrayList<>()).addAll(lost));
		}
		return new NodeResult(jobs, products, missing, jobs.values().stream().anyMatch(PlannedJob::blocked),
				notes.of(node.id()), idleJobs, ports);
	}

	private void tellOfAbsentTriggers(PortDescriptor port, List<Delivery> triggers, boolean none) {
		boolean any = false;
		boolean byDataset = false;
		for (Delivery delivery : triggers) {
			for (Missing absent : delivery.missing()) {
				any = true;
				if (!port.grouped()) {
					idle(new Identity(node.id(), delivery.number(), absent.slot().<Object>map(slot -> slot).orElse("")),
							"", absent, absent.datasets());
				} else if (node.grouping().isEmpty() && !absent.datasets().isEmpty()) {
					byDataset = true;
					tellOfAbsentDatasets(absent);
				}
			}
		}
		if (port.grouped() && none && any && !byDataset) {
			idle(new Identity(node.id(), 0, List.of()), "",
					triggers.stream().flatMap(delivery -> delivery.missing().stream()).findFirst().orElseThrow(),
					List.of());
		} else if (none && !any) {
			notes.add("", "", _ -> RunMessage.NOTHING_ARRIVES.with(node.id(), port.name()));
		}
	}

	/** Where products are collected by dataset, tells of each without any. */
	private void tellOfAbsentDatasets(Missing absent) {
		for (String dataset : node.datasetsOf(absent.datasets())) {
			Identity identity = new TriggerGroups(node).identity(dataset);
			if (!jobs.containsKey(identity) && idleIdentities.add(identity)) {
				idle(identity, dataset, absent, List.of(dataset));
			}
		}
	}

	private void idle(Identity identity, String subject, Missing because, List<String> datasets) {
		idle(identity, notes.add(because.why(), subject,
				words -> RunMessage.IDLE_AFTER.with(node.id(), words, because.why())), because.why(), datasets);
	}

	/** Says that there is nothing to do for a job, so that its products do not come. */
	private void idle(Identity identity, Message message, String why, List<String> datasets) {
		idleIdentities.add(identity);
		ids.known(identity).ifPresent(id -> idleJobs.put(id, message));
		Optional<PlannedJob> earlier = before.map(result -> result.jobs().get(identity));
		for (PortDescriptor port : node.outputs()) {
			List<Missing> lost = missing.computeIfAbsent(port.name(), _ -> new ArrayList<>());
			List<Arrival> predicted = earlier.map(job -> job.products().getOrDefault(port.name(), List.of()))
					.orElse(List.of());
			if (predicted.isEmpty()) {
				lost.add(new Missing(Optional.empty(), why, datasets));
			}
			predicted.forEach(product -> lost
					.add(new Missing(Optional.of(ProductSlot.of(product.source())), why, datasets)));
		}
	}

	private void expand(TriggerGroup group, String id) {
		Keywords trigger = group.arrivals().isEmpty() ? Keywords.NONE : group.arrivals().getFirst().keywords();
		String subject = group.arrivals().isEmpty() ? ""
				: group.words().isEmpty() ? group.arrivals().getFirst().source().words() : group.words();
		if (node.condition().isPresent() && !node.holds(node.condition().get(), trigger)) {
			String reason = node.explain(node.condition().get(), trigger);
			Message message = notes.add(reason, subject,
					words -> RunMessage.CONDITION.with(node.id(), words, node.condition().get().text(), reason));
			idle(group.identity(), message, "node " + node.id() + " has not: " + reason, group.datasets());
			return;
		}
		Set<Integer> origins = origins(group);
		var chosen = new LinkedHashMap<String, Chosen>();
		Problem problem = null;
		boolean blocked = false;
		for (PortDescriptor port : node.inputs()) {
			Optional<PortArrivals> arriving = reachable(port, group);
			Chosen products = arriving.map(reachable -> reachable.choose(trigger, origins))
					.orElseGet(() -> new Chosen(group.arrivals()));
			chosen.put(port.name(), products);
			blocked |= products.blocked();
			if (products.size() < port.min()) {
				Optional<Missing> because = missingAt(port, group);
				if (because.isPresent()) {
					idle(group.identity(), subject, because.get(), group.datasets());
					return;
				}
				// in the first plan, what a refused job does not deliver is told with that job
				if (before.isPresent() || deliveries(port).stream().noneMatch(Delivery::blocked)) {
					Message why = arriving.flatMap(reachable -> reachable.mismatch(id, trigger, products.size()))
							.orElseGet(() -> shortage(group, port, products));
					if (!group.datasets().isEmpty()) {
						lacks(group, port, why);
						return;
					}
					problem = problem(id, ActorException.Kind.DATA, why, true);
				}
				blocked = true;
			} else if (products.size() > port.max()) {
				problem = problem(id, ActorException.Kind.DATA, cardinality(group, port, products), false);
				blocked = true;
			}
		}
		add(group, id, node.parameters(trigger), chosen, problem, blocked, origins);
	}

	private List<Delivery> deliveries(PortDescriptor port) {
		return deliveries.getOrDefault(port.name(), List.of());
	}

	/** What arrives at an associated port for a job; empty for the trigger. */
	private Optional<PortArrivals> reachable(PortDescriptor port, TriggerGroup group) {
		return Optional.ofNullable(ports.get(port.name()))
				.map(arriving -> arriving.reachable(group.datasets(), node.datasets()));
	}

	private Optional<Missing> missingAt(PortDescriptor port, TriggerGroup group) {
		List<Delivery> all = deliveries(port);
		return (group.datasets().isEmpty() ? all
				: all.stream().map(delivery -> delivery.within(node.datasets().reach(group.datasets()))).toList())
				.stream().flatMap(delivery -> delivery.missing().stream()).findFirst();
	}

	/** A dataset that lacks something has no job; the jobs of others go on. */
	private void lacks(TriggerGroup group, PortDescriptor port, Message why) {
		String words = String.join(", ", group.datasets());
		idle(group.identity(), notes.add(why.summary(), "", _ -> why),
				"node " + node.id() + " lacks what arrives at its port " + port.name() + " for " + words,
				group.datasets());
	}

	private Message shortage(TriggerGroup group, PortDescriptor port, Chosen products) {
		PortArrivals arriving = ports.get(port.name());
		if (group.datasets().isEmpty() || arriving == null) {
			return cardinality(group, port, products);
		}
		Set<String> others = arriving.datasets();
		others.removeAll(node.datasets().reach(group.datasets()));
		return RunMessage.NO_CHOICE.with(node.id(), " for " + String.join(", ", group.datasets()), port.name(),
				port.cardinality(), node.datasets().choices(group.datasets()), others.isEmpty() ? ""
						: "; there is something of " + others.stream().limit(TOLD).collect(Collectors.joining(", "))
								+ (others.size() > TOLD ? " and " + (others.size() - TOLD) + " more" : ""));
	}

	private Message cardinality(TriggerGroup group, PortDescriptor port, Chosen products) {
		return RunMessage.CARDINALITY.with(node.id() + (group.words().isEmpty() ? "" : " (" + group.words() + ")"),
				port.name(), products.size(), port.cardinality());
	}

	private static Problem problem(String id, ActorException.Kind kind, Message message, boolean incomplete) {
		return new Problem(new RefusedJob(id, kind, message), incomplete);
	}

	private void add(TriggerGroup group, String id, ParameterValues parameters, Map<String, Chosen> chosen,
			@Nullable Problem shortage, boolean withoutInput, Set<Integer> origins) {
		var inputs = new LinkedHashMap<String, List<Source>>();
		chosen.forEach((port, products) -> inputs.put(port, products.sources()));
		PlannedJob earlier = before.map(result -> result.jobs().get(group.identity())).orElse(null);
		if (earlier != null) {
			settled.compare(earlier.job(), inputs, parameters);
		}
		Optional<Truth> truth = settled.truth(id);
		boolean blocked = withoutInput && truth.isEmpty();
		if (earlier != null && shortage == null && earlier.truth().equals(truth)
				&& blocked == (earlier.blocked() && earlier.problem().isEmpty())
				&& earlier.job().parameters().equals(parameters) && earlier.job().inputs().equals(inputs)) {
			jobs.put(group.identity(), earlier);
			return;
		}
		Problem problem = shortage;
		Plan plan = earlier == null ? node.declaredPlan() : earlier.job().plan();
		if (truth.isEmpty() && !blocked) {
			try {
				plan = plan(parameters, chosen);
			} catch (ActorException e) {
				Message told = e.explanation();
				problem = problem(id, e.kind(), new Message(told.id(), "node " + node.id() + ": " + told.summary(),
						told.detail(), told.remedies()), false);
				blocked = true;
			}
		}
		String stem = group.stem();
		var job = new Job(id, node.id(), node.actor(), parameters, inputs, plan, stem, group.datasets());
		boolean neverMade = blocked;
		var products = new LinkedHashMap<String, List<Arrival>>();
		truth.map(made -> made.products(job)).orElseGet(() -> Truth.prediction(job))
				.forEach((port, sources) -> products.put(port,
						sources.stream()
								.map(source -> new Arrival(source, origins, stem, neverMade, job.datasets()))
								.toList()));
		jobs.put(group.identity(),
				new PlannedJob(group.identity(), job, truth, Optional.ofNullable(problem), neverMade, products,
						truth.map(made -> made.missing(job)).orElse(Map.of())));
	}

	private static Set<Integer> origins(TriggerGroup group) {
		if (group.arrivals().size() == 1) {
			return group.arrivals().getFirst().origins();
		}
		var origins = new HashSet<Integer>();
		group.arrivals().forEach(arrival -> origins.addAll(arrival.origins()));
		return origins;
	}

	/** The plan of the actor, checked against what its ports declare. */
	private Plan plan(ParameterValues parameters, Map<String, Chosen> chosen) throws ActorException {
		var headers = new LinkedHashMap<String, List<ProductDescription>>();
		var names = new LinkedHashMap<String, List<String>>();
		chosen.forEach((port, products) -> {
			headers.put(port, products.headers());
			names.put(port, products.names());
		});
		ActorProvider actor = node.actor();
		Plan plan;
		try {
			plan = actor.plan(parameters, new PlanInput(headers, names, node.declaredPlan()));
		} catch (RuntimeException | LinkageError e) {
			throw new ActorException(ActorException.Kind.BUG, ActorMessage.DEFECT.with(actor.descriptor().id(), e), e);
		}
		for (PredictedProduct product : plan.products()) {
			String category = product.description().category();
			if (node.outputs().stream()
					.noneMatch(port -> port.name().equals(product.port()) && port.acceptsCategory(category))) {
				throw new ActorException(ActorException.Kind.BUG, RunMessage.CONTRACT.with(actor.descriptor().id(),
						"it plans a product of category ‘" + category + "’ at a port ‘" + product.port()
								+ "’, which is not among those that it declares: "
								+ node.outputs().stream().map(PortDescriptor::name).collect(Collectors.joining(", "))));
			}
		}
		return plan;
	}
}
