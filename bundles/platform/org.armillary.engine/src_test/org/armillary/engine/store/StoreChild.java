package org.armillary.engine.store;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.armillary.engine.JobKey;

/** A process of its own that works with a store. */
final class StoreChild {

	private StoreChild() {
	}

	/** Starts {@link #main} in a process; its error output is that of the tests. */
	static Process start(String... words) throws IOException {
		var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), StoreChild.class.getName()));
		command.addAll(List.of(words));
		return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
	}

	/**
	 * {@code hold STORE THRESHOLD}: claims a job, says so and keeps the claim until it dies.<br>
	 * {@code try STORE THRESHOLD}: says whether it can claim a job.<br>
	 * {@code use STORE}: uses the store, says so and keeps doing so until its input ends.<br>
	 * {@code work STORE JOBS SEED LOG}: makes the results of so many jobs that nobody has made, as a run would, in an
	 * order of its own, and notes each in a file.
	 */
	public static void main(String[] words) throws IOException, InterruptedException {
		try (Store store = Store.open(Path.of(words[1]))) {
			switch (words[0]) {
			case "hold" -> hold(store, StoreFixture.key(words[2]));
			case "try" -> say(store.claim(StoreFixture.key(words[2])).isPresent() ? "free" : "taken");
			case "use" -> {
				try (StoreUse _ = store.use().orElseThrow()) {
					say("using");
					await();
				}
			}
			default -> work(store, Integer.parseInt(words[2]), Long.parseLong(words[3]), Path.of(words[4]));
			}
		}
	}

	private static void say(String word) throws IOException {
		try (var out = Files.newOutputStream(Path.of("/dev/stdout"), StandardOpenOption.WRITE)) {
			out.write((word + "\n").getBytes(StandardCharsets.UTF_8));
		}
	}

	private static void await() throws IOException {
		try (var in = Files.newInputStream(Path.of("/dev/stdin"))) {
			in.readAllBytes();
		}
	}

	private static void hold(Store store, JobKey key) throws IOException {
		try (Claim _ = store.claim(key).orElseThrow()) {
			say("holding");
			await();
		}
	}

	private static void work(Store store, int jobs, long seed, Path log) throws IOException, InterruptedException {
		var order = new ArrayList<Integer>();
		for (int i = 0; i < jobs; i++) {
			order.add(i);
		}
		Collections.shuffle(order, new Random(seed));
		for (int job : order) {
			JobKey key = StoreFixture.key("5", "input " + job);
			boolean done = false;
			while (!done) {
				done = store.find(key) instanceof Lookup.Hit || make(store, key, job, log);
				if (!done) {
					Thread.sleep(2);
				}
			}
		}
	}

	private static boolean make(Store store, JobKey key, int job, Path log) throws IOException, InterruptedException {
		Optional<Claim> claim = store.claim(key);
		if (claim.isEmpty()) {
			return false;
		}
		try (Claim _ = claim.orElseThrow()) {
			if (!(store.find(key) instanceof Lookup.Hit)) {
				Files.writeString(log, job + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
				Thread.sleep(1);
				Path folder = store.runs().resolve("run-" + ProcessHandle.current().pid()).resolve("jobs/" + job);
				store.adopt(StoreFixture.report(key, folder, "product of " + job));
			}
			return true;
		}
	}
}
