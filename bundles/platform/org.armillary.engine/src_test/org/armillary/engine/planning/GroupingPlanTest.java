package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RunPlan;
import org.junit.jupiter.api.Test;

/** Which products make a job together. */
class GroupingPlanTest extends PlanFixture {

	private static final String BY_BAND = """
			nodes:
			  all: {actor: test.all, group: [BAND, EXPTIME]}
			connections:
			  - raw -> all.in
			""";
	private static final String BY_TARGET = """
			nodes:
			  all: {actor: test.all, group: {by: [BAND, "ESO OCS ARM# NAME"], extensions: ["IFU.#.*", "SKY_#"]}}
			  after: {actor: test.step}
			connections:
			  - raw -> all.in
			  - all.out -> after.in
			""";

	@Test
	void eachCombinationOfValuesIsAJobInTheOrderOfItsFirstProduct() throws Exception {
		file("raw", "a.fits", "BAND", "K", "EXPTIME", 60L);
		file("raw", "b.fits", "BAND", "H", "EXPTIME", 60.0);
		file("raw", "c.fits", "BAND", "K ", "EXPTIME", 60.0);
		file("raw", "d.fits", "BAND", "K", "EXPTIME", 60.5);
		file("raw", "e.fits", "EXPTIME", 60L);
		file("raw", "f.fits", "EXPTIME", 60L, "BAND", "60");
		file("raw", "g.fits", "EXPTIME", 60L, "OTHER", true);
		RunPlan plan = plan(BY_BAND);
		assertEquals(List.of("all#1", "all#2", "all#3", "all#4", "all#5"), ids(plan));
		assertEquals(List.of("a.fits", "c.fits"), words(plan, "all#1", "in"));
		assertEquals(List.of("b.fits"), words(plan, "all#2", "in"));
		assertEquals(List.of("d.fits"), words(plan, "all#3", "in"));
		assertEquals(List.of("e.fits", "g.fits"), words(plan, "all#4", "in"));
		assertEquals(List.of("f.fits"), words(plan, "all#5", "in"));
		assertEquals(List.of("a", "b", "d", "e", "f"), plan.jobs().stream().map(Job::stem).toList());
	}

	@Test
	void oneCombinationIsOneJobWithTheNameOfTheNode() throws Exception {
		file("raw", "a.fits", "BAND", "K");
		file("raw", "b.fits", "BAND", "K");
		assertEquals(List.of("all"), ids(plan(BY_BAND)));
	}

	@Test
	void aGroupThatIsTooSmallIsToldWithItsValues() {
		actors.add(PlanActor.collector("test.two", 2, PlanActor::passOn));
		file("raw", "a.fits", "BAND", "K");
		file("raw", "b.fits", "BAND", "K");
		file("raw", "c.fits", "BAND", "H");
		var refusal = refusal(BY_BAND.replace("test.all", "test.two"));
		assertEquals(List.of("run.cardinality"), refusal.messages().stream().map(message -> message.id()).toList());
		assertTrue(refusal.explanation().summary().contains("BAND is H, EXPTIME is absent"),
				refusal.explanation().summary());
	}

	@Test
	void aProductBelongsToTheGroupOfEachValueWithTheExtensionsOfItsNumbers() throws Exception {
		file("raw", "a.fits", "BAND", "K", "ESO OCS ARM2 NAME", "star", "ESO OCS ARM10 NAME", "star",
				"ESO OCS ARM7 NAME",
				"NGC 1", "ESO OCS ARM8 NAME", " ", "ESO OCS ARMX NAME", "x", "ESO OCS ARM NAME", "y");
		file("raw", "b.fits", "BAND", "K", "ESO OCS ARM3 NAME", "NGC 1");
		file("raw", "c.fits", "BAND", "K");
		file("raw", "d.fits", "BAND", "H", "ESO OCS ARM3 NAME", "NGC 1");
		RunPlan plan = plan(BY_TARGET);
		assertEquals(List.of("all#1", "all#2", "all#3", "all#4"), ids(plan).subList(0, 4));
		assertEquals(List.of("a.fits"), words(plan, "all#1", "in"));
		assertEquals(List.of("IFU.2.*", "SKY_2", "IFU.10.*", "SKY_10"), patterns(plan, "all#1", 0));
		assertEquals(List.of("a.fits", "b.fits"), words(plan, "all#2", "in"));
		assertEquals(List.of("IFU.7.*", "SKY_7"), patterns(plan, "all#2", 0));
		assertEquals(List.of("IFU.3.*", "SKY_3"), patterns(plan, "all#2", 1));
		assertEquals(List.of("c.fits"), words(plan, "all#3", "in"));
		assertEquals(List.of(), patterns(plan, "all#3", 0));
		assertEquals(List.of("d.fits"), words(plan, "all#4", "in"));
		assertEquals(List.of("a_star", "a_NGC_1", "c", "d_NGC_1"),
				plan.jobs().stream().limit(4).map(Job::stem).toList());
		Source.Upstream after = (Source.Upstream) job(plan, "after#1").inputs().get("in").getFirst();
		assertTrue(after.selection().isAll());
	}

	private static List<String> patterns(RunPlan plan, String job, int product) {
		return job(plan, job).inputs().get("in").get(product).selection().patterns();
	}

	@Test
	void aGroupWhereEachProductIsAJobOfItsOwnIsRefused() {
		file("raw", "a.fits");
		assertEquals(List.of("run.group"), refusals(BY_BAND.replace("test.all", "test.step")));
		assertEquals(List.of("run.group"), refusals(BY_TARGET.replace("test.all", "test.step")));
	}
}
