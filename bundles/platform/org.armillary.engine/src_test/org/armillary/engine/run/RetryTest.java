package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.job.WorkerExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures are tried again, how often, and with what. */
class RetryTest extends EngineFixture {

	private final AtomicInteger attempts = new AtomicInteger();

	/** A step that fails a number of times before it succeeds. */
	private TestActor failing(Kind kind, int times) {
		return TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			if (attempts.incrementAndGet() <= times) {
				throw new ActorException(kind, WHY);
			}
			return actor.writeLines(parameters, inputs, context);
		});
	}

	private RunResult runStep(TestActor actor) throws Exception {
		return run(STEP, Map.of("text", List.of(file("x.txt", "X"))), actor);
	}

	@Test
	void aTransientFailureIsTriedAgainAfterGrowingPauses() throws Exception {
		RunResult result = runStep(failing(Kind.TRANSIENT, 3));
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(4, attempts.get());
		assertEquals(List.of(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(30)),
				of(RunEvent.Retried.class).map(RunEvent.Retried::delay).toList());
		assertEquals(List.of(1, 2, 3), of(RunEvent.Retried.class).map(RunEvent.Retried::attempt).toList());
		assertEquals(List.of(1, 2, 3, 4), of(RunEvent.JobStarted.class).map(RunEvent.JobStarted::attempt).toList());
		assertEquals(List.of(), jobFolders());
	}

	@Test
	void aTransientFailureThatStaysIsReportedAndItsFolderKept() throws Exception {
		RunResult result = runStep(failing(Kind.TRANSIENT, 99));
		assertEquals(Outcome.FAILED, result.outcome());
		assertEquals(4, attempts.get());
		assertEquals(Optional.of(Kind.TRANSIENT), result.results().getFirst().failure());
		assertEquals(1, jobFolders().size());
		assertTrue(new JobFolder(jobFolders().getFirst()).report().isPresent());
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "USER", "DATA", "RESOURCE", "BUG" })
	void otherFailuresAreNotTriedAgain(Kind kind) throws Exception {
		RunResult result = runStep(failing(kind, 1));
		assertEquals(Outcome.FAILED, result.outcome());
		assertEquals(1, attempts.get());
		assertEquals(Optional.of(kind), result.results().getFirst().failure());
		assertEquals(0, of(RunEvent.Retried.class).count());
	}

	@Test
	void aFailureIsNotRemembered() throws Exception {
		assertEquals(Outcome.FAILED, runStep(failing(Kind.DATA, 1)).outcome());
		assertEquals(Outcome.DONE, runStep(failing(Kind.DATA, 1)).outcome());
		assertEquals(2, attempts.get());
	}

	@Test
	void aDefectIsToldWithTheCommandThatRepeatsIt() throws Exception {
		RunResult result = runStep(TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			throw new IllegalStateException("oops");
		}));
		Message message = result.results().getFirst().messages().getFirst();
		Path kept = jobFolders().getFirst();
		assertTrue(message.text().contains("armillary exec-job " + kept), message.text());
		assertTrue(Files.exists(kept.resolve("job.json")) && Files.exists(kept.resolve("result.json")));
	}

	/** Pretends that the job's process was killed for lack of memory until it gets enough. */
	private static final class Killer implements JobExecutor {

		final List<Long> given = Collections.synchronizedList(new ArrayList<>());
		private final JobExecutor executor;
		private final long enough;

		Killer(ActorCatalog catalog, long enough) {
			this.executor = new InProcessExecutor(catalog);
			this.enough = enough;
		}

		@Override
		public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
				throws InterruptedException, IOException {
			JobReport report = executor.execute(folder, timeout, listener);
			long memory = folder.descriptor().memoryBytes();
			given.add(memory);
			return memory >= enough ? report
					: new JobReport(report.run(), report.actor(), report.key(),
							JobResult.failed(report.result().job(), Kind.RESOURCE,
									RunMessage.WORKER_KILLED.with("a", memory >> 20, memory >> 20), "", Duration.ZERO),
							Map.of(), report.ended(), report.circumstances());
		}

		@Override
		public void close() {
			executor.close();
		}
	}

	private RunResult runKilled(Killer killer, ActorCatalog catalog, ExecutionOptions options) throws Exception {
		return engine(catalog, killer).run(
				request(flow(STEP), Map.of("text", List.of(file("x.txt", "X"))), Map.of()), options, events::add);
	}

	@Test
	void aJobThatIsKilledForItsMemoryIsTriedOnceMoreWithTwiceTheMemory() throws Exception {
		var catalog = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines).withMemory(600L << 20));
		var killer = new Killer(catalog, 1200L << 20);
		RunResult result = runKilled(killer, catalog, options());
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(List.of(600L << 20, 1200L << 20), killer.given);
	}

	@Test
	void aJobThatIsKilledTwiceIsReportedWithBothFigures() throws Exception {
		var catalog = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines).withMemory(600L << 20));
		var killer = new Killer(catalog, Long.MAX_VALUE);
		RunResult result = runKilled(killer, catalog, options());
		assertEquals(List.of(Status.FAILED), statuses(result));
		assertEquals(List.of(600L << 20, 1200L << 20), killer.given);
		List<Message> messages = result.results().getFirst().messages();
		assertEquals(List.of("run.worker-killed", "run.memory-twice"), messages.stream().map(Message::id).toList());
		String figures = messages.getLast().summary();
		assertTrue(figures.contains("600 MiB") && figures.contains("1200 MiB"), figures);
	}

	@Test
	void aLightJobWhoseMemoryDoesNotSufficeGetsAJvmOfItsOwnWithMoreThanItShared() throws Exception {
		var catalog = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines).withMemory(10L << 20));
		var killer = new Killer(catalog, 100L << 20);
		long heavy = Runtime.getRuntime().maxMemory() / 2;
		assertEquals(Outcome.DONE, runKilled(killer, catalog, options().withHeavy(heavy)).outcome());
		assertEquals(List.of(10L << 20, 2 * heavy), killer.given.stream().map(bytes -> bytes / 2 * 2).toList());
	}

	@ParameterizedTest
	@ValueSource(longs = { 512, 600, 675, 700, 1000, 1493, 1500, 3200, 20_000 })
	void theSecondAttemptHasMoreHeapThanTheFirst(long mebibytes) {
		long first = mebibytes << 20;
		var attempts = new RetryPolicy.Attempts(first);
		var failure = JobResult.failed("a", Kind.RESOURCE, RunMessage.WORKER_KILLED.with("a", 1, 1), "", Duration.ZERO);
		assertEquals(attempts.memoryBytes(), first);
		long second = new RetryPolicy(options()).after(failure, attempts).orElseThrow().memoryBytes();
		assertTrue(second >= 2 * first, () -> second + " after " + first);
		assertTrue(WorkerExecutor.heapBytes(second) > WorkerExecutor.heapBytes(first),
				() -> second + " after " + first);
	}

	@Test
	void anExhaustedHeapIsALackOfMemory() throws Exception {
		RunResult result = runStep(TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new OutOfMemoryError("Java heap space");
			}
			return actor.writeLines(parameters, inputs, context);
		}));
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(2, attempts.get());
	}

	@Test
	void aJobThatTakesTooLongFails() throws Exception {
		var catalog = ActorCatalog.of(TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			Thread.sleep(20_000);
			return actor.writeLines(parameters, inputs, context);
		}));
		RunResult result = engine(catalog).run(
				request(flow(STEP), Map.of("text", List.of(file("x.txt", "X"))), Map.of()),
				options().withTimeout(Optional.of(Duration.ofMillis(200))), events::add);
		assertEquals("run.timeout", result.results().getFirst().messages().getFirst().id());
		assertEquals(Optional.of(Kind.RESOURCE), result.results().getFirst().failure());
	}
}
