package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.message.Message;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

	@TempDir
	Path folder;
	private Runs runs;

	@BeforeEach
	void open() {
		runs = new Runs(folder);
	}

	private RunFolder create(String workflow, int second) throws IOException {
		return RunFolder.create(folder,
				RunSamples.request(RunSamples.flow(workflow, "3"), Map.of(), List.of(Path.of("/data/a.fits"))),
				RunSamples.OPTIONS, RunSamples.NOON.plusSeconds(second));
	}

	private String refusal(String name) {
		return assertThrows(RefusedException.class, () -> runs.find(name)).explanation().id();
	}

	@Test
	void findsByIdPrefixAndLast() throws Exception {
		RunFolder dark = create("dark", 2);
		RunFolder darker = create("darker", 1);
		RunFolder again = create("dark", 2);
		assertEquals(dark.path(), runs.find(dark.id()).path(), "an id that is the beginning of another");
		assertEquals(again.path(), runs.find(again.id()).path());
		assertEquals(darker.path(), runs.find("darke").path());
		assertEquals(again.path(), runs.find("last").path());
		assertEquals(RunMessage.AMBIGUOUS_RUN.id(), refusal("dark"));
		assertEquals(RunMessage.AMBIGUOUS_RUN.id(), refusal("dark-2026"));
	}

	@Test
	void findsTheNewestAmongManyOfTheSameSecond() throws Exception {
		RunFolder newest = create("b", 0);
		for (int i = 0; i < 11; i++) {
			newest = create("b", 0);
		}
		assertEquals("b-20260131-120000-12", newest.id());
		assertEquals(newest.id(), runs.find("last").id());
		assertEquals(newest.id(), runs.list().getFirst().id());
		RunFolder later = RunFolder.create(folder, RunSamples.request(RunSamples.flow("a", "3"), Map.of(), List.of()),
				RunSamples.OPTIONS, RunSamples.NOON.plusMillis(5));
		assertEquals(later.id(), runs.find("last").id());
	}

	@Test
	void refusesWhatItDoesNotKnowWithTheNearestIds() throws Exception {
		assertEquals(RunMessage.NO_RUNS.id(), refusal("last"));
		RunFolder night = create("night", 1);
		create("dark", 2);
		create("dark", 3);
		create("dark", 4);
		for (String name : List.of("", "nigth", "x", "night-20260131-120001-2", "../" + night.id(),
				night.path().toString())) {
			assertEquals(RunMessage.UNKNOWN_RUN.id(), refusal(name), name);
		}
		RefusedException refused = assertThrows(RefusedException.class, () -> runs.find("nigth"));
		assertTrue(refused.explanation().summary().contains(": " + "night-") || refused.explanation().summary()
				.contains(night.id()));
		assertEquals(List.of(), RunIds.similar("nosuch", List.of("night-20260131-120000", "a", "b")));
		assertEquals("", RunIds.similarWords("nosuch", List.of("night-20260131-120000")));
		assertEquals(List.of(night.id()), RunIds.similar("120001", List.of("a", night.id(), "b")).subList(0, 1));
	}

	@Test
	void refusesWithoutAFolder() {
		runs = new Runs(folder.resolve("none"));
		assertEquals(RunMessage.NO_RUNS.id(), refusal("last"));
	}

	@Test
	void listsTheNewestFirst() throws IOException {
		RunFolder first = create("z", 1);
		RunFolder second = create("a", 2);
		Instant begun = RunSamples.NOON.plusSeconds(3);
		try (var journal = new Journal(first.journalFile(), RunSamples.NO_COMMITS,
				new Clock(begun, Duration.ofSeconds(10)))) {
			journal.on(RunSamples.started("dark", "flat"));
			journal.on(new RunEvent.Ended(Outcome.DONE, List.of()));
		}
		List<RunSummary> list = runs.list();
		assertEquals(List.of(
				new RunSummary(second.id(), RunState.WAITING, "a", RunSamples.NOON.plusSeconds(2), Optional.empty(),
						Optional.empty(), 0, Optional.of(Path.of("/out")), Optional.empty()),
				new RunSummary(first.id(), RunState.DONE, "z", RunSamples.NOON.plusSeconds(1), Optional.of(begun),
						Optional.of(begun.plusSeconds(10)), 2, Optional.of(Path.of("/out")), Optional.empty())),
				list);
		assertEquals(Duration.ofSeconds(10), list.get(1).duration());
		try (Lease lease = second.lease().orElseThrow()) {
			assertEquals(Optional.of(lease.holder()), runs.list().getFirst().holder());
		}
	}

	/** Gives a later time at each look. */
	private static final class Clock implements InstantSource {

		private final Duration step;
		private Instant next;

		Clock(Instant start, Duration step) {
			this.next = start;
			this.step = step;
		}

		@Override
		public Instant instant() {
			Instant now = next;
			next = next.plus(step);
			return now;
		}
	}

	@Test
	void damagedAndForeignFoldersDoNotHideTheOthers() throws Exception {
		RunFolder good = create("good", 1);
		RunFolder bad = create("bad", 2);
		Files.writeString(bad.requestFile(), "{\"armillary-run\":1,\"created\":\"2026-13-");
		RunSamples.write(bad, RunSamples.started("dark"));
		RunFolder worse = create("worse", 3);
		Files.writeString(worse.requestFile(), "[\"\\u00");
		Files.write(worse.journalFile(), new byte[5000]);
		Files.createDirectory(folder.resolve(".new-1"));
		Files.createDirectory(folder.resolve("foreign"));
		Files.writeString(folder.resolve("file"), "");
		List<RunSummary> list = runs.list();
		assertEquals(Set.of(good.id(), bad.id(), worse.id()),
				Set.copyOf(list.stream().map(RunSummary::id).toList()));
		RunRecord record = runs.read(bad);
		assertEquals("KMOS night", record.summary().workflow(), "from the journal");
		assertTrue(record.request().isEmpty());
		assertEquals(List.of(RunMessage.DAMAGED_RUN.id()), record.notes().stream().map(Message::id).toList());
		assertEquals(1, record.jobs().size());
		assertEquals(RunState.DAMAGED, runs.read(worse).summary().state());
		assertEquals(RunState.DAMAGED, runs.summary(bad).state());
		assertEquals(RunState.WAITING, runs.summary(good).state());
		Files.write(good.journalFile(), new byte[5000]);
		assertEquals(RunState.DAMAGED, runs.summary(good).state());
		assertEquals(0, list.stream().filter(run -> run.created().equals(Instant.EPOCH)).count());
		Files.delete(bad.requestFile());
		assertEquals(3, runs.list().size());
		assertEquals(RunState.DAMAGED, runs.summary(bad).state());
	}

	@Test
	void tellsTheCleanerWhatARunUses() throws IOException {
		RunFolder run = create("night", 1);
		var one = RunSamples.key("test.dark", "1");
		var other = RunSamples.key("test.dark", "2");
		RunSamples.write(run, RunSamples.started("dark", "flat"), RunSamples.jobStarted("dark", one),
				RunSamples.reused("flat", other, "x"));
		assertEquals(Set.of(one.hash(), other.hash()), runs.keys(run.path()));
		assertEquals(RunSamples.NOON.plusSeconds(1), runs.started(run.path()));
		assertFalse(runs.isActive(run.path()));
		try (Lease _ = run.lease().orElseThrow()) {
			assertTrue(runs.isActive(run.path()));
		}
		RunFolder old = create("night", 2);
		assertFalse(runs.isActive(old.path()), "nobody takes it up any more");
		RunFolder fresh = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, Instant.now());
		assertTrue(runs.isActive(fresh.path()), "its process is about to come");
	}
}
