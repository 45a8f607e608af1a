package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.engine.HandMadeNight;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.DatasetState;
import org.armillary.organiser.Reduction;
import org.armillary.organiser.ReductionHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What journals tell of datasets. */
class StoreReductionsTest {

	@TempDir
	Path folder;

	private final RunDatasets datasets = night();

	private static RunDatasets night() {
		var night = new HandMadeNight();
		for (int i = 0; i < 6; i++) {
			night.dataset("dark-" + i, "dark", List.of(night.frame(Path.of("/d" + i), "DARK", i)));
		}
		return night.run();
	}

	private RunFolder create(int second) throws IOException {
		return RunFolder.create(folder, RunSamples.request().withDatasets(datasets), RunSamples.OPTIONS,
				RunSamples.NOON.plusSeconds(second));
	}

	private static RunEvent.Started started(String... jobsAndDatasets) {
		var outlines = new ArrayList<Outline>();
		for (int i = 0; i < jobsAndDatasets.length; i += 2) {
			outlines.add(new Outline(jobsAndDatasets[i], "dark", "test.dark", "",
					Stream.of(jobsAndDatasets[i + 1].split("\\+")).map(name -> "dark-" + name).toList()));
		}
		return new RunEvent.Started("night", "night", outlines, List.of(), List.of());
	}

	private static RunEvent.JobEnded ended(String job, JobResult.Status status) {
		return new RunEvent.JobEnded(JobResult.notRun(job, status, RunSamples.WHY), null, null);
	}

	private List<String> states(StoreReductions history, int dataset) {
		return history.of(datasets.datasets().get(dataset).filesIdentity()).stream()
				.map(reduction -> reduction.run().substring(reduction.run().lastIndexOf('-') + 1) + " "
						+ reduction.progress())
				.toList();
	}

	private List<String> states(int dataset) {
		return states(new StoreReductions(new Runs(folder)), dataset);
	}

	@Test
	void howARunWentWithEachDataset() throws Exception {
		RunSamples.write(create(1), started("a", "0", "b", "0+1", "c", "1", "d", "2", "e", "3", "f", "4"),
				ended("a", JobResult.Status.OK), ended("b", JobResult.Status.PARTIAL),
				ended("c", JobResult.Status.SKIPPED), ended("d", JobResult.Status.FAILED),
				ended("e", JobResult.Status.CANCELLED), ended("f", JobResult.Status.NO_WORK),
				new RunEvent.Ended(Outcome.FAILED, List.of()));
		assertEquals(List.of("120001 REDUCED"), states(0));
		assertEquals(List.of("120001 PARTLY_REDUCED"), states(1));
		assertEquals(List.of("120001 FAILED"), states(2));
		assertEquals(List.of(), states(3), "nothing was done");
		assertEquals(List.of("120001 REDUCED"), states(4));
		assertEquals(List.of(), states(5), "it had no job");
		assertEquals(List.of(), new StoreReductions(new Runs(folder)).of("another"));
	}

	@Test
	void aRunThatGoesOn() throws Exception {
		RunFolder run = create(1);
		RunSamples.write(run, started("a", "0", "b", "1", "c", "1", "d", "2"), ended("a", JobResult.Status.OK),
				ended("b", JobResult.Status.OK), ended("d", JobResult.Status.FAILED));
		try (Lease lease = run.lease().orElseThrow()) {
			assertTrue(lease.holder().pid() > 0);
			assertEquals(List.of("120001 REDUCED"), states(0));
			assertEquals(List.of("120001 RUNNING"), states(1));
			assertEquals(List.of("120001 FAILED"), states(2));
		}
		assertEquals(List.of("120001 PARTLY_REDUCED"), states(1), "its process is gone");
	}

	@Test
	void theNewestFirstWithWhatWasChosen() throws Exception {
		var night = new HandMadeNight();
		night.dataset("dark-0", "dark", List.of(night.frame(Path.of("/d0"), "DARK", 0)));
		night.dataset("flat", "flat", List.of(night.frame(Path.of("/f"), "FLAT_ON", 0)), "dark-0");
		RunDatasets other = night.run();
		RunFolder old = RunFolder.create(folder, RunSamples.request().withDatasets(other), RunSamples.OPTIONS,
				RunSamples.NOON);
		RunSamples.write(old, new RunEvent.Started("night", "night",
				List.of(new Outline("f", "flat", "a", "", List.of("flat")),
						new Outline("d", "dark", "a", "", List.of("dark-0"))),
				List.of(), List.of()), ended("f", JobResult.Status.OK), ended("d", JobResult.Status.OK));
		RunSamples.write(create(7), started("a", "0"), ended("a", JobResult.Status.FAILED));
		assertEquals(List.of("120007 FAILED", "120000 REDUCED"), states(0));
		RunDatasets.Dataset flat = other.dataset("flat").orElseThrow();
		assertEquals(
				List.of(new Reduction(old.id(), flat.filesIdentity(), flat.identity(), DatasetState.REDUCED,
						Map.of("dark", List.of("dark-0")))),
				new StoreReductions(new Runs(folder)).of(flat.filesIdentity()));
	}

	@Test
	void whatWasMarkedIsOutOfDate() throws Exception {
		Path runs = Files.createDirectory(folder.resolve("runs"));
		RunFolder run = RunFolder.create(runs, RunSamples.request().withDatasets(datasets), RunSamples.OPTIONS,
				RunSamples.NOON);
		JobKey key = RunSamples.key("test.dark", "1");
		RunSamples.write(run, started("a", "0", "b", "1", "c", "1", "d", "2"),
				new RunEvent.JobEnded(JobResult.notRun("a", JobResult.Status.OK, RunSamples.WHY),
						RunSamples.key("test.dark", "2"), null),
				new RunEvent.JobEnded(JobResult.notRun("b", JobResult.Status.OK, RunSamples.WHY), key, null),
				ended("c", JobResult.Status.OK),
				new RunEvent.JobEnded(JobResult.notRun("d", JobResult.Status.FAILED, RunSamples.WHY), key, null),
				new RunEvent.Ended(Outcome.FAILED, List.of()));
		Path marks = Files.createDirectory(folder.resolve("marks"));
		Files.writeString(marks.resolve(key.hash() + ".json"),
				"{\"reason\":\"bad flat\",\"user\":\"anna\",\"time\":\"2026-03-01T12:00:00Z\"}");
		var history = new StoreReductions(new Runs(runs));
		assertEquals(List.of("120000 REDUCED"), states(history, 0));
		assertEquals(List.of("120000 OUT_OF_DATE"), states(history, 1));
		assertEquals(List.of("120000 FAILED"), states(history, 2));
		Reduction marked = history.newest(datasets.datasets().get(1).filesIdentity()).orElseThrow();
		assertTrue(marked.reason().contains("anna") && marked.reason().contains("bad flat"), marked.reason());
		assertEquals("", history.newest(datasets.datasets().get(0).filesIdentity()).orElseThrow().reason());
	}

	@Test
	void whatCannotBeReadIsLeftOut() throws Exception {
		RunSamples.write(create(1), started("a", "0"), ended("a", JobResult.Status.OK));
		RunSamples.write(RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS,
				RunSamples.NOON.plusSeconds(2)), started("a", "0"), ended("a", JobResult.Status.OK));
		int second = 10;
		for (String damage : List.of("", "{", "[]", "{\"datasets\":7}", "{\"datasets\":{\"datasets\":[{}]}}",
				"{\"datasets\":{\"datasets\":[7]}}", "\0\0\0")) {
			RunFolder bad = create(second++);
			RunSamples.write(bad, started("a", "0"), ended("a", JobResult.Status.OK));
			Files.writeString(bad.requestFile(), damage);
		}
		Files.delete(create(second).requestFile());
		RunFolder without = create(5);
		Files.writeString(without.journalFile(), "no journal\n");
		assertEquals(List.of("120001 REDUCED"), states(0));
		assertEquals(List.of(), new StoreReductions(new Runs(folder.resolve("none"))).of("x"));
	}

	@Test
	void theNewestIsFoundWithoutReadingOlderJournals() throws Exception {
		RunFolder old = create(1);
		RunSamples.write(old, started("a", "0", "b", "1"), ended("a", JobResult.Status.OK),
				ended("b", JobResult.Status.OK));
		RunSamples.write(create(2), started("a", "0"), ended("a", JobResult.Status.FAILED));
		var history = new StoreReductions(new Runs(folder));
		String first = datasets.datasets().get(0).filesIdentity();
		String second = datasets.datasets().get(1).filesIdentity();
		assertEquals(DatasetState.FAILED, history.newest(first).orElseThrow().progress());
		Files.delete(old.journalFile());
		assertEquals(1, history.of(first).size(), "the older journal was not read before it was deleted");
		assertEquals(Optional.empty(), history.newest(second));
		assertEquals(Optional.empty(), history.newest("another"));
	}

	@Test
	void requestsAndJournalsAreReadOnce() throws Exception {
		RunFolder run = create(1);
		RunSamples.write(run, started("a", "0", "b", "1"), ended("a", JobResult.Status.OK),
				ended("b", JobResult.Status.OK));
		var history = new StoreReductions(new Runs(folder));
		assertEquals(List.of("120001 REDUCED"), states(history, 0));
		Files.delete(run.requestFile());
		Files.delete(run.journalFile());
		assertEquals(List.of("120001 REDUCED"), states(history, 0));
		assertEquals(List.of("120001 REDUCED"), states(history, 1));
	}

	/** A run of a dataset of some files, named by their numbers. */
	private Dataset run(int second, String name, String type, int... files) throws IOException {
		var night = new HandMadeNight();
		Dataset dataset = night.dataset(name, type, Arrays.stream(files).mapToObj(
				number -> night.frame(Path.of("/s" + number), type.equals("dark") ? "DARK" : "FLAT_ON", number / 24.0))
				.toList());
		RunSamples.write(RunFolder.create(folder, RunSamples.request().withDatasets(night.run()), RunSamples.OPTIONS,
				RunSamples.NOON.plusSeconds(second)));
		return dataset;
	}

	private static List<Path> paths(int... files) {
		return Arrays.stream(files).mapToObj(number -> Path.of("/s" + number)).toList();
	}

	@Test
	void similarDatasetsAreThoseOfAboutTheSameTimeTheNewestFirst() throws Exception {
		run(1, "dark-60-2026-03-01T11:59:59", "dark", 1, 2);
		run(2, "dark-60-2026-03-01T11:59:59-0a1b", "dark", 1, 2, 3);
		run(3, "dark-60-2026-03-01T11:59:59", "dark", 1, 2);
		run(4, "dark-60-2026-03-01T12:01:00", "dark", 2);
		run(5, "dark-120-2026-03-01T11:59:59", "dark", 5);
		run(6, "flat-60-2026-03-01T11:59:59", "flat", 6);
		run(7, "dark-60-2026-03-02T11:59:59", "dark", 7);
		run(8, "dark-60-2026-03-01T20:00:00", "dark", 8);
		run(9, "dark-60-2026-99-01T20:00:00", "dark", 9);
		run(10, "dark-60", "dark", 10);
		var history = new StoreReductions(new Runs(folder));
		var night = new HandMadeNight();
		Dataset dataset = night.dataset("dark-60-2026-03-01T11:20:00", "dark",
				List.of(night.frame(Path.of("/s0"), "DARK", 0)));
		assertEquals(List.of(paths(1, 2), paths(1, 2, 3), paths(2)),
				history.similar(dataset).map(ReductionHistory.FileSet::files).toList());
		Dataset longer = night.dataset("dark-60-2026-03-01T11:20:00", "dark",
				List.of(night.frame(Path.of("/s0"), "DARK", 0), night.frame(Path.of("/s1"), "DARK", 8 / 24.0)));
		assertEquals(paths(8), history.similar(longer).map(ReductionHistory.FileSet::files).toList().getLast(),
				"it takes eight hours itself");
		Dataset plain = night.dataset("dark-60", "dark", List.of(night.frame(Path.of("/s0"), "DARK", 0)));
		Dataset strange = night.dataset("dark-60-2026-99-01T20:30:00", "dark",
				List.of(night.frame(Path.of("/s9"), "DARK", 0)));
		assertEquals(List.of(paths(9)), history.similar(strange).map(ReductionHistory.FileSet::files).toList());
		assertEquals(List.of(paths(10)), history.similar(plain).map(ReductionHistory.FileSet::files).toList());
	}

	@Test
	void similarDatasetsAreReadOnceAndWhatCannotBeReadIsLeftOut() throws Exception {
		Dataset dataset = run(1, "dark-60-2026-03-01T11:59:59", "dark", 1, 2);
		int second = 10;
		for (String damage : List.of("", "{\"datasets\":7}", "{\"datasets\":{\"datasets\":[{}]}}",
				"{\"datasets\":{\"filesIdentities\":[],\"datasets\":[7]}}",
				"{\"datasets\":{\"datasets\":[{\"name\":\"dark-60-2026-03-01T11:59:59\",\"filesIdentity\":\"f\"}]}}")) {
			Files.writeString(create(second++).requestFile(), damage);
		}
		var history = new StoreReductions(new Runs(folder));
		assertEquals(List.of(paths(1, 2)), history.similar(dataset).map(ReductionHistory.FileSet::files).toList());
		assertEquals(Optional.empty(), history.newest(dataset.filesIdentity()), "it has no journal");
		for (RunFolder run : new Runs(folder).newestFirst()) {
			Files.delete(run.requestFile());
		}
		assertEquals(List.of(paths(1, 2)), history.similar(dataset).map(ReductionHistory.FileSet::files).toList());
		assertEquals(List.of(), new StoreReductions(new Runs(folder.resolve("none"))).similar(dataset).toList());
	}
}
