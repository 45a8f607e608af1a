package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs a workflow makes of its files, and what is refused. */
class PlannerTest extends PlanFixture {

	private static final String STEP = """
			nodes:
			  a: {actor: test.step}
			connections:
			  - raw -> a.in
			""";

	@Test
	void jobsStandInTheOrderOfTheGraphWhateverTheOrderOfTheFile() throws Exception {
		RunPlan plan = plan("""
				inputs: {}
				nodes:
				  b: {actor: test.step}
				  a: {actor: test.source}
				connections:
				  - a.out -> b.in
				""");
		assertEquals(List.of("a", "b"), ids(plan));
		assertEquals(List.of("a.out"), words(plan, "b", "in"));
		assertEquals(List.of(), plan.idle());
	}

	@Test
	void eachTriggerProductIsAJobAndKeepsItsOwnCalibration() throws Exception {
		file("raw", "x.fits");
		file("raw", "y.fits.gz");
		RunPlan plan = plan("""
				nodes:
				  first: {actor: test.step}
				  second: {actor: test.step}
				connections:
				  - raw -> first.in
				  - raw -> second.in
				  - first.out -> second.calibration
				  - first.out -> second.all
				""");
		assertEquals(List.of("first#1", "first#2", "second#1", "second#2"), ids(plan));
		assertEquals(List.of("first#2.out"), words(plan, "second#2", "calibration"));
		assertEquals(List.of("first#1.out", "first#2.out"), words(plan, "second#2", "all"));
		assertEquals("y", job(plan, "second#2").stem());
	}

	@Test
	void aCollectorMakesOneJobOfAll() throws Exception {
		file("raw", "x.fits");
		file("raw", "y.fits");
		RunPlan plan = plan("""
				nodes:
				  all: {actor: test.all}
				connections:
				  - raw -> all.in
				""");
		assertEquals(List.of("all"), ids(plan));
		assertEquals(List.of("x.fits", "y.fits"), words(plan, "all", "in"));
	}

	@Test
	void aConnectionCanChangeTheCategoryOfFilesAndOfPredictions() throws Exception {
		file("raw", "x.fits", "OBJECT", "X");
		RunPlan plan = plan("""
				nodes:
				  a: {actor: test.step}
				  b: {actor: test.step}
				connections:
				  - {from: raw, to: a.in, retag: NEW}
				  - {from: a.out, to: b.in, retag: NEWER}
				""");
		Source file = job(plan, "a").inputs().get("in").getFirst();
		assertEquals(new ProductDescription("NEW", header("OBJECT", "X")), file.description());
		var made = (Source.Upstream) job(plan, "b").inputs().get("in").getFirst();
		assertEquals("TEXT", made.category());
		assertEquals("NEWER", made.description().category());
		assertTrue(made.selection().isAll());
	}

	@Test
	void productsOfACategoryAreCounted() throws Exception {
		actors.add(PlanActor.source("test.three", (_, _) -> new Plan(List.of(product("TEXT"), product("OTHER"),
				product("TEXT")), ResourceEstimate.UNKNOWN)));
		RunPlan plan = plan("""
				inputs: {}
				nodes:
				  a: {actor: test.three}
				  b: {actor: test.step}
				connections:
				  - a.out -> b.in
				""");
		assertEquals(List.of("TEXT 0", "OTHER 0", "TEXT 1"),
				plan.jobs().stream().skip(1).map(job -> (Source.Upstream) job.inputs().get("in").getFirst())
						.map(source -> source.category() + " " + source.index()).toList());
	}

	private static PredictedProduct product(String category) {
		return new PredictedProduct("out", new ProductDescription(category, Keywords.NONE));
	}

	@Test
	void theSameFileGivenTwiceIsOneInput() throws Exception {
		file("raw", "x.fits");
		inputs.get("raw").add(Path.of("/nowhere/../nowhere/x.fits"));
		assertEquals(List.of("a"), ids(plan(STEP)));
		assertEquals(Map.of(Path.of("/nowhere/x.fits"), 1), files.asked);
	}

	@Test
	void fileByFileWhatIsWrongIsTold() {
		inputs.put("raw", List.of(Path.of("/nowhere/absent.txt"), Path.of("/nowhere"), Path.of("/nowhere/absent.fits"),
				files.add("x.fits", "DARK", Keywords.NONE, Payload.IMAGE),
				files.add("y.fits", "FLAT", Keywords.NONE, Payload.CUBE)));
		inputs.put("lost", List.of());
		String flow = """
				inputs:
				  raw: {payload: %s, category: FLAT}
				nodes:
				  a: {actor: test.step}
				connections:
				  - raw -> a.in
				""";
		assertEquals(List.of("run.unknown-input", "run.input-file", "run.input-file", "run.input-file", "run.category"),
				refusals(flow.formatted("file")));
		assertEquals(List.of("run.unknown-input", "run.input-file", "run.input-file", "run.input-file", "run.category",
				"run.payload"), refusals(flow.formatted("image")));
	}

	@Test
	void anInputThatIsNeededMustHaveAFile() throws Exception {
		assertEquals(List.of("run.no-file"), refusals(STEP));
		assertEquals(Kind.NOTHING_SELECTED, refusal(STEP).kind());
		file("raw", "x.fits");
		RunPlan plan = plan(STEP + "  - other -> a.calibration\n");
		assertEquals(List.of(), words(plan, "a", "calibration"));
	}

	@Test
	void aFileOfAnyKindIsDescribedByItsHeaders(@TempDir Path folder) throws Exception {
		Path text = Files.writeString(folder.resolve("x.txt"), "not FITS");
		inputs.put("raw", List.of(text));
		RunPlan plan = new Planner(catalog(), new HeaderFiles()).plan(request(STEP));
		assertEquals(List.of("x.txt"), words(plan, "a", "in"));
		inputs.put("raw", List.of(Files.writeString(folder.resolve("x.fits"), "not FITS")));
		var refusal = assertThrows(RefusedException.class,
				() -> new Planner(catalog(), new HeaderFiles()).plan(request(STEP)));
		assertEquals("fits", refusal.explanation().id().split("\\.")[0]);
	}

	private ActorCatalog catalog() {
		return ActorCatalog.of(actors.toArray(PlanActor[]::new));
	}

	@Test
	void tooManyProductsAreRefusedAndTooFew() {
		file("raw", "x.fits");
		actors.add(PlanActor.collector("test.two", 2, PlanActor::passOn));
		assertEquals(List.of("run.cardinality"), refusals("""
				nodes:
				  a: {actor: test.two}
				connections:
				  - raw -> a.in
				"""));
		for (int i = 0; i < 4; i++) {
			file("other", i + ".fits");
		}
		// none of the four stems from the trigger: nothing is left, which an optional port allows and a needy one does not
		String needy = """
				nodes:
				  a: {actor: test.needy}
				connections:
				  - raw -> a.in
				  - other -> a.calibration
				""";
		assertEquals(List.of("run.cardinality"), refusals(needy));
		assertEquals(Kind.NOTHING_SELECTED, refusal(needy).kind());
	}

	@Test
	void whatActorsSayOfHeadersIsToldWithTheNodeAndOnlyOnce() {
		file("raw", "x.fits");
		Message no = new Message("test.no", "no", Optional.empty(), List.of());
		actors.add(PlanActor.step("test.refuses", (_, _) -> {
			throw new ActorException(ActorException.Kind.DATA, no);
		}));
		actors.add(PlanActor.step("test.broken", (_, _) -> {
			throw new IllegalStateException("oops");
		}));
		String after = """
				  c: {actor: test.needy}
				connections:
				  - raw -> a.in
				  - raw -> c.in
				  - a.out -> c.calibration
				""";
		var refusal = refusal("nodes:\n  a: {actor: test.refuses}\n" + after);
		assertEquals(List.of("test.no"), refusal.messages().stream().map(Message::id).toList());
		assertEquals("node a: no", refusal.explanation().summary());
		assertEquals(Kind.INVALID, refusal.kind());
		assertEquals(List.of("actor.defect"), refusals("nodes:\n  a: {actor: test.broken}\n" + after));
	}

	@Test
	void anActorThatPlansForAPortThatItDoesNotHaveIsRefused() {
		actors.add(PlanActor.source("test.two", (_, _) -> new Plan(
				List.of(new PredictedProduct("nowhere", new ProductDescription("X", Keywords.NONE))),
				ResourceEstimate.UNKNOWN)));
		assertEquals(List.of("run.contract"), refusals("inputs: {}\nnodes:\n  a: {actor: test.two}\n"));
	}

	@Test
	void settingsReplaceValuesAndAreCheckedFirst() throws Exception {
		String flow = """
				inputs: {}
				parameters:
				  both: {binds: [a.text, b.text]}
				nodes:
				  a: {actor: test.source, parameters: {text: old}}
				  b: {actor: test.source}
				""";
		settings.put("a.txt", "dark");
		settings.put("both", "dim");
		RunPlan plan = plan(flow);
		assertEquals("dark", job(plan, "a").parameters().text("text"));
		assertEquals("dim", job(plan, "b").parameters().text("text"));
		settings.put("a.number", "-3");
		settings.put("a.tex", "x");
		settings.put("z.text", "x");
		assertEquals(List.of("workflow.unknown-setting", "parameter.range", "parameter.unknown"),
				refusals(flow));
	}

	@Test
	void settingsAreNotTranslatedAsIfTheyWereOld() throws Exception {
		actors.set(3, actors.get(3).migrating(2,
				(_, parameters) -> Map.of("text", parameters.getOrDefault("text", "") + "-translated")));
		String flow = "inputs: {}\nnodes:\n  a: {actor: test.source, algorithm: 1, parameters: {text: old}}\n";
		assertEquals("old-translated", job(plan(flow), "a").parameters().text("text"));
		settings.put("a.text", "new");
		assertEquals("new", job(plan(flow), "a").parameters().text("text"));
		actors.set(3, actors.get(3).migrating(2, (_, _) -> {
			throw new IllegalStateException("oops");
		}));
		assertEquals(List.of("actor.defect"), refusals(flow));
	}

	@Test
	void workflowsThatCannotRunAreRefused() {
		assertEquals(List.of("run.rules"), refusals("rules: kmos\nnodes:\n  a: {actor: test.source}\n"));
		assertEquals(List.of("workflow.unknown-actor"), refusals("inputs: {}\nnodes:\n  a: {actor: test.absent}\n"));
	}

	@Test
	void cancellingWhileTheRunIsPlannedRefusesItWithoutBlamingAFile() {
		file("raw", "x.fits");
		Thread.currentThread().interrupt();
		try {
			assertEquals(Kind.CANCELLED, refusal(STEP).kind());
		} finally {
			assertTrue(Thread.interrupted());
		}
	}
}
