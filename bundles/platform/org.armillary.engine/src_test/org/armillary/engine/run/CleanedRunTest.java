package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.armillary.engine.JobReason;
import org.armillary.engine.RunRequest;
import org.armillary.engine.store.CleanPolicy;
import org.armillary.engine.store.CleanReport;
import org.armillary.engine.store.Cleaner;
import org.junit.jupiter.api.Test;

/** What becomes of runs whose intermediate products were cleaned away. */
class CleanedRunTest extends EngineFixture {

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

	private RunRequest request(String flow) throws IOException {
		return request(flow(flow), Map.of("text", List.<Path>of(file("x.txt", "X"), file("y.txt", "Y"))), Map.of());
	}

	private CleanReport clean(CleanPolicy policy) throws IOException {
		return new Cleaner(store(), new Runs(store())).apply(policy);
	}

	@Test
	void theyAreMadeAgainAndSayWhy() throws Exception {
		run(request(TWO_STEPS), step);
		Map<String, String> before = products();
		CleanReport report = clean(CleanPolicy.keepAll().finalsOnly());
		assertEquals(2, report.amounts().get(CleanReport.Kind.INTERMEDIATES).number());
		assertEquals(List.of("a"), report.table().stream().map(CleanReport.Row::node).toList());
		assertEquals(before, products(), "copies are the user's");

		var forecast = engine(step).forecast(request(TWO_STEPS)).items().stream()
				.collect(Collectors.toMap(item -> item.job().id(), item -> item.reason().kind()));
		assertEquals(Map.of("a#1", JobReason.Kind.CLEANED, "a#2", JobReason.Kind.CLEANED, "b#1",
				JobReason.Kind.UPSTREAM, "b#2", JobReason.Kind.UPSTREAM), forecast);
		events.clear();
		run(request(TWO_STEPS), step);
		assertEquals(List.of("a#1", "a#2"), executed().stream().sorted().toList());
		assertEquals(JobReason.Kind.CLEANED, reasons().get("a#1").kind());
		assertTrue(reasons().get("b#1").isReused());
		assertEquals(before, products());
		assertTrue(engine(step).forecast(request(TWO_STEPS)).nothingToRun());
	}

	/** What comes after a product that is made again is reused if that comes out as before and settings are the same. */
	@Test
	void jobsAfterThemMayBeReused() throws Exception {
		run(request(TWO_STEPS), step);
		Forecast fresh = engine(step).forecast(request(flow(TWO_STEPS),
				Map.of("text", List.<Path>of(file("z.txt", "Z"))), Map.of()));
		assertTrue(fresh.items().stream().noneMatch(Forecast.Item::isReusedIfUnchanged), "never done before");
		clean(CleanPolicy.keepAll().finalsOnly());
		Forecast forecast = engine(step).forecast(request(TWO_STEPS));
		assertEquals(List.of("a#1", "a#2"),
				forecast.certainToRun().stream().map(item -> item.job().id()).sorted().toList());
		assertEquals(4, forecast.toRun().size());
		Estimate after = forecast.total("b").orElseThrow();
		assertEquals(0, after.time().middle());
		assertTrue(after.time().high() > 0, "unless it comes out otherwise");
		Estimate again = forecast.total("a").orElseThrow();
		Estimate all = forecast.total(1, 4L << 30).orElseThrow();
		assertEquals(again.time().low(), all.time().low(), 1e-12);
		assertTrue(all.time().high() > again.time().high());
		assertEquals(4, all.results(), "of both nodes, which have the same actor");

		Forecast changed = engine(step).forecast(request(flow(TWO_STEPS),
				Map.of("text", List.<Path>of(file("x.txt", "X"), file("y.txt", "Y"))), Map.of("b.text", "other")));
		assertEquals(4, changed.certainToRun().size());
	}

	/** A long chain: each job is asked for with what the one before made. */
	@Test
	void alsoThoseAfterThem() throws Exception {
		String three = TWO_STEPS.replace("connections:\n",
				"  c: {actor: test.step}\nconnections:\n  - b.out -> c.in\n");
		run(request(three), step);
		clean(CleanPolicy.keepAll().finalsOnly());
		Forecast forecast = engine(step).forecast(request(three));
		assertEquals(List.of("c#1", "c#2"), forecast.items().stream().filter(Forecast.Item::isReusedIfUnchanged)
				.map(item -> item.job().id()).sorted().toList(), "b was cleaned away, too");
	}

	@Test
	void productsAtOutputsOfTheWorkflowAreFinal() throws Exception {
		run(request(TWO_STEPS + "outputs:\n  middle: a.out\n"), step);
		assertEquals(0, clean(CleanPolicy.keepAll().finalsOnly()).bytes());
		assertTrue(engine(step).forecast(request(TWO_STEPS)).nothingToRun());
	}
}
