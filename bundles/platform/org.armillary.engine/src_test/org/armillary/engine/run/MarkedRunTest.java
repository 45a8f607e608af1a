package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.armillary.engine.JobReason;
import org.armillary.engine.RunResult;
import org.armillary.engine.json.KeyJson;
import org.armillary.engine.store.Mark;
import org.junit.jupiter.api.Test;

/** What was marked as out of date is made again, once, and says why. */
class MarkedRunTest extends EngineFixture {

	@Test
	void isMadeAgainOnceAndSaysWhy() throws Exception {
		Path x = file("x.txt", "X");
		var actor = TestActor.step("test.step", TestActor::writeLines);
		var request = request(flow(STEP), Map.of("text", List.of(x)), Map.of());
		RunResult first = run(request, actor);
		var runs = new Runs(store());
		RunFolder made = runs.find(first.run());
		String key = runs.jobs(made).getFirst().key().orElseThrow().hash();
		var mark = new Mark("bad frame", "anna", Instant.now());
		store().mark(List.of(key), mark);
		assertTrue(runs.why(made).getFirst().text().contains(mark.words()));

		JobReason forecast = engine(actor).forecast(request).items().getFirst().reason();
		assertEquals(JobReason.marked(first.run(), mark.words()), forecast);
		assertEquals(forecast, KeyJson.reason(KeyJson.of(forecast)));
		events.clear();
		run(request, actor);
		assertEquals(List.of("a"), executed());
		assertEquals(JobReason.Kind.MARKED, reasons().get("a").kind());
		assertTrue(reasons().get("a").text().contains("bad frame"));

		assertTrue(store().marks().all().isEmpty(), "it was made again");
		assertFalse(runs.why(made).getFirst().text().contains(mark.words()));
		events.clear();
		run(request, actor);
		assertEquals(List.of(), executed());
	}
}
