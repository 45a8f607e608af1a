package org.armillary.engine.job;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Measures the processor time of a job. Where it has the process to itself, that of the process counts: also that of
 * the virtual machine for compiling and collecting garbage. Else the threads count that belong to the job's thread
 * group: its own and those that these have made; of a job on a thread of its caller, those that began in the caller's group
 * since. Threads can be asked only while they live, so this is done every
 * {@link #PAUSE} milliseconds; what a thread used after it was asked last is missing. A job without other jobs beside
 * it for all its time gets the time of the process without that of those threads of other groups that can still be
 * asked at its end; so work in pools of the virtual machine counts too.
 */
final class CpuMeter implements AutoCloseable {

	/** Time between two looks at the threads of a job, ms. */
	private static final long PAUSE = 20;
	/** Threads that may begin while threads are counted. */
	private static final int SPARE = 16;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
	private final boolean isWhole;
	private final Thread own = Thread.currentThread();
	private final ThreadGroup group = own.getThreadGroup();
	private final Map<Long, Long> before = new HashMap<>();
	private final Map<Long, Long> latest = new HashMap<>();
	private final long processBefore = process();
	private boolean isAlone = true;
	private boolean isClosed;

	/** The threads of a job: a group that others can tell from all other groups. */
	static final class JobGroup extends ThreadGroup {

		JobGroup(String name) {
			super(name);
		}

		/** A thread of this group, which does not keep the process alive. */
		Thread thread(Runnable work) {
			return Thread.ofPlatform().group(this).daemon().name(getName()).unstarted(work);
		}
	}

	private CpuMeter(boolean isWhole) {
		this.isWhole = isWhole;
	}

	/** Measures a job that this thread works for in a process that does nothing else. */
	static CpuMeter ofWholeProcess() {
		return new CpuMeter(true);
	}

	/** Measures a job that this thread works for, from now on. */
	static CpuMeter ofThread() {
		var meter = new CpuMeter(false);
		meter.begin();
		return meter;
	}

	private void begin() {
		for (Thread thread : all()) {
			before.put(thread.threadId(), used(thread));
		}
		look();
		Thread.ofPlatform().group(root()).daemon().name("time of " + own.getName()).start(this::watch);
	}

	/** Processor time until now, ns; asked by the thread of the job. */
	synchronized long nanoseconds() {
		if (isWhole) {
			return process() - processBefore;
		}
		long others = look();
		long known = latest.values().stream().mapToLong(Long::longValue).sum();
		return isAlone ? Math.max(known, process() - processBefore - others) : known;
	}

	private synchronized void watch() {
		try {
			while (!isClosed) {
				look();
				wait(PAUSE);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Asks all threads; what those used that do not work for the job, ns. */
	private synchronized long look() {
		long others = 0;
		for (Thread thread : all()) {
			ThreadGroup its = thread.getThreadGroup();
			if (its == null) {
				// it has ended
				continue;
			}
			Long known = before.get(thread.threadId());
			long used = used(thread) - (known == null ? 0 : known);
			if (thread == own || belongs(its, known == null)) {
				latest.merge(thread.threadId(), used, Math::max);
			} else {
				isAlone &= !(its instanceof JobGroup);
				boolean isOfOthers = known != null || group instanceof JobGroup;
				others += isOfOthers && !(thread instanceof ForkJoinWorkerThread) ? used : 0;
			}
		}
		return others;
	}

	/** Whether a thread of a group works for the job; beside a caller's own thread, those that began in its group since. */
	private boolean belongs(ThreadGroup its, boolean isNew) {
		return group instanceof JobGroup ? group.parentOf(its) : isNew && its == group;
	}

	/** Processor time of a thread, ns; 0 where it has ended. */
	private long used(Thread thread) {
		return Math.max(0, threads.getThreadCpuTime(thread.threadId()));
	}

	private ThreadGroup root() {
		ThreadGroup root = group;
		for (ThreadGroup parent = root.getParent(); parent != null; parent = root.getParent()) {
			root = parent;
		}
		return root;
	}

	private List<Thread> all() {
		ThreadGroup root = root();
		for (int room = 2 * root.activeCount() + SPARE;; room *= 2) {
			var found = new Thread[room];
			int number = root.enumerate(found, true);
			if (number < room) {
				return Arrays.asList(found).subList(0, number);
			}
		}
	}

	/** Processor time of this process, ns, in steps of the system. */
	private static long process() {
		return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
	}

	@Override
	public synchronized void close() {
		isClosed = true;
		notifyAll();
	}
}
