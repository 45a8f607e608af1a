package org.armillary.engine.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.ActorException.Kind;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs in this process: they end when they are told to, also those that do not listen. */
class InProcessExecutorTest extends JobFixture {

	private final InProcessExecutor executor = new InProcessExecutor(ActingActor.catalog());

	@AfterEach
	void close() {
		executor.close();
	}

	private JobReport execute(JobFolder folder, Optional<Duration> timeout) throws InterruptedException, IOException {
		return executor.execute(folder, timeout, events::add);
	}

	/** Cancels a job when it has told something; how long that took, s. */
	private double cancel(JobFolder folder) throws Exception {
		var task = new FutureTask<>(() -> assertThrows(InterruptedException.class,
				() -> execute(folder, Optional.empty())));
		Thread waiting = Thread.ofPlatform().start(task);
		await(10, () -> !events.isEmpty());
		long start = System.nanoTime();
		waiting.interrupt();
		task.get(10, TimeUnit.SECONDS);
		return (System.nanoTime() - start) / 1e9;
	}

	@Test
	void aJobThatListensIsCancelledAtOnce() throws Exception {
		JobFolder folder = folder("sleep", "20");
		double seconds = cancel(folder);
		assertTrue(seconds < 0.5, () -> seconds + " s");
		assertEquals(Optional.empty(), folder.report());
	}

	@Test
	void aJobThatDoesNotListenIsCancelledInTimeAndChangesNothingLater() throws Exception {
		JobFolder folder = folder("deaf", "2.5");
		double seconds = cancel(folder);
		assertTrue(seconds < 2, () -> seconds + " s");
		int told = events.size();
		Thread.sleep(1500);
		assertEquals(told, events.size());
		assertEquals(Optional.empty(), folder.report());
		folder.delete();
	}

	@Test
	void aProgramEndsWithItsCancelledJob() throws Exception {
		JobFolder folder = folder("program", "sleep 61 & echo $!; trap '' TERM; sleep 62");
		double seconds = cancel(folder);
		assertTrue(seconds < 2, () -> seconds + " s");
		long program = printed();
		await(2, () -> !isAlive(program));
	}

	@Test
	void aTimeOutNamesLimitAndElapsed() throws Exception {
		for (String act : new String[] { "sleep", "deaf" }) {
			JobFolder folder = folder(act, "4");
			JobReport report = execute(folder, Optional.of(Duration.ofMillis(300)));
			assertFailed(Kind.RESOURCE, "run.timeout", report);
			String said = message(report).summary();
			assertTrue(said.contains("0.3 s") && report.result().duration().toMillis() >= 300, said);
			assertTrue(report.result().duration().toMillis() < 2300, said);
			assertEquals(Optional.of(report), folder.report());
			assertFalse(JobExecutor.ranOutOfMemory(report.result()));
		}
	}

	@Test
	void aTimeOutThatIsNotReachedChangesNothing() throws Exception {
		assertEquals(Status.OK, execute(folder("fits", ""), Optional.of(Duration.ofSeconds(20))).result().status());
	}

	@Test
	void anUnreadableFolderIsAnException() {
		assertThrows(IOException.class, () -> execute(new JobFolder(temporary.resolve("absent")), Optional.empty()));
	}
}
