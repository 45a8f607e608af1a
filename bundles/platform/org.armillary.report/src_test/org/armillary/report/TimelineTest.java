package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunState;
import org.armillary.report.Timeline.Bar;
import org.armillary.report.Timeline.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

	private static Timeline timeline(SampleRun sample) throws Exception {
		ReportRun run = ReportRun.of(sample.record(), sample, ActorCatalog.of(),
				ReportOptions.of("0", SampleRun.BEGIN.plusSeconds(1000)));
		return Timeline.of(run.jobs(), run.end());
	}

	private static SampleRun.Spec spec(String id, double from, double seconds) {
		var spec = new SampleRun.Spec();
		spec.id = id;
		spec.from = from;
		spec.seconds = seconds;
		return spec;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void lanesAndMemory(long seed) throws Exception {
		var random = new Random(seed);
		var sample = new SampleRun();
		for (int i = 0; i < 60; i++) {
			var spec = spec("j" + i, i == 0 ? 0 : random.nextInt(40), 1 + random.nextInt(9));
			spec.declared = 1 + random.nextInt(1000);
			spec.peak = random.nextInt(3) == 0 ? 0 : spec.declared / 2;
			sample.job(spec);
		}
		Timeline timeline = timeline(sample);
		List<Bar> bars = timeline.bars();
		assertEquals(60, bars.size());
		int most = 0;
		for (double at = 0.5; at < timeline.seconds(); at++) {
			double moment = at;
			List<Bar> atWork = bars.stream().filter(bar -> bar.from() < moment && moment < bar.to()).toList();
			most = Math.max(most, atWork.size());
			assertEquals(atWork.size(), atWork.stream().mapToInt(Bar::lane).distinct().count(), "a lane each");
			Memory memory = timeline.memory().stream().filter(step -> step.at() <= moment).reduce((_, last) -> last)
					.orElseThrow();
			assertEquals(atWork.stream().mapToLong(bar -> bar.use().declaredMemoryBytes()).sum(),
					memory.declaredBytes(), "at " + at);
			assertEquals(atWork.stream().mapToLong(bar -> bar.use().peakMemoryBytes()).sum(), memory.peakBytes());
		}
		assertEquals(most, timeline.lanes(), "no more lanes than jobs at the same time");
		assertEquals(0, timeline.memory().getLast().declaredBytes());
	}

	@Test
	void whatFollowsAtOnceSharesALane() throws Exception {
		Timeline timeline = timeline(new SampleRun().job(spec("a", 0, 5)).job(spec("b", 5, 5)));
		assertEquals(1, timeline.lanes());
		assertTrue(timeline.pauses().isEmpty());
	}

	@Test
	void aNightBetweenIsAPause() throws Exception {
		Timeline timeline = timeline(new SampleRun().job(spec("a", 0, 100)).job(spec("b", 40_000, 100)));
		assertEquals(List.of(new Timeline.Pause(100, 40_000)), timeline.pauses());
		var scale = new TimeScale(timeline.seconds(), timeline.pauses(), 50, 900);
		assertEquals(50, scale.x(0), 1e-9);
		assertEquals(950, scale.x(40_100), 1e-6);
		assertEquals(scale.x(100) - scale.x(0), scale.x(40_100) - scale.x(40_000), 1e-6, "one scale for all work");
		double before = 0;
		for (double at = 0; at <= 40_100; at += 10) {
			assertTrue(scale.x(at) >= before, "time never goes back");
			before = scale.x(at);
		}
		assertTrue(scale.ticks(10).stream().noneMatch(tick -> tick.seconds() > 100 && tick.seconds() < 40_000));
		assertTrue(scale.ticks(10).stream().anyMatch(tick -> tick.seconds() >= 40_000), "marks after it, too");
	}

	@Test
	void attempts() throws Exception {
		var failed = spec("a", 10, 5);
		failed.failedAttempts = 2;
		var reused = spec("b", 0, 9);
		reused.reused = true;
		var skipped = spec("c", 0, 0);
		skipped.state = JobState.SKIPPED;
		Timeline timeline = timeline(new SampleRun().job(failed).job(reused).job(skipped));
		assertEquals(3, timeline.bars().size(), "reused and skipped jobs take no time");
		assertTrue(timeline.bars().get(0).failed() && timeline.bars().get(1).failed());
		assertFalse(timeline.bars().get(2).failed());
		assertEquals(3, timeline.bars().get(2).attempt());
	}

	/** Killed after 4 s, resumed 40 s later. */
	@Test
	void anAttemptThatWasCutOffEndsWhereItWasCutOff() throws Exception {
		var job = spec("a", 44, 10);
		job.cutOff = List.of(0.0, 4.0);
		Timeline timeline = timeline(new SampleRun().job(job));
		assertEquals(List.of(Timeline.End.CUT_OFF, Timeline.End.ENDED),
				timeline.bars().stream().map(Bar::end).toList());
		assertEquals(4, timeline.bars().getFirst().to());
		assertEquals("cut off", timeline.bars().getFirst().word());
		assertEquals(1, timeline.lanes(), "it does not overlap the attempt after it");
	}

	@Test
	void aJobAtWorkHasABarUntilNow() throws Exception {
		var job = spec("a", 10, 0);
		job.state = JobState.RUNNING;
		var sample = new SampleRun().job(spec("b", 0, 10)).job(job).state(RunState.RUNNING);
		Bar bar = timeline(sample).bars().getLast();
		assertEquals(Timeline.End.RUNNING, bar.end());
		assertEquals(1000, bar.to(), "when the report is written");
		assertFalse(bar.failed());
		job.state = JobState.INTERRUPTED;
		bar = timeline(new SampleRun().job(spec("b", 0, 10)).job(job).state(RunState.INTERRUPTED)).bars().getLast();
		assertEquals(10, bar.to(), "nobody knows how long it went on");
		assertEquals("cut off", bar.word());
	}

	@Test
	void nothing() throws Exception {
		Timeline timeline = timeline(new SampleRun());
		assertEquals(0, timeline.lanes());
		assertTrue(timeline.memory().isEmpty());
	}
}
