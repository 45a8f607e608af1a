package org.armillary.engine.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.armillary.engine.job.WorkerProtocol.Answer;
import org.armillary.engine.job.WorkerProtocol.Command;
import org.jspecify.annotations.Nullable;

/** A child process that executes jobs, seen from its parent. Used by one thread at a time. */
final class Worker {

	private static final int REMEMBERED_LINES = 20;
	/** Who prints more than is listened to has to wait, as at a pipe that is full. */
	private static final int MOST_UNREAD_LINES = 10_000;
	private static final Duration LAST_WORDS = Duration.ofMillis(500);
	private static final Duration QUIT_PATIENCE = Duration.ofSeconds(5);
	private static final String PEAK = "VmHWM:";

	private final Process process;
	private final long heapBytes;
	private final OutputStream commands;
	private final BlockingQueue<Said> inbox = new LinkedBlockingQueue<>();
	private final Semaphore room = new Semaphore(MOST_UNREAD_LINES);
	private final Deque<String> lastLines = new ArrayDeque<>();
	private volatile boolean atWork;
	private volatile boolean exiting;
	private volatile long pid;
	private volatile long idleSince = System.nanoTime();

	/** What comes from a worker. */
	sealed interface Said {

		/** It answers. */
		record Answered(Answer answer) implements Said {
		}

		/** It, or something in its process, printed a line. */
		record Printed(String line) implements Said {
		}

		/** All that was printed for the job has been told. */
		record Silent() implements Said {
		}

		/** Its process ended. */
		record Died(int exitCode) implements Said {
		}
	}

	private Worker(Process process, long heapBytes) {
		this.process = process;
		this.heapBytes = heapBytes;
		this.pid = process.pid();
		this.commands = process.getOutputStream();
	}

	/** Starts a worker; it answers that it is ready when it can take a job. */
	static Worker start(WorkerCommand command, long heapBytes) throws IOException {
		Process process = command.worker(heapBytes).redirectInput(ProcessBuilder.Redirect.PIPE)
				.redirectOutput(ProcessBuilder.Redirect.PIPE).redirectError(ProcessBuilder.Redirect.PIPE).start();
		var worker = new Worker(process, heapBytes);
		String name = "worker " + process.pid();
		Thread answers = Thread.ofPlatform().daemon().name(name + " answers")
				.start(() -> worker.read(process.inputReader(StandardCharsets.UTF_8), worker::answered));
		Thread errors = Thread.ofPlatform().daemon().name(name + " errors")
				.start(() -> worker.read(process.errorReader(StandardCharsets.UTF_8), worker::printed));
		Thread.ofVirtual().name(name + " end").start(() -> worker.waitForEnd(answers, errors));
		return worker;
	}

	long heapBytes() {
		return heapBytes;
	}

	boolean isAlive() {
		return process.isAlive();
	}

	/** Time since its last job. */
	Duration idle() {
		return Duration.ofNanos(System.nanoTime() - idleSince);
	}

	/** Begins to listen to it: from now on all that it says is for the job. */
	void begin() {
		forget();
		synchronized (lastLines) {
			lastLines.clear();
		}
		exiting = false;
		atWork = true;
	}

	/** Its job ended. */
	void rest() {
		atWork = false;
		idleSince = System.nanoTime();
		forget();
	}

	/** Forgets what nobody has listened to. */
	private void forget() {
		var unheard = new ArrayList<Said>();
		inbox.drainTo(unheard);
		for (Said said : unheard) {
			switch (said) {
			case Said.Printed _ -> room.release();
			case Said.Died _ -> inbox.add(said);
			case Said.Answered _,Said.Silent _ -> {
				// it was said for a job that has ended
			}
			}
		}
	}

	/** Tells it what to do. */
	void tell(Command command) throws IOException {
		synchronized (commands) {
			commands.write((WorkerProtocol.line(command) + "\n").getBytes(StandardCharsets.UTF_8));
			commands.flush();
		}
	}

	/** What it says next; null where it says nothing for so long. */
	@Nullable
	Said listen(Duration limit) throws InterruptedException {
		Said said = inbox.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
		if (said instanceof Said.Printed) {
			room.release();
		}
		return said;
	}

	/** Whether it said that its process is being ended from inside. */
	boolean isExiting() {
		return exiting;
	}

	/** The last lines that its process printed. */
	List<String> lastLines() {
		synchronized (lastLines) {
			return List.copyOf(lastLines);
		}
	}

	/** Most memory that its process has used during the job so far, bytes; 0 where that cannot be found out. */
	long peakBytes() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
			return lines.filter(line -> line.startsWith(PEAK))
					.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
		} catch (IOException | UncheckedIOException e) {
			logger().log(System.Logger.Level.TRACE, "the process has ended", e);
			return 0;
		}
	}

	/** Asks it to end; it ends at once where it has nothing to do. */
	void quit() {
		try {
			tell(new Command.Quit());
			commands.close();
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "the worker has ended already", e);
		}
		Thread.ofVirtual().name("worker " + pid + " quits").start(this::killUnlessEnded);
	}

	private void killUnlessEnded() {
		try {
			if (!awaitEnd(QUIT_PATIENCE)) {
				kill();
			}
		} catch (InterruptedException e) {
			throw new IllegalStateException("nobody interrupts this thread", e);
		}
	}

	/** Waits for its end; false where it does not come in time. */
	boolean awaitEnd(Duration limit) throws InterruptedException {
		return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Ends it with all that it has started. */
	void kill() {
		// nobody listens any more; who reads its output must come to the end of it
		atWork = false;
		forget();
		List<ProcessHandle> tree = process.descendants().toList();
		// first the worker, so that it starts nothing more; programs of its jobs end when it does
		process.destroyForcibly();
		tree.forEach(ProcessHandle::destroyForcibly);
	}

	private void read(BufferedReader reader, Consumer<String> lines) {
		try (reader) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.accept(line);
			}
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "the worker has ended", e);
		}
	}

	private void answered(String line) {
		if (line.isBlank()) {
			return;
		}
		var answer = WorkerProtocol.answer(line);
		if (answer.isEmpty()) {
			printed(line);
			return;
		}
		if (answer.get() instanceof Answer.Ready(var itself)) {
			// the process that was started may be a script around it
			pid = itself;
		}
		if (answer.get() instanceof Answer.Exit) {
			exiting = true;
		}
		inbox.add(new Said.Answered(answer.get()));
	}

	private void printed(String line) {
		if (line.endsWith(WorkerProtocol.END_OF_OUTPUT)) {
			String rest = line.substring(0, line.length() - WorkerProtocol.END_OF_OUTPUT.length());
			if (!rest.isEmpty()) {
				printed(rest);
			}
			inbox.add(new Said.Silent());
			return;
		}
		synchronized (lastLines) {
			if (lastLines.size() == REMEMBERED_LINES) {
				lastLines.removeFirst();
			}
			lastLines.add(line);
		}
		if (atWork) {
			room.acquireUninterruptibly();
			inbox.add(new Said.Printed(line));
		} else {
			logger().log(System.Logger.Level.DEBUG, line);
		}
	}

	/** Tells of the end after all that was said before. */
	private void waitForEnd(Thread answers, Thread errors) {
		try {
			int code = process.waitFor();
			answers.join(LAST_WORDS);
			errors.join(LAST_WORDS);
			inbox.add(new Said.Died(code));
		} catch (InterruptedException e) {
			throw new IllegalStateException("nobody interrupts this thread", e);
		}
	}

	private static System.Logger logger() {
		return System.getLogger(Worker.class.getName());
	}
}
