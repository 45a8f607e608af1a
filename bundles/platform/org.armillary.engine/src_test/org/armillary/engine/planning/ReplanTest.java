package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Plan;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.engine.Job;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest.JobSettings;
import org.junit.jupiter.api.Test;

/** What becomes of a plan when jobs make something else than was predicted. */
class ReplanTest extends PlanFixture {

	private static final String CHAIN = """
			nodes:
			  a: {actor: test.step}
			  b: {actor: test.step}
			  c: {actor: test.step}
			connections:
			  - raw -> a.in
			  - a.out -> b.in
			  - b.out -> c.in
			""";

	private static List<String> jobs(List<Job> jobs) {
		return jobs.stream().map(Job::id).toList();
	}

	private static Map<String, String> why(Replan replan) {
		var ids = new LinkedHashMap<String, String>();
		replan.removed().forEach((id, message) -> ids.put(id, message.id()));
		return ids;
	}

	private static final Keywords K = header("BAND", "K");
	private static final Keywords H = header("BAND", "H");

	@Test
	void whatWasPredictedChangesNothing() throws Exception {
		file("raw", "x.fits", "BAND", "K", "EXPTIME", 1L, "DATE", "yesterday", "CHECKSUM", "abc");
		Planning planning = begin(CHAIN);
		RunPlan before = planning.plan();
		Keywords same = header("BAND", "K", "EXPTIME", 1.0, "DATE", "today", "MORE", "of it");
		assertFalse(planning.settle("a", made(same)));
		assertFalse(planning.settle("a", made(same)));
		assertFalse(planning.settle("nobody", made()));
		Replan replan = planning.replan();
		assertTrue(replan.isEmpty());
		assertEquals(ids(before), ids(replan.plan()));
		assertEquals(same, job(replan.plan(), "b").inputs().get("in").getFirst().description().keywords());
	}

	@Test
	void moreProductsMakeMoreJobsAndTheFirstKeepsItsName() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		Planning planning = begin(CHAIN);
		assertTrue(planning.settle("a", made(K, K, K)));
		Replan replan = planning.replan();
		assertEquals(List.of("b#2", "b#3", "c#2", "c#3"), jobs(replan.added()));
		assertEquals(List.of(), jobs(replan.changed()));
		assertEquals(List.of("a", "b", "b#2", "b#3", "c", "c#2", "c#3"), ids(replan.plan()));
		assertEquals(List.of("a.out number 3"), words(replan.plan(), "b#3", "in"));
		assertTrue(planning.settle("b#2", made(K, K)));
		assertEquals(List.of("c#4"), jobs(planning.replan().added()));
	}

	@Test
	void fewerProductsTakeJobsAwayAndWhatFollowsFromThem() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		file("raw", "y.fits", "BAND", "K");
		Planning planning = begin(CHAIN);
		assertTrue(planning.settle("a#2", Map.of()));
		Replan replan = planning.replan();
		assertEquals(Map.of("b#2", "run.idle-after", "c#2", "run.idle-after"), why(replan));
		assertTrue(replan.removed().get("c#2").summary().contains("the job a#2 made no TEXT at its port out"));
		assertEquals(List.of("a#1", "a#2", "b#1", "c#1"), ids(replan.plan()));
		assertEquals(List.of("b run.idle-after", "c run.idle-after"), idle(replan.plan()));
	}

	@Test
	void ofSeveralCategoriesEachKeepsItsJob() throws Exception {
		var two = List.of(new ProductDescription("TEXT", K), new ProductDescription("OTHER", K));
		actors.add(PlanActor.step("test.two", (_, _) -> new Plan(
				two.stream().map(product -> new PredictedProduct("out", product)).toList(),
				ResourceEstimate.UNKNOWN)));
		file("raw", "x.fits", "BAND", "K");
		Planning planning = begin(CHAIN.replace("a: {actor: test.step}", "a: {actor: test.two}"));
		assertEquals(List.of("a", "b#1", "b#2", "c#1", "c#2"), ids(planning.plan()));
		assertFalse(planning.settle("a", Map.of("out", two.reversed())));
		assertTrue(planning.replan().isEmpty());
		assertTrue(planning.settle("a", Map.of("out", two.subList(1, 2))));
		assertEquals(Set.of("b#1", "c#1"), planning.replan().removed().keySet());
	}

	@Test
	void aConditionIsTestedAgain() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		Planning planning = begin(CHAIN.replace("b: {actor: test.step}", "b: {actor: test.step, when: '[BAND] == K'}"));
		assertTrue(planning.settle("a", made(H)));
		Replan replan = planning.replan();
		assertEquals(Map.of("b", "run.condition", "c", "run.idle-after"), why(replan));
		assertEquals(List.of("a"), ids(replan.plan()));
		assertTrue(planning.settle("a", made(K)));
		assertEquals(List.of("b", "c"), jobs(planning.replan().added()));
	}

	@Test
	void aKeywordThatIsNotPredictedCountsWhereARuleReadsIt() throws Exception {
		actors.set(0, PlanActor.step("test.step", (_, _) -> PlanActor.one(Keywords.NONE)));
		file("raw", "x.fits");
		for (String rule : List.of("when: '[BAND] == K'", "group: [BAND]",
				"group: {by: 'BAND#', extensions: ['X#']}")) {
			String actor = rule.startsWith("when") ? "test.step" : "test.all";
			Planning planning = begin(
					CHAIN.replace("b: {actor: test.step}", "b: {actor: " + actor + ", " + rule + "}"));
			assertFalse(planning.settle("a", made(header("OTHER", 1L))), rule);
			assertTrue(planning.settle("a", made(header("BAND", "K", "BAND1", "K"))), rule);
		}
	}

	@Test
	void matchRulesAndOverridesWatchKeywordsToo() throws Exception {
		actors.set(0, PlanActor.step("test.step", (_, _) -> PlanActor.one(Keywords.NONE)));
		file("raw", "x.fits");
		String flow = CHAIN + "  - {from: a.out, to: c.calibration, match: [BAND], nearest: MJD-OBS}\n";
		assertTrue(begin(flow).settle("a", made(K)));
		assertTrue(begin(flow).settle("a", made(header("MJD-OBS", 1.0))));
		assertTrue(begin(flow).settle("b", made(K)));
		assertFalse(begin(flow).settle("c", made(K)));
		assertFalse(begin(CHAIN).settle("a", made(K)));
		overrides.add(new JobSettings("[BAND] == K", Map.of("b.number", "2")));
		Planning planning = begin(CHAIN);
		assertTrue(planning.settle("a", made(K)));
		Replan replan = planning.replan();
		assertEquals(List.of("b"), jobs(replan.changed()));
		assertEquals("2.0", job(replan.plan(), "b").parameters().text("number"));
	}

	private static final String GROUPS = """
			nodes:
			  a: {actor: test.step}
			  all: {actor: test.all, group: [BAND]}
			  after: {actor: test.step}
			connections:
			  - raw -> a.in
			  - a.out -> all.in
			  - all.out -> after.in
			""";

	@Test
	void aProductThatBelongsToAnotherGroupChangesBoth() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		file("raw", "y.fits", "BAND", "K");
		file("raw", "z.fits", "BAND", "H");
		Planning planning = begin(GROUPS);
		assertEquals(List.of("all#1", "all#2"), ids(planning.plan()).subList(3, 5));
		planning.settle("a#2", made(H));
		Replan replan = planning.replan();
		assertEquals(List.of("all#1", "all#2"), jobs(replan.changed()));
		assertEquals(List.of("a#2.out", "a#3.out"), words(replan.plan(), "all#2", "in"));
		planning.settle("a#1", made(header("BAND", "Y")));
		replan = planning.replan();
		assertEquals(List.of("all#3", "after#3"), jobs(replan.added()));
		assertEquals(Set.of("all#1", "after#1"), replan.removed().keySet());
	}

	@Test
	void whatEndedAndGotOtherInputsIsForgottenAndWhatWasMadeOfItToo() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		file("raw", "y.fits", "BAND", "H");
		Planning planning = begin(GROUPS);
		planning.settle("a#1", made(K));
		planning.settle("all#1", made(K));
		planning.settle("after#1", made(K));
		assertTrue(planning.settle("a#2", made(K)));
		Replan replan = planning.replan();
		assertEquals(List.of("all#1", "after#1"), jobs(replan.changed()));
		assertEquals(Set.of("all#2", "after#2"), replan.removed().keySet());
		// nothing is known of them any more, so that the same truth is news again
		assertFalse(planning.settle("all#1", made(K)));
		planning.settle("all#1", made(H));
		assertEquals(H,
				job(planning.replan().plan(), "after#1").inputs().get("in").getFirst().description().keywords());
	}

	@Test
	void anotherCalibrationIsChosenByTrueHeaders() throws Exception {
		file("raw", "x.fits", "DIT", 60L);
		file("other", "d1.fits", "DIT", 60L);
		file("other", "d2.fits", "DIT", 30L);
		Planning planning = begin("""
				nodes:
				  dark: {actor: test.step}
				  flat: {actor: test.needy}
				connections:
				  - other -> dark.in
				  - raw -> flat.in
				  - {from: dark.out, to: flat.calibration, match: [DIT]}
				""");
		assertEquals(List.of("dark#1.out"), words(planning.plan(), "flat", "calibration"));
		planning.settle("dark#1", made(header("DIT", 30L)));
		planning.settle("dark#2", made(header("DIT", 60L)));
		Replan replan = planning.replan();
		assertEquals(List.of("flat"), jobs(replan.changed()));
		assertEquals(List.of("dark#2.out"), words(replan.plan(), "flat", "calibration"));
		planning.settle("dark#2", made(header("DIT", 31L)));
		replan = planning.replan();
		assertEquals("run.no-match", replan.refused().get("flat").why().id());
		assertTrue(ids(replan.plan()).contains("flat"));
	}

	@Test
	void aNeededCalibrationThatIsNotMadeTakesTheJobAway() throws Exception {
		file("raw", "x.fits");
		file("other", "d.fits");
		Planning planning = begin("""
				nodes:
				  dark: {actor: test.step}
				  flat: {actor: test.needy}
				connections:
				  - other -> dark.in
				  - raw -> flat.in
				  - dark.out -> flat.calibration
				""");
		planning.settle("dark", Map.of());
		assertEquals(Map.of("flat", "run.idle-after"), why(planning.replan()));
	}

	@Test
	void anActorThatSaysNoToTrueHeadersRefusesItsJobAloneAndOnce() throws Exception {
		var asked = new ArrayList<String>();
		actors.add(PlanActor.step("test.fussy", (_, inputs) -> {
			asked.add(inputs.keywords("in").text("BAND").orElse(""));
			if (inputs.keywords("in").text("BAND").orElse("").equals("H")) {
				throw new ActorException(ActorException.Kind.USER,
						new Message("test.no", "no", Optional.empty(), List.of()));
			}
			return PlanActor.passOn(null, inputs);
		}));
		file("raw", "x.fits", "BAND", "K");
		file("raw", "y.fits", "BAND", "K");
		Planning planning = begin(CHAIN.replace("b: {actor: test.step}", "b: {actor: test.fussy}")
				.replace("c: {actor: test.step}", "c: {actor: test.fussy}"));
		planning.settle("a#1", made(H));
		Replan replan = planning.replan();
		assertEquals(Set.of("b#1"), replan.refused().keySet());
		assertEquals(ActorException.Kind.USER, replan.refused().get("b#1").kind());
		assertEquals("test.no", replan.refused().get("b#1").why().id());
		assertEquals(Map.of(), replan.removed());
		assertEquals(List.of("a#1", "a#2", "b#1", "b#2", "c#1", "c#2"), ids(replan.plan()));
		assertEquals(List.of("K", "K", "K", "K", "H"), asked);
		planning.settle("a#2", made(header("BAND", "Y")));
		assertEquals(Map.of(), planning.replan().refused());
		assertEquals(List.of("K", "K", "K", "K", "H", "Y", "Y"), asked);
	}

	@Test
	void interruptedPlanningLeavesThePlanAsItWas() throws Exception {
		file("raw", "x.fits", "BAND", "K");
		Planning planning = begin(CHAIN);
		planning.settle("a", made(K, K));
		RunPlan before = planning.plan();
		Thread.currentThread().interrupt();
		try {
			assertEquals(Kind.CANCELLED, assertThrows(RefusedException.class, planning::replan).kind());
		} finally {
			assertTrue(Thread.interrupted());
		}
		assertSame(before, planning.plan());
		assertEquals(List.of("b#2", "c#2"), jobs(planning.replan().added()));
	}
}
