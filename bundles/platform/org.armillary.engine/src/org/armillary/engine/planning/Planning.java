package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.message.Message;
import org.armillary.data.fits.ContentDigest;
import org.armillary.engine.Job;
import org.armillary.engine.JobMessages;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunPlan.IdleNode;
import org.armillary.engine.planning.PlannedJob.Problem;
import org.armillary.workflow.Connection;
import org.armillary.workflow.PortReference;

/**
 * The plan of a run while it goes on. It begins with what actors predict of their products; as jobs end, it is told what they
 * really made, and planning again corrects what comes after them. The plan is then the same as if the actors had predicted
 * this from the beginning, except that a job that ended keeps the plan it had.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Planning {

	private final String workflow;
	private final List<Message> remarks;
	private final List<NodeSetup> nodes;
	private final Map<String, List<Arrival>> inputs;
	private final DatasetIndex datasets;
	private final WatchedKeywords watched;
	private final JobIds ids = new JobIds();
	private final Map<String, PlannedJob> jobs = new HashMap<>();
	private final Set<String> news = new HashSet<>();
	private Map<String, Truth> truths = new HashMap<>();
	private Map<String, NodeResult> results = new HashMap<>();
	private RunPlan plan;

	/**
	 * Plans all jobs.
	 *
	 * @param workflow
	 *            name of the workflow
	 * @param remarks
	 *            what a user should know of it
	 * @param nodes
	 *            the nodes, each after those it needs
	 * @param inputs
	 *            the files by input of the workflow
	 * @param datasets
	 *            the datasets of the run
	 */
	Planning(String workflow, List<Message> remarks, List<NodeSetup> nodes, Map<String, List<Arrival>> inputs,
			DatasetIndex datasets) throws RefusedException {
		this.workflow = workflow;
		this.remarks = remarks;
		this.nodes = nodes;
		this.inputs = inputs;
		this.datasets = datasets;
		watched = new WatchedKeywords(nodes);
		var settled = new Settled(truths);
		for (NodeSetup node : nodes) {
			results.put(node.id(), new NodeExpansion(node, deliveries(node, results), ids, Optional.empty(), settled)
					.expand());
		}
		refuseProblems();
		plan = newest();
	}

	private void refuseProblems() throws RefusedException {
		var problems = new ArrayList<Problem>();
		for (NodeSetup node : nodes) {
			results.get(node.id()).jobs().values().forEach(job -> job.problem().ifPresent(problems::add));
		}
		if (!problems.isEmpty()) {
			var whys = new JobMessages();
			problems.forEach(problem -> whys.add(problem.refusal().job(), problem.refusal().why()));
			throw new RefusedException(
					problems.stream().allMatch(Problem::incomplete) ? Kind.NOTHING_SELECTED : Kind.INVALID,
					whys.told(), null);
		}
	}

	/** The newest plan. */
	public synchronized RunPlan plan() {
		return plan;
	}

	/**
	 * Takes what a job really made in the place of what was predicted. The plan stays as it is until {@link #replan}.
	 *
	 * @param job
	 *            id of a job that ended; one that is not in the plan is ignored
	 * @param made
	 *            categories and headers of its products by output port, in the order in which they were made
	 * @return whether it differs in something that planning looks at: the number of products of a category, the value of a
	 *         keyword that was predicted, or one that a condition, group, match rule or override of the workflow reads
	 */
	public synchronized boolean settle(String job, Map<String, List<ProductDescription>> made) {
		PlannedJob planned = jobs.get(job);
		if (planned == null) {
			return false;
		}
		var truth = new Truth(made);
		if (truth.equals(truths.get(job))) {
			return false;
		}
		truths.put(job, truth);
		news.add(planned.job().node());
		return differs(planned, truth);
	}

	private boolean differs(PlannedJob planned, Truth truth) {
		Map<String, Map<ProductSlot, ProductDescription>> made = truth.slots(planned.job().id());
		int number = 0;
		for (var port : planned.products().entrySet()) {
			Map<ProductSlot, ProductDescription> ofPort = made.getOrDefault(port.getKey(), Map.of());
			var reference = new PortReference(planned.job().node(), port.getKey());
			for (Arrival believed : port.getValue()) {
				ProductDescription product = ofPort.get(ProductSlot.of(believed.source()));
				if (product == null || contradicts(believed.keywords(), product.keywords())
						|| watched.differ(reference, believed.keywords(), product.keywords())) {
					return true;
				}
				number++;
			}
		}
		return made.values().stream().mapToInt(Map::size).sum() != number;
	}

	private static boolean contradicts(Keywords predicted, Keywords found) {
		if (predicted.values() == found.values()) {
			return false;
		}
		for (var keyword : predicted.values().entrySet()) {
			Object value = found.values().get(keyword.getKey());
			if (!keyword.getValue().equals(value) && !ContentDigest.isVolatile(keyword.getKey())
					&& !HeaderValue.ofValue(keyword.getValue()).equals(HeaderValue.ofValue(value))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Plans again with all that was settled. Nodes that nothing new concerns are left as they are, and an actor is asked
	 * again only for jobs whose inputs, or what is known of them, have changed.
	 *
	 * @throws RefusedException
	 *             where the thread was interrupted; the plan is then the one before
	 */
	public synchronized Replan replan() throws RefusedException {
		var settled = new Settled(truths);
		var next = new HashMap<>(results);
		var different = new HashSet<String>();
		for (NodeSetup node : nodes) {
			if (news.contains(node.id()) || node.connections().values().stream().flatMap(List::stream)
					.anyMatch(connection -> different.contains(connection.from().node()))) {
				NodeResult before = results.get(node.id());
				int forgotten = settled.forgotten().size();
				NodeResult after = new NodeExpansion(node, deliveries(node, next), ids, Optional.of(before), settled)
						.expand();
				before.jobs().forEach((identity, job) -> {
					if (!after.jobs().containsKey(identity)) {
						settled.forget(job.job().id());
					}
				});
				next.put(node.id(), after);
				if (settled.forgotten().size() > forgotten || !after.products().equals(before.products())
						|| !after.missing().equals(before.missing())) {
					different.add(node.id());
				}
			}
		}
		return accept(next, settled);
	}

	private Replan accept(Map<String, NodeResult> next, Settled settled) {
		var added = new ArrayList<Job>();
		var changed = new ArrayList<Job>();
		var removed = new LinkedHashMap<String, Message>();
		var refused = new LinkedHashMap<String, RefusedJob>();
		for (NodeSetup node : nodes) {
			NodeResult before = results.get(node.id());
			NodeResult after = next.get(node.id());
			if (after == before) {
				continue;
			}
			before.jobs().forEach((identity, job) -> {
				if (!after.jobs().containsKey(identity)) {
					String id = job.job().id();
					jobs.remove(id);
					removed.put(id,
							Optional.ofNullable(after.idleJobs().get(id)).orElseGet(() -> goneWithInputs(node)));
				}
			});
			after.jobs().forEach((identity, job) -> {
				PlannedJob earlier = before.jobs().get(identity);
				if (earlier == null) {
					added.add(job.job());
				} else if (settled.changed().contains(job.job().id())) {
					changed.add(job.job());
				}
				job.problem().filter(problem -> earlier == null || !earlier.problem().equals(Optional.of(problem)))
						.ifPresent(problem -> refused.put(job.job().id(), problem.refusal()));
			});
		}
		results = next;
		truths = settled.truths();
		news.clear();
		plan = newest();
		return new Replan(plan, added, changed, removed, refused);
	}

	private static Message goneWithInputs(NodeSetup node) {
		return RunMessage.IDLE_AFTER.with(node.id(), "", "what it was planned for is not made");
	}

	private RunPlan newest() {
		var all = new ArrayList<Job>();
		var idle = new ArrayList<IdleNode>();
		for (NodeSetup node : nodes) {
			NodeResult result = results.get(node.id());
			idle.addAll(result.idle());
			for (PlannedJob job : result.jobs().values()) {
				all.add(job.job());
				jobs.put(job.job().id(), job);
			}
		}
		return new RunPlan(workflow, all, idle, notes(all));
	}

	/** What to know of the workflow and of the datasets of the jobs, and which overrides act on no job. */
	private List<Message> notes(List<Job> planned) {
		var unmet = new LinkedHashSet<String>();
		nodes.forEach(node -> node.overrideConditions().forEach(where -> unmet.add(where.text())));
		nodes.forEach(node -> node.metOverrides().forEach(where -> unmet.remove(where.text())));
		var notes = new ArrayList<>(remarks);
		notes.addAll(DatasetNotes
				.levels(datasets.get(planned.stream().flatMap(job -> job.datasets().stream()).toList())));
		unmet.forEach(where -> notes.add(RunMessage.OVERRIDE_UNMET.with(where)));
		return notes;
	}

	private Map<String, List<Delivery>> deliveries(NodeSetup node, Map<String, NodeResult> known) {
		var deliveries = new LinkedHashMap<String, List<Delivery>>();
		node.connections().forEach((port, connections) -> {
			var ofPort = new ArrayList<Delivery>();
			for (Connection connection : connections) {
				PortReference from = connection.from();
				NodeResult result = known.get(from.node());
				List<Arrival> arrivals = from.ofWorkflow() ? inputs.getOrDefault(from.port(), List.of())
						: result.products().getOrDefault(from.port(), List.of());
				List<Missing> missing = from.ofWorkflow() ? List.of()
						: result.missing().getOrDefault(from.port(), List.of());
				ofPort.add(new Delivery(ofPort.size(), connection,
						connection.retag().map(category -> arrivals.stream()
								.map(arrival -> arrival.retagged(category)).toList()).orElse(arrivals),
						missing, result != null && result.blocked()));
			}
			deliveries.put(port, ofPort);
		});
		return deliveries;
	}
}
