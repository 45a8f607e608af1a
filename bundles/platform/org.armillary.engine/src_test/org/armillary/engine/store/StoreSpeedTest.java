package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.armillary.engine.store.StoreFixture.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.HeaderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processor time of a thread, the best of some rounds, so that other work on the machine does not count. */
class StoreSpeedTest {

	private static final int RESULTS = 500;
	private static final int ROUNDS = 40;

	@TempDir
	Path folder;

	/** A piece of work. */
	private interface Work {
		void run() throws IOException;
	}

	/** Processor time of the fastest of some rounds, s. */
	private static double best(Work work) throws IOException {
		var threads = ManagementFactory.getThreadMXBean();
		double best = Double.POSITIVE_INFINITY;
		for (int round = 0; round < ROUNDS; round++) {
			long began = threads.getCurrentThreadCpuTime();
			work.run();
			best = Math.min(best, (threads.getCurrentThreadCpuTime() - began) / 1e9);
		}
		return best;
	}

	private Store open() throws IOException {
		return Store.open(folder.resolve("store"), new SystemDisk(), new HeaderFiles(),
				() -> Instant.now().plus(Duration.ofSeconds(10)));
	}

	@Test
	void tenThousandResultsAreFoundInAQuarterOfASecondAndDigestsInLess() throws IOException {
		List<JobKey> keys = new ArrayList<>();
		List<Path> inputs = new ArrayList<>();
		try (Store store = open()) {
			for (int i = 0; i < RESULTS; i++) {
				JobReport adopted = store.adopt(report(key("5", "input " + i), store.runs().resolve("r/jobs/" + i),
						"product " + i));
				assertTrue(Files.exists(product(adopted)));
				keys.add(adopted.key());
				inputs.add(Files.writeString(folder.resolve("input-" + i + ".txt"), "input " + i));
				store.files().digest(inputs.get(i), ExtensionSelection.ALL);
			}
		}
		double found;
		try (Store store = open()) {
			found = best(() -> {
				for (JobKey key : keys) {
					assertEquals(Lookup.Hit.class, store.find(key).getClass());
				}
			});
		}
		// each round with a memory of its own, so that the index is asked
		double remembered = best(() -> {
			try (Store store = open()) {
				for (Path input : inputs) {
					store.files().digest(input, ExtensionSelection.ALL);
				}
			}
		});
		assertTrue(found * 10_000 / RESULTS < 0.25, "10 000 results in " + found * 10_000 / RESULTS + " s");
		assertTrue(remembered * 10_000 / RESULTS < 0.3, "10 000 digests in " + remembered * 10_000 / RESULTS + " s");
	}
}
