package org.armillary.engine.store;

import static org.armillary.engine.store.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.store.CleanReport.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cleaning keeps, on random stores, against a slow reference that follows the words of {@link CleanPolicy}. */
class CleanPropertyTest {

	private static final int RUNS = 5;

	@TempDir
	Path folder;

	/** A job as it was made up; products are called by their contents. */
	private record MadeUp(String key, List<String> contents, List<MadeUp> sources, Set<String> used, int seconds) {
	}

	/** A run as it was made up; run 0 is the newest. */
	private record MadeUpRun(String name, List<MadeUp> jobs, Set<String> outputs, boolean active) {

		/** Its products at outputs of the workflow, and those that none of its jobs used. */
		Set<String> finals() {
			var used = new HashSet<String>();
			jobs.forEach(job -> job.used().stream().filter(content -> !job.contents().contains(content))
					.forEach(used::add));
			var finals = new HashSet<String>();
			jobs.forEach(job -> job.contents().stream()
					.filter(content -> !used.contains(content) || outputs.contains(job.key() + " out"))
					.forEach(finals::add));
			return finals;
		}
	}

	/** A disk that never has to survive a loss of power. */
	private static final class HastyDisk implements Disk {
		private final SystemDisk disk = new SystemDisk();

		@Override
		public void write(Path file, byte[] content) throws IOException {
			disk.write(file, content);
		}

		@Override
		public void move(Path from, Path to) throws IOException {
			disk.move(from, to);
		}

		@Override
		public void copy(Path from, Path to) throws IOException {
			disk.copy(from, to);
		}

		@Override
		public void sync(Path place, Collection<Path> written) {
			// nothing is lost here
		}

		@Override
		public void close() {
			disk.close();
		}
	}

	private Store open(String name) throws IOException {
		return Store.open(folder.resolve(name), new HastyDisk(), new HeaderFiles(), InstantSource.system());
	}

	private final List<MadeUpRun> runs = new ArrayList<>();
	private final Map<String, MadeUp> jobs = new HashMap<>();
	/** Whether some jobs make plain copies of an input. */
	private boolean passesOn;

	/** What the journals of the test's runs say. */
	private final class Records implements RunRecords {

		private MadeUpRun run(Path place) {
			return runs.stream().filter(run -> run.name().equals(place.getFileName().toString())).findFirst()
					.orElseThrow();
		}

		@Override
		public Set<String> keys(Path place) {
			var keys = new HashSet<String>();
			run(place).jobs().forEach(job -> keys.add(job.key()));
			return keys;
		}

		@Override
		public boolean isActive(Path place) {
			return run(place).active();
		}

		@Override
		public List<Path> scratch(Path place) {
			return List.of();
		}

		@Override
		public Instant started(Path place) {
			return Instant.now().minus(Duration.ofDays(10L * runs.indexOf(run(place)) + 1));
		}

		@Override
		public Set<String> outputs(Path place) {
			return run(place).outputs();
		}
	}

	/** Makes a store: jobs use products of earlier jobs of their run or of older runs; runs share some results. */
	private void fill(Store store, Random random) throws IOException {
		var older = new ArrayList<MadeUp>();
		for (int number = RUNS - 1; number >= 0; number--) {
			String run = "run" + number;
			var own = new ArrayList<MadeUp>();
			var outputs = new HashSet<String>();
			for (int i = 0; i < 2 + random.nextInt(6); i++) {
				MadeUp job;
				if (!older.isEmpty() && random.nextInt(4) == 0) {
					job = older.get(random.nextInt(older.size()));
					if (own.contains(job) || !own.containsAll(job.sources().stream().filter(own::contains).toList())) {
						continue;
					}
				} else {
					job = made(store, run, run + "-" + i, own, older, random);
				}
				own.add(job);
				if (random.nextInt(5) == 0) {
					outputs.add(job.key() + " out");
				}
			}
			older.addAll(own);
			Files.writeString(store.makeFolder(store.runs().resolve(run)).resolve("journal.jsonl"), "{}");
			runs.addFirst(new MadeUpRun(run, own, outputs, random.nextInt(8) == 0));
		}
		store.sync();
	}

	private MadeUp made(Store store, String run, String name, List<MadeUp> own, List<MadeUp> older, Random random)
			throws IOException {
		var parts = new ArrayList<KeyPart>();
		parts.add(new KeyPart(KeyPart.Kind.ACTOR, "", "test.add"));
		parts.add(new KeyPart(KeyPart.Kind.PARAMETER, "name", name));
		var inputs = new ArrayList<UsedInput>();
		var sources = new ArrayList<MadeUp>();
		var used = new HashSet<String>();
		for (int i = random.nextInt(3); i > 0; i--) {
			List<MadeUp> from = own.isEmpty() || !older.isEmpty() && random.nextInt(4) == 0 ? older : own;
			if (!from.isEmpty()) {
				MadeUp source = from.get(random.nextInt(from.size()));
				String content = source.contents().get(random.nextInt(source.contents().size()));
				sources.add(source);
				used.add(content);
				parts.add(new KeyPart(KeyPart.Kind.INPUT, "in", sha256(content)));
				inputs.add(new UsedInput("in", "", Path.of("/x"), sha256(content), ExtensionSelection.ALL, List.of(),
						new InputOrigin("x", sha256(content), 5, "", Optional.of(new Maker(source.key(), "out", 0)))));
			}
		}
		JobKey key = JobKey.of(parts);
		var products = new ArrayList<MadeProduct>();
		var contents = new ArrayList<String>();
		for (int i = 0; i <= random.nextInt(2); i++) {
			boolean passedOn = passesOn && !used.isEmpty() && i == 0 && random.nextInt(3) == 0;
			String content = passedOn ? used.iterator().next() : (name + "-" + i + " ").repeat(1 + random.nextInt(50));
			Path file = Files.writeString(folder.resolve(name + "-" + i + ".txt"), content);
			products.add(new MadeProduct(file, sha256(content), Files.size(file),
					new ProductDescription("", new Keywords(Map.of()))));
			contents.add(content);
		}
		int seconds = 1 + random.nextInt(100);
		var ports = new LinkedHashMap<String, List<MadeProduct>>();
		ports.put("out", products);
		store.adopt(new JobReport(run, "test.add", key,
				new JobResult(name, JobResult.Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
						Duration.ofSeconds(seconds), ResourceUse.UNKNOWN, Optional.empty()),
				ports, Instant.parse("2026-03-01T12:00:00Z").plusSeconds(jobs.size()), Map.of(),
				new JobFacts(List.of(), inputs, Map.of())));
		var job = new MadeUp(key.hash(), contents, sources, used, seconds);
		jobs.put(job.key(), job);
		return job;
	}

	private static Set<MadeUp> ancestry(List<MadeUp> of) {
		var all = new HashSet<MadeUp>();
		for (MadeUp job : of) {
			all.add(job);
			all.addAll(ancestry(job.sources()));
		}
		return all;
	}

	private static Set<String> contents(Set<MadeUp> of) {
		var contents = new TreeSet<String>();
		of.forEach(job -> contents.addAll(job.contents()));
		return contents;
	}

	private Set<String> there(Store store) throws IOException {
		var contents = new TreeSet<String>();
		try (var files = Files.walk(store.folder().resolve("objects"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				contents.add(Files.readString(file));
			}
		}
		return contents;
	}

	private static long bytes(Set<String> contents) {
		return contents.stream().mapToLong(String::length).sum();
	}

	private static CleanPolicy policy(Random random, List<MadeUpRun> runs) {
		CleanPolicy policy = switch (random.nextInt(4)) {
		case 0 -> CleanPolicy.keepAll();
		case 1 -> CleanPolicy.keepNewest(random.nextInt(RUNS + 1));
		case 2 -> CleanPolicy.keepYounger(Duration.ofDays(10L * random.nextInt(RUNS + 1)));
		default -> CleanPolicy.keepAll().without(Set.of(runs.get(random.nextInt(RUNS)).name()));
		};
		policy = random.nextInt(3) == 0 ? policy.intermediatesOnly() : policy;
		policy = random.nextInt(3) == 0 ? policy.finalsOnly() : policy;
		return random.nextInt(3) == 0 ? policy.atMost(random.nextInt(4000)) : policy;
	}

	/** What becomes of a run, by the words of the policy; a run at work stays. */
	private boolean isSelected(CleanPolicy policy, int number) {
		boolean rule = policy.newest() < Integer.MAX_VALUE || policy.younger().isPresent();
		boolean young = policy.younger().filter(age -> 10L * number + 1 < age.toDays()).isPresent();
		return rule && number >= policy.newest() && !young || policy.runs().contains(runs.get(number).name())
				|| !rule && policy.runs().isEmpty() && policy.intermediates();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100, 200, 300 })
	void nothingGoesThatAKeptProductNeeds(int firstSeed) throws IOException {
		for (int seed = firstSeed; seed < firstSeed + 15; seed++) {
			passesOn = firstSeed >= 200;
			runs.clear();
			jobs.clear();
			try (Store store = open("store" + seed)) {
				var random = new Random(seed);
				fill(store, random);
				check(store, policy(random, runs), "seed " + seed);
			}
		}
	}

	private void check(Store store, CleanPolicy policy, String seed) throws IOException {
		Set<MadeUp> full = new HashSet<>();
		Set<MadeUp> working = new HashSet<>();
		Set<MadeUp> known = new HashSet<>();
		Set<String> finals = new TreeSet<>();
		var gone = new ArrayList<String>();
		for (int i = 0; i < RUNS; i++) {
			MadeUpRun run = runs.get(i);
			boolean selected = isSelected(policy, i);
			if (run.active() || !selected && !policy.finals()) {
				full.addAll(ancestry(run.jobs()));
			}
			if (run.active()) {
				working.addAll(ancestry(run.jobs()));
			}
			if (run.active() || !selected || policy.intermediates()) {
				known.addAll(ancestry(run.jobs()));
				finals.addAll(run.finals());
			} else {
				gone.add(run.name());
			}
		}
		Set<String> stay = contents(full);
		stay.addAll(finals);
		Set<String> before = there(store);

		var cleaner = new Cleaner(store, new Records());
		CleanReport planned = cleaner.plan(policy);
		assertEquals(before, there(store), seed);
		CleanReport report = cleaner.apply(policy);
		assertEquals(planned, report, seed);
		assertEquals(gone, report.runs(), seed);

		Set<String> after = there(store);
		if (policy.mostBytes().isEmpty()) {
			assertEquals(stay, after, seed);
		} else {
			Set<String> fixed = contents(working);
			fixed.addAll(finals);
			assertTrue(stay.containsAll(after) && after.containsAll(fixed), seed);
			assertTrue(bytes(after) <= policy.mostBytes().getAsLong() || after.equals(fixed), seed);
			assertTrue(bytes(stay) > policy.mostBytes().getAsLong() || after.equals(stay), seed);
		}
		assertEquals(bytes(after), report.remainingBytes(), seed);
		assertEquals(bytes(before) - bytes(after), report.amounts().get(Kind.PRODUCTS).bytes()
				+ report.amounts().get(Kind.INTERMEDIATES).bytes(), seed);
		assertEquals(bytes(before) - bytes(after), report.table().stream().mapToLong(CleanReport.Row::bytes).sum(),
				seed);
		assertEquals(report.seconds(), report.table().stream().mapToDouble(CleanReport.Row::seconds).sum(), 1e-9, seed);
		double most = cost(known, after);
		assertEquals(most, passesOn ? Math.max(most, report.seconds()) : report.seconds(), 1e-9, seed);
		for (MadeUp job : jobs.values()) {
			JobKey key = new JobKey(job.key(), List.of());
			Optional<JobReport> told = store.results().find(job.key());
			assertEquals(known.contains(job), told.isPresent(), seed);
			if (!known.contains(job)) {
				assertInstanceOf(Lookup.Miss.class, store.find(key), seed);
			} else if (after.containsAll(job.contents())) {
				assertInstanceOf(Lookup.Hit.class, store.find(key), seed);
			} else {
				assertInstanceOf(Lookup.Cleaned.class, store.find(key), seed);
				assertEquals(job.sources().size(), told.orElseThrow().facts().inputs().size(), seed);
			}
		}
	}

	/** Work of all jobs that are unknown or without a product afterwards; of two that make the same one may be enough. */
	private double cost(Set<MadeUp> known, Set<String> after) {
		return jobs.values().stream().filter(job -> !known.contains(job) || !after.containsAll(job.contents()))
				.mapToDouble(MadeUp::seconds).sum();
	}

	@Test
	void whatIsCheapestToMakeAgainGoesFirst() throws IOException {
		try (Store store = open("store")) {
			var random = new Random(5);
			var made = new ArrayList<MadeUp>();
			for (int i = 0; i < 6; i++) {
				made.add(made(store, "run0", "job" + i, made.isEmpty() ? List.of() : List.of(made.getLast()), List.of(),
						random));
			}
			var last = made.getLast();
			runs.add(new MadeUpRun("run0", made, Set.of(), false));
			Files.writeString(store.makeFolder(store.runs().resolve("run0")).resolve("journal.jsonl"), "{}");
			double worst = 0;
			long limit = bytes(there(store));
			Set<String> before = there(store);
			while (limit > 0) {
				limit -= 300;
				CleanReport report = new Cleaner(store, new Records()).apply(CleanPolicy.keepAll().atMost(
						Math.max(0, limit)));
				Set<String> after = there(store);
				double worstNow = worst;
				assertTrue(after.containsAll(runs.getFirst().finals()));
				for (MadeUp job : made) {
					long freed = job.contents().stream().filter(before::contains).filter(text -> !after.contains(text))
							.mapToLong(String::length).sum();
					if (freed > 0) {
						assertTrue(job.seconds() / (double) freed >= worst, job.toString());
						worstNow = Math.max(worstNow, job.seconds() / (double) freed);
					}
				}
				worst = worstNow;
				before = after;
				assertEquals(bytes(after), report.remainingBytes());
			}
			assertFalse(last.contents().isEmpty());
			assertEquals(runs.getFirst().finals(), there(store));
			CleanReport all = new Cleaner(store, new Records()).plan(CleanPolicy.keepNewest(0));
			assertEquals(made.stream().mapToDouble(MadeUp::seconds).sum(), all.seconds(), 1e-9,
					"what was cleaned away before has to be made again too");
		}
	}
}
