package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.assertMiss;
import static org.armillary.engine.store.StoreFixture.hit;
import static org.armillary.engine.store.StoreFixture.key;
import static org.armillary.engine.store.StoreFixture.product;
import static org.armillary.engine.store.StoreFixture.report;
import static org.armillary.engine.store.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.store.CleanReport.Amount;
import org.armillary.engine.store.CleanReport.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanerTest {

	@TempDir
	Path folder;

	private Store store;
	private Cleaner cleaner;
	private final Runs runs = new Runs();

	/** What the journals of the test's runs say. */
	private static final class Runs implements RunRecords {
		private final Map<String, Set<String>> keys = new HashMap<>();
		private final Map<String, Instant> started = new HashMap<>();
		private final Set<String> active = new HashSet<>();
		private final Map<String, List<Path>> scratch = new HashMap<>();

		private static String name(Path folder) {
			return folder.getFileName().toString();
		}

		@Override
		public Set<String> keys(Path runFolder) {
			return keys.getOrDefault(name(runFolder), Set.of());
		}

		@Override
		public boolean isActive(Path runFolder) {
			return active.contains(name(runFolder));
		}

		@Override
		public List<Path> scratch(Path runFolder) {
			return scratch.getOrDefault(name(runFolder), List.of());
		}

		@Override
		public Instant started(Path runFolder) {
			return started.getOrDefault(name(runFolder), Instant.EPOCH);
		}
	}

	@BeforeEach
	void open() throws IOException {
		store = Store.open(folder.resolve("store"));
		cleaner = new Cleaner(store, runs);
	}

	@AfterEach
	void close() {
		store.close();
	}

	/** A run so many days ago, with the given jobs; each makes a product of its own and one that all jobs make. */
	private Path run(String name, int days, JobKey... jobs) throws IOException {
		Path run = store.makeFolder(store.runs().resolve(name));
		Files.writeString(run.resolve("journal.jsonl"), "1234567");
		runs.started.put(name, Instant.now().minus(Duration.ofDays(days)));
		runs.keys.put(name, new HashSet<>());
		for (JobKey job : jobs) {
			runs.keys.get(name).add(job.hash());
			if (!(store.find(job) instanceof Lookup.Hit)) {
				store.adopt(report(job, run.resolve("jobs/1"), "product " + job.hash(), "common"));
				FileTrees.delete(run.resolve("jobs"));
			}
		}
		return run;
	}

	private Set<Path> everything() throws IOException {
		try (Stream<Path> files = Files.walk(store.folder())) {
			return new HashSet<>(
					files.filter(file -> Files.isRegularFile(file) && !file.startsWith(store.indexFolder()))
							.toList());
		}
	}

	private void assertAmount(long number, CleanReport report, Kind kind) {
		assertEquals(number, report.amounts().get(kind).number(), kind.toString());
	}

	@Test
	void aTidyStoreKeepsEverything() throws IOException {
		run("a", 3, key("1"), key("2"));
		run("b", 1, key("2"), key("3"));
		Set<Path> before = everything();
		CleanReport report = cleaner.apply(CleanPolicy.keepAll());
		assertEquals(0, report.bytes());
		assertEquals(List.of(), report.runs());
		for (Kind kind : Kind.values()) {
			assertEquals(Amount.NONE, report.amounts().get(kind));
		}
		assertEquals(before, everything());
	}

	@Test
	void scratchThatJobsLeftElsewhereGoesWithAndWithoutTheirRun() throws IOException {
		for (CleanPolicy policy : List.of(CleanPolicy.keepAll(), CleanPolicy.keepNewest(0))) {
			run("a", 3, key("1"));
			Path left = Files.createDirectories(folder.resolve("elsewhere/armillary-job-1"));
			Files.writeString(left.resolve("x"), "12345");
			runs.scratch.put("a", List.of(left));
			CleanReport report = cleaner.apply(policy);
			assertAmount(1, report, Kind.TEMPORARY_FILES);
			assertEquals(5, report.amounts().get(Kind.TEMPORARY_FILES).bytes());
			assertFalse(Files.exists(left));
			runs.scratch.clear();
		}
	}

	@Test
	void aRunThatWasNeverNamedIsNoRunAndGoesWhenItIsOld() throws IOException {
		run("a", 3, key("1"));
		Path half = Files.createDirectory(store.runs().resolve(".new-1234"));
		Files.writeString(half.resolve("request.json"), "{}");
		for (boolean old : new boolean[] { false, true }) {
			if (old) {
				Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
			}
			CleanReport report = cleaner.apply(CleanPolicy.keepNewest(1));
			assertEquals(List.of(), report.runs());
			assertAmount(old ? 1 : 0, report, Kind.TEMPORARY_FILES);
			assertEquals(!old, Files.exists(half));
		}
	}

	@Test
	void aRunGoesWithWhatOnlyItMadeOrUsed() throws IOException {
		run("a", 3, key("1"), key("2"));
		run("b", 1, key("2"), key("3"));
		Set<Path> before = everything();
		CleanReport planned = cleaner.plan(CleanPolicy.keepNewest(1));
		assertEquals(before, everything());
		Path gone = product(hit(store, key("1")));
		assertEquals(planned, cleaner.apply(CleanPolicy.keepNewest(1)));
		assertEquals(List.of("a"), planned.runs());
		assertAmount(1, planned, Kind.RUNS);
		assertAmount(1, planned, Kind.RESULTS);
		assertAmount(1, planned, Kind.PRODUCTS);
		assertEquals(7, planned.amounts().get(Kind.RUNS).bytes());
		assertEquals("product ".length() + 64, planned.amounts().get(Kind.PRODUCTS).bytes());
		assertEquals(1.5, planned.seconds());
		assertFalse(Files.exists(store.runs().resolve("a")));
		assertFalse(Files.exists(gone));
		assertMiss(store, key("1"));
		hit(store, key("2"));
		hit(store, key("3"));
		store.sync();
		assertMiss(store, key("1"));
		assertEquals(2, store.experience("test.add").size());
	}

	@Test
	void runsAreKeptByAgeToo() throws IOException {
		run("old", 30, key("1"));
		run("young", 2, key("2"));
		run("today", 0, key("3"));
		assertEquals(List.of("old"), cleaner.plan(CleanPolicy.keepYounger(Duration.ofDays(7))).runs());
		assertEquals(List.of("young", "old"), cleaner.plan(CleanPolicy.keepYounger(Duration.ofDays(1))).runs());
		assertEquals(List.of("today", "young", "old"), cleaner.plan(CleanPolicy.keepNewest(0)).runs());
		assertAmount(4, cleaner.plan(CleanPolicy.keepNewest(0)), Kind.PRODUCTS);
	}

	@Test
	void leftOversGoAndTheUnknownStays() throws IOException {
		Path run = run("a", 3, key("1"));
		Path failed = Files.createDirectories(run.resolve("jobs/3-add/products"));
		Files.writeString(failed.resolve("half.fits"), "12345");
		store.adopt(report(key("orphan"), store.runs().resolve("a/jobs/9"), "orphan"));
		Path unnamed = Files.writeString(product(hit(store, key("1"))).resolveSibling(sha256("nobody") + ".fits"),
				"123");
		Path temporary = Files.writeString(store.folder().resolve("results/.new-1-2-3"), "1");
		Path folderless = Files.createDirectories(store.folder().resolve("objects/ab")).resolve(".new-4-5-6");
		Files.writeString(folderless, "12");
		Path half = Files.createDirectories(store.indexFolder()).resolve(".new-7-8-9");
		Files.writeString(half, "123");
		Path torn = Files.createDirectories(store.folder().resolve("results/00"))
				.resolve("00" + "1".repeat(62) + ".json");
		Files.writeString(torn, "{\"armillary-re");
		List<Path> unknown = List.of(Files.writeString(store.folder().resolve("README"), "mine"),
				Files.writeString(store.folder().resolve("objects/ab/notes.txt"), "mine"),
				Files.writeString(store.folder().resolve("results/00/notes.json"), "mine"),
				Files.writeString(Files.createDirectories(store.runs().resolve("my folder")).resolve("thesis"), "mine"),
				Files.writeString(store.runs().resolve("list"), "mine"), run.resolve("journal.jsonl"));
		Path outside = Files.writeString(Files.createDirectory(folder.resolve("outside")).resolve("precious"), "mine");
		Files.createSymbolicLink(failed.resolve("link"), outside.getParent());
		CleanReport report = cleaner.apply(CleanPolicy.keepAll());
		for (Path file : List.of(failed, unnamed, folderless, half, torn)) {
			assertFalse(Files.exists(file), file.toString());
		}
		for (Path file : unknown) {
			assertTrue(Files.exists(file), file.toString());
		}
		assertTrue(Files.exists(outside));
		assertTrue(Files.exists(temporary), "nothing is written there by a store");
		hit(store, key("1"));
		assertMiss(store, key("orphan"));
		assertEquals(new Amount(2, 5, 0), report.amounts().get(Kind.TEMPORARY_FILES));
		assertEquals(1.5, report.amounts().get(Kind.RESULTS).seconds());
		assertAmount(2, report, Kind.RESULTS);
		assertAmount(2, report, Kind.PRODUCTS);
		assertEquals(new Amount(0, 0, 0), cleaner.apply(CleanPolicy.keepAll()).amounts().get(Kind.JOB_FOLDERS));
	}

	@Test
	void nothingIsRemovedWhileARunUsesTheStore() throws IOException {
		Path active = run("active", 5, key("1"));
		Files.createDirectories(active.resolve("jobs/1-add"));
		runs.active.add("active");
		try (StoreUse _ = store.use().orElseThrow(); StoreUse _ = store.use().orElseThrow()) {
			var refusal = assertThrows(StoreException.class, () -> cleaner.apply(CleanPolicy.keepNewest(0)));
			assertEquals(RunMessage.STORE_IN_USE.id(), refusal.explanation().id());
			assertTrue(refusal.explanation().summary().contains("active"));
			assertEquals(0, cleaner.plan(CleanPolicy.keepNewest(0)).bytes());
		}
		runs.active.clear();
		assertEquals(List.of("active"), cleaner.apply(CleanPolicy.keepNewest(0)).runs());
	}

	@Test
	void aRunOfAnotherProcessCountsToo() throws IOException, InterruptedException {
		Process child = StoreChild.start("use", store.folder().toString());
		byte[] word = new byte["using\n".length()];
		assertEquals(word.length, child.getInputStream().readNBytes(word, 0, word.length));
		assertEquals("using\n", new String(word, StandardCharsets.UTF_8));
		var refusal = assertThrows(StoreException.class, () -> cleaner.apply(CleanPolicy.keepAll()));
		assertEquals(RunMessage.STORE_IN_USE.id(), refusal.explanation().id());
		child.getOutputStream().close();
		child.waitFor();
		cleaner.apply(CleanPolicy.keepAll());
		try (StoreUse _ = store.reserve().orElseThrow()) {
			assertTrue(store.use().isEmpty());
		}
	}
}
