package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobResult;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunPlan;
import org.armillary.engine.planning.Planning;
import org.armillary.engine.planning.Replan;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a run with what is known of them: which can start, which ended and what they made. Where a job made
 * something else than planning had predicted, the jobs after it wait until all is planned again; that happens no
 * earlier than it must, so that many such jobs cost one planning.
 *
 * <p><b>Determinism.</b> A job that ran or runs although planning again gives it other inputs, starts again. What the
 * run makes in the end therefore depends on the true products alone, not on which job ended first.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class JobGraph {

	/** A job with its state. */
	static final class Node {

		private final String id;
		private Job job;
		private int order;
		private int waitingFor;
		private boolean taken;
		private boolean deviates;
		/** Read by activation threads too. */
		private volatile int round;
		private @Nullable JobResult result;
		/** Hash of the key under which its products were made. */
		private String key = "";
		private Map<String, List<MadeProduct>> made = Map.of();
		private final List<Node> dependents = new ArrayList<>();

		Node(Job job) {
			this.id = job.id();
			this.job = job;
		}

		/** The job as planned last. */
		Job job() {
			return job;
		}

		/** Place in the plan, from 0. */
		int order() {
			return order;
		}

		/** How often its work became void; what belongs to an earlier round does not count. */
		int round() {
			return round;
		}

		/** What is at work for it does not count any more. */
		private void makeVoid() {
			round = round + 1;
		}

		/** How it ended, if it did. */
		Optional<JobResult> result() {
			return Optional.ofNullable(result);
		}

		@Override
		public String toString() {
			return id;
		}
	}

	/**
	 * What planning again changed.
	 *
	 * @param first
	 *            the first job in the plan that made something else than was predicted
	 * @param how
	 *            in what it differs, in words
	 * @param others
	 *            how many more jobs did
	 * @param replan
	 *            the change
	 */
	record Change(Node first, String how, int others, Replan replan) {
	}

	private static final Comparator<Node> PLAN_ORDER = Comparator.comparingInt(Node::order);

	private final Planning planning;
	private RunPlan plan;
	private Map<String, Node> nodes = new LinkedHashMap<>();
	private final PriorityQueue<Node> ready = new PriorityQueue<>(PLAN_ORDER);
	private final List<Node> deviating = new ArrayList<>();
	private int firstHeld = Integer.MAX_VALUE;
	private int open;
	private boolean anyFailed;

	/** Begins with the plan as it stands. */
	JobGraph(Planning planning) {
		this.planning = planning;
		this.plan = planning.plan();
		rebuild(Set.of());
	}

	/** The newest plan. */
	RunPlan plan() {
		return plan;
	}

	/** All jobs in the order of the plan. */
	Collection<Node> nodes() {
		return nodes.values();
	}

	/** The products of all jobs that delivered, by id of the job and port. */
	Map<String, Map<String, List<MadeProduct>>> made() {
		var made = new HashMap<String, Map<String, List<MadeProduct>>>();
		for (Node node : nodes.values()) {
			if (node.result != null && node.result.status().isFinished()) {
				made.put(node.id, node.made);
			}
		}
		return made;
	}

	/** Whether a job is still part of the run. */
	boolean contains(Node node) {
		return nodes.get(node.id) == node;
	}

	/** Whether all jobs ended. */
	boolean isDone() {
		return open == 0 && deviating.isEmpty();
	}

	/** Whether a job made something else than was predicted, so that planning again is to come. */
	boolean isReplanPending() {
		return !deviating.isEmpty();
	}

	/** Whether planning again would bring on a job that comes before all that can start now. */
	boolean isReplanDue() {
		return !deviating.isEmpty() && (ready.isEmpty() || ready.peek().order > firstHeld);
	}

	/** Takes the first job that can start; empty where none can before planning again or before another job ends. */
	Optional<Node> next() {
		if (isReplanDue()) {
			return Optional.empty();
		}
		Node node = ready.poll();
		if (node != null) {
			node.taken = true;
		}
		return Optional.ofNullable(node);
	}

	/** Whether no job needs the products of a job, as far as is planned. */
	boolean isLast(Node node) {
		return node.dependents.isEmpty();
	}

	/** A job by its id. */
	Optional<Node> node(String id) {
		return Optional.ofNullable(nodes.get(id));
	}

	/** The first job, in the order of the inputs, that a job needs and that did not deliver. */
	Optional<Node> failedBefore(Node node) {
		if (!anyFailed) {
			return Optional.empty();
		}
		for (String id : Forecast.upstream(node.job)) {
			Node source = nodes.get(id);
			if (source != null && source.result != null && source.result.status().isFailure()) {
				return Optional.of(source);
			}
		}
		return Optional.empty();
	}

	/** The products that are there for a job by input port; what an earlier job did not make is left out. */
	Map<String, List<JobInput>> inputs(Node node) {
		var inputs = new LinkedHashMap<String, List<JobInput>>();
		node.job.inputs().forEach((port, sources) -> {
			var products = new ArrayList<JobInput>(sources.size());
			for (Source source : sources) {
				switch (source) {
				case Source.Existing existing -> products.add(JobInput.of(existing));
				case Source.Upstream upstream -> made(upstream).ifPresent(products::add);
				}
			}
			inputs.put(port, products);
		});
		return inputs;
	}

	private Optional<JobInput> made(Source.Upstream upstream) {
		Node source = nodes.get(upstream.job());
		List<MadeProduct> products = source == null ? List.of()
				: source.made.getOrDefault(upstream.port(), List.of());
		int index = 0;
		for (int i = 0; i < products.size(); i++) {
			MadeProduct product = products.get(i);
			if (product.description().category().equals(upstream.category()) && index++ == upstream.index()) {
				return Optional.of(JobInput.of(upstream, product, name(source, upstream.port(), i),
						maker(source, upstream.port(), i)));
			}
		}
		return Optional.empty();
	}

	/** The name of a product in the output folder; empty where it is not there. */
	private static String name(Node source, String port, int index) {
		List<ProductFile> published = source.result == null ? List.of()
				: source.result.products().getOrDefault(port, List.of());
		return index < published.size() ? String.valueOf(published.get(index).path().getFileName()) : "";
	}

	private static Optional<Maker> maker(Node source, String port, int index) {
		return source.key.isEmpty() ? Optional.empty() : Optional.of(new Maker(source.key, port, index));
	}

	/** A job delivered under a key that is of no interest. */
	void delivered(Node node, JobResult result, Map<String, List<MadeProduct>> made) {
		delivered(node, result, made, "");
	}

	/**
	 * A job delivered; its products are in places where later jobs can read them.
	 *
	 * @param key
	 *            hash of the key under which they were made; empty where it has none
	 */
	void delivered(Node node, JobResult result, Map<String, List<MadeProduct>> made, String key) {
		node.key = key;
		var descriptions = new LinkedHashMap<String, List<ProductDescription>>();
		made.forEach((port, list) -> descriptions.put(port, list.stream().map(MadeProduct::description).toList()));
		node.job.actor().descriptor().outputs().forEach(port -> descriptions.putIfAbsent(port.name(), List.of()));
		node.made = made;
		if (planning.settle(node.id, descriptions)) {
			node.deviates = true;
			deviating.add(node);
			for (Node dependent : node.dependents) {
				firstHeld = Math.min(firstHeld, dependent.order);
			}
			close(node, result);
		} else {
			close(node, result);
			release(node);
		}
	}

	/** Takes as the products of a job that is to run what it made before: they only serve to ask for those after it. */
	void suppose(Node node, Map<String, List<MadeProduct>> made, String key) {
		node.made = made;
		node.key = key;
	}

	/** A job ended without delivering anything. */
	void ended(Node node, JobResult result) {
		node.made = Map.of();
		close(node, result);
		release(node);
	}

	private void close(Node node, JobResult result) {
		if (node.result == null) {
			open--;
		}
		if (!node.taken) {
			ready.remove(node);
		}
		node.result = result;
		node.taken = true;
		anyFailed |= result.status().isFailure();
	}

	private void release(Node node) {
		for (Node dependent : node.dependents) {
			if (--dependent.waitingFor == 0 && !dependent.taken) {
				ready.add(dependent);
			}
		}
	}

	/** Plans again with all that is known by now. */
	Change replan() throws RefusedException {
		deviating.sort(PLAN_ORDER);
		Node first = deviating.getFirst();
		String how = difference(first);
		Replan replan = planning.replan();
		var change = new Change(first, how, deviating.size() - 1, replan);
		deviating.forEach(node -> node.deviates = false);
		deviating.clear();
		plan = replan.plan();
		var again = new HashSet<String>();
		replan.changed().forEach(job -> again.add(job.id()));
		rebuild(again);
		return change;
	}

	/** In what the products of a job differ from its plan, in words. */
	private static String difference(Node node) {
		var predicted = new TreeMap<String, Integer>();
		node.job.plan().products()
				.forEach(product -> predicted.merge(kind(product.port(), product.description()), 1, Integer::sum));
		var made = new TreeMap<String, Integer>();
		node.made.forEach((port, products) -> products
				.forEach(product -> made.merge(kind(port, product.description()), 1, Integer::sum)));
		var kinds = new TreeSet<>(predicted.keySet());
		kinds.addAll(made.keySet());
		String counts = kinds.stream()
				.filter(kind -> !predicted.getOrDefault(kind, 0).equals(made.getOrDefault(kind, 0)))
				.map(kind -> made.getOrDefault(kind, 0) + " instead of " + predicted.getOrDefault(kind, 0) + " " + kind)
				.collect(Collectors.joining(", "));
		return counts.isEmpty() ? "other headers" : counts;
	}

	private static String kind(String port, ProductDescription product) {
		return product.category().isEmpty() ? port : product.category();
	}

	/** Takes over the jobs of the plan; work on the named ones is void, and on those that need their products. */
	private void rebuild(Set<String> again) {
		var before = nodes;
		nodes = LinkedHashMap.newLinkedHashMap(plan.jobs().size());
		ready.clear();
		open = 0;
		firstHeld = Integer.MAX_VALUE;
		var restarted = new HashSet<String>();
		for (Job job : plan.jobs()) {
			Node known = before.get(job.id());
			Node node = known == null ? new Node(job) : known;
			node.job = job;
			node.order = nodes.size();
			node.dependents.clear();
			node.waitingFor = 0;
			nodes.put(job.id(), node);
			Set<String> upstream = Forecast.upstream(job);
			if (known != null && (again.contains(job.id()) || upstream.stream().anyMatch(restarted::contains))) {
				restarted.add(job.id());
				node.makeVoid();
				node.taken = false;
				node.result = null;
				node.made = Map.of();
			}
			for (String id : upstream) {
				Node source = nodes.get(id);
				if (source != null) {
					source.dependents.add(node);
					node.waitingFor += source.result == null || source.deviates ? 1 : 0;
					if (source.deviates) {
						firstHeld = Math.min(firstHeld, node.order);
					}
				}
			}
			open += node.result == null ? 1 : 0;
			if (node.waitingFor == 0 && !node.taken) {
				ready.add(node);
			}
		}
		before.values().stream().filter(node -> !contains(node)).forEach(Node::makeVoid);
		deviating.removeIf(node -> node.result == null || !contains(node));
	}
}
