package org.armillary.engine.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.armillary.actor.message.Message;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;

/**
 * All that is known of a run.
 *
 * @param summary
 *            the run in a list of runs
 * @param request
 *            what was to be run; empty where that is damaged
 * @param jobs
 *            the jobs in the order of the plan
 * @param idle
 *            why nodes had nothing to do
 * @param notes
 *            what a user should know of the workflow, or of damage to the request
 * @param messages
 *            why it was given up
 * @param replans
 *            where results differed from their predictions
 * @param resumptions
 *            who went on with it after its process ended early
 * @param environments
 *            with what it was executed, for each time that a process took it up; none of runs before that was kept
 * @param busy
 *            time during which it was executed, without pauses until it was resumed
 * @param damagedLines
 *            lines of the journal that were damaged and left out
 */
public record RunRecord(RunSummary summary, Optional<RunRequest> request, List<JobRecord> jobs, List<Message> idle,
		List<Message> notes, List<Message> messages, List<RunEvent.Replanned> replans,
		List<RunEvent.Resumed> resumptions, List<RunEnvironment> environments, Duration busy,
		long damagedLines) {

	/**
	 * How many jobs there are of each sort.
	 *
	 * @param all
	 *            all jobs
	 * @param ran
	 *            executed, with a result
	 * @param reused
	 *            not executed, because the result was there
	 * @param failed
	 *            failed
	 * @param skipped
	 *            not executed because of a job that failed
	 * @param cancelled
	 *            cancelled
	 * @param open
	 *            without an end: waiting, at work, or cut off
	 */
	public record Counts(int all, int ran, int reused, int failed, int skipped, int cancelled, int open) {
	}

	/**
	 * What the jobs of an actor declared and used, of those whose use was measured.
	 *
	 * @param jobs
	 *            how many were measured
	 * @param declaredBytes
	 *            the largest declared peak of the heap, bytes
	 * @param peakBytes
	 *            the largest measured peak of the heap, bytes
	 */
	public record Memory(int jobs, long declaredBytes, long peakBytes) {

		private Memory with(Memory other) {
			return new Memory(jobs + other.jobs, Math.max(declaredBytes, other.declaredBytes),
					Math.max(peakBytes, other.peakBytes));
		}
	}

	/** Copies the lists. */
	public RunRecord {
		jobs = List.copyOf(jobs);
		idle = List.copyOf(idle);
		notes = List.copyOf(notes);
		messages = List.copyOf(messages);
		replans = List.copyOf(replans);
		resumptions = List.copyOf(resumptions);
		environments = List.copyOf(environments);
	}

	/** How many jobs there are of each sort. */
	public Counts counts() {
		return new Counts(jobs.size(), (int) jobs.stream().filter(JobRecord::ran).count(),
				(int) jobs.stream().filter(JobRecord::reused).count(), count(JobState.FAILED), count(JobState.SKIPPED),
				count(JobState.CANCELLED), (int) jobs.stream().filter(job -> job.result().isEmpty()).count());
	}

	/** What the run did with its datasets, in their order; none where it has none or its request is damaged. */
	public List<DatasetRecord> datasets() {
		return request.flatMap(RunRequest::datasets).map(
				datasets -> DatasetRecord.of(datasets.datasets(), jobs, summary.state().isActive())).orElse(List.of());
	}

	private int count(JobState state) {
		return (int) jobs.stream().filter(job -> job.state() == state).count();
	}

	/** Declared and measured memory by actor; of the jobs that this run executed. */
	public Map<String, Memory> memory() {
		var memory = new TreeMap<String, Memory>();
		for (JobRecord job : jobs) {
			ResourceUse use = job.reused() ? ResourceUse.UNKNOWN
					: job.result().map(result -> result.use()).orElse(ResourceUse.UNKNOWN);
			if (use.peakMemoryBytes() > 0) {
				memory.merge(job.outline().actor(), new Memory(1, use.declaredMemoryBytes(), use.peakMemoryBytes()),
						Memory::with);
			}
		}
		return Collections.unmodifiableMap(memory);
	}
}
