package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunMessage;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobWhy.Cause;
import org.armillary.engine.run.RunRecord.Counts;
import org.armillary.engine.run.RunRecord.Memory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {

	private static final JobKey DARK = RunSamples.key("test.dark", "5", "a.fits", "d1");
	private static final JobKey FLAT = RunSamples.key("test.flat", "5", "dark#1.out", "d2");
	private static final JobReason CHANGED = new JobReason(JobReason.Kind.CHANGED, "before",
			List.of(new KeyDifference(KeyPart.Kind.PARAMETER, "badpixThreshold", "35", "40")), List.of());

	@TempDir
	Path folder;
	private RunFolder run;
	private Runs runs;
	private Instant now = RunSamples.NOON;

	@BeforeEach
	void create() throws IOException {
		run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
		runs = new Runs(folder);
	}

	/** Writes events, a second apart. */
	private RunRecord after(RunEvent... events) throws IOException {
		try (var journal = new Journal(run.journalFile(), RunSamples.NO_COMMITS, () -> now)) {
			for (RunEvent event : events) {
				journal.on(event);
				now = now.plusSeconds(1);
			}
		}
		return runs.read(run);
	}

	private static Instant second(int number) {
		return RunSamples.NOON.plusSeconds(number);
	}

	private static RunEvent failed(String job, JobKey key, Message why) {
		return RunSamples.ended(JobResult.failed(job, ActorException.Kind.DATA, why, "", Duration.ofSeconds(1)), key);
	}

	private static RunEvent skipped(String job, String cause) {
		return new RunEvent.JobEnded(JobResult.notRun(job, Status.SKIPPED,
				RunMessage.SKIPPED.with(job, cause, "failed: the dark is bright")), null, null);
	}

	private static JobRecord job(RunRecord record, String id) {
		return record.jobs().stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
	}

	@Test
	void tellsAttemptsReasonsAndResults() throws IOException {
		RunRecord record = after(RunSamples.started("dark#1", "flat#1"),
				new RunEvent.JobStarted("dark#1", DARK, CHANGED, 1),
				new RunEvent.Retried("dark#1", 1, RunSamples.WHY, Duration.ofSeconds(1)),
				new RunEvent.JobStarted("dark#1", DARK, CHANGED, 2),
				new RunEvent.JobEnded(RunSamples.ok("dark#1"), DARK, CHANGED),
				RunSamples.reused("flat#1", FLAT, "earlier"), new RunEvent.Ended(Outcome.DONE, List.of()));
		JobRecord dark = job(record, "dark#1");
		assertEquals(List.of(new Attempt(1, second(1), Optional.of(second(2)), Optional.of(RunSamples.WHY)),
				new Attempt(2, second(3), Optional.of(second(4)), Optional.empty())), dark.attempts());
		assertEquals(JobState.OK, dark.state());
		assertEquals(Optional.of(CHANGED), dark.reason());
		assertEquals(Optional.of(DARK), dark.key());
		assertEquals(Optional.of(second(4)), dark.ended());
		assertTrue(dark.ran());
		JobRecord flat = job(record, "flat#1");
		assertTrue(flat.reused());
		assertEquals(List.of(), flat.attempts());
		assertEquals(new Counts(2, 1, 1, 0, 0, 0, 0), record.counts());
		assertEquals(Duration.ofSeconds(6), record.busy());
		assertEquals(Map.of("test.dark", new Memory(1, 100, 80)), record.memory(), "not of the reused one");
		assertEquals(0, record.damagedLines());
	}

	@Test
	void aRunAtWorkTellsProgressAndACutOffOneDoesNot() throws IOException {
		var progress = new RunEvent.Progress("dark#1", 1, 2, "rows");
		try (Lease _ = run.lease().orElseThrow()) {
			RunRecord record = after(RunSamples.started("dark#1", "flat#1", "cube"),
					RunSamples.jobStarted("dark#1", DARK), progress, new RunEvent.Waiting("flat#1"));
			assertEquals(RunState.RUNNING, record.summary().state());
			assertEquals(List.of(JobState.RUNNING, JobState.WAITING, JobState.PENDING),
					record.jobs().stream().map(JobRecord::state).toList());
			assertEquals(Optional.of(progress), job(record, "dark#1").progress());
			assertEquals(3, record.counts().open());
		}
		RunRecord record = runs.read(run);
		assertEquals(RunState.INTERRUPTED, record.summary().state());
		assertEquals(List.of(JobState.INTERRUPTED, JobState.PENDING, JobState.PENDING),
				record.jobs().stream().map(JobRecord::state).toList());
	}

	/** Two jobs finished and one was at work when the process was killed; overnight nobody looked. */
	@Test
	void aResumedRunRemembersWhatItDidBefore() throws IOException {
		JobKey cube = RunSamples.key("test.cube", "1");
		after(RunSamples.started("dark#1", "flat#1", "cube"), new RunEvent.JobStarted("dark#1", DARK, CHANGED, 1),
				new RunEvent.JobEnded(RunSamples.ok("dark#1"), DARK, CHANGED), RunSamples.jobStarted("flat#1", FLAT),
				RunSamples.jobStarted("cube", cube));
		Instant cutOff = now.minusSeconds(1);
		now = now.plus(Duration.ofHours(8));
		RunRecord record = after(new RunEvent.Resumed("coma", 1), RunSamples.started("dark#1", "flat#1", "cube"),
				RunSamples.reused("dark#1", DARK, run.id()), RunSamples.reused("flat#1", FLAT, run.id()),
				RunSamples.jobStarted("cube", cube), RunSamples.ended(RunSamples.ok("cube"), cube),
				new RunEvent.Ended(Outcome.DONE, List.of()));
		assertEquals(new Counts(3, 3, 0, 0, 0, 0, 0), record.counts());
		assertEquals(Optional.of(CHANGED), job(record, "dark#1").reason());
		assertEquals(JobReason.Kind.NEW, job(record, "flat#1").reason().orElseThrow().kind(), "adopted");
		assertEquals(2, job(record, "cube").attempts().size());
		assertEquals(Optional.of(cutOff), job(record, "cube").attempts().getFirst().ended(), "the last it told");
		assertEquals(Duration.ofSeconds(4 + 6), record.busy(), "without the night");
		assertEquals(1, record.resumptions().size());
	}

	@Test
	void aResumedRunForgetsFailuresAndJobsThatAreGone() throws IOException {
		after(RunSamples.started("dark#1", "old"), RunSamples.jobStarted("dark#1", DARK),
				failed("dark#1", DARK, RunSamples.WHY), new RunEvent.Ended(Outcome.FAILED, List.of(RunSamples.WHY)));
		RunRecord record = after(new RunEvent.Resumed("coma", 1), RunSamples.started("dark#1", "new"));
		assertEquals(List.of("dark#1", "new"), record.jobs().stream().map(JobRecord::id).toList());
		assertEquals(JobState.PENDING, job(record, "dark#1").state());
		assertEquals(Optional.empty(), job(record, "dark#1").result());
		assertEquals(Optional.of(RunSamples.WHY), job(record, "dark#1").attempts().getFirst().failure());
		assertEquals(List.of(), record.messages());
	}

	@Test
	void tellsReplans() throws IOException {
		var replanned = new RunEvent.Replanned("dark#1", RunSamples.WHY, List.of(RunSamples.outline("flat#2")),
				List.of("flat#1"));
		RunRecord record = after(RunSamples.started("dark#1", "flat#1"), replanned);
		assertEquals(List.of(replanned), record.replans());
		assertEquals(List.of("dark#1", "flat#2"), record.jobs().stream().map(JobRecord::id).toList());
	}

	@Test
	void whyTellsReasonsOfANodeOrAJob() throws Exception {
		after(RunSamples.started("dark#1", "dark#2", "flat#1"), new RunEvent.JobStarted("dark#1", DARK, CHANGED, 1),
				new RunEvent.JobEnded(RunSamples.ok("dark#1"), DARK, CHANGED),
				RunSamples.reused("dark#2", DARK, "earlier"));
		List<JobWhy> answers = runs.why(run, "dark");
		assertEquals(List.of("re-ran: badpixThreshold 35 → 40", "reused: identical inputs (from run earlier)"),
				answers.stream().map(JobWhy::text).toList());
		assertEquals(List.of(answers.get(1)), runs.why(run, "dark#2"));
		assertEquals(List.of("not started yet"), runs.why(run, "flat").stream().map(JobWhy::text).toList());
		assertEquals(3, runs.why(run).size());
		assertEquals(RunMessage.UNKNOWN_NODE.id(),
				assertThrows(RefusedException.class, () -> runs.why(run, "drak")).explanation().id());
	}

	@Test
	void whyFollowsSkippedJobsToTheFailure() throws Exception {
		after(RunSamples.started("dark#3", "flat#1", "cube"), RunSamples.jobStarted("dark#3", DARK),
				failed("dark#3", DARK, RunSamples.WHY), skipped("flat#1", "dark#3"), skipped("cube", "flat#1"));
		JobWhy flat = runs.why(run, "flat").getFirst();
		assertEquals("skipped: dark#3 failed: the dark is bright", flat.text());
		assertEquals(List.of(new Cause("dark#3", JobState.FAILED, Optional.of(RunSamples.WHY))), flat.causes());
		JobWhy cube = runs.why(run, "cube").getFirst();
		assertEquals("skipped: flat#1 was skipped: dark#3 failed: the dark is bright", cube.text());
		assertEquals(List.of("flat#1", "dark#3"), cube.causes().stream().map(Cause::job).toList());
		JobWhy dark = runs.why(run, "dark").getFirst();
		assertTrue(dark.text().endsWith("; failed: the dark is bright"));
		assertEquals(Optional.of(RunSamples.WHY), dark.attempts().getFirst().failure());
	}

	@Test
	void whyDoesNotRunInCirclesNorFailOnTextsItDoesNotKnow() throws Exception {
		after(RunSamples.started("a", "b", "c"), skipped("a", "b"), skipped("b", "a"), new RunEvent.JobEnded(
				JobResult.notRun("c", Status.SKIPPED, RunSamples.WHY), null, null));
		assertEquals(List.of("b", "a"), runs.why(run, "a").getFirst().causes().stream().map(Cause::job).toList());
		assertEquals("skipped: the dark is bright", runs.why(run, "c").getFirst().text());
	}

	@Test
	void whyTellsOfNodesWithoutJobs() throws Exception {
		var idle = new Message("run.idle", "node cube: its condition does not hold", Optional.empty(), List.of());
		after(new RunEvent.Started("x", "night", List.of(RunSamples.outline("dark#1")), List.of(idle), List.of()));
		JobWhy why = runs.why(run, "cube").getFirst();
		assertEquals("", why.job().id());
		assertEquals(idle.summary(), why.text());
		assertEquals(List.of(), runs.why(run, "flat"));
		assertEquals(List.of(why), runs.why(run, "cube#1"));
		assertEquals(List.of("dark#1", ""), runs.why(run).stream().map(answer -> answer.job().id()).toList());
		assertEquals(List.of("dark#1"), runs.why(run, "dark").stream().map(answer -> answer.job().id()).toList());
		assertEquals(RunMessage.UNKNOWN_NODE.id(),
				assertThrows(RefusedException.class, () -> runs.why(run, "dark#2")).explanation().id());
	}

	@Test
	void whyTellsOfTheIdlePartOfANodeAndNotOfTheNodeThatItNames() throws Exception {
		var idle = new Message("run.idle-after", "node dark has nothing to do for b.fits, because node cube has not",
				Optional.empty(), List.of());
		after(new RunEvent.Started("x", "night", List.of(RunSamples.outline("dark#1")), List.of(idle), List.of()));
		assertEquals(List.of("not started yet", idle.summary()),
				runs.why(run, "dark").stream().map(JobWhy::text).toList());
		assertEquals(List.of(idle.summary()), runs.why(run, "dark#2").stream().map(JobWhy::text).toList());
		assertEquals(List.of(), runs.why(run, "cube"));
	}

	@Test
	void aJournalWithoutItsBeginningStillTellsOfItsJobs() throws IOException {
		RunRecord record = after(RunSamples.jobStarted("dark#1", DARK),
				RunSamples.ended(RunSamples.ok("dark#1"), DARK));
		assertEquals("dark", record.jobs().getFirst().outline().node());
		assertTrue(record.jobs().getFirst().ran());
		assertFalse(record.jobs().getFirst().reused());
	}
}
