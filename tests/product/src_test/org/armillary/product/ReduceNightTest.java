package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Nights of small simulated darks, reduced by a workflow with rules: datasets, their states, what changes them. */
class ReduceNightTest {

	/** Rules under which long darks need the short ones nearest to them, as flats need darks. */
	private static final String RULES = """
			armillary-rules: 1
			name: pairs
			version: 1
			description: Long darks and the short ones that go with them.
			applies: "[INSTRUME] == KMOS"
			time: mjd
			parameters:
			  most: { value: near, choices: [near, any], help: How far a short dark may be. }
			quantities:
			  mjd: "[MJD-OBS]"
			  template: "[ESO TPL START]"
			classes:
			  LONG: "[ESO DPR TYPE] == DARK and [ESO DET SEQ1 DIT] > 100"
			  SHORT: "[ESO DPR TYPE] == DARK"
			datasets:
			  short:
			    help: Short darks.
			    group: [template]
			    members: { SHORT: { min: 3 } }
			  long:
			    help: Long darks.
			    group: [template]
			    members: { LONG: { min: 3 } }
			    needs:
			      short:
			        from: [short]
			        levels:
			          - { level: 0, within: 1 d }
			          - { level: 2, within: 30 d }
			""";

	private static final String FLOW = """
			armillary-workflow: 1
			name: pairs
			rules: pairs.rules.yaml
			inputs:
			  short: { payload: image, category: SHORT }
			  long: { payload: image, category: LONG }
			nodes:
			  short: { actor: kmos.dark }
			  long: { actor: kmos.dark }
			connections:
			  - { from: short, to: short.darks, retag: DARK }
			  - { from: long, to: long.darks, retag: DARK }
			""";

	/** Frames of several templates, made once: a folder each. */
	@TempDir
	private static Path frames;

	@TempDir
	private Path folder;

	@BeforeAll
	static void simulate() throws Exception {
		simulate("short1", 1, "2026-03-01T10:00:00", 60);
		simulate("short2", 2, "2026-03-08T09:00:00", 60);
		simulate("long", 3, "2026-03-08T10:00:00", 120);
	}

	private static void simulate(String name, int seed, String start, int dit) throws Exception {
		var result = Product.run(frames, "recipe", "kmos.simulate-darks", "--set", "seed=" + seed, "--set",
				"startDate=" + start, "--set", "dit=" + dit, "--set", "size=small", "--set", "exposures=4", "--set",
				"hotPixels=200,200,200", "--out", name);
		assertEquals(0, result.exitCode(), result.toString());
		try (Stream<Path> files = Files.list(frames.resolve(name))) {
			for (Path truth : files.filter(file -> file.toString().contains("TRUTH")).toList()) {
				Files.delete(truth);
			}
		}
	}

	@BeforeEach
	void makeFiles() throws IOException {
		Files.writeString(folder.resolve("pairs.rules.yaml"), RULES);
		Files.writeString(folder.resolve("pairs.flow.yaml"), FLOW);
	}

	/** Puts frames of a template into the night, under other names. */
	private void add(String template, int from, int to) throws IOException {
		Path night = Files.createDirectories(folder.resolve("night").resolve(template));
		List<Path> all;
		try (Stream<Path> files = Files.list(frames.resolve(template))) {
			all = files.sorted().toList();
		}
		for (int i = from; i < to; i++) {
			Files.copy(all.get(i), night.resolve(template + i + ".fits"));
		}
	}

	private Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.run(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private JsonObject json(int exitCode, String... arguments) throws Exception {
		String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
		return JsonParser.parseString(armillary(exitCode, all).out()).getAsJsonObject();
	}

	private static List<JsonObject> list(JsonObject object, String name) {
		var list = new ArrayList<JsonObject>();
		object.getAsJsonArray(name).forEach(element -> list.add(element.getAsJsonObject()));
		return list;
	}

	private static List<String> ids(JsonArray messages) {
		var ids = new ArrayList<String>();
		messages.forEach(message -> ids.add(message.getAsJsonObject().get("id").getAsString()));
		return ids;
	}

	/** States by the kind of dataset and the time of day at which it begins. */
	private Map<String, String> states(int exitCode, String... more) throws Exception {
		String[] arguments = Stream.concat(Stream.of("organise", "night"), Stream.of(more)).toArray(String[]::new);
		var states = new TreeMap<String, String>();
		for (JsonObject dataset : list(json(exitCode, arguments), "datasets")) {
			String name = dataset.get("name").getAsString();
			states.put(name.replaceFirst("-\\d{4}-\\d\\d-(\\d\\d)T.*", "@$1"), dataset.get("state").getAsString());
		}
		return states;
	}

	private static List<String> executed(JsonObject run) {
		return list(run, "jobs").stream().filter(job -> !job.get("reused").getAsBoolean())
				.map(job -> job.get("subject").getAsString().replaceFirst("-\\d{4}-\\d\\d-(\\d\\d)T.*", "@$1")).sorted()
				.toList();
	}

	@Test
	void aNightIsReducedAndItsStateFollows() throws Exception {
		add("short1", 0, 4);
		add("long", 0, 2);
		Files.writeString(folder.resolve("night/notes.fits"), "no FITS file");
		assertEquals(Map.of("dark-60@01", "new", "dark-120@08", "new"), states(3));
		JsonObject forecast = json(0, "run", "kmos-calibration", "--data", "night", "--forecast");
		assertEquals(2, list(forecast, "datasets").size(), forecast.toString());
		assertEquals(1, forecast.get("jobs").getAsInt());
		assertTrue(
				ids(forecast.getAsJsonArray("messages")).containsAll(List.of("fits.not-fits", "organise.incomplete")),
				forecast.toString());

		JsonObject run = json(0, "run", "kmos-calibration", "--data", "night", "--out", "a");
		assertEquals(List.of("dark-60@01"), executed(run));
		assertTrue(ids(run.getAsJsonArray("messages")).contains("organise.incomplete"), run.toString());
		assertTrue(products("a").anyMatch(name -> name.matches("dark-60-2026-03-01T10_00_0\\d_MASTER_DARK.fits")));
		assertEquals(Map.of("dark-60@01", "reduced", "dark-120@08", "new"), states(3));
		var text = armillary(3, "organise", "night");
		assertTrue(text.out().contains("reduced"), text.out());

		// the same files elsewhere and under other names are the same dataset
		Files.move(folder.resolve("night/short1/short10.fits"), folder.resolve("night/moved.fits"));
		assertEquals("reduced", states(3).get("dark-60@01"));
		assertEquals(List.of(), executed(json(0, "run", "kmos-calibration", "--data", "night", "--out", "b")));

		// frames that arrive complete one dataset and touch no other
		add("long", 2, 3);
		assertEquals(Map.of("dark-60@01", "reduced", "dark-120@08", "new"), states(0));
		assertEquals(List.of("dark-120@08"),
				executed(json(0, "run", "kmos-calibration", "--data", "night", "--out", "b")));
		assertEquals(Map.of("dark-60@01", "reduced", "dark-120@08", "reduced"), states(0));
		add("long", 3, 4);
		assertEquals(Map.of("dark-60@01", "reduced", "dark-120@08", "out-of-date"), states(0), "a file more");

		JsonObject shown = json(0, "show", "last");
		assertEquals(List.of("reduced", "reduced"),
				list(shown, "datasets").stream().map(dataset -> dataset.get("state").getAsString()).toList());
		var told = armillary(0, "show", "last");
		assertTrue(told.out().contains("datasets  2 in all, 2 reduced"), told.out());
		assertTrue(
				told.out().lines().anyMatch(line -> line.matches("  dark#\\d dark-120-2026-03-08T10:00:\\S+ +done.*")),
				told.out());
	}

	private Stream<String> products(String out) throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve(out))) {
			return files.map(file -> file.getFileName().toString()).toList().stream();
		}
	}

	@Test
	void aBetterCalibrationMakesWhatUsedTheOtherOutOfDate() throws Exception {
		add("short1", 0, 4);
		add("long", 0, 4);
		String[] rules = { "--rules", "pairs.rules.yaml" };
		JsonObject run = json(0, "run", "pairs.flow.yaml", "--data", "night");
		assertEquals(List.of("long@08", "short@01"), executed(run));
		assertTrue(ids(run.getAsJsonArray("messages")).contains("run.level"), "chosen a week away: " + run);
		assertEquals(Map.of("short@01", "reduced", "long@08", "reduced"), states(0, rules));
		add("short2", 0, 4);
		assertEquals(Map.of("short@01", "reduced", "short@08", "new", "long@08", "out-of-date"), states(0, rules));
		var text = armillary(0, "organise", "night", "--rules", "pairs.rules.yaml");
		assertTrue(text.out().contains("out of date") && text.out().contains("short-2026-03-01"), text.out());
		JsonObject again = json(0, "run", "pairs.flow.yaml", "--data", "night");
		assertEquals(List.of("short@08"), executed(again), "what does not depend on the choice is reused");
		assertEquals(Map.of("short@01", "reduced", "short@08", "reduced", "long@08", "reduced"), states(0, rules));
	}

	@Test
	void someDatasetsAlone() throws Exception {
		add("short1", 0, 4);
		add("short2", 0, 4);
		add("long", 0, 4);
		JsonObject forecast = json(0, "run", "pairs.flow.yaml", "--data", "night", "--dataset", "long*", "--forecast");
		assertEquals(2, forecast.get("jobs").getAsInt(), "with the short one that it needs: " + forecast);
		JsonObject one = json(0, "run", "pairs.flow.yaml", "--data", "night", "--dataset", "short-2026-03-01");
		assertEquals(List.of("short@01"), executed(one));
		assertRefused(2, "cli.unknown-dataset", "--dataset", "flat*");
		assertRefused(2, "cli.ambiguous-dataset", "--dataset", "short");
		Files.writeString(folder.resolve("night.run.yaml"), """
				armillary-run: 1
				workflow: pairs.flow.yaml
				data: night
				overlays: [bad.yaml]
				datasets: [long-*]
				settings: { most: any }
				out: of-run-file
				exclude: [long3.fits]
				""");
		Files.writeString(folder.resolve("bad.yaml"),
				"armillary-overlay: 1\nexclude:\n  - { files: \"short2/*\", reason: light leak }\n");
		assertEquals(0, Product.run(folder, "flow", "check", "night.run.yaml").exitCode());
		JsonObject run = json(0, "run", "night.run.yaml");
		assertEquals(List.of("long@08"), executed(run), "the short one of the first night was reduced before");
		JsonObject shown = json(0, "show", "last");
		assertEquals(List.of("short", "long"),
				list(shown, "datasets").stream().map(dataset -> dataset.get("type").getAsString()).toList());
		assertEquals(3, list(shown, "datasets").getLast().getAsJsonArray("files").size(), "one is excluded");
	}

	private void assertRefused(int exitCode, String id, String... more) throws Exception {
		String[] arguments = Stream.concat(Stream.of("run", "pairs.flow.yaml", "--data", "night"), Stream.of(more))
				.toArray(String[]::new);
		var refused = armillary(exitCode, arguments);
		assertTrue(refused.err().contains("[" + id + "]"), refused.err());
		String out = armillary(exitCode,
				Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
				.out();
		assertTrue(ids(JsonParser.parseString(out).getAsJsonObject().getAsJsonArray("messages")).contains(id), out);
	}

	@Test
	void nothingCompleteIsNothingToRun() throws Exception {
		add("long", 0, 4);
		assertRefused(3, "cli.nothing-complete");
		assertRefused(3, "organise.incomplete");
		assertFalse(Files.exists(folder.resolve("armillary-out")));
		Files.createDirectories(folder.resolve("night"));
		Files.writeString(folder.resolve("pairs.flow.yaml"), FLOW.replace("[SHORT]", "NONE").replace("SHORT", "NONE")
				.replace("LONG", "NONE2"));
		assertRefused(3, "cli.no-dataset");
	}

	@Test
	void correctionsReachTheRunAndAreRecorded() throws Exception {
		add("short1", 0, 4);
		Path raw = folder.resolve("night/short1/short10.fits");
		byte[] before = Files.readAllBytes(raw);
		assertEquals(List.of("dark-60@01"), executed(json(0, "run", "kmos-calibration", "--data", "night")));
		Files.writeString(folder.resolve("object.yaml"), """
				armillary-overlay: 1
				corrections:
				  - { files: short10.fits, set: { ESO OBS NAME: "corrected dark" }, reason: wrong block }
				""");
		JsonObject run = json(0, "run", "kmos-calibration", "--data", "night", "--overlay", "object.yaml");
		assertEquals(List.of("dark-60@01"), executed(run), "another input");
		assertTrue(run.toString().contains("wrong block"), run.toString());
		assertTrue(armillary(0, "show", "last", "--json").out().contains("wrong block"));
		assertEquals(-1, mismatch(before, Files.readAllBytes(raw)));
		assertEquals(List.of(),
				executed(json(0, "run", "kmos-calibration", "--data", "night", "--overlay", "object.yaml")));
	}

	private static int mismatch(byte[] one, byte[] other) {
		return Arrays.mismatch(one, other);
	}

	@Test
	void whatFailsIsResumedWithoutTheRules() throws Exception {
		add("short1", 0, 4);
		JsonObject failed = json(1, "run", "pairs.flow.yaml", "--data", "night", "--timeout", "0.001s");
		assertEquals(List.of("failed"),
				list(failed, "jobs").stream().map(job -> job.get("status").getAsString()).toList());
		assertEquals(Map.of("short@01", "failed"), states(0, "--rules", "pairs.rules.yaml"));
		Path rules = folder.resolve("pairs.rules.yaml");
		Files.move(rules, folder.resolve("elsewhere"));
		armillary(0, "resume", "last", "--timeout", "10min");
		Files.move(folder.resolve("elsewhere"), rules);
		assertEquals(Map.of("short@01", "reduced"), states(0, "--rules", "pairs.rules.yaml"));
	}

	@Test
	void aRunGoesOnWithoutAnybodyWhoWatches() throws Exception {
		add("short1", 0, 4);
		String run = armillary(0, "run", "pairs.flow.yaml", "--data", "night", "--detach").out().strip();
		long deadline = System.nanoTime() + 60_000_000_000L;
		JsonElement state = json(0, "show", run).get("state");
		while (!state.getAsString().equals("done")) {
			assertTrue(System.nanoTime() < deadline, state.toString());
			Thread.sleep(100);
			state = json(0, "show", run).get("state");
		}
		assertEquals(Map.of("short@01", "reduced"), states(0, "--rules", "pairs.rules.yaml"));
	}

	@Test
	void workflowsAreCheckedWithTheirRules() throws Exception {
		assertEquals(0, Product.run(folder, "flow", "check", "pairs.flow.yaml", "kmos-calibration").exitCode());
		Files.writeString(folder.resolve("other.flow.yaml"), FLOW.replace("pairs.rules.yaml", "nowhere"));
		var unknown = armillary(2, "flow", "check", "other.flow.yaml");
		assertTrue(unknown.err().contains("[cli.unknown-rules]") && unknown.err().contains("other.flow.yaml:3:"),
				unknown.err());
		Files.writeString(folder.resolve("pairs.rules.yaml"), RULES.replace("classes:", "clases:"));
		var wrong = armillary(2, "flow", "check", "pairs.flow.yaml");
		assertTrue(wrong.err().contains("pairs.rules.yaml:"), wrong.err());
		assertTrue(armillary(2, "run", "pairs.flow.yaml", "--data", "night").err().contains("pairs.rules.yaml:"));
	}
}
