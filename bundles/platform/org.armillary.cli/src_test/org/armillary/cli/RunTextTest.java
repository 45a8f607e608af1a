package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunResult;
import org.junit.jupiter.api.Test;

/** What is told of a run while it goes on and at its end. */
class RunTextTest {

	private static final JobKey KEY = JobKey.of(List.of(new KeyPart(KeyPart.Kind.ACTOR, "", "test.actor")));
	private static final JobReason NEW = new JobReason(JobReason.Kind.NEW, "", List.of(), List.of());

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private Invocation invocation(boolean interactive) {
		var terminal = new Terminal(new PrintStream(out, false, StandardCharsets.UTF_8),
				new PrintStream(err, false, StandardCharsets.UTF_8), interactive);
		return new Invocation(terminal, ActorCatalog.of(), RuleCatalog.NONE, Path.of("/nowhere"),
				new Invocation.Format());
	}

	private static JobResult done(String job, Optional<String> reusedFrom) {
		return new JobResult(job, Status.OK, Map.of(), List.of(), List.of(), Optional.empty(), "",
				Duration.ofMillis(1500), ResourceUse.UNKNOWN, reusedFrom);
	}

	private static JobResult failed(String job) {
		return JobResult.failed(job, ActorException.Kind.DATA, new Message("test.bad", "it is bad", Optional.empty(),
				List.of()), "", Duration.ofSeconds(1));
	}

	private static RunEvent.Started started(int jobs) {
		var outlines = new ArrayList<Outline>();
		for (int i = 1; i <= jobs; i++) {
			outlines.add(new Outline("dark#" + i, "dark", "test.actor", "frame" + i));
		}
		return new RunEvent.Started("run-1", "flow", outlines, List.of(), List.of());
	}

	private static RunResult result(List<JobResult> jobs) {
		return new RunResult("run-1", "flow", Outcome.FAILED, jobs, List.of(), List.of());
	}

	@Test
	void aReusedJobSaysSoAndHasNoTime() {
		var course = new RunCourse();
		course.on(new RunEvent.JobEnded(done("dark#1", Optional.of("run-0")), KEY, JobReason.reused("run-0")));
		course.on(new RunEvent.JobEnded(done("dark#2", Optional.empty()), KEY,
				new JobReason(JobReason.Kind.CHANGED, "run-0",
						List.of(new KeyDifference(KeyPart.Kind.PARAMETER, "threshold", "35", "40")), List.of())));
		course.on(new RunEvent.JobEnded(done("dark#3", Optional.empty()), KEY, NEW));
		String text = RunText
				.text(result(List.of(done("dark#1", Optional.of("run-0")), done("dark#2", Optional.empty()),
						done("dark#3", Optional.empty()))), course);
		assertEquals(List.of("flow", "  dark#1  done", "    reused: identical inputs (from run run-0)",
				"  dark#2  done  1.50 s", "    re-ran: threshold 35 → 40", "  dark#3  done  1.50 s"),
				text.lines().toList());
	}

	@Test
	void jobsSayOnWhichDatasetsTheyWork() {
		var course = new RunCourse();
		course.on(new RunEvent.Started("run-1", "flow",
				List.of(new Outline("dark#1", "dark", "test.actor", "a", List.of("dark-60-2026-03-01T12:04:31")),
						new Outline("dark#10", "dark", "test.actor", "b", List.of("dark-5", "dark-60", "dark-\u202e")),
						new Outline("sum#1", "sum", "test.actor", "c")),
				List.of(), List.of()));
		String text = RunText.text(result(List.of(done("dark#1", Optional.empty()), done("dark#10", Optional.empty()),
				done("sum#1", Optional.empty()))), course);
		assertEquals(List.of("flow", "  dark#1 dark-60-2026-03-01T12:04:31  done  1.50 s",
				"  dark#10 dark-5 and 2 more           done  1.50 s",
				"  sum#1                               done  1.50 s"), text.lines().toList());
		assertEquals("[\"dark-5\",\"dark-60\",\"dark-\\u202e\"]",
				Json.line(RunJson
						.run(result(List.of(done("dark#10", Optional.empty()))), course, ReportOutcome.NONE, 0)
						.getAsJsonArray("jobs").get(0).getAsJsonObject().get("datasets")));
		var reporter = new RunReporter(invocation(false), RemainingTime.unknown());
		reporter.on(new RunEvent.Started("run-1", "flow",
				List.of(new Outline("dark#1", "dark", "test.actor", "a", List.of("dark-60"))), List.of(), List.of()));
		reporter.on(new RunEvent.JobStarted("dark#1", KEY, NEW, 1));
		assertEquals("[1/1] dark#1 dark-60", err.toString(StandardCharsets.UTF_8).strip());
	}

	@Test
	void manyJobsAreSummedUpByNodeAndFailedOnesListed() {
		var course = new RunCourse();
		course.on(started(40));
		var jobs = new ArrayList<JobResult>();
		for (int i = 1; i <= 40; i++) {
			jobs.add(i == 7 ? failed("dark#7") : done("dark#" + i, i > 10 ? Optional.of("run-0") : Optional.empty()));
		}
		List<String> lines = RunText.text(result(jobs), course).lines().map(line -> line.strip().replaceAll(" +", " "))
				.toList();
		assertEquals(List.of("flow", "node jobs reused done FAILED work", "dark 40 30 39 1 15 s", "dark#7 FAILED"),
				lines);
	}

	@Test
	void theProgressLineTellsHowFarItIs() {
		var reporter = new RunReporter(invocation(true), new RemainingTime(Map.of("dark#1", 10.0, "dark#2", 30.0), 1));
		reporter.on(started(6));
		for (int i = 1; i <= 5; i++) {
			reporter.on(new RunEvent.JobStarted("dark#" + i, KEY, NEW, 1));
		}
		reporter.on(new RunEvent.Progress("dark#2", 3, 5, "frames"));
		reporter.on(new RunEvent.JobEnded(done("dark#1", Optional.empty()), KEY, NEW));
		reporter.on(new RunEvent.JobEnded(failed("dark#3"), KEY, NEW));
		assertEquals("[2/6] · 1 failed · dark#2: frames 3 of 5 · dark#4 · dark#5 · ≈ 60 s left".replace("] ·", "]"),
				reporter.line(20));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("\r\u001b[K["), "nothing is shown");
	}

	@Test
	void withoutTerminalThereIsALineForEachJobUnlessThereAreMany() {
		var few = new RunReporter(invocation(false), RemainingTime.unknown());
		few.on(started(3));
		for (int i = 1; i <= 3; i++) {
			few.on(new RunEvent.JobStarted("dark#" + i, KEY, NEW, 1));
		}
		assertEquals(List.of("[1/3] dark#1", "[2/3] dark#2", "[3/3] dark#3"),
				err.toString(StandardCharsets.UTF_8).lines().toList());
		err.reset();
		var many = new RunReporter(invocation(false), RemainingTime.unknown());
		many.on(started(1000));
		for (int i = 1; i <= 1000; i++) {
			many.on(new RunEvent.JobStarted("dark#" + i, KEY, NEW, 1));
		}
		long lines = err.toString(StandardCharsets.UTF_8).lines().count();
		assertTrue(lines >= 1 && lines < 10, lines + " lines");
		assertFalse(err.toString(StandardCharsets.UTF_8).contains("\r"));
	}

	@Test
	void aCancelledRunEndsWith130AndTellsItOnce() {
		var jobs = List.of(JobResult.notRun("a", Status.CANCELLED,
				new Message("run.cancelled", "node a was cancelled", Optional.empty(), List.of())),
				JobResult.notRun("b", Status.CANCELLED,
						new Message("run.cancelled", "node b was cancelled", Optional.empty(), List.of())));
		int exitCode = new RunTold(invocation(false), new RunCourse())
				.tell(new RunResult("run-1", "flow", Outcome.CANCELLED, jobs, List.of(), List.of()));
		assertEquals(ExitCode.CANCELLED, exitCode);
		assertEquals(1, err.toString(StandardCharsets.UTF_8).split("run.cancelled", -1).length - 1);
		assertTrue(out.toString(StandardCharsets.UTF_8).strip().endsWith("go on with ‘armillary resume run-1’"));
	}

	@Test
	void whatManyJobsSayIsToldOnce() {
		var jobs = new ArrayList<JobResult>();
		for (int i = 1; i <= 121; i++) {
			jobs.add(failed("dark#" + i));
		}
		new RunTold(invocation(false), new RunCourse()).tell(result(jobs));
		assertEquals(List.of("armillary: error: it is bad (121 jobs: dark#1, dark#2, dark#3, …) [test.bad]"),
				err.toString(StandardCharsets.UTF_8).lines().toList());
	}

	@Test
	void jobsOfOneNodeShareTheirReasonWithoutFileNames() {
		var reason = new JobReason(JobReason.Kind.CHANGED, "run-0",
				List.of(new KeyDifference(KeyPart.Kind.INPUT, "darks", "a.fits", "b.fits"),
						new KeyDifference(KeyPart.Kind.INPUT, "darks", "c.fits", "d.fits"),
						new KeyDifference(KeyPart.Kind.PARAMETER, "threshold", "35", "40")),
				List.of());
		assertEquals("changed: input ‘darks’; threshold 35 → 40", ReasonText.ofGroup(reason, job -> job));
		assertEquals("after dark, unless its products come out unchanged",
				ReasonText.ofGroup(new JobReason(JobReason.Kind.UPSTREAM, "", List.of(), List.of("dark#1", "dark#2")),
						job -> "dark"));
	}
}
