package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.armillary.engine.JobResult;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunResult;
import org.armillary.engine.run.RunChild.Started;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFollowerTest {

	@TempDir
	Path folder;
	private RunFolder run;
	private final List<RunEvent> events = new ArrayList<>();
	private final ExecutorService threads = Executors.newSingleThreadExecutor();

	@BeforeEach
	void create() throws IOException {
		run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
	}

	@AfterEach
	void stop() {
		threads.shutdownNow();
	}

	private Future<RunResult> following(RunFollower follower) {
		Callable<RunResult> following = () -> follower.follow(events::add);
		return threads.submit(following);
	}

	private static RunResult result(Future<RunResult> future) throws Exception {
		return future.get(30, TimeUnit.SECONDS);
	}

	@Test
	void givesTheResultOfARunThatEndedLongAgo() throws Exception {
		var all = new ArrayList<>(RunSamples.allKinds());
		RunSamples.write(run, all.toArray(RunEvent[]::new));
		RunResult result = RunFollower.follow(run, events::add);
		assertEquals(all, events);
		assertEquals(run.id(), result.run());
		assertEquals(Outcome.FAILED, result.outcome());
		assertEquals(List.of("dark#1"), result.results().stream().map(JobResult::job).toList(), "flat was removed");
		assertEquals(List.of(RunSamples.WHY), result.idle());
		assertEquals(List.of(RunSamples.WHY), result.messages());
	}

	@Test
	void givesResultsInTheOrderOfThePlan() throws Exception {
		RunSamples.write(run, RunSamples.started("a", "b", "c"),
				RunSamples.ended(RunSamples.ok("c"), RunSamples.key("x", "1")),
				RunSamples.ended(RunSamples.ok("a"), RunSamples.key("x", "1")),
				RunSamples.ended(RunSamples.ok("b"), RunSamples.key("x", "1")),
				new RunEvent.Ended(Outcome.DONE, List.of()));
		assertEquals(List.of("a", "b", "c"),
				RunFollower.follow(run, events::add).results().stream().map(JobResult::job).toList());
	}

	@Test
	void followsAProcessFromBeforeItsJournalExistsAndTellsEveryEventOnce() throws Exception {
		Future<RunResult> future = following(RunFollower.ofAll(run));
		ProcessHandle child = RunProcess.start(RunChild.command("run", run.path().toString(), "700"), run);
		RunResult result = result(future);
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(1, result.results().size());
		assertEquals(3, events.size());
		child.onExit().get(30, TimeUnit.SECONDS);
	}

	@Test
	void aCancelledProcessIsFollowedToItsEnd() throws Exception {
		ProcessHandle child = RunProcess.start(RunChild.command("run", run.path().toString(), "60000"), run);
		Future<RunResult> future = following(RunFollower.ofAll(run).expecting(child));
		RunChild.await(run::hasBegun);
		run.cancel();
		assertTrue(result(future).cancelled());
	}

	@Test
	void aKilledProcessIsNoticed() throws Exception {
		ProcessHandle child = RunProcess.start(RunChild.command("run", run.path().toString(), "60000"), run);
		Future<RunResult> future = following(RunFollower.ofAll(run));
		RunChild.await(run::hasBegun);
		assertEquals(RunState.RUNNING, run.state());
		child.destroyForcibly();
		RunResult result = result(future);
		assertEquals(Outcome.STOPPED, result.outcome());
		assertEquals(RunMessage.INTERRUPTED.id(), result.messages().getFirst().id());
		assertTrue(result.messages().getFirst().remedies().getFirst().endsWith("armillary resume " + run.id()));
		assertTrue(result.messages().getFirst().detail().orElseThrow().contains("pid " + child.pid()),
				"the last lines of the log");
		assertEquals(RunState.INTERRUPTED, run.state());
	}

	@Test
	void aProcessThatNeverComesIsNoticed() throws Exception {
		ProcessHandle child = RunProcess.start(List.of("sh", "-c", "echo first; echo no such option >&2; exit 2"), run);
		RunResult result = result(following(RunFollower.ofAll(run).expecting(child)));
		assertEquals(Outcome.STOPPED, result.outcome());
		assertEquals(RunMessage.NOT_TAKEN_UP.id(), result.messages().getFirst().id());
		assertEquals("first\nno such option", result.messages().getFirst().detail().orElseThrow());
		child = RunProcess.start(List.of("/no/such/program"), run);
		result = result(following(RunFollower.ofAll(run).expecting(child)));
		assertTrue(result.messages().getFirst().detail().orElseThrow().contains("/no/such/program"));
	}

	@Test
	void aRunThatNobodyTakesUpIsNotWaitedForForEver() throws Exception {
		RunResult result = RunFollower.ofAll(run).waiting(Duration.ofMillis(300)).follow(events::add);
		assertEquals(RunMessage.NOT_TAKEN_UP.id(), result.messages().getFirst().id());
	}

	@Test
	void aResumedRunIsFollowedFromItsResumption() throws Exception {
		RunSamples.write(run, RunSamples.started("dark", "flat"),
				new RunEvent.Ended(Outcome.STOPPED, List.of(RunSamples.WHY)));
		Files.writeString(run.journalFile(), "{\"crc\":\"torn", StandardOpenOption.APPEND);
		Future<RunResult> future = following(RunFollower.ofNews(run));
		Thread.sleep(300);
		ProcessHandle child = RunProcess.start(RunChild.command("run", run.path().toString(), "200"), run);
		RunResult result = result(future);
		assertEquals(Outcome.DONE, result.outcome());
		assertEquals(List.of(), result.messages());
		assertEquals(3, events.size(), "nothing of what happened before");
		child.onExit().get(30, TimeUnit.SECONDS);
	}

	@Test
	void canBeInterruptedWithoutHarmToTheRun() throws Exception {
		try (Started child = new Started(RunChild.command("lease", run.path().toString()))) {
			assertEquals("held", child.line());
			Thread.currentThread().interrupt();
			assertThrows(InterruptedException.class, () -> RunFollower.follow(run, events::add));
			assertTrue(run.holder().isPresent());
		}
	}

	@Test
	void aLongLogIsShownByItsEnd() throws IOException {
		Files.writeString(run.log(), "line\n".repeat(10_000) + "\nlast µ\n");
		String lines = RunLog.lastLines(run.log());
		assertEquals(10, lines.lines().count());
		assertTrue(lines.endsWith("last µ"));
		assertEquals("", RunLog.lastLines(folder.resolve("none")));
	}
}
