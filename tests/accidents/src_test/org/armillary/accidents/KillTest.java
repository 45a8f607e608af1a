package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs are killed with SIGKILL at random moments, with or without their children, and resumed until they end. The number of
 * kills is the system property {@code armillary.kills}.
 */
class KillTest {

	private static final int FILES = 10;
	private static final long SEED = 20261121;
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	private final Random random = new Random(SEED);
	private int kills;
	private int story;

	@Test
	void whateverIsKilledTheProductsAreTheSameAndNothingFinishedRunsAgain() throws Exception {
		Path in = Stories.inputs(folder, FILES);
		Path calm = Files.createDirectories(folder.resolve("calm"));
		long begin = System.nanoTime();
		Process uninterrupted = Runner.start(calm.resolve("log"), calm.resolve("told"), "start",
				calm.resolve("store").toString(), in.toString(), calm.resolve("out").toString());
		assertEquals(Runner.DONE, Stories.end(uninterrupted, calm.resolve("told")),
				() -> Stories.text(calm.resolve("told")));
		long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		Map<String, String> expected = Stories.contents(calm.resolve("out"));
		assertEquals(4 * FILES + 2, expected.size());

		int wanted = Integer.getInteger("armillary.kills", 60);
		while (kills < wanted) {
			story++;
			Path place = Files.createDirectories(folder.resolve("story" + story));
			untilItEnds(place, in, milliseconds, wanted);
			assertEquals(expected, Stories.contents(place.resolve("out")));
			new Leftovers(place.resolve("store")).assertNone();
		}
	}

	/** Kills and resumes one run until it ends by itself. */
	private void untilItEnds(Path place, Path in, long milliseconds, int wanted) throws Exception {
		Path store = place.resolve("store");
		Path log = place.resolve("log");
		Path told = place.resolve("told");
		Set<String> finished = Set.of();
		int linesBefore = 0;
		while (true) {
			Process process = Runner.run(store)
					.map(run -> start(log, told, "resume", store.toString(), run))
					.orElseGet(() -> start(log, told, "start", store.toString(), in.toString(),
							place.resolve("out").toString()));
			boolean ended = process.waitFor(kills < wanted ? 1 + random.nextLong(milliseconds) : PATIENCE.toMillis(),
					TimeUnit.MILLISECONDS);
			if (!ended) {
				kill(process);
			}
			List<String> lines = Stories.lines(log);
			for (String line : lines.subList(linesBefore, lines.size())) {
				String job = line.substring(0, line.indexOf(' '));
				assertTrue(!finished.contains(job),
						() -> "seed " + SEED + ", story " + story + ", kill " + kills + ": " + job
								+ " was finished and ran again\n" + Stories.text(told));
			}
			if (ended) {
				assertEquals(Runner.DONE, process.exitValue(), () -> "story " + story + "\n" + Stories.text(told));
				return;
			}
			finished = Stories.finished(store);
			linesBefore = lines.size();
		}
	}

	/** Kills the process with its children, or alone: then its children have to notice. */
	private void kill(Process process) throws InterruptedException {
		kills++;
		List<ProcessHandle> children = process.descendants().toList();
		if (random.nextBoolean()) {
			children.forEach(ProcessHandle::destroyForcibly);
		}
		process.destroyForcibly().waitFor();
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
		while (children.stream().anyMatch(ProcessHandle::isAlive)) {
			assertTrue(System.nanoTime() < deadline, "children outlive the engine: " + children.stream()
					.filter(ProcessHandle::isAlive).map(child -> child.info().commandLine().orElse("?")).toList());
			Thread.sleep(10);
		}
	}

	private static Process start(Path log, Path told, String... words) {
		try {
			return Runner.start(log, told, words);
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}
}
