package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.armillary.engine.store.SyncedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at a random moment: everything written to the store after its last sync is lost, torn or zero. What had
 * been synced, at most a second before, is not done again.
 */
class PowerLossTest {

	private static final int FILES = 40;
	private static final int CUTS = 12;
	private static final long SEED = 4;

	@TempDir
	Path folder;

	@Test
	void onlyWhatWasNotSyncedIsDoneAgain() throws Exception {
		var random = new Random(SEED);
		Path in = Stories.inputs(folder, FILES);
		Path calm = Files.createDirectories(folder.resolve("calm"));
		long begin = System.nanoTime();
		assertEquals(Runner.DONE, Stories.end(Runner.start(calm.resolve("log"), calm.resolve("told"), "start",
				calm.resolve("store").toString(), in.toString(), calm.resolve("out").toString()), calm.resolve("told")),
				() -> Stories.text(calm.resolve("told")));
		long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		Map<String, String> expected = Stories.contents(calm.resolve("out"));

		int cuts = 0;
		boolean synced = false;
		for (int story = 1; cuts < CUTS; story++) {
			Path place = Files.createDirectories(folder.resolve("story" + story));
			Path store = place.resolve("store");
			Path note = place.resolve("synced");
			Path log = place.resolve("log");
			Path told = place.resolve("told");
			Set<String> finished = Set.of();
			int linesBefore = 0;
			boolean ended = false;
			while (!ended) {
				List<String> words = Runner.run(store).map(run -> List.of("resume", store.toString(), run)).orElse(
						List.of("start", store.toString(), in.toString(), place.resolve("out").toString()));
				Process process = Runner.start(log, told, Map.of(Runner.SYNCED, note.toString()),
						words.toArray(String[]::new));
				ended = process.waitFor(cuts < CUTS ? milliseconds / 4 + random.nextLong(milliseconds) : 120_000,
						TimeUnit.MILLISECONDS);
				if (ended) {
					assertEquals(Runner.DONE, process.exitValue(), () -> Stories.text(told));
				} else {
					process.descendants().forEach(ProcessHandle::destroyForcibly);
					process.destroyForcibly().waitFor();
					SyncedFiles.cutPower(store, note, random);
					cuts++;
				}
				List<String> lines = Stories.lines(log);
				var again = new HashSet<>(finished);
				again.retainAll(lines.subList(linesBefore, lines.size()).stream()
						.map(line -> line.substring(0, line.indexOf(' '))).toList());
				assertEquals(Set.of(), again, "seed " + SEED + ", cut " + cuts);
				linesBefore = lines.size();
				Set<String> kept = SyncedFiles.synced(note).keySet();
				finished = Stories.finished(store, file -> file.startsWith(store.resolve("results"))
						&& kept.contains(store.relativize(file).toString()) && Stories.isComplete(store, file));
				synced |= !finished.isEmpty() && !ended;
			}
			assertEquals(expected, Stories.contents(place.resolve("out")));
		}
		assertTrue(synced, "no power cut came after a sync");
	}
}
