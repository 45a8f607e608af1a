package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunPlan;
import org.armillary.organiser.Frame;
import org.junit.jupiter.api.Test;

/** Which files go where, and which dataset they belong to there. */
class DatasetInputTest extends DatasetFixture {

	@Test
	void whatBelongsToNoDatasetArrivesAsEver() throws Exception {
		night.dataset("flat-1", "flat", frames("FLAT_ON", 1, "f1"));
		night.dataset("flat-2", "flat", frames("FLAT_ON", 2, "f2"));
		datasets = Optional.of(night.run());
		String flow = """
				rules: kmos
				inputs:
				  flats: {payload: file, category: [FLAT_ON]}
				  table: {payload: file, category: [TABLE]}
				nodes:
				  a: {actor: test.all}
				connections:
				  - flats -> a.in
				  - table -> a.calibration
				""";
		inputs.put("flats", List.of(path("f1"), path("f2"), path("f3")));
		files.add("f3.fits", "", header());
		inputs.put("table", List.of(files.add("table.fits", "TABLE", header())));
		RunPlan plan = plan(flow);
		assertEquals(Map.of("flat-1", Map.of("in", List.of("f1"), "calibration", List.of("table")), "flat-2",
				Map.of("in", List.of("f2"), "calibration", List.of("table")), "",
				Map.of("in", List.of("f3"), "calibration", List.of("table"))), withoutEmpty(given(plan)));
		assertEquals("f3", plan.jobs().getLast().stem());
		inputs.remove("table");
		assertEquals(3, plan(flow).jobs().size());
	}

	/** A table that is needed and is of no category of the rules must be given. */
	@Test
	void aStaticTableMustBeGiven() {
		night.dataset("flat-1", "flat", frames("FLAT_ON", 1, "f1"));
		datasets = Optional.of(night.run());
		inputs.put("flats", List.of(path("f1")));
		String flow = """
				rules: kmos
				inputs:
				  flats: {payload: file, category: [FLAT_ON]}
				  table: {payload: file, category: [TABLE]}
				nodes:
				  a: {actor: test.flat}
				connections:
				  - flats -> a.in
				  - table -> a.dark
				""";
		RefusedException refusal = refusal(flow);
		assertEquals(Kind.NOTHING_SELECTED, refusal.kind());
		assertEquals(List.of("run.no-file"), refusals(flow));
	}

	@Test
	void aFileOfSeveralKindsBelongsToTheOneCalledLikeTheNodeElseToTheFirstOfTheRules() throws Exception {
		List<Frame> frames = frames("FLAT_ON", 1, "f1", "f2", "f3");
		night.dataset("lamp-1", "lamp", frames);
		night.dataset("flat-1", "flat", frames.subList(0, 2));
		night.dataset("flat-2", "flat", frames.subList(2, 3));
		datasets = Optional.of(night.run());
		inputs.put("flats", frames.stream().map(frame -> frame.file().path().orElseThrow()).toList());
		String flow = """
				rules: kmos
				inputs:
				  flats: {payload: file, category: [FLAT_ON]}
				nodes:
				  %s: {actor: test.all}
				connections:
				  - flats -> %1$s.in
				""";
		assertEquals(List.of("flat-1", "flat-2"), datasetsOf(plan(flow.formatted("flat"))));
		assertEquals(List.of("flat-1", "flat-2"), datasetsOf(plan(flow.formatted("any"))));
		assertEquals(List.of("lamp-1"), datasetsOf(plan(flow.formatted("lamp"))));
	}

	/** Groups of a node are those of the node; its jobs get what was chosen for all datasets in them. */
	@Test
	void aGroupMayHaveSeveralDatasets() throws Exception {
		twoNights();
		String flow = CASCADE.replace("science: {actor: test.science}", "science: {actor: test.all, group: [TARGET]}")
				.replaceAll("  - [a-z.]+ -> science\\.(dark|flat)\n", "").replace("science.arc", "science.all");
		datasets = Optional.of(night.run());
		inputs.putAll(InputSelection.select(flow(flow).workflow(), datasets.get(), files));
		RunPlan plan = plan(flow);
		assertEquals(Map.of("in", List.of("s1", "s2", "s3"), "all", List.of("arc-a", "arc-b")),
				withoutEmpty(given(plan)).get("science-a+science-b"));
	}

	/** Each file has a job of its own; what is collected behind it is its dataset again. */
	@Test
	void productsStemFromTheDatasetOfTheirTrigger() throws Exception {
		twoNights();
		String flow = """
				rules: night.rules.yaml
				inputs:
				  darks: {payload: file, category: [DARK]}
				  flats: {payload: file, category: [FLAT_OFF, FLAT_ON]}
				nodes:
				  clean: {actor: test.step}
				  dark: {actor: test.dark}
				  level: {actor: test.step}
				  flat: {actor: test.flat}
				connections:
				  - darks -> clean.in
				  - clean.out -> dark.in
				  - flats -> level.in
				  - level.out -> flat.in
				  - dark.out -> flat.dark
				""";
		datasets = Optional.of(night.run());
		inputs.putAll(InputSelection.select(flow(flow).workflow(), datasets.get(), files));
		RunPlan plan = plan(flow);
		assertEquals(List.of("dark-a", "dark-a", "dark-a", "dark-b", "dark-b", "dark-a", "dark-b"),
				datasetsOf(plan).subList(0, 7));
		assertEquals("d1", plan.jobs().getFirst().stem());
		assertEquals(List.of("clean#1.out", "clean#2.out", "clean#3.out"), words(plan, "dark#1", "in"));
		assertEquals(List.of("dark#2.out"), words(plan, "flat#2", "dark"));
		assertEquals(List.of("flat run.no-choice"), idle(plan), "flat-h-b has a master, which is not connected");
	}

	@Test
	void rulesAndDatasetsMustFit() throws Exception {
		assertEquals(List.of("run.rules"), refusals(CASCADE));
		twoNights();
		cascade();
		assertEquals(List.of("run.other-rules"), refusals(CASCADE.replace("rules: kmos", "rules: fors")));
		assertEquals(9, plan(CASCADE.replace("rules: kmos", "rules: my/night.rules.yaml")).jobs().size());
		assertEquals(9, plan(CASCADE.replace("rules: kmos\n", "")).jobs().size());
	}

	@Test
	void filesGoWhereTheirCategoryIsTaken() throws Exception {
		twoNights();
		datasets = Optional.of(night.run());
		String some = """
				rules: kmos
				inputs:
				  darks: {payload: file, category: [DARK]}
				  on: {payload: image, category: [FLAT_ON]}
				  cube: {payload: cube, category: [ARC]}
				nodes:
				  a: {actor: test.source}
				""";
		var selected = InputSelection.select(flow(some).workflow(), datasets.get(), files);
		assertEquals(List.of("d1", "d2", "d3", "d4", "d5"), names(selected.get("darks")));
		assertEquals(List.of("f1", "f2", "f4"), names(selected.get("on")));
		assertEquals(List.of("darks", "on"), List.copyOf(selected.keySet()));
		assertEquals(0, files.asked.getOrDefault(path("s1"), 0), "what no input takes is not looked at");
		var ambiguous = assertThrows(RefusedException.class,
				() -> InputSelection.select(flow(some.replace("[FLAT_ON]", "[DARK, FLAT_ON]")).workflow(),
						datasets.get(), files));
		assertEquals(List.of("run.ambiguous"), ambiguous.messages().stream().map(Message::id).distinct().toList());
		var nothing = assertThrows(RefusedException.class,
				() -> InputSelection.select(flow(some.replaceAll("DARK|FLAT_ON", "OTHER")).workflow(), datasets.get(),
						files));
		assertEquals(Kind.NOTHING_SELECTED, nothing.kind());
		assertEquals("run.no-dataset-file", nothing.messages().getFirst().id());
	}

	/** A file that cannot be read is told as ever. */
	@Test
	void aBadFileIsRefused() {
		night.dataset("dark-a", "dark",
				List.of(night.frame(path("gone"), "DARK", 1), night.frame(path("g2"), "DARK", 2)));
		datasets = Optional.of(night.run());
		var refused = assertThrows(RefusedException.class,
				() -> InputSelection.select(flow(CASCADE).workflow(), datasets.get(), files));
		assertEquals(List.of("run.input-file", "run.input-file"),
				refused.messages().stream().map(Message::id).toList());
	}
}
