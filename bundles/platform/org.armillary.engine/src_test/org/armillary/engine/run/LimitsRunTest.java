package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.LimitText;
import org.armillary.engine.RunResult;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityHistory;
import org.armillary.engine.quality.QualityHistory.Selection;
import org.junit.jupiter.api.Test;

/** Limits of quality-control values in a run. */
class LimitsRunTest extends EngineFixture {

	private static final String FAILED = "quality.failed";
	private static final String UNIT = "quality.unit";

	private static TestActor measuring() {
		return TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			context.publish(new QcValue("noise", "DET.1", 4.25, "adu"));
			context.publish(new QcValue("noise", "DET.2", 11.5, "adu"));
			context.publish(new QcValue("noise", "DET.3", Double.NaN, "adu"));
			context.publish(new QcValue("current", "", 0.5, "electron/s"));
			return actor.writeLines(parameters, inputs, context);
		});
	}

	private static LimitText limits(String value, String unit, String requirement) {
		return new LimitText("my.limits.yaml",
				"armillary-limits: 1\nname: my\nlimits:\n  - actor: test.step\n    value: "
						+ value + "\n    unit: " + unit + "\n    requirement: \"" + requirement + "\"\n");
	}

	private RunRequest request(LimitText... limits) throws IOException {
		return request(flow(STEP), Map.of("text", List.of(file("x.txt", "X"))), Map.of()).withLimits(List.of(limits));
	}

	private static List<String> caveats(RunResult result) {
		return result.results().stream().map(JobResult::messages).flatMap(List::stream).map(Message::id).toList();
	}

	@Test
	void whatFailsIsACaveatAndNoFailure() throws Exception {
		RunResult result = run(request(limits("noise", "adu", "<= 10")), measuring());
		assertEquals(List.of(Status.OK), statuses(result));
		assertEquals(List.of(FAILED), caveats(result));
		String told = result.results().getFirst().messages().getFirst().summary();
		for (String part : List.of("noise", "11.5 adu (DET.2)", "not measured (DET.3)", "<= 10 adu",
				"my.limits.yaml:4")) {
			assertTrue(told.contains(part), told);
		}
		String product = result.results().getFirst().products().get("out").getFirst().path().getFileName().toString();
		assertTrue(told.contains(product), told);
	}

	@Test
	void aReusedResultIsJudgedByTheLimitsOfTheRun() throws Exception {
		TestActor actor = measuring();
		assertEquals(List.of(), caveats(run(request(), actor)));
		RunResult reused = run(request(limits("noise", "adu", "<= 10")), actor);
		assertTrue(reused.results().getFirst().reusedFrom().isPresent());
		assertEquals(List.of(FAILED), caveats(reused));
		RunResult met = run(request(limits("noise", "adu", ">= 0")), actor);
		assertEquals(List.of(FAILED), caveats(met), "of what could not be measured");
		assertEquals(List.of(), caveats(run(request(limits("current", "electron/s", "<= 1")), actor)));
	}

	/** Caveats of one run stay with it: neither store nor later runs see them. */
	@Test
	void caveatsAreNotKeptWithTheResult() throws Exception {
		TestActor actor = measuring();
		assertEquals(List.of(FAILED), caveats(run(request(limits("noise", "adu", "<= 10")), actor)));
		assertEquals(List.of(), caveats(run(request(), actor)));
	}

	@Test
	void otherUnitsAreToldOnce() throws Exception {
		assertEquals(List.of(UNIT), caveats(run(request(limits("noise", "electron", "<= 1")), measuring())));
	}

	@Test
	void badLimitsAreRefused() {
		var refusal = assertThrows(RefusedException.class,
				() -> run(request(limits("noise", "adu", "<= x"), limits("noise", "adu", "2 .. 1")), measuring()));
		assertEquals(List.of("quality.range", "quality.range"),
				refusal.messages().stream().map(Message::id).toList());
	}

	/** The store tells of each result once, however often it is used. */
	@Test
	void historyOfTheStore() throws Exception {
		TestActor actor = measuring();
		RunResult first = run(request(), actor);
		run(request(), actor);
		List<Measurement> found = new QualityHistory(store()).find(Selection.ALL);
		assertEquals(List.of(4.25, 11.5, Double.NaN, 0.5), found.stream().map(one -> one.value().value()).toList());
		Measurement one = found.getFirst();
		assertEquals("test.step", one.actor());
		assertEquals(first.run(), one.run());
		assertEquals(first.results().getFirst().job(), one.job());
		assertEquals(1, one.products().size());
	}
}
