package org.armillary.engine.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.JobReason;
import org.armillary.engine.RunPlan;
import org.jspecify.annotations.Nullable;

/** What a run would do, found out without doing it. */
public final class Forecast {

	private final RunPlan plan;
	private final List<Item> items;
	private final Disks disks;
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
	 * @param isReusedIfUnchanged
	 *            whether it runs only if jobs before it, which make again what is gone, make something else than before
	 */
	public record Item(Job job, JobReason reason, Optional<Estimate> estimate, boolean isReusedIfUnchanged) {

		/** A job that is reused, or that runs whatever those before it make. */
		public Item(Job job, JobReason reason, Optional<Estimate> estimate) {
			this(job, reason, estimate, false);
		}
	}

	/**
	 * Makes a forecast.
	 *
	 * @param plan
	 *            the jobs, planned with the true headers of all products that are there already
	 * @param items
	 *            what becomes of each job, in the order of the plan
	 * @param disks
	 *            where products go
	 */
	Forecast(RunPlan plan, List<Item> items, Disks disks) {
		this.plan = plan;
		this.disks = disks;
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

	/** The jobs that run even if all that is made again comes out as it was, in the order of the plan. */
	public List<Item> certainToRun() {
		return items.stream().filter(item -> !item.reason().isReused() && !item.isReusedIfUnchanged()).toList();
	}

	/** How many jobs run of which nothing is known. */
	public int unknown() {
		return (int) toRun().stream().filter(item -> item.estimate().isEmpty()).count();
	}

	/**
	 * What all jobs need together that run and of which something is known; empty where nothing is known of any. The
	 * time is that from the first start to the last end, the memory that of the jobs at work at the same time. Jobs that
	 * run only if something made again comes out otherwise count at the upper end alone.
	 *
	 * @param workers
	 *            most jobs at the same time
	 * @param memoryBytes
	 *            memory that they may declare together, bytes
	 */
	public Optional<Estimate> total(int workers, long memoryBytes) {
		return Totals.of(items).map(totals -> totals.together(workers, memoryBytes));
	}

	/**
	 * What the jobs of a node need that run and of which something is known, one after the other; empty where nothing is
	 * known of any. The memory is that of the largest.
	 */
	public Optional<Estimate> total(String node) {
		return Totals.of(items.stream().filter(item -> item.job().node().equals(node)).toList()).map(Totals::apart);
	}

	/**
	 * What the run needs on each disk that it writes to.
	 *
	 * @param total
	 *            what all jobs need together
	 */
	public List<DiskNeed> disks(Estimate total) {
		return disks.needs(total.output());
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
