package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;

import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunState;
import org.junit.jupiter.api.Test;

/** The first sentence of a report is true of every run. */
class VerdictTest {

	private int jobs;

	private SampleRun.Spec spec(JobState state) {
		var spec = new SampleRun.Spec();
		spec.id = "job#" + ++jobs;
		spec.state = state;
		return spec;
	}

	private SampleRun run(JobState... states) throws Exception {
		var sample = new SampleRun();
		for (JobState state : states) {
			sample.job(spec(state));
		}
		return sample;
	}

	private static String verdict(SampleRun sample, LimitSet limits) throws Exception {
		ReportRun run = ReportRun.of(sample.record(), sample, ActorCatalog.of(), ReportOptions.of("0", Instant.EPOCH));
		return new HeadSection(run, Quality.of(run, limits, sample)).verdict();
	}

	private static String verdict(SampleRun sample) throws Exception {
		return verdict(sample, LimitSet.NONE);
	}

	@Test
	void ofRunsThatEnded() throws Exception {
		var reused = spec(JobState.OK);
		reused.reused = true;
		assertEquals("2 of 4 jobs are done (1 reused), 1 failed, 1 skipped because of that.",
				verdict(run(JobState.OK, JobState.FAILED, JobState.SKIPPED).job(reused)));
		assertEquals("All 3 jobs are done (1 only in part, 1 with nothing to do).",
				verdict(run(JobState.OK, JobState.PARTIAL, JobState.NO_WORK)));
		assertEquals("1 of 2 jobs is done, 1 failed.", verdict(run(JobState.OK, JobState.FAILED)));
		assertEquals("None of 2 jobs is done, 2 failed.", verdict(run(JobState.FAILED, JobState.FAILED)));
	}

	@Test
	void ofOneJobOrNone() throws Exception {
		assertEquals("The job is done.", verdict(run(JobState.OK)));
		assertEquals("The job failed.", verdict(run(JobState.FAILED)));
		assertEquals("The job was cancelled.", verdict(run(JobState.CANCELLED).state(RunState.CANCELLED)));
		assertEquals("The job is at work.", verdict(run(JobState.RUNNING).state(RunState.RUNNING)));
		assertEquals("The job was cut off.", verdict(run(JobState.INTERRUPTED).state(RunState.INTERRUPTED)));
		assertEquals("No job was planned.", verdict(run().state(RunState.CANCELLED)));
		assertEquals("No job is planned yet.", verdict(run().state(RunState.WAITING)));
	}

	@Test
	void ofRunsWithoutAnEnd() throws Exception {
		assertEquals("1 of 4 jobs is done so far, 2 to do, 1 at work.", verdict(
				run(JobState.OK, JobState.RUNNING, JobState.PENDING, JobState.PENDING).state(RunState.RUNNING)));
		assertEquals("1 of 3 jobs is done, 1 not begun, 1 cut off.", verdict(
				run(JobState.OK, JobState.INTERRUPTED, JobState.PENDING).state(RunState.INTERRUPTED)));
		assertEquals("1 of 3 jobs is done, 1 skipped, 1 cancelled.", verdict(
				run(JobState.OK, JobState.CANCELLED, JobState.SKIPPED).state(RunState.CANCELLED)));
	}

	@Test
	void withQualityControl() throws Exception {
		LimitSet limits = noise();
		assertEquals("The job is done; all QC goals are met.", verdict(measured(RunState.DONE, 1), limits));
		assertEquals("All 2 jobs are done; all QC requirements are met, 1 value misses its goal.",
				verdict(measured(RunState.DONE, 1, 3), limits));
		assertEquals("All 2 jobs are done; 2 QC values miss their requirement.",
				verdict(measured(RunState.DONE, 5, 6), limits));
		assertEquals("1 of 2 jobs is done so far, 1 at work; all QC goals are met so far.",
				verdict(measured(RunState.RUNNING, 1).job(spec(JobState.RUNNING)), limits));
	}

	@Test
	void whatFailedIsNotJudged() throws Exception {
		LimitSet limits = noise();
		var failed = spec(JobState.FAILED);
		failed.qc = List.of(new QcValue("noise", "", 9, "adu"));
		assertEquals("1 of 2 jobs is done, 1 failed; all QC goals are met by the jobs that are done.",
				verdict(measured(RunState.FAILED, 1).job(failed), limits));
		assertEquals("The job failed.", verdict(run().job(failed), limits));
		ReportRun run = ReportRun.of(measured(RunState.FAILED, 1).job(failed).record(), run(), ActorCatalog.of(),
				ReportOptions.of("0", Instant.EPOCH));
		assertEquals(1, Quality.of(run, limits, run()).values().size());
	}

	@Test
	void ofResultsThatAreOutOfDate() throws Exception {
		var marked = spec(JobState.OK);
		marked.outOfDate = "shutter did not open";
		assertEquals("The job is done; its result is marked out of date.", verdict(run().job(marked)));
		assertEquals("All 2 jobs are done; 1 result is marked out of date.", verdict(run(JobState.OK).job(marked)));
	}

	private static LimitSet noise() throws Exception {
		return LimitReader.read("""
				armillary-limits: 1
				name: test
				limits:
				  - actor: test.actor
				    value: noise
				    unit: adu
				    requirement: 0 .. 4
				    goal: 0 .. 2
				""", "test.limits.yaml");
	}

	private SampleRun measured(RunState state, double... values) {
		var sample = new SampleRun().state(state);
		for (double value : values) {
			var job = spec(JobState.OK);
			job.qc = List.of(new QcValue("noise", "", value, "adu"));
			sample.job(job);
		}
		return sample;
	}
}
