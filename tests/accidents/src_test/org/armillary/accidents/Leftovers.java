package org.armillary.accidents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.engine.run.Runs;
import org.armillary.engine.store.CleanPolicy;
import org.armillary.engine.store.Cleaner;
import org.armillary.engine.store.Store;

/**
 * What lies in a store that belongs to nothing.
 *
 * @param store
 *            folder of the store
 */
record Leftovers(Path store) {

	/** Everything that may lie in a store whose runs have ended. */
	private static final List<Pattern> BELONGS = Stream.of("armillary-store\\.json", "claims", "lock",
			"index/index(-[0-9]+)?\\.sqlite(-wal|-shm)?", "objects/[0-9a-f]{2}/[0-9a-f]{64}\\.[a-z]+",
			"results/[0-9a-f]{2}/[0-9a-f]{64}\\.json", "runs/[^/.][^/]*/(request\\.json|journal\\.jsonl|lease|log)")
			.map(Pattern::compile).toList();

	/** Makes half-made run folders look old: young ones may be those of a run that is just starting. */
	private void age() throws IOException {
		FileTime old = FileTime.from(Instant.now().minus(Duration.ofMinutes(5)));
		try (Stream<Path> runs = Files.list(store.resolve("runs"))) {
			for (Path run : runs.filter(run -> run.getFileName().toString().startsWith(".")).toList()) {
				Files.setLastModifiedTime(run, old);
			}
		}
	}

	/** Cleans, then looks for files that should not be there. */
	void assertNone() throws IOException {
		age();
		try (Store open = Store.open(store)) {
			new Cleaner(open, new Runs(open)).apply(CleanPolicy.keepAll());
		}
		try (Stream<Path> files = Files.walk(store)) {
			assertEquals(List.of(), files.filter(Files::isRegularFile).map(file -> store.relativize(file).toString())
					.filter(name -> BELONGS.stream().noneMatch(pattern -> pattern.matcher(name).matches())).toList());
		}
	}
}
