package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.armillary.actor.ActorException.Kind;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in processes of their own: warm ones, dying ones, and those whose parent dies. */
class WorkerExecutorTest extends JobFixture {

	private static final long MEBIBYTE = 1L << 20;

	private final WorkerExecutor executor = executor(Duration.ofSeconds(60));

	private static WorkerExecutor executor(Duration idle) {
		return new WorkerExecutor(TestWorker::command, ExecutionOptions.of(1L << 30).withWorkers(2), idle);
	}

	@AfterEach
	void close() {
		executor.close();
		assertEquals(0, executor.processes());
	}

	private JobReport execute(JobFolder folder) throws InterruptedException, IOException {
		return executor.execute(folder, Optional.empty(), events::add);
	}

	private JobReport execute(String act, String argument) throws InterruptedException, IOException {
		return execute(folder(act, argument));
	}

	/** The number of the process in which a job runs. */
	private long worker(long memoryBytes) throws InterruptedException, IOException {
		return Long.parseLong(text(execute(folder(descriptor("pid", "", memoryBytes, Optional.empty())))));
	}

	@Test
	void theResultIsThatOfThisProcess() throws Exception {
		JobReport there = execute("fits", "NGC 1");
		var eventsThere = List.copyOf(events);
		events.clear();
		JobReport here = run("fits", "NGC 1");
		assertEquals(eventsThere, events);
		assertEquals(product(here, "out").digest(), product(there, "out").digest());
		assertEquals(product(here, "out").description(), product(there, "out").description());
		assertEquals(here.result().qc(), there.result().qc());
		assertEquals(here.circumstances(), there.circumstances());
		assertEquals(here.facts(), there.facts());
		assertEquals("NGC 1", there.facts().parameters().getLast().value());
		assertTrue(there.result().use().peakMemoryBytes() > 0);
	}

	@Test
	void theReportIsTheOneInTheFolder() throws Exception {
		JobFolder folder = folder("partial", "x");
		JobReport report = execute(folder);
		assertEquals(Status.PARTIAL, report.result().status());
		assertEquals(Optional.of(report), folder.verifiedReport(_ -> false));
		JobFolder failed = folder("fail", "DATA");
		JobReport failure = execute(failed);
		assertFailed(Kind.DATA, "test.why", failure);
		assertEquals(Optional.of(failure), failed.report());
	}

	@Test
	void aWorkerStaysWarmForJobsThatItHasTheHeapFor() throws Exception {
		long first = worker(0);
		assertEquals(first, worker(200 * MEBIBYTE));
		long large = worker(300 * MEBIBYTE);
		assertNotEquals(first, large);
		assertEquals(2, executor.processes());
		// both may serve it: the smaller one does
		assertEquals(first, worker(0));
		// a third would be too many: the smallest goes
		long larger = worker(700 * MEBIBYTE);
		assertEquals(2, executor.processes());
		await(5, () -> !isAlive(first));
		assertEquals(larger, worker(700 * MEBIBYTE));
		assertEquals(large, worker(0));
	}

	@ParameterizedTest
	@CsvSource({ "0, 512", "204, 512", "205, 1024", "614, 1024", "615, 2048", "6000, 8192" })
	void theHeapIsAPowerOfTwoWithAMargin(long declared, long heap) {
		assertEquals(heap * MEBIBYTE, WorkerExecutor.heapBytes(declared * MEBIBYTE));
	}

	@Test
	void anIdleWorkerIsEnded() throws Exception {
		try (var impatient = executor(Duration.ofMillis(300))) {
			impatient.execute(folder("nowork", ""), Optional.empty(), events::add);
			assertEquals(1, impatient.processes());
			await(5, () -> impatient.processes() == 0);
		}
	}

	@Test
	void anIdleWorkerThatWasKilledIsReplaced() throws Exception {
		long first = worker(0);
		ProcessHandle.of(first).orElseThrow().destroyForcibly();
		assertNotEquals(first, worker(0));
	}

	@Test
	void whatAnActorPrintsGoesToItsLog() throws Exception {
		JobReport report = execute("print", "");
		assertEquals("printed", text(report));
		assertEquals(List.of("{\"worker\":\"done\",\"report\":{}}", "unfinishedan error line", "the rest"), logged());
	}

	/** Native code of an actor may print into the middle of an answer. */
	@Test
	void anAnswerThatNobodyUnderstandsDelaysTheResultAndCostsTheWorker() throws Exception {
		long first = worker(0);
		JobReport report = executor.execute(folder("tear", ""), Optional.of(Duration.ofSeconds(20)), events::add);
		assertEquals(Status.OK, report.result().status());
		assertEquals("torn", text(report));
		assertNotEquals(first, worker(0));
	}

	@Test
	void whoPrintsMoreThanIsReadWaits() throws Exception {
		var slow = new AtomicInteger();
		JobReport report = executor.execute(folder("chatter", "60000"), Optional.empty(), event -> {
			if (event instanceof RunEvent.Logged && slow.incrementAndGet() == 1) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
			}
		});
		assertEquals(Status.OK, report.result().status());
		assertEquals(60000, slow.get());
		// it was not ahead of its reader by more than pipes and queue hold
		assertTrue(Integer.parseInt(text(report)) < 40_000, text(report));
	}

	@Test
	void aWorkerThatNobodyListensToAnyMoreIsEndedWhateverItPrints() throws Exception {
		JobFolder folder = folder("chatter", "100000000");
		double seconds = cancel(folder);
		assertTrue(seconds < 2, () -> seconds + " s");
		await(3, () -> Thread.getAllStackTraces().keySet().stream()
				.noneMatch(thread -> thread.getName().matches("worker \\d+ (answers|errors)")));
	}

	@Test
	void thePeakOfTheHeapIsThatOfTheJobAlone() throws Exception {
		long large = execute("heap", "300").result().use().peakMemoryBytes();
		assertTrue(large > 200 * MEBIBYTE && large < 512 * MEBIBYTE, () -> large + " bytes");
		long small = execute("heap", "20").result().use().peakMemoryBytes();
		// no lower bound: young objects that the collector has not looked at are left out
		assertTrue(small < 150 * MEBIBYTE, () -> small + " bytes");
	}

	@Test
	void aHeapThatDoesNotSufficeIsAFailureOfMemoryAndHarmsNobody() throws Exception {
		long before = worker(0);
		JobReport report = execute("heap", "2000");
		assertFailed(Kind.RESOURCE, "actor.memory", report);
		assertTrue(JobExecutor.ranOutOfMemory(report.result()));
		assertEquals(before, worker(0));
	}

	@Test
	void aKilledWorkerIsAFailureOfMemoryWithBothFigures() throws Exception {
		JobFolder folder = folder(descriptor("signal", "KILL", 150 * MEBIBYTE, Optional.empty()));
		JobReport report = execute(folder);
		assertFailed(Kind.RESOURCE, "run.worker-killed", report);
		assertTrue(JobExecutor.ranOutOfMemory(report.result()));
		assertEquals(150 * MEBIBYTE, report.result().use().declaredMemoryBytes());
		long peak = report.result().use().peakMemoryBytes();
		assertTrue(peak > 20 * MEBIBYTE && peak < 2000 * MEBIBYTE, () -> peak + " bytes");
		String said = message(report).summary();
		assertTrue(said.contains("150 MiB") && said.contains((peak >> 20) + " MiB"), said);
		assertEquals(Optional.of(report), folder.report());
		assertEquals(Status.OK, execute("fits", "").result().status());
	}

	@ParameterizedTest
	@CsvSource({ "exit, 0, BUG, run.worker-exit", "exit, 5, BUG, run.worker-exit", "halt, 9, BUG, run.worker-exit",
			"signal, TERM, TRANSIENT, run.worker-ended", "signal, ABRT, BUG, run.worker-crashed" })
	void otherDeathsAreToldApart(String act, String argument, Kind kind, String id) throws Exception {
		JobFolder folder = folder(act, argument);
		JobReport report = execute(folder);
		assertFailed(kind, id, report);
		assertFalse(JobExecutor.ranOutOfMemory(report.result()));
		if (kind == Kind.BUG) {
			assertTrue(message(report).summary().contains(ActingActor.ID));
			assertTrue(message(report).remedies().getLast().contains(folder.path().toString()));
		}
	}

	@Test
	void scratchGoesAlsoWhenTheWorkerDies() throws Exception {
		Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
		JobFolder folder = folder(descriptor("signal", "KILL", 0, Optional.of(elsewhere)));
		Files.createDirectories(folder.scratch());
		execute(folder);
		try (var files = Files.list(elsewhere)) {
			assertEquals(List.of(), files.toList());
		}
	}

	/** Cancels a job when it has told something; how long that took, s. */
	private double cancel(JobFolder folder) throws Exception {
		var task = new FutureTask<>(() -> assertThrows(InterruptedException.class, () -> execute(folder)));
		Thread waiting = Thread.ofPlatform().start(task);
		await(20, () -> !events.isEmpty());
		long start = System.nanoTime();
		waiting.interrupt();
		task.get(10, TimeUnit.SECONDS);
		return (System.nanoTime() - start) / 1e9;
	}

	@Test
	void aJobThatListensIsCancelledAndItsWorkerStays() throws Exception {
		long before = worker(0);
		events.clear();
		JobFolder folder = folder("sleep", "30");
		double seconds = cancel(folder);
		assertTrue(seconds < 0.7, () -> seconds + " s");
		assertEquals(Optional.empty(), folder.report());
		assertEquals(before, worker(0));
	}

	@Test
	void aJobThatDoesNotListenIsEndedWithItsProcess() throws Exception {
		long before = worker(0);
		events.clear();
		JobFolder folder = folder("deaf", "30");
		double seconds = cancel(folder);
		assertTrue(seconds < 2, () -> seconds + " s");
		assertFalse(isAlive(before));
		assertEquals(Optional.empty(), folder.report());
		assertEquals(0, executor.processes());
	}

	@Test
	void programsEndWithACancelledJob() throws Exception {
		JobFolder folder = folder("program", "trap '' TERM; sleep 61 & echo $!; sleep 62");
		double seconds = cancel(folder);
		assertTrue(seconds < 2, () -> seconds + " s");
		long program = printed();
		await(1, () -> !isAlive(program));
	}

	@Test
	void aTimeOutIsAFailureOfResources() throws Exception {
		for (String act : List.of("sleep", "deaf")) {
			JobFolder folder = folder(act, "30");
			JobReport report = executor.execute(folder, Optional.of(Duration.ofMillis(400)), events::add);
			assertFailed(Kind.RESOURCE, "run.timeout", report);
			assertTrue(report.result().duration().toMillis() < 2400, () -> report.result().duration().toString());
			assertEquals(Optional.of(report), folder.report());
		}
	}

	@Test
	void aFolderWithoutAJobIsAnException() throws Exception {
		JobFolder folder = folder("fits", "");
		Files.writeString(folder.path().resolve("job.json"), "{}");
		assertThrows(IOException.class, () -> execute(folder));
		assertThrows(IOException.class, () -> execute(new JobFolder(folder.path())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx1k", "-XX:NoSuchOption" })
	void aWorkerThatCannotStartIsAFailureWithWhatItSaid(String option) throws Exception {
		try (var broken = new WorkerExecutor(_ -> TestWorker.java(TestWorker.class, option),
				ExecutionOptions.of(1L << 30))) {
			JobReport report = broken.execute(folder("fits", ""), Optional.empty(), events::add);
			assertFailed(Kind.RESOURCE, "run.worker-start", report);
			assertTrue(message(report).summary().contains("exit code 1"), message(report).summary());
		}
		try (var absent = new WorkerExecutor(_ -> new ProcessBuilder("/no/such/java"), ExecutionOptions.of(1L << 30))) {
			assertFailed(Kind.RESOURCE, "run.worker-start",
					absent.execute(folder("fits", ""), Optional.empty(), events::add));
		}
	}

	/** The process that is killed: has a job with a program done by a worker. */
	static final class Parent extends JobFixture {

		public static void main(String[] arguments) throws Exception {
			var parent = new Parent();
			parent.temporary = Path.of(System.getProperty("folder"));
			var out = System.out;
			try (var executor = WorkerExecutorTest.executor(Duration.ofSeconds(60))) {
				executor.execute(parent.folder("program", "sleep 71 & echo $!; echo $$; exec sleep 72"),
						Optional.empty(), event -> {
							if (event instanceof RunEvent.Logged(var _, var _, var line)) {
								out.println(line);
								out.flush();
							}
						});
			}
		}
	}

	@Test
	void workersAndTheirProgramsDieWithinASecondWhenThisProcessIsKilled() throws Exception {
		Process parent = TestWorker.java(Parent.class, "-Dfolder=" + temporary)
				.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (var reader = parent.inputReader()) {
			reader.readLine();
			reader.readLine();
			// the worker, its program with its child, and their guards
			List<Long> tree = parent.descendants().map(ProcessHandle::pid).toList();
			assertTrue(tree.size() >= 5, tree::toString);
			parent.destroyForcibly();
			await(1, () -> tree.stream().noneMatch(JobFixture::isAlive));
		}
	}

	@Test
	void aLocalExecutorSendsHeavyJobsToWorkers() throws Exception {
		try (var local = new LocalExecutor(ActingActor.catalog(), TestWorker::command,
				ExecutionOptions.of(1L << 30).withHeavy(100 * MEBIBYTE))) {
			JobReport light = local.execute(folder("fits", "x"), Optional.empty(), events::add);
			JobReport heavy = local.execute(folder(descriptor("fits", "x", 100 * MEBIBYTE, Optional.empty())),
					Optional.empty(), events::add);
			assertEquals(0, light.result().use().peakMemoryBytes());
			assertTrue(heavy.result().use().peakMemoryBytes() > 0);
			assertEquals(product(light, "out").digest(), product(heavy, "out").digest());
		}
	}
}
