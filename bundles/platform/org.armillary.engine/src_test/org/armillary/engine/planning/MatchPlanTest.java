package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.armillary.actor.Keywords;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunPlan;
import org.junit.jupiter.api.Test;

/** Which of several products an associated port gets. */
class MatchPlanTest extends PlanFixture {

	private static String flow(String actor, String port, String rule) {
		return """
				nodes:
				  flat: {actor: %s}
				connections:
				  - raw -> flat.in
				  - {from: other, to: flat.%s, %s}
				""".formatted(actor, port, rule);
	}

	@Test
	void productsWithTheSameValuesMatch() throws Exception {
		file("raw", "x.fits", "DIT", 60L, "BAND", "K");
		file("raw", "y.fits", "DIT", 30.0, "BAND", "K");
		file("raw", "z.fits", "DIT", 30.0, "BAND", "H");
		file("other", "d1.fits", "DIT", 30L, "BAND", "K");
		file("other", "d2.fits", "DIT", 60.0, "BAND", "K   ");
		file("other", "d3.fits", "DIT", "60", "BAND", "K");
		file("other", "d4.fits", "BAND", "K");
		RunPlan plan = plan(flow("test.step", "all", "match: [DIT, BAND]"));
		assertEquals(List.of("d2.fits"), words(plan, "flat#1", "all"));
		assertEquals(List.of("d1.fits"), words(plan, "flat#2", "all"));
		assertEquals(List.of(), words(plan, "flat#3", "all"));
	}

	@Test
	void whatBothLackMatchesAndWhatOneLacksDoesNot() throws Exception {
		file("raw", "x.fits");
		file("raw", "y.fits", "DIT", 30L);
		file("other", "d1.fits");
		RunPlan plan = plan(flow("test.step", "calibration", "match: [DIT]"));
		assertEquals(List.of("d1.fits"), words(plan, "flat#1", "calibration"));
		assertEquals(List.of(), words(plan, "flat#2", "calibration"));
	}

	@Test
	void nothingIsNearToWhatHasNoNumber() throws Exception {
		file("raw", "x.fits", "MJD-OBS", "59000");
		file("other", "d1.fits", "MJD-OBS", 59000.0);
		assertEquals(List.of(),
				words(plan(flow("test.step", "calibration", "nearest: MJD-OBS")), "flat", "calibration"));
	}

	@Test
	void eachCandidateIsToldWithTheKeywordThatLost() {
		file("raw", "x.fits", "DIT", 60L, "BAND", "K", "MJD-OBS", 1.0);
		file("other", "d1.fits", "DIT", 30L, "BAND", "K");
		file("other", "d2.fits", "DIT", 60L, "BAND", "H");
		file("other", "d3.fits", "DIT", 60L, "BAND", "K", "MJD-OBS", "yesterday");
		file("other", "d4.fits", "BAND", "K");
		String flow = flow("test.needy", "calibration", "match: [DIT, BAND], nearest: MJD-OBS");
		var refusal = refusal(flow);
		assertEquals(List.of("run.no-match"), refusals(flow));
		assertEquals(Kind.NOTHING_SELECTED, refusal.kind());
		String told = refusal.explanation().summary();
		assertTrue(told.contains("DIT = 60, BAND = K"), told);
		for (String candidate : List.of("d1.fits has DIT = 30", "d2.fits has BAND = H",
				"d3.fits has MJD-OBS = yesterday",
				"d4.fits has no DIT")) {
			assertTrue(told.contains(candidate), told);
		}
	}

	@Test
	void withoutAnyCandidateThereIsNothingToMatch() {
		file("raw", "x.fits", "DIT", 60L);
		assertEquals(List.of("run.no-file"), refusals(flow("test.needy", "calibration", "match: [DIT]")));
	}

	@Test
	void theNearestOnesAreTaken() throws Exception {
		var random = new Random(7);
		var times = new ArrayList<Double>();
		for (int i = 0; i < 40; i++) {
			double time = random.nextInt(20);
			times.add(time);
			file("other", i + ".fits", "MJD-OBS", time);
		}
		for (int i = 0; i < 20; i++) {
			file("raw", "x" + i + ".fits", "MJD-OBS", random.nextInt(40) / 2.0);
		}
		RunPlan one = plan(flow("test.step", "calibration", "nearest: MJD-OBS"));
		RunPlan three = plan(flow("test.step", "some", "nearest: MJD-OBS"));
		RunPlan all = plan(flow("test.step", "all", "nearest: MJD-OBS"));
		for (int i = 0; i < 20; i++) {
			String id = "flat#" + (i + 1);
			double time = job(one, id).inputs().get("in").getFirst().description().keywords().number("MJD-OBS")
					.orElseThrow();
			List<Integer> byDistance = IntStream.range(0, 40).boxed()
					.sorted(Comparator.<Integer>comparingDouble(file -> Math.abs(times.get(file) - time))
							.thenComparing(file -> file))
					.toList();
			assertEquals(List.of(byDistance.getFirst() + ".fits"), words(one, id, "calibration"));
			assertEquals(byDistance.stream().limit(3).sorted().map(file -> file + ".fits").toList(),
					words(three, id, "some"));
			assertEquals(40, words(all, id, "all").size());
		}
	}

	@Test
	void eachConnectionHasItsOwnRule() throws Exception {
		file("raw", "x.fits", "DIT", 60L);
		file("other", "d1.fits", "DIT", 30L);
		file("other", "d2.fits", "DIT", 60L);
		RunPlan plan = plan("""
				nodes:
				  dark: {actor: test.step}
				  flat: {actor: test.step}
				connections:
				  - raw -> flat.in
				  - other -> dark.in
				  - {from: dark.out, to: flat.all, match: [DIT]}
				  - other -> flat.all
				""");
		assertEquals(List.of("dark#2.out", "d1.fits", "d2.fits"), words(plan, "flat", "all"));
	}

	@Test
	void ofTooManyThatMatchThoseOfTheSameOriginAreTaken() throws Exception {
		for (int i = 0; i < 3; i++) {
			file("raw", i + ".fits", "BAND", "K");
		}
		RunPlan plan = plan("""
				nodes:
				  dark: {actor: test.step}
				  flat: {actor: test.step}
				connections:
				  - raw -> dark.in
				  - raw -> flat.in
				  - {from: dark.out, to: flat.calibration, match: [BAND]}
				""");
		assertEquals(List.of("dark#2.out"), words(plan, "flat#2", "calibration"));
	}

	@Test
	void predictedProductsMatchLikeFiles() throws Exception {
		actors.add(PlanActor.collector("test.master", 1,
				(_, inputs) -> PlanActor.one(header("DIT", inputs.keywords("in").values().get("DIT")))));
		file("raw", "x.fits", "DIT", 60L);
		file("other", "d1.fits", "DIT", 30L);
		file("other", "d2.fits", "DIT", 60L);
		file("other", "d3.fits", "DIT", 60L);
		RunPlan plan = plan("""
				nodes:
				  dark: {actor: test.master, group: [DIT]}
				  flat: {actor: test.needy}
				connections:
				  - raw -> flat.in
				  - other -> dark.in
				  - {from: dark.out, to: flat.calibration, match: [DIT]}
				""");
		assertEquals(List.of("dark#1", "dark#2", "flat"), ids(plan));
		assertEquals(List.of("dark#2.out"), words(plan, "flat", "calibration"));
	}

	@Test
	void aNodeWithoutTriggerHasNothingToMatchWith() {
		file("other", "d1.fits", "DIT", 30L);
		actors.add(PlanActor.of("test.lookup", 1,
				"""
						"inputs": [{"name": "calibration", "role": "associated", "payload": "file", "min": 0, "max": 1, "help": "A file."}],
						"outputs": []
						""",
				(_, _) -> PlanActor.one(new Keywords[0])));
		assertEquals(List.of("workflow.match-trigger"), refusals("""
				nodes:
				  look: {actor: test.lookup}
				connections:
				  - {from: other, to: look.calibration, match: [DIT]}
				"""));
	}
}
