package org.armillary.engine.run;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.JobReason;
import org.armillary.engine.RunPlan;
import org.jspecify.annotations.Nullable;

/** What a run would do, found out without doing it. */
public final class Forecast {

	private final RunPlan plan;
	private final List<Item> items;
	private final AtomicReference<Engine.@Nullable Prepared> prepared = new AtomicReference<>();

	/**
	 * What becomes of a job.
	 *
	 * @param job
	 *            the job
	 * @param reason
	 *            why it runs or is reused; {@link JobReason.Kind#UPSTREAM} where that depends on jobs before it
	 * @param estimate
	 *            what it will need; empty where it is reused or nothing is known
	 */
	public record Item(Job job, JobReason reason, Optional<Estimate> estimate) {
	}

	/**
	 * Makes a forecast.
	 *
	 * @param plan
	 *            the jobs, planned with the true headers of all products that are there already
	 * @param items
	 *            what becomes of each job, in the order of the plan
	 */
	Forecast(RunPlan plan, List<Item> items) {
		this.plan = plan;
		this.items = List.copyOf(items);
	}

	/** Keeps what executing the run can begin with. */
	Forecast with(Engine.Prepared begun) {
		prepared.set(begun);
		return this;
	}

	/** Gives away what executing the run can begin with: once, as that changes it. */
	Optional<Engine.Prepared> takePrepared() {
		return Optional.ofNullable(prepared.getAndSet(null));
	}

	/** The jobs, planned with the true headers of all products that are there already. */
	public RunPlan plan() {
		return plan;
	}

	/** What becomes of each job, in the order of the plan. */
	public List<Item> items() {
		return items;
	}

	/** Whether all results are there already. */
	public boolean nothingToRun() {
		return items.stream().allMatch(item -> item.reason().isReused());
	}

	/** The jobs that run, or may have to, in the order of the plan. */
	public List<Item> toRun() {
		return items.stream().filter(item -> !item.reason().isReused()).toList();
	}

	/** How many jobs run of which nothing is known. */
	public int unknown() {
		return (int) toRun().stream().filter(item -> item.estimate().isEmpty()).count();
	}

	/**
	 * What all jobs need together that run and of which something is known; empty where nothing is known of any.
	 *
	 * @param workers
	 *            most jobs at the same time
	 */
	public Optional<Estimate> total(int workers) {
		List<Item> known = toRun().stream().filter(item -> item.estimate().isPresent()).toList();
		if (known.isEmpty()) {
			return Optional.empty();
		}
		long bytes = known.stream().mapToLong(item -> item.estimate().orElseThrow().bytes()).sum();
		return Optional.of(new Estimate(span(workers, Estimate::secondsLow), span(workers, Estimate::secondsHigh),
				bytes));
	}

	/** The time from the first start to the last end when workers take jobs in the order of the plan, s. */
	private double span(int workers, ToDoubleFunction<Estimate> seconds) {
		Map<String, Double> ends = new HashMap<>();
		var free = new PriorityQueue<Double>();
		for (int i = 0; i < workers; i++) {
			free.add(0.0);
		}
		double last = 0;
		for (Item item : items) {
			if (item.estimate().isPresent()) {
				double ready = upstream(item.job()).stream().mapToDouble(id -> ends.getOrDefault(id, 0.0)).max()
						.orElse(0);
				Double worker = free.poll();
				double start = Math.max(ready, worker == null ? 0 : worker);
				double end = start + seconds.applyAsDouble(item.estimate().get());
				free.add(end);
				ends.put(item.job().id(), end);
				last = Math.max(last, end);
			}
		}
		return last;
	}

	/** Ids of the jobs whose products a job needs, in the order of its inputs. */
	static Set<String> upstream(Job job) {
		var jobs = new LinkedHashSet<String>();
		for (List<Source> port : job.inputs().values()) {
			for (Source source : port) {
				if (source instanceof Source.Upstream upstream) {
					jobs.add(upstream.job());
				}
			}
		}
		return jobs;
	}
}
