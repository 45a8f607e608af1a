package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunDatasets.InputFile;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.armillary.engine.RunEvent;
import org.armillary.engine.run.RunDifference.DatasetChange;
import org.armillary.engine.run.RunDifference.DatasetKind;
import org.armillary.engine.run.RunDifference.VersionChange;
import org.armillary.engine.run.RunDifference.VersionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionComparisonTest {

	private static final JobKey KEY = RunSamples.key("test.dark", "5");

	@TempDir
	Path folder;

	private RunDifference diff(RunFolder before, RunFolder now, Map<JobKey, JobReport> reports) throws IOException {
		return new Runs(folder, key -> Optional.ofNullable(reports.get(key))).diff(before, now);
	}

	private RunFolder run(RunDatasets datasets) throws IOException {
		return RunFolder.create(folder, RunSamples.request().withDatasets(datasets), RunSamples.OPTIONS,
				RunSamples.NOON);
	}

	private RunFolder run(RunEvent... events) throws IOException {
		RunFolder run = RunFolder.create(folder, RunSamples.request(), RunSamples.OPTIONS, RunSamples.NOON);
		RunSamples.write(run, events);
		return run;
	}

	private static RunEvent.TakenUp takenUp(String version, String java, BundleVersion... bundles) {
		return new RunEvent.TakenUp(new RunEnvironment(version, List.of(bundles), java, "Linux 6 amd64", "cpu", 2,
				1L << 30, "coma", "me"));
	}

	private static RunEvent.Executed executed(String origin) {
		return new RunEvent.Executed("dark#1", 1, Map.of("host", "coma", "origin", origin), ResourceUse.UNKNOWN,
				Duration.ZERO);
	}

	@Test
	void tellsProductJavaBundlesAndActors() throws IOException {
		RunFolder before = run(takenUp("0.1.0", "VM 25", new BundleVersion("a", "1"), new BundleVersion("b", "1")),
				RunSamples.started("dark#1"), RunSamples.jobStarted("dark#1", KEY), executed("dark 1"),
				RunSamples.ended(RunSamples.ok("dark#1"), KEY));
		RunFolder now = run(takenUp("0.1.0", "VM 26", new BundleVersion("a", "2"), new BundleVersion("c", "1")),
				takenUp("0.2.0", "VM 26", new BundleVersion("a", "2"), new BundleVersion("c", "1")),
				RunSamples.started("dark#1"), RunSamples.jobStarted("dark#1", KEY), executed("dark 2"),
				RunSamples.ended(RunSamples.ok("dark#1"), KEY));
		assertEquals(List.of(new VersionChange(VersionKind.PRODUCT, "", "0.1.0", "0.1.0, 0.2.0"),
				new VersionChange(VersionKind.JAVA, "", "VM 25", "VM 26"),
				new VersionChange(VersionKind.BUNDLE, "a", "1", "2"),
				new VersionChange(VersionKind.BUNDLE, "b", "1", ""),
				new VersionChange(VersionKind.BUNDLE, "c", "", "1"),
				new VersionChange(VersionKind.ACTOR, "test.dark", "dark 1", "dark 2")),
				diff(before, now, Map.of()).versions());
	}

	@Test
	void theActorOfAReusedResultIsThatWhichMadeIt() throws IOException {
		RunFolder before = run(RunSamples.started("dark#1"), RunSamples.reused("dark#1", KEY, "r"));
		RunFolder now = run(RunSamples.started("dark#1"), RunSamples.jobStarted("dark#1", KEY), executed("dark 2"),
				RunSamples.ended(RunSamples.ok("dark#1"), KEY));
		var report = new JobReport("r", "test.dark", KEY, RunSamples.ok("dark#1"), Map.of(), RunSamples.NOON,
				Map.of("origin", "dark 1"));
		assertEquals(List.of(new VersionChange(VersionKind.ACTOR, "test.dark", "dark 1", "dark 2")),
				diff(before, now, Map.of(KEY, report)).versions());
		assertEquals(List.of(), diff(before, now, Map.of()).versions(), "what is not known does not differ");
	}

	private static RunDatasets datasets(int version, Dataset... sets) {
		Path file = Path.of("/data/a.fits");
		return new RunDatasets(new RunDatasets.Rules("kmos", version, "kmos.rules.yaml", List.of("DARK", "FLAT"),
				List.of("DARK", "FLAT")), Map.of(file, new InputFile("DARK", List.of())), List.of(sets));
	}

	private static Dataset dataset(String name, String files, Choice... choices) {
		return new Dataset(name, name.startsWith("flat") ? "FLAT" : "DARK", files, files + List.of(choices).hashCode(),
				List.of(Path.of("/data/a.fits")), choices.length == 0 ? Map.of() : Map.of("dark", List.of(choices)));
	}

	@Test
	void tellsDatasetsAndChoicesByTheirFiles() throws IOException {
		var first = new Choice("dark-1", 0, 0.5, "plan");
		var renamed = new Choice("dark-one", 0, 0.25, "plan");
		var second = new Choice("dark-2", 1, -3, "near");
		RunFolder before = run(datasets(3, dataset("dark-1", "d1"), dataset("dark-2", "d2"), dataset("dark-3", "d3"),
				dataset("flat-a", "fa", first), dataset("flat-b", "fb", first), dataset("flat-c", "fc")));
		RunFolder now = run(datasets(4, dataset("dark-one", "d1"), dataset("dark-2", "d2"), dataset("dark-4", "d4"),
				dataset("flat-a", "fa", renamed), dataset("flat-b", "fb", second), dataset("flat-c", "other")));
		RunDifference difference = diff(before, now, Map.of());
		assertEquals(List.of(new VersionChange(VersionKind.RULES, "kmos", "3", "4")), difference.versions());
		assertEquals(List.of(new DatasetChange(DatasetKind.REMOVED, "dark-3", "", List.of(), List.of()),
				new DatasetChange(DatasetKind.CHOICE, "flat-b", "dark", List.of(first), List.of(second)),
				new DatasetChange(DatasetKind.FILES, "flat-c", "", List.of(), List.of()),
				new DatasetChange(DatasetKind.ADDED, "dark-4", "", List.of(), List.of())), difference.datasets());
		assertEquals("dark-2", RunRecordJson.of(difference).getAsJsonArray("datasets").get(1).getAsJsonObject()
				.getAsJsonArray("now").get(0).getAsJsonObject().get("dataset").getAsString());
	}

	@Test
	void aChangeOfAMeasuredValueIsToldRelativeToTheFirst() {
		var change = new RunDifference.QcChange("noise", "", "adu", Optional.of(-4.0), Optional.of(-3.0));
		assertEquals(1, change.change().getAsDouble());
		assertEquals(0.25, change.relative().getAsDouble());
		var fromZero = new RunDifference.QcChange("noise", "", "adu", Optional.of(0.0), Optional.of(3.0));
		assertEquals(3, fromZero.change().getAsDouble());
		assertEquals(true, fromZero.relative().isEmpty());
		assertEquals(true, new RunDifference.QcChange("n", "", "", Optional.empty(), Optional.of(3.0)).change()
				.isEmpty());
	}
}
