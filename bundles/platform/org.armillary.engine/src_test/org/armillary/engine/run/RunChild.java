package org.armillary.engine.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;

/** A process of its own that does something with leases and run folders, and how tests start and hear it. */
final class RunChild {

	private static final int MANY = 1_000_000;

	private RunChild() {
	}

	/** The command of a child that does what {@link #main} says. */
	static List<String> command(String... words) {
		var command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
						RunChild.class.getName()));
		command.addAll(List.of(words));
		return command;
	}

	/** A child that is started, with a line of its output at a time. */
	static final class Started implements AutoCloseable {

		private final Process process;
		private final BufferedReader out;

		Started(List<String> command) throws IOException {
			process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
			out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		}

		String line() throws IOException {
			return String.valueOf(out.readLine());
		}

		Process process() {
			return process;
		}

		/** Lets the child go on: it waits for the end of its input. */
		void release() throws IOException {
			process.getOutputStream().close();
		}

		/** Kills it as the system would, without any chance to tidy up. */
		void kill() throws InterruptedException {
			process.destroyForcibly();
			process.waitFor();
		}

		@Override
		public void close() throws IOException {
			process.destroyForcibly();
			out.close();
		}
	}

	/** Waits until something holds, at most a generous time. */
	static void await(Condition condition) throws IOException, InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (!condition.holds()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("waited for too long");
			}
			Thread.sleep(10);
		}
	}

	/** Something that comes to hold. */
	interface Condition {
		boolean holds() throws IOException;
	}

	/**
	 * Does one of these: {@code lease RUN} takes the lease until its input ends; {@code create RUNS N} makes run folders;
	 * {@code run RUN MS} executes a run in so many milliseconds; {@code start RUN MS} starts such a process and waits to be
	 * killed; {@code fill JOURNAL} writes events until it cannot.
	 */
	public static void main(String[] words) throws IOException, InterruptedException {
		switch (words[0]) {
		case "lease" -> lease(RunFolder.open(Path.of(words[1])));
		case "create" -> create(Path.of(words[1]), Integer.parseInt(words[2]));
		case "run" -> run(RunFolder.open(Path.of(words[1])), Duration.ofMillis(Long.parseLong(words[2])));
		case "start" -> {
			tell(RunProcess.start(command("run", words[1], words[2]), RunFolder.open(Path.of(words[1]))).pid());
			System.in.read();
		}
		case "fill" -> fill(Path.of(words[1]));
		default -> throw new IllegalArgumentException(words[0]);
		}
	}

	private static void tell(Object text) {
		System.out.println(text);
		System.out.flush();
	}

	private static void lease(RunFolder run) throws IOException {
		var lease = run.lease();
		tell(lease.isPresent() ? "held" : "refused");
		if (lease.isPresent()) {
			System.in.read();
			lease.get().close();
			tell("free");
			System.in.read();
		}
	}

	private static void create(Path runs, int number) throws IOException {
		for (int i = 0; i < number; i++) {
			tell(RunFolder.create(runs, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON).id());
		}
	}

	/** As a run process would: says who it is on standard error, ends by itself, or on the cancel marker. */
	private static void run(RunFolder run, Duration time) throws IOException, InterruptedException {
		System.err.println("pid " + ProcessHandle.current().pid() + " home " + System.getenv("HOME") + " input "
				+ System.in.read());
		try (var _ = run.lease().orElseThrow();
				var journal = new Journal(run.journalFile(), RunSamples.NO_COMMITS, InstantSource.system())) {
			journal.on(RunSamples.started("dark", "flat"));
			long end = System.nanoTime() + time.toNanos();
			while (System.nanoTime() < end && !run.isCancelled()) {
				Thread.sleep(10);
			}
			journal.on(RunSamples.ended(RunSamples.ok("dark"), RunSamples.key("test.dark", "1")));
			journal.on(new RunEvent.Ended(run.isCancelled() ? Outcome.CANCELLED : Outcome.DONE, List.of()));
		}
	}

	private static void fill(Path file) throws IOException {
		int written = 0;
		try (var journal = new Journal(file, RunSamples.NO_COMMITS, InstantSource.system())) {
			while (written < MANY) {
				journal.on(new RunEvent.Waiting("job" + written));
				written++;
			}
		} catch (UncheckedIOException _) {
			tell(written);
		}
		System.in.read();
	}
}
