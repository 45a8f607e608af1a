package org.armillary.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.armillary.engine.ResourceUse;
import org.armillary.engine.run.JobRecord.Attempt;

/**
 * When the jobs of a run were at work, and how much memory they had together.
 *
 * @param bars
 *            the attempts at jobs, by begin
 * @param lanes
 *            number of lanes that hold all bars
 * @param pauses
 *            long times in which nothing was at work, in order
 * @param seconds
 *            from the begin of the first attempt to the end of the last, s
 * @param memory
 *            memory over time
 */
record Timeline(List<Bar> bars, int lanes, List<Pause> pauses, double seconds, List<Memory> memory) {

	/** A pause is told as such from this part of the time at work on. */
	private static final double LONG_PAUSE = 0.25;
	private static final double SHORTEST_PAUSE_SECONDS = 60;

	/**
	 * An attempt at a job.
	 *
	 * @param from
	 *            begin, seconds after that of the first
	 * @param to
	 *            end, seconds after the begin of the first
	 * @param lane
	 *            from 0; two bars of a lane never overlap
	 * @param end
	 *            how it ended
	 * @param use
	 *            what it used
	 */
	record Bar(ReportJob job, int attempt, double from, double to, int lane, End end, ResourceUse use) {

		/** Whether it failed or was cut off. */
		boolean failed() {
			return end == End.FAILED || end == End.CUT_OFF;
		}

		/** Its end in a word. */
		String word() {
			return switch (end) {
			case ENDED -> job.mark().word();
			case FAILED -> "failed";
			case CUT_OFF -> "cut off";
			case RUNNING -> "still at work";
			};
		}
	}

	/** How an attempt ended. */
	enum End {
		/** With a result. */
		ENDED,
		/** With a failure. */
		FAILED,
		/** With the process that was at work on it. */
		CUT_OFF,
		/** Not yet. */
		RUNNING
	}

	/** A time without work, seconds after the begin of the first attempt. */
	record Pause(double from, double to) {
	}

	/**
	 * Memory from a moment to the next.
	 *
	 * @param at
	 *            seconds after the begin of the first attempt
	 * @param declaredBytes
	 *            what the jobs at work declared together
	 * @param peakBytes
	 *            the peaks that those of them reached whose memory was measured
	 */
	record Memory(double at, long declaredBytes, long peakBytes) {
	}

	/** Copies the lists. */
	Timeline {
		bars = List.copyOf(bars);
		pauses = List.copyOf(pauses);
		memory = List.copyOf(memory);
	}

	/**
	 * The timeline of a run.
	 *
	 * @param latest
	 *            end of what has none
	 */
	static Timeline of(List<ReportJob> jobs, Instant latest) {
		Instant begin = jobs.stream().flatMap(job -> job.job().attempts().stream()).map(Attempt::started)
				.min(Comparator.naturalOrder()).orElse(latest);
		var bars = new ArrayList<Bar>();
		for (ReportJob job : jobs) {
			List<Attempt> attempts = job.job().attempts();
			for (int i = 0; i < attempts.size(); i++) {
				Attempt attempt = attempts.get(i);
				double from = seconds(begin, attempt.started());
				double to = Math.max(from, seconds(begin, attempt.ended().orElse(latest)));
				boolean last = i == attempts.size() - 1;
				bars.add(new Bar(job, i + 1, from, to, 0, end(job, attempt, last), use(job, attempt, last)));
			}
		}
		bars.sort(Comparator.comparingDouble(Bar::from).thenComparingDouble(Bar::to));
		double end = bars.stream().mapToDouble(Bar::to).max().orElse(0);
		List<Bar> packed = packed(bars);
		return new Timeline(packed, packed.stream().mapToInt(bar -> bar.lane() + 1).max().orElse(0), pauses(bars), end,
				memory(bars));
	}

	private static End end(ReportJob job, Attempt attempt, boolean last) {
		if (attempt.failure().isPresent() || last && job.mark() == Mark.FAILED) {
			return End.FAILED;
		}
		if (!last) {
			return End.CUT_OFF;
		}
		return switch (job.job().state()) {
		case RUNNING -> End.RUNNING;
		case INTERRUPTED, PENDING, WAITING -> End.CUT_OFF;
		default -> End.ENDED;
		};
	}

	private static ResourceUse use(ReportJob job, Attempt attempt, boolean last) {
		if (!attempt.use().equals(ResourceUse.UNKNOWN) || !last) {
			return attempt.use();
		}
		return job.result().map(result -> result.use()).orElse(ResourceUse.UNKNOWN);
	}

	private static double seconds(Instant begin, Instant moment) {
		return Duration.between(begin, moment).toNanos() / 1e9;
	}

	/** Each bar in the first lane that is free. */
	private static List<Bar> packed(List<Bar> bars) {
		double[] free = new double[bars.size()];
		Arrays.fill(free, Double.NEGATIVE_INFINITY);
		var packed = new ArrayList<Bar>();
		for (Bar bar : bars) {
			int lane = 0;
			while (free[lane] > bar.from()) {
				lane++;
			}
			free[lane] = bar.to();
			packed.add(new Bar(bar.job(), bar.attempt(), bar.from(), bar.to(), lane, bar.end(), bar.use()));
		}
		return packed;
	}

	private static List<Pause> pauses(List<Bar> bars) {
		var idle = new ArrayList<Pause>();
		double busyUntil = 0;
		double busy = 0;
		for (Bar bar : bars) {
			if (bar.from() > busyUntil) {
				idle.add(new Pause(busyUntil, bar.from()));
			}
			busy += Math.max(0, bar.to() - Math.max(busyUntil, bar.from()));
			busyUntil = Math.max(busyUntil, bar.to());
		}
		double shortest = Math.max(SHORTEST_PAUSE_SECONDS, LONG_PAUSE * busy);
		return idle.stream().filter(pause -> pause.to() - pause.from() > shortest).toList();
	}

	/** A change of memory. */
	private record Change(double at, long declared, long peak) {
	}

	private static List<Memory> memory(List<Bar> bars) {
		var changes = new ArrayList<Change>();
		for (Bar bar : bars) {
			ResourceUse use = bar.use();
			if (use.declaredMemoryBytes() > 0 || use.peakMemoryBytes() > 0) {
				changes.add(new Change(bar.from(), use.declaredMemoryBytes(), use.peakMemoryBytes()));
				changes.add(new Change(bar.to(), -use.declaredMemoryBytes(), -use.peakMemoryBytes()));
			}
		}
		// what ends at a moment makes room for what begins then
		changes.sort(Comparator.comparingDouble(Change::at).thenComparingLong(Change::declared));
		var memory = new ArrayList<Memory>();
		long declared = 0;
		long peak = 0;
		for (Change change : changes) {
			declared += change.declared();
			peak += change.peak();
			if (!memory.isEmpty() && memory.getLast().at() == change.at()) {
				memory.removeLast();
			}
			memory.add(new Memory(change.at(), declared, peak));
		}
		return memory;
	}

	/** The most that was declared at a moment, bytes. */
	long mostDeclared() {
		return memory.stream().mapToLong(Memory::declaredBytes).max().orElse(0);
	}

	/** The most that was measured at a moment, bytes. */
	long mostMeasured() {
		return memory.stream().mapToLong(Memory::peakBytes).max().orElse(0);
	}
}
