package org.armillary.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.Runs;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreException;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.armillary.provenance.RandomRuns.In;
import org.armillary.provenance.RandomRuns.Result;
import org.armillary.provenance.RandomRuns.Run;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ancestry and impact of random runs, compared with what is true of them because they were made so. */
class RandomRunsTest {

	private static final int FAMILIES = 25;
	/** Brute force takes its time where contents have many makers. */
	private static final int MESSY_FAMILIES = 15;

	@TempDir(factory = HastyFolder.class)
	Path folder;

	/** Where an input came from in a run, by the words of the documentation and brute force. */
	private static Optional<Result> byRules(RandomRuns world, @Nullable Run run, Result user, In input) {
		String content = user.known(input);
		boolean inRun = run != null && run.jobs.contains(user);
		boolean here = user.facts && user.run == run;
		@Nullable
		Result named = user.facts ? input.maker() : null;
		boolean isThere = named != null && !named.gone && named.outputs.contains(content);
		if (isThere && (!inRun || here || run != null && run.jobs.contains(named))) {
			return Optional.ofNullable(named);
		}
		if (inRun && run != null && (!here || named != null)) {
			for (Result job : run.jobs.subList(0, run.place(user))) {
				if (!job.gone && job.outputs.contains(content) && !job.uses(content)) {
					return Optional.of(job);
				}
			}
		}
		if (isThere) {
			return Optional.ofNullable(named);
		}
		return world.results.stream()
				.filter(job -> job != user && !job.gone && job.outputs.contains(content) && !job.uses(content))
				.filter(job -> !mayComeFrom(world, job, user, new HashSet<>()))
				.min(Comparator.comparing((Result job) -> job.ended).thenComparing(job -> job.key));
	}

	private static boolean mayComeFrom(RandomRuns world, Result later, Result earlier, Set<Result> seen) {
		if (later == earlier) {
			return true;
		}
		return seen.add(later) && later.inputs.stream().anyMatch(input -> world.results.stream()
				.filter(job -> !job.gone && (job.outputs.contains(later.known(input))
						|| later.facts && job == input.maker()))
				.anyMatch(job -> mayComeFrom(world, job, earlier, seen)));
	}

	private static List<Optional<Result>> sources(RandomRuns world, @Nullable Run run, Result user) {
		return world.sources.computeIfAbsent(run, _ -> new HashMap<>()).computeIfAbsent(user,
				_ -> sourcesOf(world, run, user));
	}

	private static List<Optional<Result>> sourcesOf(RandomRuns world, @Nullable Run run, Result user) {
		if (!world.messy && run != null && run.truth.containsKey(user)) {
			return run.truth.get(user);
		}
		if (!world.messy) {
			// of another run: as it was there
			Run own = user.run;
			return own == null ? List.of() : own.truth.get(user);
		}
		var sources = new ArrayList<Optional<Result>>();
		user.inputs.forEach(input -> sources.add(byRules(world, run, user, input)));
		return sources;
	}

	private static void ancestors(RandomRuns world, @Nullable Run run, Result result, Set<Result> all) {
		if (all.add(result)) {
			sources(world, run, result)
					.forEach(source -> source.ifPresent(maker -> ancestors(world, run, maker, all)));
		}
	}

	/** As ancestors, but also through a job that was done again and made something else: its inputs were the same. */
	private static void reached(RandomRuns world, @Nullable Run run, Result result, Set<Result> all) {
		if (all.add(result)) {
			List<Optional<Result>> sources = sources(world, run, result);
			for (int i = 0; i < sources.size(); i++) {
				@Nullable
				Result named = result.facts ? result.inputs.get(i).maker() : null;
				sources.get(i).or(() -> Optional.ofNullable(named).filter(maker -> !maker.gone))
						.ifPresent(maker -> reached(world, run, maker, all));
			}
		}
	}

	private Store open() throws StoreException {
		return Store.open(folder.resolve("store"));
	}

	private static RandomRuns world(Store store, Path folder, long seed, boolean messy) throws IOException {
		var world = new RandomRuns(store, folder, seed, messy);
		for (int i = 0; i < (messy ? MESSY_FAMILIES : FAMILIES); i++) {
			world.family();
		}
		if (messy) {
			world.lose();
		}
		return world;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void asMade(long seed) throws IOException {
		try (Store store = open()) {
			check(store, world(store, folder, seed, false));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void withAllThatCanGoWrong(long seed) throws IOException {
		try (Store store = open()) {
			RandomRuns world = world(store, folder, seed, true);
			assertTrue(world.results.stream().anyMatch(result -> result.gone));
			assertTrue(world.results.stream().anyMatch(result -> !result.facts));
			assertTrue(world.redone > 2, "done again: " + world.redone);
			check(store, world);
		}
	}

	private static void check(Store store, RandomRuns world) throws IOException {
		var provenance = new Provenance(store);
		var runs = new Runs(store);
		int compared = 0;
		for (Run run : world.runs) {
			RunRecord record = runs.read(RunFolder.open(store.runs().resolve(run.id)));
			for (Result result : run.jobs) {
				if (!result.gone && !result.outputs.isEmpty()) {
					compare(provenance, record, world, run, result);
					compared++;
				}
			}
		}
		assertTrue(compared > MESSY_FAMILIES, "compared " + compared);
		impact(provenance, world);
	}

	private static void compare(Provenance provenance, RunRecord record, RandomRuns world, Run run, Result result)
			throws IOException {
		Ancestry ancestry = provenance.ancestry(record, new FoundProduct(result.job,
				result.key, "out", 0, provenance.report(result.key).orElseThrow().products().get("out").getFirst(),
				List.of()));
		var expected = new HashSet<Result>();
		ancestors(world, run, result, expected);
		var byKey = new HashMap<String, Result>();
		expected.forEach(one -> byKey.put(one.key, one));
		assertEquals(byKey.keySet(), Set.copyOf(ancestry.steps().stream().map(RandomRunsTest::key).toList()));
		assertEquals(expected.size(), ancestry.steps().size(), "each once");
		assertEquals(result.key, key(ancestry.steps().getLast()));
		var roots = new LinkedHashSet<String>();
		var gaps = new TreeSet<String>();
		for (int i = 0; i < ancestry.steps().size(); i++) {
			Step step = ancestry.steps().get(i);
			Result one = byKey.get(key(step));
			if (run.jobs.contains(one)) {
				assertEquals(RandomRuns.node(one), step.node());
			}
			if (!one.facts && !one.inputs.isEmpty()) {
				gaps.add("facts " + one.key);
			}
			List<Optional<Result>> sources = sources(world, run, one);
			assertEquals(one.inputs.size(), step.sources().size());
			for (int k = 0; k < sources.size(); k++) {
				Optional<Source> source = step.sources().get(k);
				String content = one.known(one.inputs.get(k));
				assertEquals(sources.get(k).map(maker -> maker.key),
						source.map(found -> key(ancestry.steps().get(found.step()))), one + " input " + k);
				if (source.isPresent()) {
					assertTrue(source.orElseThrow().step() < i, "in an order in which they can be repeated");
					assertEquals(content, ancestry.steps().get(source.orElseThrow().step()).report().products()
							.get(source.orElseThrow().port()).get(source.orElseThrow().index()).digest());
				} else {
					roots.add(content);
					if (one.facts && one.inputs.get(k).maker() != null) {
						gaps.add("gone " + one.key + " " + one.inputs.get(k));
					}
				}
			}
		}
		assertEquals(List.copyOf(roots), List.copyOf(ancestry.roots().keySet()));
		assertEquals(gaps.isEmpty(), ancestry.gaps().isEmpty(), () -> gaps + " " + ancestry.gaps());
	}

	private static String key(Step step) {
		return step.report().key().hash();
	}

	/** For every content that anything is known of: the jobs of each run in whose ancestry it is used. */
	private static void impact(Provenance provenance, RandomRuns world) throws IOException {
		var contents = new TreeSet<String>();
		world.results.forEach(result -> {
			contents.addAll(result.outputs);
			result.inputs.forEach(input -> contents.add(result.known(input)));
		});
		Map<Run, Map<Result, Set<Result>>> ancestors = new HashMap<>();
		for (Run run : world.runs) {
			var ofRun = new HashMap<Result, Set<Result>>();
			for (Result result : run.jobs) {
				var all = new HashSet<Result>();
				reached(world, run, result, all);
				ofRun.put(result, all);
			}
			ancestors.put(run, ofRun);
		}
		int number = 0;
		for (String content : contents) {
			// every fifth is enough
			if (number++ % 5 == 0) {
				impact(Impact.of(provenance, content), content, ancestors);
			}
		}
	}

	private static void impact(Impact impact, String content, Map<Run, Map<Result, Set<Result>>> ancestors) {
		var expected = new TreeSet<String>();
		ancestors.forEach((run, results) -> results.forEach((result, all) -> {
			if (!result.gone && all.stream().anyMatch(one -> !one.gone && one.uses(content))) {
				expected.add(run.id + " " + result.job + " " + result.uses(content));
			}
		}));
		var found = new TreeSet<String>();
		impact.uses().forEach(use -> found.add(use.run() + " " + use.job() + " " + use.direct()));
		assertEquals(expected, found);
	}
}
