package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.store.Store;
import org.junit.jupiter.api.Test;

/** How a run goes on that was interrupted: by a crash, by the disk, by its user. */
class RecoveryTest extends EngineFixture {

	private final ActorCatalog catalog = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines));

	/** Stops the engine after a number of jobs: the folder of the next stays with all that is in it, as after a crash. */
	private JobExecutor dying(int after, boolean afterItsResult) {
		var executor = new InProcessExecutor(catalog);
		return new JobExecutor() {

			private int jobs;

			@Override
			public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
					throws InterruptedException, IOException {
				if (jobs++ < after) {
					return executor.execute(folder, timeout, listener);
				}
				if (afterItsResult) {
					executor.execute(folder, timeout, listener);
				}
				throw new IOException("as if the process had died");
			}

			@Override
			public void close() {
				executor.close();
			}
		};
	}

	private List<Path> files(int number) throws IOException {
		var files = new ArrayList<Path>();
		for (int i = 0; i < number; i++) {
			files.add(file("f" + i + ".txt", "text " + i));
		}
		return files;
	}

	private RunFolder folderOf(RunRequest request) throws IOException {
		return RunFolder.create(store(), request, options().withWorkers(1));
	}

	/** Executes a run until it dies, and takes from its journal what comes after the last line that begins a job. */
	private void die(RunFolder run, int after, boolean afterItsResult) throws Exception {
		assertEquals(Outcome.STOPPED,
				engine(catalog, dying(after, afterItsResult)).execute(run, events::add).outcome());
		List<String> lines = Files.readAllLines(run.journalFile());
		int last = lines.size() - 1;
		while (!lines.get(last).contains("job-started")) {
			last--;
		}
		Files.write(run.journalFile(), lines.subList(0, last + 1));
		Files.writeString(run.journalFile(), "{\"crc\":\"00", StandardOpenOption.APPEND);
		assertEquals(RunState.INTERRUPTED, run.state());
	}

	@Test
	void whatWasFinishedIsNotExecutedAgain() throws Exception {
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(5)), Map.of()));
		die(run, 2, true);
		List<String> before = executed();
		assertEquals(3, before.size());
		assertEquals(1, jobFolders().size());
		Files.createDirectories(run.jobs().resolve("77-torn"));
		Files.writeString(run.jobs().resolve("77-torn/job.json"), "{");
		Files.writeString(folder.resolve("out/a").resolve(Publisher.prefix(run) + "9"), "torn");
		Files.writeString(folder.resolve("out/a/.armillary-of-somebody-else-9"), "keep");
		events.clear();
		RunResult result = engine(catalog).execute(run, events::add);
		assertEquals(Outcome.DONE, result.outcome());
		// two were in the store, the third was finished in its folder
		assertEquals(2, executed().size());
		assertTrue(Collections.disjoint(before, executed()), () -> before + " " + executed());
		assertTrue(events.getFirst() instanceof RunEvent.Resumed);
		assertEquals(RunState.DONE, run.state());
		assertEquals(List.of(), jobFolders());
		assertEquals(6, products().size());
		assertTrue(Files.exists(folder.resolve("out/a/.armillary-of-somebody-else-9")));
	}

	@Test
	void aResultWhoseProductWasLostIsMadeAgain() throws Exception {
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(2)), Map.of()));
		die(run, 0, true);
		try (var files = Files.walk(jobFolders().getFirst().resolve("products"))) {
			for (Path product : files.filter(Files::isRegularFile).toList()) {
				Files.writeString(product, "tes");
			}
		}
		events.clear();
		assertEquals(Outcome.DONE, engine(catalog).execute(run, events::add).outcome());
		assertEquals(List.of("a#1", "a#2"), executed().stream().sorted().toList());
		assertEquals("test.step(text 0) test.step:", products().get("a/f0_TEXT.txt"));
	}

	@Test
	void aFinishedRunThatIsExecutedAgainReusesAll() throws Exception {
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(2)), Map.of()));
		engine(catalog).execute(run, events::add);
		events.clear();
		RunResult again = engine(catalog).execute(run, events::add);
		assertEquals(Outcome.DONE, again.outcome());
		assertEquals(List.of(), executed());
		assertEquals(Optional.of(run.id()), again.results().getFirst().reusedFrom());
	}

	@Test
	void aRunWhoseInputVanishedSaysSoInItsJournal() throws Exception {
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(1)), Map.of()));
		Files.delete(folder.resolve("in/f0.txt"));
		var refusal = assertThrows(RefusedException.class,
				() -> engine(catalog).execute(run, events::add));
		assertEquals("run.input-file", refusal.explanation().id());
		assertEquals(RunState.STOPPED, run.state());
	}

	@Test
	void aRunThatCannotGoOnStaysWhatItWas() throws Exception {
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(3)), Map.of()));
		die(run, 1, true);
		Path input = folder.resolve("in/f2.txt");
		Path aside = Files.move(input, folder.resolve("aside"));
		assertRefused(run, "run.input-file");
		Files.move(aside, input);
		Path out = folder.resolve("out");
		aside = Files.move(out, folder.resolve("aside"));
		Files.writeString(out, "in the way");
		assertRefused(run, "run.output-folder");
		Files.delete(out);
		Files.move(aside, out);
		engine(catalog).checkResume(run);
		assertEquals(Outcome.DONE, engine(catalog).execute(run, events::add).outcome());
	}

	private void assertRefused(RunFolder run, String id) throws IOException {
		events.clear();
		assertEquals(id,
				assertThrows(RefusedException.class, () -> engine(catalog).checkResume(run)).explanation().id());
		assertEquals(id, assertThrows(RefusedException.class, () -> engine(catalog).execute(run, events::add))
				.explanation().id());
		assertEquals(RunState.INTERRUPTED, run.state());
		assertEquals(List.of(), events);
	}

	@Test
	void aStoreThatCannotTakeAResultStopsTheRunWhichThenGoesOn() throws Exception {
		var broken = new AtomicBoolean(true);
		Path objects = folder.resolve("store/objects");
		Path aside = folder.resolve("store/objects-aside");
		var actor = TestActor.step("test.step", (self, parameters, inputs, context) -> {
			try {
				if (broken.getAndSet(false)) {
					Files.move(objects, aside);
					Files.writeString(objects, "in the way");
				}
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
			return self.writeLines(parameters, inputs, context);
		});
		RunFolder run = folderOf(request(flow(STEP), Map.of("text", files(3)), Map.of()));
		RunResult stopped = engine(actor).execute(run, events::add);
		assertEquals(Outcome.STOPPED, stopped.outcome());
		assertEquals("run.given-up", stopped.messages().getLast().id());
		assertEquals(Optional.of(Kind.RESOURCE), stopped.results().getFirst().failure());
		assertEquals(1, stopped.results().size());
		assertEquals(RunState.STOPPED, run.state());
		Files.delete(objects);
		Files.move(aside, objects);
		events.clear();
		assertEquals(Outcome.DONE, engine(actor).execute(run, events::add).outcome());
		assertEquals(2, executed().size());
		assertFalse(executed().contains(stopped.results().getFirst().job()));
		assertEquals(3, products().size());
	}

	@Test
	void aFullDiskIsToldWithItsPathAndTheRunGoesOnLater() throws Exception {
		Path small = Files.createDirectories(folder.resolve("small"));
		assumeTrue(mount(small), "a small disk can be mounted");
		try {
			Path filler = small.resolve("filler");
			var actors = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines));
			RunRequest request = new RunRequest(flow(STEP), Map.of(), Map.of("text", large(4)), folder.resolve("out"),
					Layout.BY_NODE);
			RunFolder run;
			try (Store store = Store.open(small.resolve("store"))) {
				run = RunFolder.create(store, request, options());
				Files.write(filler, new byte[(int) (small.toFile().getUsableSpace() - (400 << 10))]);
				RunResult full = new Engine(actors, store, new InProcessExecutor(actors)).execute(run, events::add);
				assertTrue(full.failed());
				var failed = full.results().stream().filter(job -> job.status() == Status.FAILED).findFirst();
				if (failed.isPresent()) {
					assertEquals(Optional.of(Kind.RESOURCE), failed.get().failure());
					assertTrue(failed.get().messages().getFirst().text().contains(small.toString()));
				} else {
					assertTrue(full.messages().getFirst().text().contains(small.toString()));
				}
			}
			Files.delete(filler);
			events.clear();
			try (Store store = Store.open(small.resolve("store"))) {
				RunResult result = new Engine(actors, store, new InProcessExecutor(actors))
						.execute(RunFolder.open(run.path()), events::add);
				assertEquals(Outcome.DONE, result.outcome(), () -> result.messages().toString() + result.results());
			}
			assertEquals(4, products().size());
		} finally {
			new ProcessBuilder("umount", small.toString()).start().waitFor();
		}
	}

	private List<Path> large(int number) throws IOException {
		var files = new ArrayList<Path>();
		for (int i = 0; i < number; i++) {
			files.add(file("large" + i + ".txt", (i + "x".repeat(99) + "\n").repeat(1500)));
		}
		return files;
	}

	private static boolean mount(Path place) throws Exception {
		return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place.toString())
				.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
	}

	@Test
	void aFullOutputFolderFailsTheJobButItsResultIsKept() throws Exception {
		Path small = Files.createDirectories(folder.resolve("small"));
		assumeTrue(mount(small), "a small disk can be mounted");
		try {
			Path filler = small.resolve("filler");
			RunRequest request = new RunRequest(flow(STEP), Map.of(), Map.of("text", large(2)), small.resolve("out"),
					Layout.BY_NODE);
			Files.write(filler, new byte[(int) (small.toFile().getUsableSpace() - (100 << 10))]);
			RunResult full = engine(catalog).run(request, options(), events::add);
			assertEquals(List.of(Status.FAILED, Status.FAILED), statuses(full));
			var message = full.results().getFirst().messages().getFirst();
			assertEquals("run.product", message.id());
			assertTrue(message.summary().contains(small.toString()) && message.summary().contains("bytes are free"));
			assertFalse(Files.exists(small.resolve("out/a")));
			Files.delete(filler);
			events.clear();
			assertEquals(Outcome.DONE, engine(catalog).run(request, options(), events::add).outcome());
			assertEquals(List.of(), executed());
			assertEquals(2, texts(small.resolve("out")).size());
		} finally {
			new ProcessBuilder("umount", small.toString()).start().waitFor();
		}
	}

	@Test
	void anInputThatChangesWhileItIsReadSpoilsTheResult() throws Exception {
		Path x = file("x.txt", "X");
		var changes = new AtomicBoolean(true);
		var actor = TestActor.step("test.step", (self, parameters, inputs, context) -> {
			var outcome = self.writeLines(parameters, inputs, context);
			try {
				if (changes.getAndSet(false)) {
					Files.writeString(x, "Y and more");
				}
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
			return outcome;
		});
		RunResult spoilt = run(STEP, Map.of("text", List.of(x)), actor);
		assertEquals("run.input-changed", spoilt.results().getFirst().messages().getFirst().id());
		assertEquals(Optional.of(Kind.DATA), spoilt.results().getFirst().failure());
		assertEquals(Map.of(), texts(folder.resolve("store/objects")));
		assertEquals(Map.of(), products());
		assertEquals(Outcome.DONE, run(STEP, Map.of("text", List.of(x)), actor).outcome());
		assertEquals("test.step(Y and more) test.step:", products().get("a/x_TEXT.txt"));
	}

	@Test
	void rightsOfAnInputMayChangeMeanwhile() throws Exception {
		Path x = file("x.txt", "X");
		RunResult result = run(STEP, Map.of("text", List.of(x)),
				TestActor.step("test.step", (self, parameters, inputs, context) -> {
					try {
						Files.setPosixFilePermissions(x, PosixFilePermissions.fromString("r--r--r--"));
					} catch (IOException e) {
						throw new ActorException(Kind.BUG, WHY, e);
					}
					return self.writeLines(parameters, inputs, context);
				}));
		assertEquals(Outcome.DONE, result.outcome());
	}
}
