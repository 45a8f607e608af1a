package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * When jobs run that need the products of each other, with a limited number of workers and a limit of memory: each
 * worker takes the first job in the order of the plan whose inputs are there and for which there is memory.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class Timetable {

	/** So many jobs that wait for memory are looked at for one that fits. */
	private static final int MOST_OVERTAKEN = 64;

	private final List<Entry> jobs;
	private final List<List<Integer>> followers = new ArrayList<>();
	private final int workers;
	private final long memoryBytes;

	/**
	 * A job.
	 *
	 * @param before
	 *            places of the jobs that it needs, all smaller than its own
	 * @param declaredBytes
	 *            memory that it declares, bytes
	 * @param memoryBytes
	 *            memory that it will probably need, bytes
	 */
	record Entry(List<Integer> before, long declaredBytes, double memoryBytes) {
	}

	/**
	 * What came of it.
	 *
	 * @param seconds
	 *            from the first start to the last end, s
	 * @param memoryBytes
	 *            most memory that jobs at work needed at the same time, bytes
	 */
	record Course(double seconds, double memoryBytes) {
	}

	/** A job at work. */
	private record Busy(int job, double end) {
	}

	/**
	 * Makes a timetable.
	 *
	 * @param jobs
	 *            the jobs in the order of the plan
	 */
	Timetable(List<Entry> jobs, int workers, long memoryBytes) {
		this.jobs = jobs;
		this.workers = workers;
		this.memoryBytes = memoryBytes;
		jobs.forEach(_ -> followers.add(new ArrayList<>()));
		for (int job = 0; job < jobs.size(); job++) {
			for (int before : jobs.get(job).before()) {
				followers.get(before).add(job);
			}
		}
	}

	/**
	 * Executes the jobs.
	 *
	 * @param seconds
	 *            how long each takes, s
	 */
	Course course(double[] seconds) {
		var memory = new MemoryBudget(memoryBytes, Integer.MAX_VALUE);
		var missing = jobs.stream().mapToInt(job -> job.before().size()).toArray();
		var ready = new TreeSet<Integer>();
		for (int job = 0; job < missing.length; job++) {
			if (missing[job] == 0) {
				ready.add(job);
			}
		}
		var busy = new PriorityQueue<>(Comparator.comparingDouble(Busy::end).thenComparingInt(Busy::job));
		double now = 0;
		double used = 0;
		double most = 0;
		while (!ready.isEmpty() || !busy.isEmpty()) {
			int next = busy.size() < workers ? next(ready, memory) : -1;
			if (next >= 0) {
				ready.remove(next);
				busy.add(new Busy(next, now + seconds[next]));
				used += jobs.get(next).memoryBytes();
				most = Math.max(most, used);
			} else {
				Busy first = busy.remove();
				now = first.end();
				used -= jobs.get(first.job()).memoryBytes();
				memory.release(jobs.get(first.job()).declaredBytes());
				for (int follower : followers.get(first.job())) {
					if (--missing[follower] == 0) {
						ready.add(follower);
					}
				}
			}
		}
		return new Course(now, most);
	}

	/** The first job that fits, with its memory taken; -1 for none. */
	private int next(TreeSet<Integer> ready, MemoryBudget memory) {
		int looked = 0;
		for (int job : ready) {
			if (memory.take(jobs.get(job).declaredBytes())) {
				return job;
			}
			if (++looked == MOST_OVERTAKEN) {
				break;
			}
		}
		return -1;
	}
}
