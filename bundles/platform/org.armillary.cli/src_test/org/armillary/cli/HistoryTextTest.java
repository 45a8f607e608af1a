package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.actor.message.Message;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.JobWhy;
import org.armillary.engine.run.JobWhy.Cause;
import org.armillary.engine.run.LeaseHolder;
import org.armillary.engine.run.RunDifference;
import org.armillary.engine.run.RunDifference.DatasetChange;
import org.armillary.engine.run.RunDifference.DatasetKind;
import org.armillary.engine.run.RunDifference.InputChange;
import org.armillary.engine.run.RunDifference.InputKind;
import org.armillary.engine.run.RunDifference.JobChange;
import org.armillary.engine.run.RunDifference.ProductChange;
import org.armillary.engine.run.RunDifference.QcChange;
import org.armillary.engine.run.RunDifference.SettingChange;
import org.armillary.engine.run.RunDifference.SettingKind;
import org.armillary.engine.run.RunDifference.VersionChange;
import org.armillary.engine.run.RunDifference.VersionKind;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;
import org.junit.jupiter.api.Test;

/** Earlier runs as people read them. */
class HistoryTextTest {

	private static final Instant BEGIN = Instant.parse("2026-03-14T20:15:02Z");
	private static final Message BAD = new Message("test.bad", "it is bad", Optional.empty(), List.of());

	private static List<String> words(String text) {
		return text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
	}

	@Test
	void aListOfRunsTellsStatesAndWhereTheyRun() {
		var running = new RunSummary("night-2", RunState.RUNNING, "night", BEGIN, Optional.of(BEGIN),
				Optional.of(BEGIN.plusSeconds(240)), 12, Optional.of(Path.of("/data/out")),
				Optional.of(new LeaseHolder(4711, "another.example", BEGIN)));
		var waiting = new RunSummary("night-1", RunState.WAITING, "night", BEGIN, Optional.empty(), Optional.empty(), 0,
				Optional.empty(), Optional.empty());
		String started = Amounts.moment(BEGIN);
		assertEquals(List.of("run state started took jobs workflow products",
				"night-2 running on another.example " + started + " 4 min 12 night /data/out",
				"night-1 waiting " + started + " night"), words(HistoryText.list(List.of(running, waiting))));
		assertEquals("no runs", HistoryText.list(List.of()));
	}

	@Test
	void aSkippedJobLeadsToTheFailureAndAttemptsAreTold() {
		var outline = new Outline("flat#2", "flat", "test.flat", "frame");
		var why = new JobWhy(outline, JobState.SKIPPED, false, "skipped: dark#3 failed: it is bad", Optional.empty(),
				List.of(new Attempt(1, BEGIN, Optional.of(BEGIN), Optional.of(BAD)),
						new Attempt(2, BEGIN, Optional.of(BEGIN), Optional.empty())),
				List.of(new Cause("dark#3", JobState.FAILED, Optional.of(BAD))), List.of());
		assertEquals(List.of("flat#2 (frame) skipped: dark#3 failed: it is bad", "because of dark#3, failed: it is bad",
				"attempt 1 at " + Amounts.moment(BEGIN) + " failed: it is bad"),
				words(HistoryText.why(List.of(why))));
	}

	@Test
	void aDifferenceTellsAllThatDiffers() {
		var changed = new JobChange("dark", "frame", "dark#1", "dark#1", Optional.of(JobState.OK),
				Optional.of(JobState.FAILED),
				List.of(new KeyDifference(KeyPart.Kind.PARAMETER, "threshold", "35", "40")),
				List.of(new QcChange("level", "detector 1", "adu", Optional.of(1.5), Optional.empty()),
						new QcChange("noise", "", "adu", Optional.of(4.0), Optional.of(5.0))),
				List.of(new ProductChange("master", "MASTER_DARK", 0, "aa", "bb"),
						new ProductChange("master", "MASTER_DARK", 1, "aa", "")));
		var added = new JobChange("dark", "", "", "dark#2", Optional.empty(), Optional.of(JobState.OK), List.of(),
				List.of(), List.of());
		var difference = new RunDifference("a", "b",
				List.of(new SettingChange(SettingKind.SETTING, "dark.threshold", "", "40")), Optional.empty(),
				List.of(new InputChange(InputKind.REMOVED, "x.fits")),
				List.of(new VersionChange(VersionKind.PRODUCT, "", "0.1.0", "0.2.0")),
				List.of(new DatasetChange(DatasetKind.CHOICE, "flat-a", "dark",
						List.of(new Choice("dark-1", 0, -0.5, "")),
						List.of())),
				List.of(changed, added));
		assertEquals(List.of("a → b", "settings", "dark.threshold not set → 40", "inputs", "- x.fits", "versions",
				"Armillary 0.1.0 → 0.2.0", "datasets", "* flat-a, dark: dark-1 (level 0, 0.5 days earlier) → nothing",
				"jobs", "* dark#1 (frame)", "ok → failed", "threshold 35 → 40",
				"measured before now change unit",
				"level of detector 1 1.50000 none adu",
				"noise 4 5 +1 +25.0 % adu",
				"MASTER_DARK has another content", "MASTER_DARK number 2 is gone", "+ dark#2",
				"(+ only in the second run, - only in the first, * in both, but different)"),
				words(DifferenceText.text(difference)));
	}

	@Test
	void ofVeryManyJobsOnlyTheFirstAreTold() {
		List<JobChange> jobs = IntStream.range(0, 100)
				.mapToObj(number -> new JobChange("dark", "", "", "dark#" + number,
						Optional.empty(), Optional.of(JobState.OK), List.of(), List.of(), List.of()))
				.toList();
		var difference = new RunDifference("a", "b", List.of(), Optional.empty(), List.of(), List.of(), List.of(),
				jobs);
		List<String> lines = words(DifferenceText.text(difference));
		assertEquals(33, lines.size());
		assertEquals("and 70 other jobs; --all tells of all of them", lines.getLast());
		assertEquals(102, words(DifferenceText.text(difference, Integer.MAX_VALUE)).size());
	}

	@Test
	void everyStateHasItsWord() {
		for (RunState state : RunState.values()) {
			assertTrue(HistoryText.words(state).matches("\\p{Alpha}+"), state.name());
		}
	}
}
