package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens where jobs make something else than was predicted: other numbers of products, and other headers. */
class ReplanRunTest extends EngineFixture {

	private static final String PORTS = """
			"parameters": [{"name": "text", "type": "text", "default": "", "help": "x"}],
			"inputs": [{"name": "in", "role": "trigger", "payload": "file", %s"help": "x"},
			    {"name": "others", "role": "associated", "payload": "file", "min": 0, "max": 2, "help": "x"}],
			"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["X", "Y"], "extension": "fits", "min": 0, "max": 9, "help": "x"}]
			""";

	/** Every job is predicted to make one X of band K. */
	private static final Plan PREDICTED = new Plan(
			List.of(new PredictedProduct("out",
					new ProductDescription("X", new Keywords(Map.of("BAND", "K", "NUMBER", 1L))))),
			ResourceEstimate.UNKNOWN);

	private static final String FLOW = """
			inputs:
			  raw: {payload: file, help: frames}
			nodes:
			  a: {actor: test.vary, parameters: {text: a}}
			  b: {actor: test.vary, parameters: {text: b}, when: '[BAND] != J'}
			  c: {actor: test.steady, parameters: {text: c}}
			  d: {actor: test.all, parameters: {text: d}, group: [BAND]}
			  e: {actor: test.steady, parameters: {text: e}}
			connections:
			  - raw -> a.in
			  - a.out -> b.in
			  - a.out -> c.in
			  - {from: b.out, to: c.others, match: [BAND], nearest: NUMBER}
			  - b.out -> d.in
			  - c.out -> d.in
			  - raw -> e.in
			  - {from: c.out, to: e.others, nearest: NUMBER}
			""";

	private final Random pauses = new Random(5);

	private TestActor actor(String id, String grouped, boolean varies) {
		return TestActor.of(id, PORTS.formatted(grouped),
				(self, parameters, inputs, context) -> make(parameters, inputs, context, varies), PREDICTED);
	}

	private ActorCatalog catalog() {
		return ActorCatalog.of(actor("test.vary", "", true), actor("test.steady", "", false),
				actor("test.all", "\"grouped\": true, ", false));
	}

	/** Makes products whose number, categories and bands depend on the input alone. */
	private Outcome<PortProducts> make(ParameterValues parameters, PortProducts inputs, ActorContext context,
			boolean varies)
			throws ActorException, InterruptedException {
		try {
			Thread.sleep(pauses.nextInt(4));
			var text = new StringBuilder(parameters.text("text"));
			for (String port : List.of("in", "others")) {
				text.append(port);
				for (ProductFile product : inputs.port(port)) {
					text.append(' ').append(FitsFile.open(product.path()).primary().header().text("SAYS"));
				}
			}
			int hash = Math.floorMod(text.toString().hashCode() * 31, 1000);
			var products = new ArrayList<ProductFile>();
			for (int i = 0; i < (varies ? hash % 4 : 1); i++) {
				String band = List.of("K", "H", "J").get((hash / 4 + i) % 3);
				long number = hash / 10 + i;
				String says = Integer.toHexString(text.toString().hashCode()) + i;
				products.add(context.write("out", varies && (hash + i) % 5 == 0 ? "Y" : "X",
						file -> frame(file, band, number, says)));
			}
			return products.isEmpty() ? new Outcome.NoWork<>(WHY) : Outcome.ok(TestActor.out(products));
		} catch (IOException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void frame(Path file, String band, long number, String says) throws IOException {
		try (var writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.EMPTY.with("BAND", band).with("NUMBER", number).with("SAYS", says));
			writer.commit();
		}
	}

	private RunResult run(Path out, List<Path> raw, int workers) throws Exception {
		events.clear();
		var request = new RunRequest(flow(FLOW), Map.of(), Map.of("raw", raw), out, Layout.BY_NODE);
		RunResult result = engine(catalog()).run(request, options().withWorkers(workers), events::add);
		assertFalse(result.failed(), () -> result.messages() + " " + result.results());
		return result;
	}

	/** Fewer products than predicted, of a job that nobody waits for. */
	@Test
	void whereNothingIsDownstreamNothingIsPlannedAgain() throws Exception {
		var nothing = TestActor.step("test.step",
				(actor, parameters, inputs, context) -> new Outcome.NoWork<>(WHY));
		run(STEP, Map.of("text", List.of(file("x.txt", "X"), file("y.txt", "Y"))), nothing);
		assertTrue(of(RunEvent.Replanned.class).findAny().isEmpty(), () -> events.toString());
	}

	/** What the products of each node say, and how they are called. */
	private static List<String> products(Path out) throws IOException {
		var products = new ArrayList<String>();
		if (Files.exists(out)) {
			try (var files = Files.walk(out)) {
				for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
					products.add(out.relativize(file) + " " + FitsFile.open(file).primary().header().text("SAYS"));
				}
			}
		}
		return products;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void productsDependOnTheTruthAndNotOnWhatHappensFirst(long seed) throws Exception {
		var random = new Random(seed);
		var raw = new ArrayList<Path>();
		Files.createDirectories(folder.resolve("in"));
		for (int i = 0; i < 6; i++) {
			Path file = folder.resolve("in/f" + i + ".fits");
			frame(file, List.of("K", "H").get(i % 2), random.nextInt(100), "raw " + random.nextInt());
			raw.add(file);
		}
		RunResult first = run(folder.resolve("out1"), raw, 1);
		List<String> expected = products(folder.resolve("out1"));
		assertTrue(of(RunEvent.Replanned.class).findAny().isPresent());
		RunResult reused = run(folder.resolve("reused"), raw, 1);
		assertEquals(List.of(), executed());
		assertEquals(expected, products(folder.resolve("reused")));
		assertEquals(states(first), states(reused));
		var told = new RunRequest(flow(FLOW), Map.of(), Map.of("raw", raw), folder.resolve("told"), Layout.BY_NODE);
		Engine engine = engine(catalog());
		Forecast forecast = engine.forecast(told);
		assertTrue(forecast.nothingToRun());
		// the second time, the forecast has nothing to begin with any more
		for (int i = 0; i < 2; i++) {
			RunResult fromForecast = engine.execute(RunFolder.create(store(), told, options()), forecast, events::add);
			assertEquals(List.of(), executed());
			assertEquals(expected, products(folder.resolve("told")));
			assertEquals(states(first), states(fromForecast));
		}
		filesAreLost(random, engine, told, expected);
		for (int workers : new int[] { 2, 5 }) {
			closeStore();
			Path store = folder.resolve("store");
			Files.move(store, folder.resolve("store-before-" + workers));
			Path out = folder.resolve("out" + workers);
			assertEquals(states(first), states(run(out, raw, workers)));
			assertEquals(expected, products(out));
		}
	}

	/** Products of the store are lost after the forecast was made with them. */
	private void filesAreLost(Random random, Engine engine, RunRequest told, List<String> expected) throws Exception {
		Forecast forecast = engine.forecast(told);
		List<Path> objects;
		try (var files = Files.walk(folder.resolve("store/objects"))) {
			objects = files.filter(Files::isRegularFile).sorted().toList();
		}
		for (int i = random.nextInt(2); i < objects.size(); i += 2) {
			Files.delete(objects.get(i));
		}
		engine.execute(RunFolder.create(store(), told, options()), forecast, events::add);
		assertFalse(executed().isEmpty());
		assertEquals(expected, products(folder.resolve("told")));
		events.clear();
	}

	/** How the jobs of each node ended, without those that were not needed; numbers of jobs follow history. */
	private static List<String> states(RunResult result) {
		return result.results().stream().filter(job -> job.status() != Status.NO_WORK)
				.map(job -> job.job().replaceFirst("#.*", "") + " " + job.status()).sorted().toList();
	}

	@Test
	void theRunSaysInWhatAResultDiffered() throws Exception {
		Path raw = folder.resolve("f.fits");
		frame(raw, "K", 1, "x");
		run(folder.resolve("out"), List.of(raw), 1);
		RunEvent.Replanned event = of(RunEvent.Replanned.class).findFirst().orElseThrow();
		Message why = event.why();
		assertEquals("run.deviation", why.id());
		assertTrue(why.summary().contains(event.job()), why.summary());
	}

	@Test
	void aJobThatIsNotNeededAfterAllLeavesNoProduct() throws Exception {
		var raw = new ArrayList<Path>();
		Files.createDirectories(folder.resolve("in"));
		for (int i = 0; i < 8; i++) {
			Path file = folder.resolve("in/f" + i + ".fits");
			frame(file, "K", i, "raw " + i);
			raw.add(file);
		}
		RunResult result = run(folder.resolve("out"), raw, 3);
		var told = new TreeSet<String>();
		for (JobResult job : result.results()) {
			job.products().values().forEach(port -> port.forEach(product -> {
				assertTrue(Files.exists(product.path()), product.path().toString());
				told.add(folder.resolve("out").relativize(product.path()).toString());
			}));
		}
		assertEquals(products(folder.resolve("out")).stream().map(line -> line.substring(0, line.indexOf(' ')))
				.collect(Collectors.toCollection(TreeSet::new)), told);
	}
}
