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
		assertEquals(Optional.empty(), forecast.total(2));
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
		assertTrue(first.total(2).orElseThrow().secondsHigh() > 0);
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

	private static Estimate estimate(List<Experience> experience, OptionalLong bytes) {
		return new Estimates(actor -> experience).of("any", bytes).orElseThrow();
	}

	@Test
	void withoutExperienceThereIsNoEstimate() {
		assertEquals(Optional.empty(), new Estimates(actor -> List.of()).of("any", OptionalLong.of(5)));
	}

	@Test
	void oneResultGivesAFactorEitherWay() {
		Estimate estimate = estimate(List.of(new Experience(3, 10, 70, 0)), OptionalLong.of(1000));
		assertEquals(2, estimate.secondsLow(), 1e-12);
		assertEquals(4.5, estimate.secondsHigh(), 1e-12);
		assertEquals(3, estimate.seconds(), 1e-12);
		assertEquals(70, estimate.bytes());
	}

	@Test
	void resultsOfOneSizeGiveTheirPercentiles() {
		var results = new ArrayList<Experience>();
		for (int i = 0; i <= 50; i++) {
			results.add(new Experience(i, 10, 20, 0));
		}
		Estimate estimate = estimate(results, OptionalLong.of(1000));
		assertEquals(8, estimate.secondsLow(), 1e-12);
		assertEquals(42, estimate.secondsHigh(), 1e-12);
		assertEquals(20, estimate.bytes());
	}

	@Test
	void withThreeSizesTimeAndOutputScaleWithTheInput() {
		var results = new ArrayList<Experience>();
		for (long bytes : new long[] { 100, 200, 300, 400 }) {
			results.add(new Experience(bytes * 0.01, bytes, bytes / 2, 0));
		}
		Estimate estimate = estimate(results, OptionalLong.of(10_000));
		assertEquals(100, estimate.secondsLow(), 1e-9);
		assertEquals(100, estimate.secondsHigh(), 1e-9);
		assertEquals(5000, estimate.bytes());
		assertEquals(125, estimate(results, OptionalLong.empty()).bytes());
	}

	@Test
	void theTotalKnowsWorkersAndDependencies() throws Exception {
		var files = List.of(file("x.txt", "X"), file("y.txt", "Y"), file("z.txt", "Z"));
		Forecast forecast = forecast(Map.of(), files);
		var items = forecast.items().stream().map(item -> new Forecast.Item(item.job(), item.reason(),
				Optional.of(new Estimate(1, 2, 10)))).toList();
		var known = new Forecast(forecast.plan(), items);
		// three jobs, then three that need them
		assertEquals(new Estimate(6, 12, 60), known.total(1).orElseThrow());
		assertEquals(new Estimate(3, 6, 60), known.total(2).orElseThrow());
		assertEquals(new Estimate(2, 4, 60), known.total(9).orElseThrow());
	}
}
