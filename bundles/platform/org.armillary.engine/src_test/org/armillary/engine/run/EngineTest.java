package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.PortProducts;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.junit.jupiter.api.Test;

/** How a graph of jobs is executed, and how its jobs can end. */
class EngineTest extends EngineFixture {

	@Test
	void jobsRunInTheOrderOfTheGraphWhateverTheOrderOfTheFile() throws Exception {
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", TestActor::writeLines));
		assertEquals(List.of(Status.OK, Status.OK), statuses(result));
		assertEquals(List.of("a", "b"), result.results().stream().map(JobResult::job).toList());
		assertEquals(Map.of("a/TEXT.txt", "test.source:light", "b/TEXT.txt", "test.step(test.source:light) test.step:"),
				products());
		assertTrue(events.getFirst() instanceof RunEvent.Started);
		assertTrue(events.getLast() instanceof RunEvent.Ended);
	}

	@Test
	void eachTriggerProductIsAJobAndKeepsItsOwnCalibration() throws Exception {
		RunResult result = run("""
				inputs:
				  text: {payload: file, help: texts}
				nodes:
				  first: {actor: test.step}
				  second: {actor: test.step}
				connections:
				  - text -> first.in
				  - text -> second.in
				  - first.out -> second.calibration
				""", Map.of("text", List.of(file("x.txt", "X"), file("y.txt", "Y"))),
				TestActor.step("test.step", TestActor::writeLines));
		assertEquals(4, result.results().size());
		assertEquals("test.step(Y) test.step(test.step(Y)) test.step(test.step:) test.step:",
				products().get("second/y_TEXT.txt"));
		assertEquals("test.step(X) test.step(test.step(X)) test.step(test.step:) test.step:",
				products().get("second/x_TEXT.txt"));
	}

	@Test
	void aCollectingTriggerMakesOneJobOfAll() throws Exception {
		RunResult result = run("""
				inputs:
				  text: {payload: file, help: texts}
				nodes:
				  all: {actor: test.all}
				connections:
				  - text -> all.in
				""", Map.of("text", List.of(file("x.txt", "X"), file("y.txt", "Y"))), TestActor.collector("test.all"));
		assertEquals(List.of(Status.OK), statuses(result));
		// without a time of observation the digests decide the order, whatever the files are called
		assertEquals(Map.of("all/x_TEXT.txt", "test.all(Y) test.all(X) test.all:"), products());
	}

	@Test
	void tooFewProductsForACollectingTriggerAreIncomplete() {
		var refusal = assertThrows(RefusedException.class, () -> run("""
				inputs:
				  text: {payload: file, help: texts}
				nodes:
				  all: {actor: test.all}
				connections:
				  - text -> all.in
				""", Map.of("text", List.of(file("x.txt", "X"))), TestActor.collector("test.all")));
		assertEquals("run.cardinality", refusal.explanation().id());
		assertEquals(RefusedException.Kind.NOTHING_SELECTED, refusal.kind());
		assertFalse(Files.exists(folder.resolve("out")));
	}

	@Test
	void aFailureSkipsWhatDependsOnItAndNothingElse() throws Exception {
		RunResult result = run("""
				nodes:
				  good: {actor: test.source}
				  bad: {actor: test.step}
				  after: {actor: test.step}
				  last: {actor: test.step}
				  other: {actor: test.other}
				connections:
				  - good.out -> bad.in
				  - bad.out -> after.in
				  - after.out -> last.in
				  - good.out -> other.in
				""", Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					throw new ActorException(Kind.DATA, WHY);
				}), TestActor.step("test.other", TestActor::writeLines));
		var byJob = new TreeMap<String, JobResult>();
		result.results().forEach(job -> byJob.put(job.job(), job));
		assertEquals(Status.FAILED, byJob.get("bad").status());
		assertEquals(Optional.of(Kind.DATA), byJob.get("bad").failure());
		assertEquals("test.why", byJob.get("bad").messages().getFirst().id());
		assertEquals(Status.SKIPPED, byJob.get("after").status());
		assertTrue(byJob.get("after").messages().getFirst().summary().contains("bad"));
		assertEquals(Status.SKIPPED, byJob.get("last").status());
		assertEquals(Status.OK, byJob.get("other").status());
		assertTrue(result.failed());
		assertEquals(List.of("good/TEXT.txt", "other/TEXT.txt"), List.copyOf(products().keySet()));
	}

	@Test
	void noWorkIsNoFailureAlsoForWhatFollows() throws Exception {
		RunResult result = run(CHAIN, Map.of(),
				TestActor.of("test.source",
						"\"outputs\": [{\"name\": \"out\", \"role\": \"output\", \"payload\": \"file\", \"help\": \"x\"}]",
						(actor, parameters, inputs, context) -> new Outcome.NoWork<>(WHY)),
				TestActor.step("test.step", TestActor::writeLines));
		assertEquals(List.of(Status.NO_WORK, Status.NO_WORK), statuses(result));
		assertFalse(result.failed());
		assertEquals(Map.of(), products());
	}

	@Test
	void aPartialOutcomeDeliversWhatItHas() throws Exception {
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					var done = (Outcome.Ok<PortProducts>) actor.writeLines(parameters, inputs, context);
					return new Outcome.Partial<>(done.outputs(), WHY);
				}));
		assertEquals(List.of(Status.OK, Status.PARTIAL), statuses(result));
		assertFalse(result.failed());
		assertEquals(List.of(WHY), result.results().get(1).messages());
	}

	@Test
	void aDefectIsReportedWithItsCauseAndLeavesNothing() throws Exception {
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					actor.writeLines(parameters, inputs, context);
					throw new IllegalStateException("oops");
				}));
		JobResult failed = result.results().get(1);
		assertEquals(Optional.of(Kind.BUG), failed.failure());
		assertTrue(failed.trace().contains("IllegalStateException"));
		assertEquals(List.of("a/TEXT.txt"), List.copyOf(products().keySet()));
	}

	@Test
	void aProductThatWasNotWrittenThroughTheContextIsRefused() throws Exception {
		Path elsewhere = file("elsewhere.txt", "x");
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> Outcome.ok(TestActor
						.out(List.of(new ProductFile(elsewhere, new ProductDescription("TEXT", Keywords.NONE)))))));
		assertEquals("run.contract", result.results().get(1).messages().getFirst().id());
		assertTrue(Files.exists(elsewhere));
	}

	@Test
	void anActorThatDeliversTooLittleBreaksItsContract() throws Exception {
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step",
						(actor, parameters, inputs, context) -> Outcome.ok(TestActor.out(List.of()))));
		assertEquals("run.contract", result.results().get(1).messages().getFirst().id());
	}

	@Test
	void cancellingEndsTheRunWithinTwoSecondsAlsoWhenTheActorDoesNotListen() throws Exception {
		var started = new CountDownLatch(1);
		var result = new AtomicReference<RunResult>();
		var thread = Thread.ofPlatform().start(() -> {
			try {
				result.set(run(CHAIN, Map.of(), TestActor.source("test.source"),
						TestActor.step("test.step", (actor, parameters, inputs, context) -> {
							started.countDown();
							long end = System.nanoTime() + 20_000_000_000L;
							while (System.nanoTime() < end) {
								Thread.onSpinWait();
							}
							return new Outcome.NoWork<>(WHY);
						})));
			} catch (RefusedException e) {
				throw new AssertionError(e);
			}
		});
		started.await();
		thread.interrupt();
		thread.join(10_000);
		assertTrue(result.get().cancelled());
		assertEquals(List.of("a/TEXT.txt"), List.copyOf(products().keySet()));
	}

	@Test
	void qualityControlValuesAreKeptWithTheJob() throws Exception {
		var value = new QcValue("median", "DATA", 1.5, "adu");
		RunResult result = run(CHAIN, Map.of(), TestActor.source("test.source"),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					context.publish(value);
					context.progress(1, 2, "frame");
					context.log().log(System.Logger.Level.INFO, "half of {0}", "it");
					return actor.writeLines(parameters, inputs, context);
				}));
		assertEquals(List.of(value), result.results().get(1).qc());
		assertTrue(events.contains(new RunEvent.QcPublished("b", value)));
		assertTrue(events.contains(new RunEvent.Progress("b", 1, 2, "frame")));
		assertTrue(events.contains(new RunEvent.Logged("b", System.Logger.Level.INFO, "half of it")));
	}

	@Test
	void settingsReplaceValuesAndAreCheckedFirst() throws Exception {
		var catalog = ActorCatalog.of(TestActor.source("test.source"),
				TestActor.step("test.step", TestActor::writeLines));
		engine(catalog).run(request(flow(CHAIN), Map.of(), Map.of("a.text", "dark")), options(), RunListener.NONE);
		assertEquals("test.source:dark", products().get("a/TEXT.txt"));
		var unknown = assertThrows(RefusedException.class,
				() -> engine(catalog).run(request(flow(CHAIN), Map.of(), Map.of("a.tex", "dark")), options(),
						RunListener.NONE));
		assertEquals("parameter.unknown", unknown.explanation().id());
		var nothing = assertThrows(RefusedException.class,
				() -> engine(catalog).run(request(flow(CHAIN), Map.of(), Map.of("z.text", "dark")), options(),
						RunListener.NONE));
		assertEquals("workflow.unknown-setting", nothing.explanation().id());
	}

	@Test
	void anExternalProgramEndsWhenTheJobIsCancelled() throws Exception {
		var process = new AtomicReference<ProcessHandle>();
		var started = new CountDownLatch(1);
		var thread = Thread.ofPlatform().start(() -> {
			try {
				run(CHAIN, Map.of(), TestActor.source("test.source"),
						TestActor.step("test.step", (actor, parameters, inputs, context) -> {
							try {
								context.execute(List.of("sh", "-c", "sleep 61 & echo $!; wait"), context.scratch(),
										line -> {
											process.set(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
											started.countDown();
										});
							} catch (IOException e) {
								throw new IllegalStateException(e);
							}
							return new Outcome.NoWork<>(WHY);
						}));
			} catch (RefusedException e) {
				throw new AssertionError(e);
			}
		});
		started.await();
		assertTrue(process.get().isAlive());
		thread.interrupt();
		thread.join(10_000);
		process.get().onExit().get(10, TimeUnit.SECONDS);
		assertFalse(process.get().isAlive());
	}

	@Test
	void anOutputFolderThatCannotBeMadeIsRefusedBeforeAnyJob() throws Exception {
		Path blocked = file("blocked", "a file").resolve("out");
		var request = new RunRequest(flow(CHAIN), Map.of(), Map.of(), blocked, Layout.BY_NODE);
		var engine = engine(TestActor.source("test.source"), TestActor.step("test.step", TestActor::writeLines));
		var refusal = assertThrows(RefusedException.class, () -> engine.run(request, options(), events::add));
		assertEquals("run.output-folder", refusal.explanation().id());
		assertEquals(List.of(), events);
	}

	@Test
	void noWorkFolderIsLeftBehind() throws Exception {
		run(CHAIN, Map.of(), TestActor.source("test.source"), TestActor.step("test.step", TestActor::writeLines));
		try (var content = Files.list(folder.resolve("out"))) {
			assertEquals(List.of("a", "b"), content.map(path -> path.getFileName().toString()).sorted().toList());
		}
	}
}
