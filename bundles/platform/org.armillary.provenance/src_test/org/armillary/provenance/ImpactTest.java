package org.armillary.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.armillary.engine.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file went into, where some of the way cannot be seen, and where the way is long. */
class ImpactTest {

	/** A call for each step of the way does not fit into so little. */
	private static final long SMALL_STACK = 256 << 10;
	private static final int LONG = 3000;

	@TempDir(factory = HastyFolder.class)
	private Path folder;
	private SmallStore world;

	@BeforeEach
	void make() throws IOException {
		world = new SmallStore(folder);
	}

	@AfterEach
	void close() {
		world.close();
	}

	private Impact impact(String content) throws IOException {
		return Impact.of(new Provenance(world.store), Digests.sha256(content));
	}

	private static Set<String> keys(JobReport... reports) {
		return Set.copyOf(List.of(reports).stream().map(report -> report.key().hash()).toList());
	}

	/** The gaps by their ids, each with the number of results that it tells of. */
	private static List<String> gaps(Impact impact) {
		return impact.gaps().stream().map(gap -> gap.id() + " " + gap.summary().split(" ")[0]).toList();
	}

	@Test
	void aJobThatWasDoneAgainHadTheSameInputs() throws Exception {
		JobReport dark = world.make("dark", "one", SmallStore.raw("raw"));
		JobReport flat = world.make("flat", "two", SmallStore.from(dark, "one"));
		JobReport cube = world.make("cube", "three", SmallStore.from(flat, "two"));
		var run = world.run(dark, flat, cube);
		world.make("dark", "another", SmallStore.raw("raw"));
		Impact impact = impact("raw");
		assertEquals(keys(dark, flat, cube), impact.keys());
		assertEquals(Set.of(run.summary().id()), impact.runs());
		assertEquals(List.of(), impact.gaps());
		// what only the new content went into comes from the raw frame, too
		JobReport other = world.make("other", "four", SmallStore.from(dark, "another"));
		assertEquals(keys(dark, flat, cube, other), impact("raw").keys());
		assertEquals(keys(other), impact("another").keys());
	}

	/** Two jobs that made the same made one product. */
	@Test
	void productsOfOneContentCountOnce() throws Exception {
		JobReport one = world.make("one", "same", SmallStore.raw("raw"));
		JobReport two = world.make("two", "same", SmallStore.raw("raw"), SmallStore.raw("more"));
		JobReport other = world.make("other", "else", SmallStore.raw("raw"));
		Impact impact = impact("raw");
		assertEquals(keys(one, two, other), impact.keys());
		assertEquals(2, impact.products());
		assertEquals(3, impact.entries());
	}

	@Test
	void resultsThatKeptLessAreToldOf() throws Exception {
		JobReport known = world.make("a", "one", SmallStore.raw("raw"));
		assertEquals(List.of(), gaps(impact("raw")));
		JobReport lesser = world.make("b", "two", Digests.sha256("two"), false, SmallStore.part("raw"));
		world.make("c", "three", SmallStore.from(lesser, "two"));
		Impact impact = impact("raw");
		assertEquals(keys(known), impact.keys());
		assertEquals(List.of(ProvenanceMessage.IMPACT_NO_FACTS.id() + " 2"), gaps(impact));
		// nothing is known of this content: the others may know it by another digest
		assertEquals(List.of(ProvenanceMessage.IMPACT_NO_FACTS.id() + " 2"), gaps(impact("never seen")));
	}

	@Test
	void aWholeFileIsRecognisedWithoutFacts() throws Exception {
		JobReport known = world.make("a", "one", SmallStore.raw("raw"));
		JobReport lesser = world.make("b", "two", Digests.sha256("two"), false, SmallStore.raw("raw"));
		Impact impact = impact("raw");
		assertEquals(keys(known, lesser), impact.keys());
		assertEquals(List.of(), gaps(impact));
		assertEquals(List.of(), gaps(impact("one")), "it got another file, as a whole");
	}

	@Test
	void resultsWhoseMakersAreGoneAreToldOf() throws Exception {
		JobReport dark = world.make("dark", "one", SmallStore.raw("raw"));
		JobReport flat = world.make("flat", "two", SmallStore.from(dark, "one"));
		world.make("cube", "three", SmallStore.from(flat, "two"));
		world.forget(dark);
		Impact impact = impact("raw");
		assertEquals(Set.of(), impact.keys());
		assertEquals(List.of(ProvenanceMessage.IMPACT_GONE.id() + " 2"), gaps(impact));
	}

	/** A run whose folder is gone still has its products told. */
	@Test
	void runsThatAreGoneAreToldWithoutNames() throws Exception {
		JobReport dark = world.make("dark", "one", SmallStore.raw("raw"));
		Path run = world.store.runs().resolve(world.run(dark).summary().id());
		try (var files = Files.list(run)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		Files.delete(run);
		Impact impact = impact("raw");
		assertEquals(Set.of(), impact.runs());
		assertEquals(keys(dark), impact.keys());
		assertEquals(Optional.empty(), impact.uses().getFirst().products().getFirst().published());
	}

	@Test
	void whatWasCleanedAwayIsAGap() throws Exception {
		JobReport dark = world.make("dark", "one", SmallStore.raw("raw"));
		var run = world.run(dark);
		FoundProduct found = new Provenance(world.store).find(run, "dark.out");
		world.forget(dark);
		Ancestry ancestry = new Provenance(world.store).ancestry(run, found);
		assertEquals(List.of(), ancestry.steps());
		assertEquals(1, ancestry.gaps().size());
	}

	@Test
	void longWaysFitIntoASmallStack() throws Exception {
		var reports = new ArrayList<JobReport>();
		reports.add(world.make("a0", "0", SmallStore.raw("raw")));
		for (int i = 1; i < LONG; i++) {
			reports.add(
					world.make("a" + i, String.valueOf(i), SmallStore.from(reports.getLast(), String.valueOf(i - 1))));
		}
		var run = world.run(reports.getLast());
		Callable<Ancestry> ancestry = () -> {
			var provenance = new Provenance(world.store);
			return provenance.ancestry(run, provenance.find(run, "a" + (LONG - 1) + ".out"));
		};
		Ancestry found = inSmallStack(ancestry);
		assertEquals(LONG, found.steps().size());
		assertEquals("a0", found.steps().getFirst().report().actor());
		assertEquals(List.of(), found.gaps());
		assertEquals(LONG, inSmallStack(() -> impact("raw")).keys().size());
	}

	private static <T> T inSmallStack(Callable<T> call) throws Exception {
		var task = new FutureTask<T>(call);
		Thread thread = new Thread(null, task, "small stack", SMALL_STACK);
		thread.start();
		return task.get();
	}
}
