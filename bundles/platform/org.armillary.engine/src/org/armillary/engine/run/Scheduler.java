package org.armillary.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.planning.Replan;
import org.armillary.engine.run.JobGraph.Node;
import org.armillary.engine.run.Notice.Execution;
import org.armillary.engine.run.Notice.Task;

/**
 * The coordinating thread of a run: gives jobs to activation threads in the order of the plan, as many at a time as
 * there are workers and as their declared memory allows, and takes notice of what becomes of them. Everything that is
 * decided or told happens on this one thread; nothing here waits for a disk.
 */
final class Scheduler {

	/** How a schedule can end. */
	enum End {
		/** All jobs ended. */
		COMPLETE,
		/** Somebody wanted it to end. */
		CANCELLED,
		/** The engine itself could not go on. */
		STOPPED
	}

	/** Pause between two looks at whether the run is cancelled, and at jobs that another run works on. */
	private static final long POLL_MILLISECONDS = 100;
	/** How long jobs may take to end after they were cancelled. */
	private static final long CANCEL_MILLISECONDS = 1900;
	/**
	 * So many jobs are looked up ahead of those that are executed, so that no thread waits for the coordinating one.
	 */
	private static final int LOOKS_AHEAD = 64;
	private static final int OVERTAKINGS_PER_WORKER = 16;
	private static final long MEBIBYTE = 1L << 20;

	private final JobGraph graph;
	private final JobWork work;
	private final int workers;
	private final MemoryBudget memory;
	private final ProductNames names;
	private final Publisher publisher;
	private final RunListener listener;
	private final BooleanSupplier cancelled;
	private final LinkedBlockingQueue<Notice> notices;

	/** Jobs that wait for a worker or for memory, in the order of the plan. */
	private final TreeSet<Execution> waiting = new TreeSet<>(
			Comparator.<Execution>comparingInt(execution -> execution.task.node().order())
					.thenComparing(execution -> execution.task.job().id())
					.thenComparingInt(execution -> execution.task.round()));
	/** Jobs that are looked at again later: another run is at their work, or they failed for a moment. */
	private final PriorityQueue<Aside> aside = new PriorityQueue<>(Comparator.comparingLong(Aside::due));
	/** Jobs at work by the hash of their key, each with those jobs of this run that wait for the same result. */
	private final Map<String, List<Task>> atWork = new HashMap<>();
	private final Set<String> toldAlone = new HashSet<>();
	private final Workers threads;
	private int looking;
	private int executing;
	private Optional<Message> trouble = Optional.empty();

	/** A job to be looked at again at a {@link System#nanoTime}. */
	private record Aside(Execution execution, long due) {
	}

	/** Makes the schedule of a run. */
	Scheduler(JobGraph graph, JobWork work, ExecutionOptions options, ProductNames names, Publisher publisher,
			RunListener listener, BooleanSupplier cancelled, LinkedBlockingQueue<Notice> notices) {
		this.graph = graph;
		this.work = work;
		this.workers = options.workers();
		this.memory = new MemoryBudget(options.memoryBytes(), options.workers() * OVERTAKINGS_PER_WORKER);
		this.names = names;
		this.publisher = publisher;
		this.listener = listener;
		this.cancelled = cancelled;
		this.notices = notices;
		this.threads = new Workers(workers);
	}

	/** Why the engine could not go on; empty where it could. */
	Optional<Message> trouble() {
		return trouble;
	}

	/** Works through all jobs. */
	End run() throws InterruptedException {
		var batch = new ArrayList<Notice>();
		try {
			while (true) {
				dispatch();
				if (graph.isDone() && looking + executing == 0 && aside.isEmpty()) {
					return End.COMPLETE;
				}
				if (notices.drainTo(batch) == 0) {
					Notice notice = notices.poll(pause(), TimeUnit.NANOSECONDS);
					if (notice != null) {
						batch.add(notice);
					}
				}
				batch.forEach(this::take);
				batch.clear();
				if (trouble.isPresent()) {
					drain();
					return End.STOPPED;
				}
				if (cancelled.getAsBoolean()) {
					drain();
					return trouble.isPresent() ? End.STOPPED : End.CANCELLED;
				}
			}
		} finally {
			threads.close();
			threads.interrupt();
			aside.forEach(entry -> JobWork.release(entry.execution()));
			waiting.forEach(JobWork::release);
		}
	}

	/** Ends all jobs that have not ended, in the order of the plan, as cancelled. */
	void cancelRest() {
		for (Node node : graph.nodes()) {
			if (node.result().isEmpty()) {
				String id = node.job().id();
				endWithoutWork(node, JobResult.notRun(id, Status.CANCELLED, RunMessage.CANCELLED.with(id)));
			}
		}
	}

	/** Cancels the jobs at work and takes notice of how they ended. */
	private void drain() throws InterruptedException {
		threads.close();
		threads.interrupt();
		threads.await(CANCEL_MILLISECONDS);
		var batch = new ArrayList<Notice>();
		notices.drainTo(batch);
		batch.forEach(this::take);
	}

	private long pause() {
		long longest = TimeUnit.MILLISECONDS.toNanos(POLL_MILLISECONDS);
		Aside next = aside.peek();
		return next == null ? longest : Math.clamp(next.due() - System.nanoTime(), 0, longest);
	}

	private void dispatch() {
		for (Aside next = aside.peek(); next != null && next.due() <= System.nanoTime(); next = aside.peek()) {
			aside.poll();
			waiting.add(next.execution());
		}
		// what is looked up may change the plan once more
		if (looking == 0 || !graph.isReplanPending()) {
			startExecutions();
		}
		while (looking < LOOKS_AHEAD && waiting.size() < LOOKS_AHEAD) {
			// results that are there already come first, so that planning knows all it can
			if (graph.isReplanDue() && looking == 0 && executing < workers) {
				replan();
				continue;
			}
			Optional<Node> next = graph.next();
			if (next.isEmpty()) {
				return;
			}
			begin(next.get());
		}
	}

	/** Has a job looked up, unless it has to end before it starts. */
	private void begin(Node node) {
		Optional<Node> failed = graph.failedBefore(node);
		if (failed.isPresent()) {
			endWithoutWork(node, JobResult.notRun(node.job().id(), Status.SKIPPED, skipped(node, failed.get())));
			return;
		}
		Map<String, List<JobInput>> inputs = graph.inputs(node);
		var missing = node.job().actor().descriptor().inputs().stream()
				.filter(port -> inputs.getOrDefault(port.name(), List.of()).size() < port.min()).findFirst();
		if (missing.isPresent()) {
			String port = missing.get().name();
			endWithoutWork(node, JobResult.notRun(node.job().id(), Status.NO_WORK, RunMessage.NO_INPUT.with(
					node.job().id(), port, inputs.getOrDefault(port, List.of()).size(), missing.get().cardinality())));
			return;
		}
		look(new Task(node, node.round(), node.job(), inputs, graph.isLast(node)));
	}

	private void look(Task task) {
		looking++;
		threads.look(() -> work.look(task));
	}

	/** The message of a job that cannot start; the first cause is carried along a chain of skipped jobs. */
	private static Message skipped(Node node, Node before) {
		JobResult result = before.result().orElseThrow();
		Message cause = result.messages().getFirst();
		if (result.status() == Status.SKIPPED && cause.detail().isPresent()) {
			String root = cause.detail().get();
			return RunMessage.SKIPPED.with(node.job().id(), before.job().id(), "was skipped: " + root)
					.withDetail(root);
		}
		String root = before.job().id() + " failed: " + cause.summary();
		return RunMessage.SKIPPED.with(node.job().id(), before.job().id(), "failed: " + cause.summary())
				.withDetail(root);
	}

	private void endWithoutWork(Node node, JobResult result) {
		graph.ended(node, result);
		listener.on(new RunEvent.JobEnded(result, null, null));
	}

	private void startExecutions() {
		boolean first = true;
		for (var iterator = waiting.iterator(); iterator.hasNext() && executing < workers;) {
			Execution execution = iterator.next();
			Task task = execution.task;
			if (!isCurrent(task)) {
				iterator.remove();
				JobWork.release(execution);
				continue;
			}
			List<Task> twins = atWork.get(execution.keyed.key().hash());
			if (twins != null) {
				iterator.remove();
				twins.add(task);
				continue;
			}
			long declared = execution.attempts.memoryBytes();
			if (!memory.take(declared)) {
				if (!memory.mayBeOvertaken()) {
					return;
				}
				first = false;
				continue;
			}
			if (first) {
				memory.firstStarted();
			} else {
				memory.overtaken();
			}
			tellAlone(execution, declared);
			iterator.remove();
			execution.memoryTaken = declared;
			atWork.put(execution.keyed.key().hash(), new ArrayList<>(0));
			executing++;
			threads.execute(interruption -> work.execute(execution, interruption));
		}
	}

	private void tellAlone(Execution execution, long declared) {
		String id = execution.task.job().id();
		if (memory.exceeds(declared) && toldAlone.add(id)) {
			listener.on(new RunEvent.Logged(id, System.Logger.Level.WARNING,
					RunMessage.MEMORY_ALONE.with(id, declared / MEBIBYTE, memory.bytes() / MEBIBYTE).summary()));
		}
	}

	private boolean isCurrent(Task task) {
		return graph.contains(task.node()) && task.node().round() == task.round();
	}

	private void take(Notice notice) {
		switch (notice) {
		case Notice.Told(var event) -> listener.on(event);
		case Notice.Missed(var execution) -> {
			looking--;
			waiting.add(execution);
		}
		case Notice.Held(var execution) -> {
			backFromWork(execution);
			if (!execution.waits) {
				execution.waits = true;
				listener.on(new RunEvent.Waiting(execution.task.job().id()));
			}
			setAside(execution, Duration.ofMillis(POLL_MILLISECONDS));
		}
		case Notice.Again(var execution, var why, var delay) -> {
			backFromWork(execution);
			listener.on(new RunEvent.Retried(execution.task.job().id(), execution.attempts.number() - 1, why, delay));
			setAside(execution, delay);
		}
		case Notice.Ended ended -> end(ended);
		}
	}

	private void setAside(Execution execution, Duration delay) {
		aside.add(new Aside(execution, System.nanoTime() + delay.toNanos()));
	}

	/** A worker is free again, and so are the jobs that waited for the same result. */
	private void backFromWork(Execution execution) {
		memory.release(execution.memoryTaken);
		executing--;
		List<Task> twins = atWork.remove(execution.keyed.key().hash());
		if (twins != null) {
			twins.forEach(this::look);
		}
	}

	private void end(Notice.Ended ended) {
		Task task = ended.task();
		if (ended.execution() == null) {
			looking--;
		} else {
			backFromWork(ended.execution());
		}
		if (trouble.isEmpty()) {
			trouble = ended.trouble();
		}
		if (!graph.contains(task.node())) {
			String id = task.job().id();
			// a job that left the plan and came back has a node of its own, to which the products belong
			if (graph.node(id).isEmpty()) {
				publisher.retract(id);
			}
			return;
		}
		if (task.node().round() != task.round()) {
			return;
		}
		if (ended.result().status().isFinished()) {
			graph.delivered(task.node(), ended.result(), ended.made(),
					ended.key() == null ? "" : ended.key().hash());
		} else {
			graph.ended(task.node(), ended.result());
		}
		listener.on(new RunEvent.JobEnded(ended.result(), ended.key(), ended.reason()));
	}

	private void replan() {
		JobGraph.Change change;
		try {
			change = graph.replan();
		} catch (RefusedException e) {
			// only an interrupt refuses, and this thread has none
			throw new IllegalStateException(e);
		}
		// the places in the plan have changed
		var again = List.copyOf(waiting);
		waiting.clear();
		waiting.addAll(again);
		Replan replan = change.replan();
		names.plan(replan.plan().jobs());
		if (replan.isEmpty()) {
			// nothing that planning looked at there decides anything else
			return;
		}
		listener.on(new RunEvent.Replanned(change.first().job().id(),
				RunMessage.DEVIATION.with(change.first().job().id(), change.how(),
						change.others() == 0 ? ""
								: ", and so did " + (change.others() == 1 ? "1 other" : change.others() + " others")),
				replan.added().stream().map(Outlines::of).toList(), List.copyOf(replan.removed().keySet())));
		replan.removed().forEach((id, why) -> {
			publisher.retract(id);
			listener.on(new RunEvent.JobEnded(JobResult.notRun(id, Status.NO_WORK, why), null, null));
		});
		replan.refused().forEach((id, refused) -> graph.node(id).filter(node -> node.result().isEmpty())
				.ifPresent(node -> endWithoutWork(node,
						JobResult.failed(id, refused.kind(), refused.why(), "", Duration.ZERO))));
	}
}
