package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a store as it is, with its group commit and its results. */
class RunStoreTest {

	@TempDir
	Path folder;

	/** Executes a run of one job that makes one text. */
	private RunFolder run(Store store, String sigma, String text) throws Exception {
		RunFolder run = RunFolder.create(store, RunSamples.request(), RunSamples.OPTIONS);
		JobKey key = RunSamples.key("test.dark", sigma, "a.fits", "d1");
		try (Lease _ = run.lease().orElseThrow(); Journal journal = run.journal(store.commits())) {
			journal.on(RunSamples.started("dark#1"));
			journal.on(RunSamples.jobStarted("dark#1", key));
			Path made = Files.writeString(Files.createDirectories(run.jobs()).resolve("made.txt"), text);
			store.adopt(new JobReport(run.id(), "test.dark", key, RunSamples.ok("dark#1"),
					Map.of("out", List.of(new MadeProduct(made, digest(text), Files.size(made),
							new ProductDescription("TEXT", Keywords.NONE)))),
					RunSamples.NOON, Map.of()));
			journal.on(RunSamples.ended(RunSamples.ok("dark#1"), key));
			store.sync();
			journal.on(new RunEvent.Ended(Outcome.DONE, List.of()));
		}
		return run;
	}

	private static String digest(String text) throws Exception {
		return HexFormat.of().formatHex(
				MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void productsAreComparedByTheirDigests() throws Exception {
		try (Store store = Store.open(folder.resolve("store"))) {
			RunFolder before = run(store, "5", "one");
			RunFolder now = run(store, "6", "other");
			var runs = new Runs(store);
			JobChange change = runs.diff(before, now).jobs().getFirst();
			assertEquals(List.of("sigma 5 → 6"), change.key().stream().map(key -> key.text()).toList());
			assertEquals(List.of(new ProductChange("out", "TEXT", 0, digest("one"), digest("other"))),
					change.products());
			assertTrue(runs.diff(before, before).isEmpty());
			assertEquals(List.of(now.id(), before.id()), runs.list().stream().map(RunSummary::id).toList());
			assertEquals(now.path(), runs.find("last").path());
			assertEquals(List.of(), runs.diff(before, run(store, "7", "one")).jobs().getFirst().products(),
					"another key, but the same content");
		}
	}

	@Test
	void aJournalThatWasClosedNeverFailsTheGroupCommit() throws IOException {
		try (Store store = Store.open(folder.resolve("store"))) {
			for (int i = 0; i < 20; i++) {
				RunFolder run = RunFolder.create(store, RunSamples.request(), RunSamples.OPTIONS);
				try (Journal journal = run.journal(store.commits())) {
					journal.on(new RunEvent.Waiting("a"));
				}
			}
			store.sync();
			assertEquals(Optional.empty(), store.commits().failure());
		}
	}
}
