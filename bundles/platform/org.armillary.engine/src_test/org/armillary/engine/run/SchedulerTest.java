package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.JobFolder;
import org.junit.jupiter.api.Test;

/** How many jobs run at a time, who waits for whom, and how a run is cancelled or given up. */
class SchedulerTest extends EngineFixture {

	private final AtomicInteger atWork = new AtomicInteger();
	private final AtomicInteger most = new AtomicInteger();

	/** A step that takes a while and counts how many like it are at work. */
	private TestActor counted(long memory) {
		return TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
			try {
				Thread.sleep(30);
				return actor.writeLines(parameters, inputs, context);
			} finally {
				atWork.decrementAndGet();
			}
		}).withMemory(memory);
	}

	private List<Path> files(int number) throws IOException {
		var files = new ArrayList<Path>();
		for (int i = 0; i < number; i++) {
			files.add(file("f" + i + ".txt", "text " + i));
		}
		return files;
	}

	private RunResult runSteps(int files, int workers, long budget, TestActor actor) throws Exception {
		return engine(actor).run(request(flow(STEP), Map.of("text", files(files)), Map.of()),
				options().withWorkers(workers).withMemory(budget), events::add);
	}

	@Test
	void asManyJobsRunAtATimeAsThereAreWorkers() throws Exception {
		assertEquals(Outcome.DONE, runSteps(9, 3, 1 << 30, counted(0)).outcome());
		assertEquals(3, most.get());
	}

	@Test
	void noMoreJobsRunThanTheirMemoryAllows() throws Exception {
		assertEquals(Outcome.DONE, runSteps(6, 4, 100, counted(50)).outcome());
		assertEquals(2, most.get());
	}

	@Test
	void aJobLargerThanTheBudgetRunsAloneAndThatIsTold() throws Exception {
		RunResult result = runSteps(3, 4, 100, counted(101));
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(1, most.get());
		assertEquals(3, of(RunEvent.Logged.class)
				.filter(event -> event.level() == System.Logger.Level.WARNING).count());
	}

	@Test
	void aLargeJobIsNotOvertakenForEver() {
		var budget = new MemoryBudget(100, 2);
		assertTrue(budget.take(60));
		assertFalse(budget.take(80));
		assertTrue(budget.mayBeOvertaken());
		assertTrue(budget.take(10));
		budget.overtaken();
		assertTrue(budget.take(10));
		budget.overtaken();
		assertFalse(budget.mayBeOvertaken());
		budget.release(60);
		assertTrue(budget.take(80));
		budget.firstStarted();
		assertTrue(budget.mayBeOvertaken());
	}

	@Test
	void twoJobsOfARunWithTheSameContentAreOneWork() throws Exception {
		Path x = file("x.txt", "same");
		Path y = file("y.txt", "same");
		RunResult result = engine(counted(0)).run(request(flow(STEP), Map.of("text", List.of(x, y)), Map.of()),
				options(), events::add);
		assertEquals(List.of(Status.OK, Status.OK), statuses(result));
		assertEquals(1, executed().size());
		assertEquals(0, of(RunEvent.Waiting.class).count());
		assertEquals("test.step(same) test.step:", products().get("a/x_TEXT.txt"));
		assertEquals("test.step(same) test.step:", products().get("a/y_TEXT.txt"));
	}

	@Test
	void twoRunsAtTheSameTimeDoEachJobOnce() throws Exception {
		var works = new AtomicInteger();
		var actor = TestActor.step("test.step", (self, parameters, inputs, context) -> {
			works.incrementAndGet();
			Thread.sleep(100);
			return self.writeLines(parameters, inputs, context);
		});
		List<Path> files = files(4);
		var results = new ArrayList<AtomicReference<RunResult>>();
		var threads = new ArrayList<Thread>();
		Engine engine = engine(actor);
		for (int i = 0; i < 3; i++) {
			var result = new AtomicReference<RunResult>();
			results.add(result);
			var request = new RunRequest(flow(STEP), Map.of(), Map.of("text", files),
					folder.resolve("out" + i), RunRequest.Layout.BY_NODE);
			threads.add(Thread.ofPlatform().start(() -> {
				try {
					result.set(engine.run(request, options(), events::add));
				} catch (RefusedException e) {
					throw new AssertionError(e);
				}
			}));
		}
		for (Thread thread : threads) {
			thread.join(20_000);
		}
		for (int i = 0; i < 3; i++) {
			assertEquals(Outcome.DONE, results.get(i).get().outcome());
			assertEquals(4, texts(folder.resolve("out" + i)).size());
		}
		assertEquals(4, works.get());
		assertTrue(of(RunEvent.Waiting.class).count() >= 1);
		assertTrue(of(RunEvent.Waiting.class).count() <= 8, "told once for each job and run");
	}

	@Test
	void productsAreTheSameForAnyNumberOfWorkers() throws Exception {
		String flow = """
				inputs:
				  text: {payload: file, help: texts}
				nodes:
				  first: {actor: test.step}
				  second: {actor: test.step}
				  all: {actor: test.all}
				connections:
				  - text -> first.in
				  - first.out -> second.in
				  - text -> second.calibration
				  - second.out -> all.in
				""";
		var files = new ArrayList<>(files(12));
		// the same name in two folders: the second product gets a number, whichever ends first
		files.add(file("again/f3.txt", "another"));
		var random = new Random(4);
		var slow = TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			Thread.sleep(random.nextInt(8));
			return actor.writeLines(parameters, inputs, context);
		});
		Map<String, String> expected = Map.of();
		for (int workers : new int[] { 1, 2, 7 }) {
			closeStore();
			deleteTree(folder.resolve("store"));
			deleteTree(folder.resolve("out"));
			RunResult result = engine(slow, TestActor.collector("test.all"))
					.run(request(flow(flow), Map.of("text", files), Map.of()), options().withWorkers(workers),
							events::add);
			assertEquals(Outcome.DONE, result.outcome());
			if (workers == 1) {
				expected = products();
				assertEquals(27, expected.size());
			}
			assertEquals(expected, products());
		}
	}

	private static void deleteTree(Path place) throws IOException {
		if (Files.exists(place)) {
			try (var files = Files.walk(place)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	@Test
	void theMarkerInTheRunFolderCancelsTheRun() throws Exception {
		var started = new CountDownLatch(1);
		var actor = TestActor.step("test.step", (self, parameters, inputs, context) -> {
			started.countDown();
			new CountDownLatch(1).await();
			return self.writeLines(parameters, inputs, context);
		});
		var run = RunFolder.create(store(), request(flow(STEP), Map.of("text", files(5)), Map.of()), options());
		var result = new AtomicReference<RunResult>();
		Engine engine = engine(actor);
		var thread = Thread.ofPlatform().start(() -> {
			try {
				result.set(engine.execute(run, events::add));
			} catch (RefusedException e) {
				throw new AssertionError(e);
			}
		});
		started.await();
		long asked = System.nanoTime();
		run.cancel();
		thread.join(10_000);
		assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(2));
		assertEquals(Outcome.CANCELLED, result.get().outcome());
		assertEquals(List.of(Status.CANCELLED, Status.CANCELLED, Status.CANCELLED, Status.CANCELLED, Status.CANCELLED),
				statuses(result.get()));
		assertEquals(RunState.CANCELLED, run.state());
		assertEquals(List.of(), jobFolders());
		assertFalse(thread.isInterrupted());
	}

	@Test
	void aRunIsExecutedByOneProcessOnly() throws Exception {
		var run = RunFolder.create(store(), request(flow(STEP), Map.of("text", files(1)), Map.of()), options());
		Engine engine = engine(counted(0));
		try (Lease lease = run.lease().orElseThrow()) {
			var refusal = assertThrows(RefusedException.class, () -> engine.execute(run, RunListener.NONE));
			assertEquals("run.held", refusal.explanation().id());
			assertTrue(refusal.explanation().summary().contains(String.valueOf(lease.holder().pid())));
		}
		assertEquals(Outcome.DONE, engine.execute(run, RunListener.NONE).outcome());
	}

	@Test
	void theCauseOfAFailureIsCarriedAlongTheJobsThatWereSkipped() throws Exception {
		RunResult result = run("""
				nodes:
				  bad: {actor: test.bad}
				  after: {actor: test.step}
				  last: {actor: test.step}
				connections:
				  - bad.out -> after.in
				  - after.out -> last.in
				""", Map.of(), TestActor.source("test.bad").doing((actor, parameters, inputs, context) -> {
			throw new ActorException(Kind.DATA, WHY);
		}), TestActor.step("test.step", TestActor::writeLines));
		assertEquals(List.of(Status.FAILED, Status.SKIPPED, Status.SKIPPED), statuses(result));
		assertEquals(Outcome.FAILED, result.outcome());
		for (String id : List.of("after", "last")) {
			String text = job(result, id).messages().getFirst().text();
			assertTrue(text.contains("bad") && text.contains(WHY.summary()), text);
		}
	}

	@Test
	void aListenerThatFailsHarmsNothing() throws Exception {
		RunResult result = engine(counted(0)).run(request(flow(STEP), Map.of("text", files(3)), Map.of()), options(),
				event -> {
					throw new IllegalStateException("of the listener");
				});
		assertEquals(Outcome.DONE, result.outcome());
	}

	@Test
	void moreMemoryThanDeclaredIsNotedAndNotRemembered() throws Exception {
		var catalog = ActorCatalog.of(counted(100 << 20));
		var executor = new Changing(new InProcessExecutor(catalog), report -> new JobReport(report.run(),
				report.actor(),
				report.key(), with(report.result(), new ResourceUse(100 << 20, 120 << 20, 1)), report.products(),
				report.ended(), report.circumstances()));
		var request = request(flow(STEP), Map.of("text", files(1)), Map.of());
		RunResult first = engine(catalog, executor).run(request, options(), events::add);
		assertEquals(List.of("run.memory-exceeded"),
				first.results().getFirst().messages().stream().map(message -> message.id()).toList());
		assertEquals(1, of(RunEvent.Logged.class).filter(event -> event.text().contains("120")).count());
		RunResult second = engine(catalog, executor).run(request, options(), events::add);
		assertEquals(List.of(), second.results().getFirst().messages());
	}

	private static JobResult with(JobResult result, ResourceUse use) {
		return new JobResult(result.job(), result.status(), result.products(), result.qc(), result.messages(),
				result.failure(), result.trace(), result.duration(), use, result.reusedFrom());
	}

	/** An executor whose reports are changed on their way. */
	private record Changing(JobExecutor executor, UnaryOperator<JobReport> change)
			implements JobExecutor {

		@Override
		public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
				throws InterruptedException, IOException {
			return change.apply(executor.execute(folder, timeout, listener));
		}

		@Override
		public void close() {
			executor.close();
		}
	}
}
