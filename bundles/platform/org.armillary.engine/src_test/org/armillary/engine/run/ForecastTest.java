package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.armillary.engine.JobReason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.store.Experience;
import org.junit.jupiter.api.Test;

/** What is told of a run before it runs. */
class ForecastTest extends EngineFixture {

	private static final String TWO_STEPS = """
			inputs:
			  text: {payload: file, help: texts}
			nodes:
			  a: {actor: test.step}
			  b: {actor: test.step}
			connections:
			  - text -> a.in
			  - a.out -> b.in
			""";

	private final TestActor step = TestActor.step("test.step", TestActor::writeLines);

	private Forecast forecast(Map<String, String> settings, List<Path> files) throws RefusedException {
		return engine(step).forecast(request(flow(TWO_STEPS), Map.of("text", files), settings));
	}

	private static Map<String, JobReason.Kind> kinds(Forecast forecast) {
		var kinds = new TreeMap<String, JobReason.Kind>();
		forecast.items().forEach(item -> kinds.put(item.job().id(), item.reason().kind()));
		return kinds;
	}

	@Test
	void nothingIsExecutedOrWritten() throws Exception {
		Forecast forecast = forecast(Map.of(), List.of(file("x.txt", "X")));
		assertEquals(Map.of("a", JobReason.Kind.NEW, "b", JobReason.Kind.UPSTREAM), kinds(forecast));
		assertEquals(List.of("a"), forecast.items().get(1).reason().jobs());
		assertEquals(2, forecast.unknown());
		assertEquals(Optional.empty(), forecast.total(2, 1 << 20));
		assertFalse(Files.exists(folder.resolve("out")));
		assertEquals(Map.of(), texts(folder.resolve("store/runs")));
	}

	@Test
	void itTellsWhatRunsAndWhatIsReused() throws Exception {
		var files = List.of(file("x.txt", "X"), file("y.txt", "Y"));
		run(request(flow(TWO_STEPS), Map.of("text", files), Map.of()), step);
		Forecast same = forecast(Map.of(), files);
		assertTrue(same.nothingToRun());
		assertEquals(List.of(), same.toRun());
		Forecast changed = forecast(Map.of("b.text", "other"), files);
		assertEquals(Map.of("a#1", JobReason.Kind.REUSED, "a#2", JobReason.Kind.REUSED, "b#1", JobReason.Kind.CHANGED,
				"b#2", JobReason.Kind.CHANGED), kinds(changed));
		assertEquals("re-ran: text absent → other".replace("absent", ""), changed.toRun().getFirst().reason().text()
				.replace("  ", " ").replace("absent", ""));
		Forecast first = forecast(Map.of("a.text", "other"), files);
		assertEquals(4, first.toRun().size());
		assertEquals(0, first.unknown());
		assertTrue(first.total(2, 1 << 20).orElseThrow().time().low() > 0);
		Files.writeString(files.get(0), "Z");
		assertEquals(Map.of("a#1", JobReason.Kind.CHANGED, "a#2", JobReason.Kind.REUSED, "b#1", JobReason.Kind.UPSTREAM,
				"b#2", JobReason.Kind.REUSED), kinds(forecast(Map.of(), files)));
	}

	@Test
	void itIsRefusedLikeTheRun() throws Exception {
		Path blocked = file("blocked", "a file").resolve("out");
		var request = new RunRequest(flow(TWO_STEPS), Map.of(), Map.of("text", List.of(file("x.txt", "X"))), blocked,
				Layout.BY_NODE);
		assertEquals("run.output-folder",
				assertThrows(RefusedException.class, () -> engine(step).forecast(request)).explanation().id());
		assertThrows(RefusedException.class, () -> forecast(Map.of("a.nothing", "1"), List.of(file("x.txt", "X"))));
	}

	private static Experience experience(double seconds, long input, long output, long memory) {
		return new Experience(seconds, seconds / 2, input, Map.of("out", output / 4, "other", output - output / 4),
				memory, "here", 7);
	}

	private static Estimate estimate(List<Experience> experience, double bytes) {
		return new Estimates(_ -> experience, List.of("any"), "here")
				.of("any", OptionalLong.of(7), Range.exactly(bytes), 500).orElseThrow();
	}

	@Test
	void withoutExperienceThereIsNoEstimate() {
		assertEquals(Optional.empty(), new Estimates(_ -> List.of(), List.of("any"), "here").of("any",
				OptionalLong.empty(), Range.exactly(5), 0));
	}

	@Test
	void oneResultGivesARange() {
		Estimate estimate = estimate(List.of(experience(3, 1000, 70, 0)), 1000);
		assertEquals(3, estimate.seconds(), 1e-12);
		assertTrue(estimate.time().low() < 2.2 && estimate.time().low() > 1.8, estimate.toString());
		assertEquals(1.5, estimate.processor().middle(), 1e-12);
		assertEquals(70, estimate.output().middle(), 1e-9);
		assertEquals(Range.exactly(500), estimate.memory(), "as declared");
	}

	@Test
	void memoryIsWhatWasMeasured() {
		Estimate estimate = estimate(List.of(experience(3, 1000, 70, 4000), experience(3, 1000, 70, 4000)), 1000);
		assertEquals(4000, estimate.memory().middle(), 1e-6);
	}

	@Test
	void productsOfProductsHaveASize() {
		var results = new ArrayList<Experience>();
		for (long bytes : new long[] { 100, 200, 300, 400, 10_000, 20_000 }) {
			results.add(experience(bytes * 0.01, bytes, bytes / 2, 0));
		}
		assertEquals(100, estimate(results, 10_000).seconds(), 3);
		assertEquals(5000, estimate(results, 10_000).output().middle(), 100);
		assertTrue(estimate(results, 0).time().spread() > 1, "an input of unknown size");
		assertEquals(0.25, new Estimates(_ -> results, List.of("any"), "here").share("any", "out"), 0.01);
	}

	@Test
	void otherSettingsCountLittleAndWidenTheRange() {
		var results = new ArrayList<Experience>();
		for (int i = 0; i < 5; i++) {
			results.add(new Experience(1, 0, 1000, Map.of(), 0, "here", 7));
			results.add(new Experience(10, 0, 1000, Map.of(), 0, "here", 8));
		}
		assertEquals(1, estimate(results, 1000).seconds(), 0.3);
		var same = new Estimates(_ -> results.subList(0, 1), List.of("any"), "here");
		assertTrue(same.of("any", OptionalLong.of(9), Range.exactly(1000), 0).orElseThrow().time().spread() > same
				.of("any", OptionalLong.of(7), Range.exactly(1000), 0).orElseThrow().time().spread());
	}

	@Test
	void theTotalKnowsWorkersDependenciesAndMemory() throws Exception {
		var files = List.of(file("x.txt", "X"), file("y.txt", "Y"), file("z.txt", "Z"));
		TestActor large = step.withMemory(300);
		Forecast forecast = engine(large).forecast(request(flow(TWO_STEPS), Map.of("text", files), Map.of()));
		var items = forecast.items().stream().map(item -> new Forecast.Item(item.job(), item.reason(),
				Optional.of(new Estimate(Range.exactly(2), Range.exactly(1), Range.exactly(10), Range.exactly(250)))))
				.toList();
		var known = new Forecast(forecast.plan(), items, Disks.UNKNOWN);
		// three jobs, then three that need them
		assertEquals(total(12, 250), known.total(1, 10_000).orElseThrow());
		assertEquals(total(6, 500), known.total(2, 10_000).orElseThrow());
		assertEquals(total(4, 750), known.total(9, 10_000).orElseThrow());
		assertEquals(total(6, 500), known.total(9, 700).orElseThrow());
		assertEquals(total(12, 250), known.total(9, 100).orElseThrow(), "a job that exceeds the budget runs alone");
		assertEquals(new Estimate(Range.exactly(6), Range.exactly(3), Range.exactly(30), Range.exactly(250)),
				known.total("b").orElseThrow());
	}

	private static Estimate total(double seconds, double memory) {
		return new Estimate(Range.exactly(seconds), Range.exactly(6), Range.exactly(60), Range.exactly(memory));
	}

	/** Sums are known better than their parts, but not as if these were independent. */
	@Test
	void theRangeOfASumIsNarrower() throws Exception {
		var files = new ArrayList<Path>();
		for (int i = 0; i < 100; i++) {
			files.add(file("x" + i + ".txt", "X" + i));
		}
		Forecast forecast = forecast(Map.of(), files);
		var items = forecast.items().stream().map(item -> new Forecast.Item(item.job(), item.reason(),
				Optional.of(new Estimate(Range.around(1, 0.5), Range.ZERO, Range.ZERO, Range.ZERO)))).toList();
		double spread = new Forecast(forecast.plan(), items, Disks.UNKNOWN).total(1, 100).orElseThrow().time().spread();
		assertTrue(spread > 0.3 && spread < 0.4, "√0.5 of the parts: " + spread);
	}

	@Test
	void disksAreAddedUp() {
		Path store = Path.of("/store");
		Path out = Path.of("/out");
		var one = new Disks(store, out, true, OptionalLong.of(100), OptionalLong.of(100), 5);
		assertEquals(List.of(new DiskNeed(List.of(store, out), Range.exactly(85), OptionalLong.of(100))),
				one.needs(Range.exactly(40)));
		var two = new Disks(store, out, false, OptionalLong.of(39), OptionalLong.empty(), 5);
		List<DiskNeed> needs = two.needs(Range.exactly(40));
		assertEquals(List.of(new DiskNeed(List.of(store), Range.exactly(40), OptionalLong.of(39)),
				new DiskNeed(List.of(out), Range.exactly(45), OptionalLong.empty())), needs);
		assertEquals(List.of(true, false), needs.stream().map(DiskNeed::mayNotFit).toList());
		assertFalse(new DiskNeed(List.of(store), new Range(1, 2, 3), OptionalLong.of(3)).mayNotFit());
		assertTrue(new DiskNeed(List.of(store), new Range(1, 2, 3), OptionalLong.of(2)).mayNotFit());
	}

	@Test
	void whatIsThereAlreadyIsCopiedToANewOutputFolder() throws Exception {
		var files = List.of(file("x.txt", "X"), file("y.txt", "Y"));
		run(request(flow(TWO_STEPS), Map.of("text", files), Map.of()), step);
		var elsewhere = new RunRequest(flow(TWO_STEPS), Map.of(), Map.of("text", files), folder.resolve("elsewhere"),
				Layout.BY_NODE);
		Estimate nothing = new Estimate(Range.ZERO, Range.ZERO, Range.ZERO, Range.ZERO);
		double bytes = 0;
		for (String text : products().keySet()) {
			bytes += Files.size(folder.resolve("out").resolve(text));
		}
		assertEquals(Range.exactly(bytes), engine(step).forecast(elsewhere).disks(nothing).getLast().bytes());
		assertEquals(Range.ZERO, forecast(Map.of(), files).disks(nothing).getLast().bytes());
		assertTrue(forecast(Map.of(), files).disks(nothing).getFirst().freeBytes().orElseThrow() > 0);
	}
}
