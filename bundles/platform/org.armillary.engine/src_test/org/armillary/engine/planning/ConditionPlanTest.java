package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.armillary.engine.RunMessage;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest.JobSettings;
import org.junit.jupiter.api.Test;

/** Jobs that are not needed, and jobs with values of their own. */
class ConditionPlanTest extends PlanFixture {

	private void frames() {
		file("raw", "a.fits", "BAND", "K", "DIT", 10L);
		file("raw", "b.fits", "BAND", "H", "DIT", 20L);
		file("raw", "c.fits", "BAND", "H", "DIT", 30L);
	}

	@Test
	void aConditionOnKeywordsIsTestedForEachJob() throws Exception {
		frames();
		RunPlan plan = plan("""
				nodes:
				  a: {actor: test.step, when: "[BAND] == K"}
				  b: {actor: test.step}
				connections:
				  - raw -> a.in
				  - a.out -> b.in
				""");
		assertEquals(List.of("a#1", "b"), ids(plan));
		assertEquals(List.of("a run.condition", "b run.idle-after"), idle(plan));
		String why = plan.idle().getFirst().why().summary();
		assertTrue(why.contains("for b.fits and 1 more") && why.contains("[BAND] is H, expected K"), why);
		assertTrue(plan.idle().getLast().why().summary().contains("node a"));
	}

	@Test
	void aConditionOnParametersSwitchesANode() throws Exception {
		frames();
		String flow = """
				parameters:
				  thorough: {binds: [b.text], value: "no"}
				nodes:
				  a: {actor: test.step, when: $thorough}
				  b: {actor: test.step}
				  c: {actor: test.needy}
				  d: {actor: test.all}
				connections:
				  - raw -> a.in
				  - raw -> b.in
				  - a.out -> b.calibration
				  - raw -> c.in
				  - a.out -> c.calibration
				  - c.out -> d.in
				""";
		RunPlan plan = plan(flow);
		assertEquals(List.of("b#1", "b#2", "b#3"), ids(plan));
		assertEquals(List.of(), words(plan, "b#1", "calibration"));
		assertEquals(List.of("a run.condition", "c run.idle-after", "d run.idle-after"), idle(plan));
		plan.idle().forEach(idle -> assertTrue(idle.why().summary().contains("$thorough is no"), idle.why().summary()));
		settings.put("thorough", "yes");
		assertEquals(10, plan(flow).jobs().size());
	}

	@Test
	void aCollectorGoesOnWithoutThoseThatAreIdleAsLongAsItCan() throws Exception {
		frames();
		String flow = """
				nodes:
				  a: {actor: test.step, when: "[BAND] == '%s'"}
				  all: {actor: test.two}
				connections:
				  - raw -> a.in
				  - a.out -> all.in
				""";
		actors.add(PlanActor.collector("test.two", 2, PlanActor::passOn));
		assertEquals(List.of("a#2", "a#3", "all"), ids(plan(flow.formatted("H"))));
		assertEquals(List.of("a#1"), ids(plan(flow.formatted("K"))));
		assertEquals(List.of("a run.condition", "all run.idle-after"), idle(plan(flow.formatted("K"))));
	}

	@Test
	void ofTwoConditionalNodesOneDelivers() throws Exception {
		frames();
		RunPlan plan = plan("""
				nodes:
				  k: {actor: test.step, when: "[BAND] == K"}
				  h: {actor: test.step, when: "not [BAND] == K"}
				  after: {actor: test.needy}
				connections:
				  - raw -> k.in
				  - raw -> h.in
				  - raw -> after.in
				  - k.out -> after.calibration
				  - h.out -> after.calibration
				""");
		assertEquals(List.of("k#1.out"), words(plan, "after#1", "calibration"));
		assertEquals(List.of("h#3.out"), words(plan, "after#3", "calibration"));
	}

	@Test
	void aNodeAtWhichNothingArrivesIsIdle() throws Exception {
		actors.add(PlanActor.source("test.nothing", (_, _) -> PlanActor.one()));
		RunPlan plan = plan("""
				inputs: {}
				nodes:
				  a: {actor: test.nothing}
				  b: {actor: test.step}
				connections:
				  - a.out -> b.in
				""");
		assertEquals(List.of("a"), ids(plan));
		assertEquals(List.of("b run.nothing-arrives"), idle(plan));
	}

	@Test
	void overridesSetParametersOfThoseJobsWhoseTriggerMeetsThem() throws Exception {
		frames();
		settings.put("a.text", "setting");
		overrides.add(new JobSettings("[BAND] == H", Map.of("a.text", "first", "a.number", "2")));
		overrides.add(new JobSettings("[DIT] >= 30", Map.of("a.txt", "second")));
		overrides.add(new JobSettings("[BAND] == X", Map.of("a.text", "never")));
		RunPlan plan = plan("""
				nodes:
				  a: {actor: test.step}
				  b: {actor: test.step, parameters: {text: own}}
				connections:
				  - raw -> a.in
				  - a.out -> b.in
				""");
		assertEquals(List.of("setting 1.0", "first 2.0", "second 2.0"), plan.jobs().stream().limit(3)
				.map(job -> job.parameters().text("text") + " " + job.parameters().text("number")).toList());
		assertEquals("own", job(plan, "b#3").parameters().text("text"));
		assertEquals(1, plan.notes().stream().filter(note -> note.id().equals(RunMessage.OVERRIDE_UNMET.id())).count());
		assertTrue(plan.notes().stream().anyMatch(note -> note.summary().contains("[BAND] == X")));
	}

	@Test
	void overridesAreCheckedLikeSettings() {
		file("raw", "x.fits");
		overrides.add(new JobSettings("[BAND ==", Map.of()));
		overrides.add(new JobSettings("$unknown", Map.of()));
		overrides.add(new JobSettings("[BAND] == K",
				Map.of("z.text", "x", "both", "x", "a.number", "1000", "a.tex", "x")));
		assertEquals(List.of("parameter.range", "parameter.unknown", "run.override", "workflow.condition",
				"workflow.unknown-setting", "workflow.unknown-setting"), refusals("""
						parameters:
						  both: {binds: [a.text]}
						nodes:
						  a: {actor: test.step}
						connections:
						  - raw -> a.in
						""").stream().sorted().toList());
	}
}
