package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.HeaderFiles;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.InputOrigin;
import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEnvironment.BundleVersion;
import org.armillary.engine.RunEvent;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.json.FactsJson;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.store.Lookup;
import org.armillary.actor.provider.ActorCatalog;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

/** What results and journals tell of how jobs were executed. */
class FactsTest extends EngineFixture {

	private static final String CHAIN = """
			inputs:
			  text: {payload: file}
			nodes:
			  first: {actor: test.step, parameters: {text: a}}
			  second: {actor: test.step}
			connections:
			  - text -> first.in
			  - first.out -> second.in
			""";
	private static final Message WHY = new Message("test.why", "because", Optional.empty(), List.of());

	private JobReport report(String job) throws Exception {
		var key = of(RunEvent.JobEnded.class).filter(ended -> ended.result().job().equals(job)).toList().getLast()
				.key();
		return ((Lookup.Hit) store().find(key)).report();
	}

	@Test
	void aResultTellsItsInputsDownToFilesFromOutside() throws Exception {
		Path in = file("x.txt", "X");
		run(CHAIN, Map.of("text", List.of(in)), TestActor.step("test.step", TestActor::writeLines));
		JobReport first = report("first");
		JobReport second = report("second");
		String digest = new HeaderFiles().digest(in, ExtensionSelection.ALL);
		assertEquals(List.of(new JobFacts.UsedParameter("text", "a", "", true)), first.facts().parameters());
		assertEquals(List.of(new JobFacts.UsedInput("in", "", in, digest, ExtensionSelection.ALL, List.of(),
				new InputOrigin("x.txt", digest, 1, "", Optional.empty()))), first.facts().inputs());
		JobFacts.UsedInput made = second.facts().inputs().getFirst();
		assertEquals(Optional.of(new Maker(first.key().hash(), "out", 0)), made.origin().maker());
		assertEquals(first.products().get("out").getFirst().digest(), made.origin().digest());
		assertEquals(made.origin().digest(), made.received());
		Path published = of(RunEvent.JobEnded.class).filter(ended -> ended.result().job().equals("first")).findFirst()
				.orElseThrow().result().products().get("out").getFirst().path();
		assertEquals(published.getFileName().toString(), made.origin().name());
		assertEquals(Files.size(published), made.origin().bytes());
		// the index and the file of the result tell the same
		closeStore();
		assertEquals(second.facts(), report("second").facts());
		Path index = folder.resolve("store").resolve("index");
		closeStore();
		try (var files = Files.walk(index)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.delete(file);
			}
		}
		assertEquals(second.facts(), report("second").facts());
	}

	@Test
	void theMakerOfAReusedProductIsKnownToo() throws Exception {
		Path in = file("x.txt", "X");
		TestActor step = TestActor.step("test.step", TestActor::writeLines);
		run(CHAIN, Map.of("text", List.of(in)), step);
		String key = report("first").key().hash();
		events.clear();
		run(request(flow(CHAIN), Map.of("text", List.of(in)), Map.of("second.text", "b")), step);
		assertEquals(List.of("second"), executed());
		assertEquals(Optional.of(new Maker(key, "out", 0)),
				report("second").facts().inputs().getFirst().origin().maker());
	}

	@Test
	void everyAttemptIsToldWithItsCircumstances() throws Exception {
		var tries = new AtomicInteger();
		run(CHAIN, Map.of("text", List.of(file("x.txt", "X"))),
				TestActor.step("test.step", (actor, parameters, inputs, context) -> {
					if (tries.incrementAndGet() <= 2) {
						throw new ActorException(Kind.TRANSIENT, WHY);
					}
					return actor.writeLines(parameters, inputs, context);
				}));
		List<RunEvent.Executed> executed = of(RunEvent.Executed.class).toList();
		assertEquals(List.of("first 1", "first 2", "first 3", "second 1"),
				executed.stream().map(event -> event.job() + " " + event.attempt()).toList());
		assertTrue(executed.stream().allMatch(event -> !event.circumstances().getOrDefault("java", "").isEmpty()
				&& !event.circumstances().getOrDefault("host", "").isEmpty()));
		var runs = new Runs(store());
		RunRecord record = runs.read(runs.newestFirst().getFirst());
		List<Attempt> attempts = record.jobs().getFirst().attempts();
		assertEquals(List.of(1, 2, 3), attempts.stream().map(Attempt::number).toList());
		assertEquals(executed.get(1).circumstances(), attempts.get(1).circumstances());
		assertEquals(executed.get(1).use(), attempts.get(1).use());
		assertEquals(Optional.of(WHY.id()), attempts.get(1).failure().map(Message::id));
		assertEquals(Optional.empty(), attempts.get(2).failure());
		var json = RunRecordJson.of(record);
		assertEquals(1, json.getAsJsonArray("environments").size());
		assertTrue(json.getAsJsonArray("jobs").get(0).getAsJsonObject().getAsJsonArray("attempts").get(2)
				.getAsJsonObject().getAsJsonObject("circumstances").has("host"));
	}

	/** Also of results that are used again. */
	@Test
	void aRunToldAsJsonTellsTheFactsOfItsResults() throws Exception {
		Path in = file("x.txt", "X");
		for (int i = 0; i < 2; i++) {
			run(CHAIN, Map.of("text", List.of(in)), TestActor.step("test.step", TestActor::writeLines));
			var runs = new Runs(store());
			RunRecord record = runs.read(runs.newestFirst().getFirst());
			JsonObject facts = RunRecordJson.of(record, store()).getAsJsonArray("jobs").get(0).getAsJsonObject()
					.getAsJsonObject("facts");
			assertEquals(report("first").facts(), FactsJson.facts(object("facts", facts)));
			assertEquals(1, facts.get("inputBytes").getAsLong());
			assertEquals(report("first").run(), facts.get("executedByRun").getAsString());
			assertTrue(facts.getAsJsonObject("circumstances").has("software") && facts.has("use"));
			assertEquals(report("first").products().get("out").getFirst().digest(), facts.getAsJsonObject("products")
					.getAsJsonArray("out").get(0).getAsJsonObject().get("digest").getAsString());
		}
	}

	@Test
	void whatAFailedAttemptWorkedWithIsKnown() throws Exception {
		Path in = file("x.txt", "X");
		run(CHAIN, Map.of("text", List.of(in)), TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			if (parameters.text("text").isEmpty()) {
				throw new ActorException(Kind.DATA, WHY);
			}
			return actor.writeLines(parameters, inputs, context);
		}));
		var runs = new Runs(store());
		RunRecord record = runs.read(runs.newestFirst().getFirst());
		assertEquals(Optional.empty(), record.jobs().getFirst().attempts().getFirst().facts());
		JobFacts facts = record.jobs().get(1).attempts().getFirst().facts().orElseThrow();
		assertEquals(List.of(new JobFacts.UsedParameter("text", "", "", true)), facts.parameters());
		assertEquals(report("first").products().get("out").getFirst().digest(),
				facts.inputs().getFirst().origin().digest());
		var json = RunRecordJson.of(record).getAsJsonArray("jobs").get(1).getAsJsonObject().getAsJsonArray("attempts")
				.get(0).getAsJsonObject().getAsJsonObject("facts");
		assertEquals(facts, FactsJson.facts(object("facts", json)));
		assertTrue(json.getAsJsonArray("parameters").get(0).getAsJsonObject().get("isDefault").getAsBoolean());
	}

	private static JsonObject object(String name, JsonObject member) {
		var object = new JsonObject();
		object.add(name, member);
		return object;
	}

	/** The job itself tells nothing then. */
	@Test
	void whatAnAttemptWorkedWithThatTookTooLongIsKnown() throws Exception {
		Path in = file("x.txt", "X");
		engine(TestActor.step("test.step", (actor, parameters, inputs, context) -> {
			Thread.sleep(20_000);
			return actor.writeLines(parameters, inputs, context);
		})).run(request(flow(CHAIN), Map.of("text", List.of(in)), Map.of()),
				options().withTimeout(Optional.of(Duration.ofMillis(100))).withRetryDelays(List.of()), events::add);
		JobFacts facts = of(RunEvent.Executed.class).findFirst().orElseThrow().facts().orElseThrow();
		assertEquals(List.of(new JobFacts.UsedParameter("text", "a", "", true)), facts.parameters());
		assertEquals(in, facts.inputs().getFirst().path());
	}

	@Test
	void eachTimeThatARunIsTakenUpIsToldWithItsEnvironment() throws Exception {
		var catalog = ActorCatalog.of(TestActor.step("test.step", TestActor::writeLines));
		RunFolder folder = RunFolder.create(store(), request(flow(CHAIN),
				Map.of("text", List.of(file("x.txt", "X"))), Map.of()), options());
		RunEnvironment plain = RunEnvironment.ofProcess();
		RunEnvironment product = plain.with("1.2.3", List.of(new BundleVersion("a.b", "1.0")), 1L << 33);
		assertNotEquals(plain, product);
		new Engine(catalog, store(), new InProcessExecutor(catalog), product).execute(folder, events::add);
		new Engine(catalog, store(), new InProcessExecutor(catalog)).execute(folder, events::add);
		RunRecord record = new Runs(store()).read(folder);
		assertEquals(List.of(product, plain), record.environments());
		assertEquals(1, record.resumptions().size());
		assertTrue(plain.cores() > 0 && !plain.host().isEmpty() && !plain.java().isBlank());
	}
}
