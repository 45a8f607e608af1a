package org.armillary.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.armillary.actor.Outcome;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.ContentDigest;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.engine.Job;
import org.armillary.engine.JobReason;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs again after a change, and what does not: results are found by content alone. */
class ReuseTest extends EngineFixture {

	private static final int ACTORS = 3;
	private static final String MIX = """
			"parameters": [{"name": "text", "type": "text", "default": "", "help": "Goes into the product."}],
			"inputs": [{"name": "in", "role": "trigger", "payload": "file", "help": "A frame."},
			    {"name": "others", "role": "associated", "payload": "file", "min": 0, "help": "Frames."}],
			"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["MIX"], "extension": "fits", "help": "A frame."}]
			""";

	private final List<TestActor> actors = new ArrayList<>();
	private final List<Path> raw = new ArrayList<>();
	private final Map<String, String> settings = new TreeMap<>();
	private final Map<String, String> decisions = new TreeMap<>();
	private List<String> names = List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6");
	private Path out;
	private int unique;

	@BeforeEach
	void makeActors() {
		for (int i = 0; i < ACTORS; i++) {
			actors.add(mixing(i, 1, "1"));
		}
		out = folder.resolve("out");
	}

	/** An actor whose product tells all that went into it. */
	private static TestActor mixing(int number, int algorithm, String environment) {
		return TestActor.of("test.mix" + number, MIX, (self, parameters, inputs, context) -> {
			try {
				var text = new StringBuilder(self.descriptor().id() + " " + algorithm + " " + environment + " "
						+ parameters.text("text") + " " + context.decision("choice").orElse("none"));
				for (String port : List.of("in", "others")) {
					for (var product : inputs.port(port)) {
						text.append(' ').append(ContentDigest.of(FitsFile.open(product.path())));
					}
				}
				return Outcome.ok(TestActor.out(List.of(context.write("out",
						file -> frame(file, FitsHeader.EMPTY.with("HASH", hash(text.toString())), 1)))));
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
		}).withAlgorithm(algorithm).withEnvironment("program", environment);
	}

	private static String hash(String text) {
		return Integer.toHexString(text.hashCode());
	}

	private static void frame(Path file, FitsHeader header, float pixel) throws IOException {
		try (var writer = FitsWriter.create(file)) {
			writer.primary(header);
			writer.image("DATA", FitsHeader.EMPTY, "adu", new float[] { pixel }, 1, 1);
			writer.commit();
		}
	}

	private Path rawFile(String name, String object, String date, float pixel) throws IOException {
		Path file = folder.resolve("in").resolve(name);
		Files.createDirectories(file.getParent());
		frame(file, FitsHeader.EMPTY.with("OBJECT", object).with("DATE", date).with("MJD-OBS", 60000.5), pixel);
		return file;
	}

	/** A workflow in which each node takes an earlier node or the input, and some others besides. */
	private String randomFlow(Random random) {
		var text = new StringBuilder("inputs:\n  raw: {payload: file, help: frames}\nnodes:\n");
		for (int i = 0; i < names.size(); i++) {
			text.append("  ").append(names.get(i)).append(": {actor: test.mix").append(random.nextInt(ACTORS))
					.append(", parameters: {text: p").append(i).append("}}\n");
		}
		text.append("connections:\n");
		for (int i = 0; i < names.size(); i++) {
			int trigger = random.nextInt(-1, i);
			text.append("  - ").append(trigger < 0 ? "raw" : names.get(trigger) + ".out").append(" -> ")
					.append(names.get(i)).append(".in\n");
			for (int other = 0; other < i; other++) {
				if (other != trigger && random.nextInt(4) == 0) {
					text.append("  - ").append(names.get(other)).append(".out -> ").append(names.get(i))
							.append(".others\n");
				}
			}
		}
		return text.toString();
	}

	private RunRequest request(String flow) {
		return new RunRequest(flow(flow), settings, List.of(), Map.of("raw", raw), out, Layout.BY_NODE, decisions);
	}

	private Engine engine() {
		return engine(ActorCatalog.of(actors.toArray(TestActor[]::new)));
	}

	/** Runs and gives the ids of the jobs whose result was not there before. */
	private Set<String> ran(String flow) throws Exception {
		events.clear();
		RunResult result = engine().run(request(flow), options(), events::add);
		assertEquals(RunEvent.Outcome.DONE, result.outcome(), () -> result.messages() + " " + result.results());
		var ran = new TreeSet<String>();
		reasons().forEach((id, reason) -> {
			// of two jobs with the same key one is executed and one reuses its result
			if (!reason.isReused() || reason.run().equals(result.run())) {
				ran.add(id);
			}
		});
		assertEquals(result.results().size(), reasons().size());
		return ran;
	}

	/** The jobs that meet a condition, and all that need their products. */
	private Set<String> reached(String flow, Predicate<Job> isChanged) throws Exception {
		var reached = new TreeSet<String>();
		for (Job job : engine().forecast(request(flow)).plan().jobs()) {
			if (isChanged.test(job) || Forecast.upstream(job).stream().anyMatch(reached::contains)) {
				reached.add(job.id());
			}
		}
		return reached;
	}

	private static boolean reads(Job job, Path file) {
		return job.inputs().values().stream().flatMap(List::stream)
				.anyMatch(source -> source instanceof Job.Source.Existing existing
						&& existing.product().path().equals(file));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void exactlyWhatLiesDownstreamOfAChangeRunsAgain(long seed) throws Exception {
		var random = new Random(seed);
		String flow = randomFlow(random);
		for (int i = 0; i < 2; i++) {
			raw.add(rawFile("f" + i + ".fits", "object" + i, "2020-01-01", i));
		}
		assertEquals(reached(flow, job -> true), ran(flow));
		for (int change = 0; change < 6; change++) {
			Predicate<Job> changed = change(random, change);
			Set<String> expected = reached(flow, changed);
			var forecast = new TreeSet<String>();
			engine().forecast(request(flow)).toRun().forEach(item -> forecast.add(item.job().id()));
			assertEquals(expected, forecast, "forecast of change " + change + " in\n" + flow);
			assertEquals(expected, ran(flow), "change " + change + " in\n" + flow);
			assertEquals(Set.of(), ran(flow), "after change " + change + " in\n" + flow);
			nothing(random, change % 3);
			assertEquals(Set.of(), ran(flow), "after no change in\n" + flow);
		}
	}

	/** Changes one thing and tells which jobs it concerns. */
	private Predicate<Job> change(Random random, int kind) throws IOException {
		unique++;
		int actor = random.nextInt(ACTORS);
		String node = names.get(random.nextInt(names.size()));
		Path file = raw.get(random.nextInt(raw.size()));
		return switch (kind) {
		case 0 -> {
			settings.put(node + ".text", "value " + unique);
			yield job -> job.node().equals(node);
		}
		case 1 -> {
			rawFile(file.getFileName().toString(), "object", "2020-01-01", 100 + unique);
			yield job -> reads(job, file);
		}
		case 2 -> {
			rawFile(file.getFileName().toString(), "object" + unique, "2020-01-01", 1);
			yield job -> reads(job, file);
		}
		case 3 -> {
			decisions.put(node + ".choice", "choice " + unique);
			yield job -> job.node().equals(node);
		}
		case 4 -> {
			actors.set(actor, mixing(actor, 1 + unique, "1"));
			yield job -> job.actor().descriptor().id().equals("test.mix" + actor);
		}
		default -> {
			actors.set(actor, mixing(actor, actors.get(actor).descriptor().algorithm(), "version " + unique));
			yield job -> job.actor().descriptor().id().equals("test.mix" + actor);
		}
		};
	}

	/** Changes what has no meaning. */
	private void nothing(Random random, int kind) throws IOException {
		unique++;
		switch (kind) {
		case 0 -> out = folder.resolve("out" + unique);
		case 1 -> {
			Path moved = folder.resolve("in" + unique).resolve("deeper");
			Files.createDirectories(moved);
			for (int i = 0; i < raw.size(); i++) {
				raw.set(i, Files.move(raw.get(i), moved.resolve(raw.get(i).getFileName())));
			}
			Files.createDirectories(folder.resolve("in"));
			for (int i = 0; i < raw.size(); i++) {
				raw.set(i, Files.move(raw.get(i), folder.resolve("in").resolve("r" + unique + i + ".fits")));
			}
		}
		default -> {
			Path file = raw.get(random.nextInt(raw.size()));
			String text = Files.readString(file, StandardCharsets.ISO_8859_1);
			String changed = text.replaceFirst("DATE    = '\\d{4}", "DATE    = '" + (3000 + unique));
			assertNotEquals(text, changed);
			Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
		}
		}
	}

	@Test
	void namesOfNodesAreNoPartOfAKey() throws Exception {
		raw.add(rawFile("a.fits", "x", "2020-01-01", 1));
		String flow = randomFlow(new Random(9));
		ran(flow);
		assertEquals(Set.of(), ran(flow.replaceAll("\\bn(\\d)\\b", "renamed$1")));
	}

	@Test
	void theOrderOfFilesCountsOnlyWhereThePortSaysSo() throws Exception {
		String flow = """
				inputs:
				  text: {payload: file, help: texts}
				nodes:
				  all: {actor: test.all}
				connections:
				  - text -> all.in
				""";
		Path a = file("a.txt", "A");
		Path b = file("b.txt", "B");
		var collector = TestActor.collector("test.all");
		run(flow, Map.of("text", List.of(a, b)), collector);
		events.clear();
		run(flow, Map.of("text", List.of(b, a)), collector);
		assertEquals(List.of(), executed());
		var ordered = TestActor.of("test.ordered",
				"""
						"parameters": [{"name": "text", "type": "text", "default": "", "help": "x"}],
						"inputs": [{"name": "in", "role": "trigger", "payload": "file", "grouped": true, "ordered": true, "min": 2, "help": "x"}],
						"outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT"], "extension": "txt", "help": "x"}]
						""",
				TestActor::writeLines);
		for (List<Path> order : List.of(List.of(a, b), List.of(b, a))) {
			events.clear();
			run(flow.replace("test.all", "test.ordered"), Map.of("text", order), ordered);
			assertEquals(List.of("all"), executed());
			assertEquals("test.ordered(" + Files.readString(order.get(0)) + ") test.ordered("
					+ Files.readString(order.get(1)) + ") test.ordered:",
					products().get("all/" + order.get(0).getFileName().toString().replace(".txt", "_TEXT.txt")));
		}
	}

	@Test
	void theReasonNamesWhatChanged() throws Exception {
		Path x = file("x.txt", "X");
		var actor = TestActor.step("test.step", TestActor::writeLines);
		var before = request(flow(STEP), Map.of("text", List.of(x)), Map.of("a.text", "35"));
		String first = run(before, actor).run();
		assertEquals(JobReason.Kind.NEW, reasons().get("a").kind());
		var after = request(flow(STEP), Map.of("text", List.of(x)), Map.of("a.text", "40"));
		run(after, actor);
		JobReason reason = reasons().get("a");
		assertEquals(JobReason.Kind.CHANGED, reason.kind());
		assertEquals(first, reason.run());
		assertEquals("re-ran: text 35 → 40", reason.text());
		run(after, actor);
		assertTrue(reasons().get("a").isReused());
		Files.writeString(x, "Y");
		run(after, actor);
		assertEquals("re-ran: input in: the content of x.txt changed", reasons().get("a").text());
		assertEquals(KeyPart.Kind.INPUT, reasons().get("a").differences().getFirst().kind());
	}

	@Test
	void anotherDatasetIsNewAndNotAChange() throws Exception {
		var actor = TestActor.step("test.step", TestActor::writeLines);
		run(STEP, Map.of("text", List.of(file("x.txt", "X"))), actor);
		closeStore();
		run(STEP, Map.of("text", List.of(file("y.txt", "Y"))), actor);
		assertEquals(JobReason.Kind.NEW, reasons().get("a").kind());
	}

	@Test
	void aProductThatWasDamagedIsNoticedAndMadeAgain() throws Exception {
		Path x = file("x.txt", "X");
		var actor = TestActor.step("test.step", TestActor::writeLines);
		run(STEP, Map.of("text", List.of(x)), actor);
		closeStore();
		try (var files = Files.walk(folder.resolve("store/objects"))) {
			for (Path object : files.filter(Files::isRegularFile).toList()) {
				assertTrue(object.toFile().setWritable(true));
				Files.writeString(object, "test.step(Z) test.step:\n");
			}
		}
		events.clear();
		var request = request(flow(STEP), Map.of("text", List.of(x)), Map.of());
		// asking beforehand takes nothing from what the run says
		assertEquals(JobReason.Kind.DAMAGED,
				engine(actor).forecast(request).items().getFirst().reason().kind());
		run(request, actor);
		assertEquals(List.of("a"), executed());
		assertEquals(JobReason.Kind.DAMAGED, reasons().get("a").kind());
		assertEquals("x_TEXT", reasons().get("a").product());
		assertEquals("test.step(X) test.step:", products().get("a/x_TEXT.txt"));
	}

	@Test
	void aDamagedIndexIsToldOnceByTheRun() throws Exception {
		Path x = file("x.txt", "X");
		var actor = TestActor.step("test.step", TestActor::writeLines);
		run(STEP, Map.of("text", List.of(x)), actor);
		closeStore();
		Path index = folder.resolve("store/index/index.sqlite");
		byte[] bytes = Files.readAllBytes(index);
		Arrays.fill(bytes, 100, bytes.length, (byte) 0x55);
		Files.write(index, bytes);
		events.clear();
		run(STEP, Map.of("text", List.of(x)), actor);
		store().sync();
		run(STEP, Map.of("text", List.of(x)), actor);
		var told = events.stream().filter(event -> event instanceof RunEvent.Logged logged && logged.job().isEmpty())
				.toList();
		assertEquals(List.of(new RunEvent.Logged("", System.Logger.Level.WARNING,
				RunMessage.STORE_INDEX_REBUILT.with(index.getParent().toRealPath()).summary())), told);
		assertEquals(List.of(), executed());
	}

	@Test
	void outcomesWithoutAllProductsAreReusedToo() throws Exception {
		var nothing = TestActor.source("test.source").doing(
				(actor, parameters, inputs, context) -> new Outcome.NoWork<>(WHY));
		RunResult first = run(CHAIN, Map.of(), nothing, TestActor.step("test.step", TestActor::writeLines));
		events.clear();
		RunResult second = run(CHAIN, Map.of(), nothing, TestActor.step("test.step", TestActor::writeLines));
		assertEquals(statuses(first), statuses(second));
		assertEquals(List.of(), executed());
		assertEquals(List.of(WHY), second.results().getFirst().messages());
	}
}
