package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.message.Message;
import org.armillary.engine.HandMadeNight;
import org.armillary.engine.Job;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunPlan;
import org.junit.jupiter.api.Test;

/** Jobs by dataset: what each of them gets, and what becomes of those that lack something. */
class DatasetPlanTest extends DatasetFixture {

	@Test
	void eachDatasetHasAJobWithWhatWasChosenForIt() throws Exception {
		twoNights();
		RunPlan plan = cascade();
		var expected = new TreeMap<String, Map<String, List<String>>>();
		expected.put("dark-a", Map.of("in", List.of("d1", "d2", "d3")));
		expected.put("dark-b", Map.of("in", List.of("d4", "d5")));
		expected.put("flat-h-a", Map.of("in", List.of("f1", "f2"), "dark", List.of("dark-a")));
		expected.put("flat-k-a", Map.of("in", List.of("f3"), "dark", List.of("dark-b")));
		expected.put("flat-h-b", Map.of("in", List.of("f4"), "dark", List.of("m1")));
		expected.put("arc-a", Map.of("in", List.of("a1"), "dark", List.of("m1"), "flat", List.of("flat-h-a")));
		expected.put("arc-b",
				Map.of("in", List.of("a2", "a3"), "dark", List.of("dark-b"), "flat", List.of("flat-k-a")));
		expected.put("science-a", Map.of("in", List.of("s1", "s2"), "dark", List.of("dark-a"), "flat",
				List.of("flat-h-b"), "arc", List.of("arc-b")));
		expected.put("science-b", Map.of("in", List.of("s3"), "dark", List.of("m1"), "flat", List.of("flat-h-a"), "arc",
				List.of("arc-a")));
		assertEquals(expected, given(plan));
		assertEquals(List.of(), plan.idle());
		assertEquals(List.of(), plan.notes());
		assertEquals(List.of("dark#1", "dark#2"), ids(plan).subList(0, 2), "in the order of time");
		assertEquals(List.of("DARK"), job(plan, "dark#1").inputs().get("in").stream()
				.map(source -> source.description().category()).distinct().toList(), "the category of the rules");
	}

	@Test
	void theOrderOfFilesDoesNotMatter() throws Exception {
		twoNights();
		RunPlan plan = cascade();
		var random = new Random(4);
		for (int i = 0; i < 5; i++) {
			inputs.replaceAll((_, list) -> {
				var shuffled = new ArrayList<>(list);
				Collections.shuffle(shuffled, random);
				return shuffled;
			});
			RunPlan other = plan(CASCADE);
			assertEquals(ids(plan), ids(other));
			assertEquals(sorted(given(plan)), sorted(given(other)));
			assertEquals(plan.jobs().stream().map(Job::stem).toList(), other.jobs().stream().map(Job::stem).toList());
		}
	}

	@Test
	void productNamesBeginWithTheDatasetAsFileNamesMay() throws Exception {
		night.dataset("dark-2026-03-01T12:04:31", "dark", frames("DARK", 1, "d1", "d2"));
		night.dataset("dark-" + "é".repeat(300), "dark", frames("DARK", 2, "d3", "d4"));
		RunPlan plan = cascade();
		assertEquals("dark-2026-03-01T12_04_31", plan.jobs().getFirst().stem());
		assertEquals(List.of("dark-2026-03-01T12:04:31"), plan.jobs().getFirst().datasets());
		assertEquals(120, plan.jobs().getLast().stem().length());
	}

	@Test
	void aDatasetThatLacksSomethingIsToldAndOthersRun() throws Exception {
		twoNights();
		night.dataset("flat-lost", "flat", frames("FLAT_ON", 3, "f9"));
		night.dataset("arc-lost", "arc", frames("ARC", 3.1, "a9"), "dark-b", "flat-lost");
		night.dataset("dark-single", "dark", frames("DARK", 4, "d9"));
		RunPlan plan = cascade();
		assertEquals(List.of("dark run.cardinality", "flat run.no-choice", "arc run.idle-after"), idle(plan));
		assertEquals(9, plan.jobs().size());
		String told = plan.idle().get(1).why().summary();
		assertTrue(told.contains("flat-lost") && told.contains("port dark") && told.contains("dark-a"), told);
		assertTrue(plan.idle().get(2).why().summary().contains("flat-lost"));
		assertTrue(plan.idle().getFirst().why().summary().contains("dark-single"));
	}

	@Test
	void rawFilesNeedNotBeThereWhereAMasterServes() throws Exception {
		night.dataset("dark-m", "dark-master", frames("MASTER_DARK", 1.5, "m1"));
		night.dataset("flat-h-b", "flat", frames("FLAT_ON", 2.1, "f4"), "dark-m");
		assertEquals(Map.of("flat-h-b", Map.of("in", List.of("f4"), "dark", List.of("m1"))), given(cascade()));
	}

	@Test
	void matchActsOnWhatIsLeft() throws Exception {
		night.dataset("dark-1", "dark", List.of(one("d1", "DARK", 1, 10), one("d2", "DARK", 1.1, 10)));
		night.dataset("dark-2", "dark", List.of(one("d3", "DARK", 2, 20), one("d4", "DARK", 2.1, 20)));
		night.dataset("flat-1", "flat", List.of(one("f1", "FLAT_ON", 3, 20)), "dark-1", "dark-2");
		night.dataset("flat-2", "flat", List.of(one("f2", "FLAT_ON", 4, 20)), "dark-1");
		datasets = Optional.of(night.run());
		String flow = CASCADE.replace("- dark.out -> flat.dark", "- {from: dark.out, to: flat.dark, match: [DIT]}");
		inputs.putAll(InputSelection.select(flow(flow).workflow(), datasets.get(), files));
		RunPlan plan = plan(flow);
		assertEquals(List.of("dark-2"), given(plan).get("flat-1").get("dark"));
		assertEquals(List.of("flat run.no-match"), plan.idle().stream()
				.map(idle -> idle.node() + " " + idle.why().id()).filter(words -> words.startsWith("flat")).toList());
	}

	@Test
	void correctionsReachThePlanAndAreTold() throws Exception {
		var seen = new ArrayList<Keywords>();
		actors.set(4, PlanActor.collector("test.dark", 1, (parameters, planned) -> {
			seen.add(planned.keywords("in"));
			return PlanActor.passOn(parameters, planned);
		}));
		files.add("d1.fits", "", header("MJD-OBS", 1.0, "DIT", 5L, "LAMP", true), Payload.IMAGE);
		night.dataset("dark-1", "dark",
				List.of(night.frame(path("d1"), "DARK", 1, "d1", Map.of("DIT", 5L, "LAMP", true),
						HandMadeNight.correction(4, "a bug of that week", Map.of("DIT", 10L), "LAMP"))));
		RunPlan plan = cascade();
		assertEquals(List.of(Map.of("MJD-OBS", 1.0, "DIT", 10L)), seen.stream().map(Keywords::values).toList());
		assertEquals(List.of("run.corrected"), plan.notes().stream().map(Message::id).toList());
		String told = plan.notes().getFirst().summary();
		assertTrue(told.contains("d1") && told.contains("DIT = 10") && told.contains("no LAMP")
				&& told.contains("a bug of that week") && told.contains("night.overlay.yaml:4"), told);
	}

	@Test
	void doubtfulChoicesAreTold() throws Exception {
		night.dataset("dark-a", "dark", frames("DARK", 1, "d1", "d2"));
		night.dataset("flat-1", "flat", true, 1, frames("FLAT_ON", 2, "f1"), "dark-a");
		night.dataset("flat-2", "flat", true, 2, frames("FLAT_ON", 10.04, "f2"), "dark-a");
		RunPlan plan = cascade();
		assertEquals(List.of("run.level"), plan.notes().stream().map(Message::id).toList());
		String told = plan.notes().getFirst().summary();
		assertTrue(told.contains("flat-2") && told.contains("dark-a") && told.contains("level 2")
				&& told.contains("probably acceptable") && told.contains("9.0 days earlier"), told);
	}

	/** A cascade of which a job makes nothing: just those that need it have nothing to do. */
	@Test
	void whatOneDatasetDoesNotMakeConcernsNoOther() throws Exception {
		twoNights();
		datasets = Optional.of(night.run());
		inputs.putAll(InputSelection.select(flow(CASCADE).workflow(), datasets.get(), files));
		Planning planning = begin(CASCADE);
		String flat = planning.plan().jobs().stream().filter(job -> job.datasets().contains("flat-h-a"))
				.map(Job::id).findFirst().orElseThrow();
		assertTrue(planning.settle(flat, Map.of()));
		Replan replan = planning.replan();
		assertEquals(List.of("arc-a", "science-b"), night.run().datasets().stream().map(Dataset::name)
				.filter(name -> replan.plan().jobs().stream().noneMatch(job -> job.datasets().contains(name)))
				.filter(name -> !name.equals("dark-m")).toList());
		assertEquals(2, replan.removed().size());
		assertEquals(List.of(), replan.changed());
		assertEquals(List.of("arc run.idle-after", "science run.idle-after"), idle(replan.plan()));
		planning.settle(flat, made(header("MJD-OBS", 1.1)));
		assertEquals(2, planning.replan().added().size());
	}

	@Test
	void collectedProductsThatDoNotComeAreToldForTheirDataset() throws Exception {
		night.dataset("dark-a", "dark", List.of(one("d1", "DARK", 1, 5), one("d2", "DARK", 1.1, 5)));
		night.dataset("dark-b", "dark", List.of(one("d3", "DARK", 2, 9), one("d4", "DARK", 2.1, 9)));
		datasets = Optional.of(night.run());
		String flow = """
				rules: kmos
				inputs:
				  darks: {payload: file, category: [DARK]}
				nodes:
				  clean: {actor: test.step, when: "[DIT] < 7"}
				  dark: {actor: test.dark}
				connections:
				  - darks -> clean.in
				  - clean.out -> dark.in
				""";
		inputs.putAll(InputSelection.select(flow(flow).workflow(), datasets.get(), files));
		RunPlan plan = plan(flow);
		assertEquals(List.of("dark-a", "dark-a", "dark-a"), datasetsOf(plan));
		assertEquals(List.of("clean run.condition", "dark run.idle-after"), idle(plan));
		assertTrue(plan.idle().getLast().why().summary().contains("dark-b"));
	}
}
