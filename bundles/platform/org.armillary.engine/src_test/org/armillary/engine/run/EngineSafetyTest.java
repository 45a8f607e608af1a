package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.store.CleanPolicy;
import org.armillary.engine.store.Cleaner;
import org.armillary.engine.store.RunRecords;
import org.junit.jupiter.api.Test;

/** What the engine keeps safe: inputs, earlier products, the pairing of products and jobs, the processes of others. */
class EngineSafetyTest extends EngineFixture {

	@Test
	void whatAProgramLeavesRunningEndsWithIt() throws Exception {
		var process = new AtomicReference<ProcessHandle>();
		run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					try {
						context.execute(List.of("sh", "-c", "sleep 62 & echo $!"), context.scratch(),
								line -> process.set(ProcessHandle.of(Long.parseLong(line)).orElseThrow()));
					} catch (IOException e) {
						throw new IllegalStateException(e);
					}
					return new Outcome.NoWork<>(WHY);
				}));
		process.get().onExit().get(10, TimeUnit.SECONDS);
		assertFalse(process.get().isAlive());
	}

	@Test
	void anInputIsNeverReplacedAlsoNotThroughALink() throws Exception {
		Path folderOfInput = Files.createDirectories(folder.resolve("in/a"));
		Path input = Files.writeString(folderOfInput.resolve("x_TEXT.txt"), "precious");
		Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
		Path other = Files.writeString(folderOfInput.resolve("x.txt"), "x");
		var flow = flow("""
				inputs:
				  text: {payload: file, help: texts}
				  calibration: {payload: file, help: texts}
				nodes:
				  a: {actor: test.step}
				connections:
				  - text -> a.in
				  - calibration -> a.calibration
				""");
		var engine = engine(ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines)));
		for (Path out : List.of(folder.resolve("in"), link)) {
			var request = new RunRequest(flow, Map.of(), Map.of("text", List.of(other), "calibration", List.of(input)),
					out,
					Layout.BY_NODE);
			var refusal = assertThrows(RefusedException.class, () -> engine.run(request, options(), RunListener.NONE));
			assertEquals("run.output-is-input", refusal.explanation().id());
		}
		assertEquals("precious", Files.readString(input));
	}

	/** An actor that plans two products, X and Y, and delivers those it is told to. */
	private static TestActor two(String delivered) {
		return TestActor.of("test.two",
				"""
						"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["X", "Y"], "extension": "txt",
						    "min": 2, "max": 2, "help": "Two texts."}]
						""",
				(actor, parameters, inputs, context) -> {
					var products = new ArrayList<ProductFile>();
					for (String category : delivered.split(",")) {
						try {
							products.add(context.write("out", category, file -> Files.writeString(file, category)));
						} catch (IOException e) {
							throw new IllegalStateException(e);
						}
					}
					return products.size() == 2 ? Outcome.ok(TestActor.out(products))
							: new Outcome.Partial<>(TestActor.out(products), WHY);
				}, new Plan(List.of(new PredictedProduct("out", new ProductDescription("X", Keywords.NONE)),
						new PredictedProduct("out", new ProductDescription("Y", Keywords.NONE))),
						ResourceEstimate.UNKNOWN));
	}

	private static final String TWO = """
			nodes:
			  a: {actor: test.two}
			  b: {actor: test.step}
			connections:
			  - a.out -> b.in
			""";

	@Test
	void afterAPartialOutcomeEachJobGetsItsOwnProductOrNone() throws Exception {
		RunResult result = run(TWO, Map.of(), two("Y"), TestActor.step("test.step", TestActor::writeLines));
		assertEquals(List.of(Status.PARTIAL, Status.OK, Status.NO_WORK), statuses(result));
		assertEquals(List.of("a", "b#2", "b#1"), result.results().stream().map(job -> job.job()).toList());
		assertEquals(Map.of("a/Y.txt", "Y", "b/TEXT.txt", "test.step(Y) test.step:"), products());
	}

	@Test
	void aCombinationGoesOnWithoutWhatIsMissing() throws Exception {
		String gather = """
				nodes:
				  a: {actor: test.two}
				  c: {actor: test.source}
				  b: {actor: test.all}
				connections:
				  - a.out -> b.in
				  - c.out -> b.in
				""";
		RunResult result = run(gather, Map.of(), two("Y"), TestActor.source("test.source"),
				TestActor.collector("test.all"));
		assertEquals(List.of(Status.PARTIAL, Status.OK, Status.OK), statuses(result));
		assertEquals("test.all(Y) test.all(test.source:light) test.all:", products().get("b/TEXT.txt"));
	}

	@Test
	void aCategoryCannotLeadOutOfTheFolder() throws Exception {
		RunResult result = run(CHAIN, Map.of(), TestActor.of("test.source",
				"\"outputs\": [{\"name\": \"out\", \"role\": \"output\", \"payload\": \"file\", \"extension\": \"txt\", \"help\": \"x\"}]",
				(actor, parameters, inputs, context) -> {
					try {
						return Outcome.ok(TestActor.out(
								List.of(context.write("out", "../escaped", file -> Files.writeString(file, "x")))));
					} catch (IOException e) {
						throw new IllegalStateException(e);
					}
				}), TestActor.step("test.step", TestActor::writeLines));
		assertEquals("run.contract", result.results().getFirst().messages().getFirst().id());
		assertEquals(Map.of(), products());
	}

	@Test
	void settingsAreNotTranslatedAsIfTheyWereOld() throws Exception {
		var migrating = TestActor.source("test.source", 2,
				(algorithm, parameters) -> Map.of("text", parameters.getOrDefault("text", "") + "-translated"));
		var flow = flow("nodes:\n  a: {actor: test.source, algorithm: 1, parameters: {text: old}}\n");
		var engine = engine(ActorCatalog.of(migrating));
		engine.run(request(flow, Map.of(), Map.of()), options(), RunListener.NONE);
		assertEquals("test.source:old-translated", products().get("a/TEXT.txt"));
		engine.run(request(flow, Map.of(), Map.of("a.text", "new")), options(), RunListener.NONE);
		assertEquals("test.source:new", products().get("a/TEXT.txt"));
	}

	@Test
	void aRefusedOutputFolderLeavesNoPartOfIt() {
		Path tooLong = folder.resolve("new/" + "x".repeat(300));
		var request = new RunRequest(flow(CHAIN), Map.of(), Map.of(), tooLong, Layout.BY_NODE);
		var engine = engine(TestActor.source("test.source"), TestActor.step("test.step", TestActor::writeLines));
		assertEquals("run.output-folder",
				assertThrows(RefusedException.class, () -> engine.run(request, options(), events::add)).explanation()
						.id());
		assertFalse(Files.exists(folder.resolve("new")));
	}

	@Test
	void theSameFileGivenTwiceIsOneInput() throws Exception {
		Path x = file("x.txt", "X");
		RunResult result = run(STEP, Map.of("text", List.of(x, x.resolveSibling("../in/x.txt"))),
				TestActor.step("test.step", TestActor::writeLines));
		assertEquals(List.of(Status.OK), statuses(result));
	}

	@Test
	void cancellingWhileTheRunIsPlannedRefusesItWithoutBlamingAFile() throws Exception {
		Path x = file("x.fits", "no matter what");
		Thread.currentThread().interrupt();
		try {
			var refusal = assertThrows(RefusedException.class,
					() -> run(STEP, Map.of("text", List.of(x)), TestActor.step("test.step", TestActor::writeLines)));
			assertEquals(RefusedException.Kind.CANCELLED, refusal.kind());
		} finally {
			assertTrue(Thread.interrupted());
		}
	}

	@Test
	void aProductOfAnEarlierRunStaysWhereTheNewOnesCannotAllBePlaced() throws Exception {
		Path a = Files.createDirectories(folder.resolve("out/a"));
		Files.writeString(a.resolve("X.txt"), "of yesterday");
		Files.createDirectories(a.resolve("Y.txt/in-the-way"));
		RunResult result = run("nodes:\n  a: {actor: test.two}\n", Map.of(), two("X,Y"));
		assertEquals("run.product", result.results().getFirst().messages().getFirst().id());
		assertEquals(Map.of("a/X.txt", "of yesterday"), products());
		Files.delete(a.resolve("Y.txt/in-the-way"));
		Files.delete(a.resolve("Y.txt"));
		events.clear();
		run("nodes:\n  a: {actor: test.two}\n", Map.of(), two("X,Y"));
		assertEquals(List.of(), executed());
		assertEquals(Map.of("a/X.txt", "X", "a/Y.txt", "Y"), products());
	}

	@Test
	void aProductThatSaysTheSameAlreadyIsNotTouched() throws Exception {
		run("nodes:\n  a: {actor: test.two}\n", Map.of(), two("X,Y"));
		Path x = folder.resolve("out/a/X.txt");
		Object before = Files.getAttribute(x, "unix:ino");
		Files.writeString(folder.resolve("out/a/Y.txt"), "y");
		run("nodes:\n  a: {actor: test.two}\n", Map.of(), two("X,Y"));
		assertEquals(before, Files.getAttribute(x, "unix:ino"));
		assertEquals(Map.of("a/X.txt", "X", "a/Y.txt", "Y"), products());
	}

	@Test
	void productsAreNeverLinksIntoTheStoreAndCanBeChangedWithoutHarm() throws Exception {
		run("nodes:\n  a: {actor: test.two}\n", Map.of(), two("X,Y"));
		Path x = folder.resolve("out/a/X.txt");
		assertEquals(1, Files.getAttribute(x, "unix:nlink"));
		Files.writeString(x, "Z");
		var elsewhere = new RunRequest(flow("nodes:\n  a: {actor: test.two}\n"), Map.of(), Map.of(),
				folder.resolve("other"), Layout.BY_NODE);
		events.clear();
		engine(two("X,Y")).run(elsewhere, options(), events::add);
		assertEquals(List.of(), executed());
		assertEquals(Map.of("a/X.txt", "X", "a/Y.txt", "Y"), texts(folder.resolve("other")));
	}

	@Test
	void aPassingStoreGivesItsProductsAway() throws Exception {
		RunResult result = engine(two("X,Y")).forPassingStore()
				.run(request(flow("nodes:\n  a: {actor: test.two}\n"), Map.of(), Map.of()), options(), events::add);
		assertEquals(List.of(Status.OK), statuses(result));
		assertEquals(Map.of("a/X.txt", "X", "a/Y.txt", "Y"), products());
		assertTrue(Files.isWritable(folder.resolve("out/a/X.txt")));
		assertEquals(Map.of(), texts(folder.resolve("store/objects")));
	}

	@Test
	void theMarkerCancelsARunThatIsStillPlanned() throws Exception {
		var planning = new CountDownLatch(1);
		var actor = TestActor.source("test.source", 2, (algorithm, parameters) -> {
			planning.countDown();
			while (!Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait();
			}
			return parameters;
		});
		var run = RunFolder.create(store(),
				request(flow("nodes:\n  a: {actor: test.source, algorithm: 1}\n"), Map.of(), Map.of()), options());
		Engine engine = engine(actor);
		var refusal = new AtomicReference<RefusedException>();
		var thread = Thread.ofPlatform().daemon().start(() -> refusal.set(assertThrows(RefusedException.class,
				() -> engine.execute(run, events::add))));
		planning.await();
		run.cancel();
		thread.join(2000);
		assertEquals(RefusedException.Kind.CANCELLED, refusal.get().kind());
		assertEquals(RunState.CANCELLED, run.state());
	}

	@Test
	void runsOfTwoStoresWithTheSameIdShareAnOutputFolder() throws Exception {
		Path place = Files.createDirectories(folder.resolve("out/a"));
		RunFolder one = RunFolder.open(folder.resolve("one/runs/test-20260101-000000"));
		RunFolder two = RunFolder.open(folder.resolve("two/runs/test-20260101-000000"));
		assertNotEquals(Publisher.prefix(one), Publisher.prefix(two));
		assertEquals(Publisher.prefix(one), Publisher.prefix(RunFolder.open(one.path())));
		// a temporary file of the other run, which is copying at this moment
		Files.writeString(place.resolve(Publisher.prefix(two) + "1"), "of the other");
		Folders.deleteStarting(place, Publisher.prefix(one));
		assertEquals(Map.of("a/" + Publisher.prefix(two) + "1", "of the other"), products());
	}

	@Test
	void aRunWaitsForTheEndOfACleaning() throws Exception {
		var request = request(flow("nodes:\n  a: {actor: test.two}\n"), Map.of(), Map.of());
		var result = new AtomicReference<RunResult>();
		Engine engine = engine(two("X,Y"));
		var run = RunFolder.create(store(), request, options());
		var cleaning = new CountDownLatch(1);
		var enough = new CountDownLatch(1);
		var cleaner = new Cleaner(store(), new RunRecords() {
			@Override
			public boolean isActive(Path runFolder) {
				cleaning.countDown();
				try {
					enough.await();
				} catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
				return true;
			}

			@Override
			public List<Path> scratch(Path runFolder) {
				return List.of();
			}

			@Override
			public Instant started(Path runFolder) {
				return Instant.EPOCH;
			}

			@Override
			public Set<String> keys(Path runFolder) {
				return Set.of();
			}
		});
		Thread.ofPlatform().daemon().start(() -> assertDoesNotThrow(() -> cleaner.apply(CleanPolicy.keepAll())));
		cleaning.await();
		var thread = Thread.ofPlatform().daemon()
				.start(() -> result.set(assertDoesNotThrow(() -> engine.execute(run, events::add))));
		thread.join(400);
		assertTrue(thread.isAlive());
		assertEquals(List.of(), events);
		// from now on cleaning sees that somebody executes the run
		assertEquals(RunState.RUNNING, run.state());
		enough.countDown();
		thread.join(10_000);
		assertEquals(RunEvent.Outcome.DONE, result.get().outcome());
	}
}
