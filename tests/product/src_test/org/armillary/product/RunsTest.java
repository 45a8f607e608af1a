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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Runs as a user has them: reused, explained, detached, followed, cancelled, resumed, compared and cleaned away. */
class RunsTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void makeFiles() throws IOException {
		Files.write(folder.resolve("cube.fits"),
				new FitsBytes().primary().cube("DATA", 2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8).bytes());
		// one arm of two nodes, and one of its own
		Files.writeString(folder.resolve("line.flow.yaml"), """
				armillary-workflow: 1
				name: line
				inputs:
				  cube: {payload: cube}
				nodes:
				  image: {actor: kmos.make-image}
				  values: {actor: kmos.stats}
				  copy: {actor: kmos.copy}
				connections:
				  - cube -> values.cube
				  - cube -> image.cubes
				  - image.images -> copy.data
				""");
	}

	private Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.quick(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private JsonObject json(int exitCode, String... arguments) throws Exception {
		return JsonParser.parseString(armillary(exitCode, withJson(arguments)).out()).getAsJsonObject();
	}

	private JsonArray array(String... arguments) throws Exception {
		return JsonParser.parseString(armillary(0, withJson(arguments)).out()).getAsJsonArray();
	}

	static String[] withJson(String... arguments) {
		return Stream.concat(Arrays.stream(arguments), Stream.of("--json")).toArray(String[]::new);
	}

	private JsonObject stats(String... options) throws Exception {
		return json(0, Stream.concat(Stream.of("run", "kmos-stats", "--data", "cube.fits"), Arrays.stream(options))
				.toArray(String[]::new));
	}

	private static JsonObject job(JsonObject run) {
		return run.getAsJsonArray("jobs").get(0).getAsJsonObject();
	}

	private static List<Boolean> reused(JsonObject run) {
		var reused = new ArrayList<Boolean>();
		run.getAsJsonArray("jobs").forEach(job -> reused.add(job.getAsJsonObject().get("reused").getAsBoolean()));
		return reused;
	}

	@Test
	void whatWasDoneIsReusedAndItIsToldWhy() throws Exception {
		JsonObject first = stats("--out", "a");
		assertEquals("new", job(first).getAsJsonObject("reason").get("kind").getAsString());
		// another place, another name, another output folder
		Files.createDirectory(folder.resolve("moved"));
		Files.move(folder.resolve("cube.fits"), folder.resolve("moved/other.fits"));
		JsonObject second = json(0, "run", "kmos-stats", "--data", "moved", "--out", "b");
		assertEquals(List.of(true), reused(second));
		assertEquals(first.get("run").getAsString(),
				job(second).getAsJsonObject("reason").get("run").getAsString());
		assertEquals(job(first).get("qc"), job(second).get("qc"));
		Path made = folder.resolve("a/statistics/cube_STATS.fits");
		Path again = folder.resolve("b/statistics/other_STATS.fits");
		assertEquals(-1, Files.mismatch(made, again));
		var why = armillary(0, "why", "last");
		assertTrue(why.out().contains("reused: identical inputs (from run " + first.get("run").getAsString()),
				why.out());

		JsonObject third = json(0, "run", "kmos-stats", "--data", "moved", "--out", "b", "--set",
				"statistics.clipIterations=7");
		assertEquals(List.of(false), reused(third));
		var because = armillary(0, "why", "last", "statistics");
		assertTrue(because.out().contains("re-ran: clipIterations ") && because.out().contains(" → 7"), because.out());
		var text = armillary(0, "run", "kmos-stats", "--data", "moved", "--out", "b", "--set",
				"statistics.clipIterations=8");
		assertTrue(text.out().startsWith("run kmos-cube-statistics-"), text.out());
		assertTrue(text.out().contains("re-ran: clipIterations 7 → 8") || text.out().contains(" → 8"), text.out());
		assertTrue(text.out().contains("median"), text.out());

		JsonArray runs = array("runs");
		assertEquals(4, runs.size(), runs.toString());
		assertEquals("done", runs.get(0).getAsJsonObject().get("state").getAsString());
		assertEquals(first.get("run"), runs.get(3).getAsJsonObject().get("run"));
		var difference = armillary(0, "diff", second.get("run").getAsString(), third.get("run").getAsString());
		assertTrue(difference.out().contains("statistics.clipIterations"), difference.out());
		assertTrue(armillary(0, "diff", "last", "last").out().contains("no difference"));
		var shown = armillary(0, "show", first.get("run").getAsString());
		assertTrue(shown.out().contains("statistics") && shown.out().contains(made.toString()), shown.out());
	}

	@Test
	void aForecastTellsAndDoesNothing() throws Exception {
		JsonObject before = stats("--forecast");
		assertEquals(1, before.get("toRun").getAsInt(), before.toString());
		assertEquals(1, before.get("withoutEstimate").getAsInt());
		assertFalse(Files.exists(folder.resolve("armillary-out")));
		assertEquals(0, array("runs").size());
		String run = stats().get("run").getAsString();
		JsonObject after = stats("--forecast", "--out", "elsewhere");
		assertEquals(0, after.get("toRun").getAsInt(), after.toString());
		assertEquals(run, after.getAsJsonArray("items").get(0).getAsJsonObject().getAsJsonObject("reason").get("run")
				.getAsString());
		var changed = armillary(0, "run", "kmos-stats", "--data", "cube.fits", "--forecast", "--set",
				"statistics.clipIterations=9");
		assertTrue(changed.out().contains("1 of 1 job, ≈ "), changed.out());
		assertTrue(changed.out().contains("clipIterations") && changed.out().contains("→ 9"), changed.out());
		assertEquals(1, array("runs").size());
	}

	@Test
	void aNodeAloneRunsWithWhatItNeeds() throws Exception {
		JsonObject part = json(0, "run", "line.flow.yaml", "--data", "cube.fits", "--only", "copy");
		assertEquals(2, part.getAsJsonArray("jobs").size(), part.toString());
		JsonObject whole = json(0, "run", "line.flow.yaml", "--data", "cube.fits");
		assertEquals(3, whole.getAsJsonArray("jobs").size(), whole.toString());
		assertEquals(2, reused(whole).stream().filter(reused -> reused).count(), whole.toString());
	}

	@Test
	void darksOfANightMakeOneMasterForEachIntegrationTime() throws Exception {
		for (int dit : new int[] { 20, 60 }) {
			armillary(0, "recipe", "kmos.simulate-darks", "--set", "size=small", "--set", "exposures=3", "--set",
					"dit=" + dit, "--out", "night/" + dit);
		}
		JsonObject run = json(0, "run", "kmos-darks", "--data", "night/20", "--data", "night/60");
		assertEquals(2, run.getAsJsonArray("jobs").size(), run.toString());
		// the truth beside the frames is no dark
		assertTrue(run.getAsJsonArray("idle").size() > 0, run.toString());
		try (var made = Files.list(folder.resolve("armillary-out/dark"))) {
			assertEquals(2, made.filter(file -> file.toString().contains("MASTER_DARK")).count());
		}
	}

	@Test
	void aRunFileSaysEverythingAndTheCommandLineWins() throws Exception {
		Path data = Files.createDirectory(folder.resolve("data"));
		Files.move(folder.resolve("cube.fits"), data.resolve("cube.fits"));
		Files.copy(data.resolve("cube.fits"), data.resolve("bad.fits"));
		Files.writeString(folder.resolve("inner.flow.yaml"), """
				armillary-workflow: 1
				name: inner
				inputs:
				  cube: {payload: cube}
				parameters:
				  rounds: {binds: [values.clipIterations], value: 2}
				nodes:
				  values: {actor: kmos.stats}
				connections:
				  - cube -> values.cube
				""");
		Files.writeString(folder.resolve("outer.flow.yaml"), """
				armillary-workflow: 1
				name: outer
				inputs:
				  cube: {payload: cube}
				nodes:
				  measure: {uses: inner.flow.yaml}
				connections:
				  - cube -> measure.cube
				""");
		Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
		Files.writeString(folder.resolve("night.run.yaml"), """
				armillary-run: 1
				workflow: outer.flow.yaml
				data: [data]
				exclude: [bad.fits]
				out: products
				settings:
				  measure/rounds: 4
				""");
		var environment = Map.of("ARMILLARY_STORE", Product.store(folder).toString());
		var run = Product.run(Product.folder(), elsewhere, environment, "run", "../night.run.yaml", "--json");
		assertEquals(0, run.exitCode(), run.toString());
		JsonObject told = JsonParser.parseString(run.out()).getAsJsonObject();
		assertEquals(1, told.getAsJsonArray("jobs").size(), "the excluded file was taken: " + told);
		assertEquals("measure/values", job(told).get("node").getAsString());
		try (var made = Files.walk(folder.resolve("products"))) {
			assertEquals(1, made.filter(Files::isRegularFile).count());
		}
		JsonObject same = json(0, "run", "outer.flow.yaml", "--in", "cube=data/cube.fits", "--set",
				"measure/values.clipIterations=4");
		assertEquals(List.of(true), reused(same), same.toString());
		JsonObject other = json(0, "run", "night.run.yaml", "--set", "measure/rounds=5");
		assertEquals(List.of(false), reused(other), other.toString());
	}

	@Test
	void aDetachedRunGoesOnAlone() throws Exception {
		var slow = new SlowWorkflow(folder, "detached");
		var started = slow.armillary(0, "run", "slow.flow.yaml", "--detach");
		String id = started.out().strip();
		assertTrue(id.matches("slow-\\d{8}-\\d{6}"), started.toString());
		slow.waitUntilAtWork();
		assertEquals("running", slow.state(id));
		assertEquals(2, slow.armillary(2, "resume", id).exitCode());
		slow.letGo();
		slow.waitForState(id, "done");
		assertEquals("good", Files.readString(folder.resolve("armillary-out/slow/TEXT.txt")));
		var resumed = slow.armillary(0, "resume", id);
		assertTrue(resumed.out().contains("nothing to resume"), resumed.out());
	}

	@Test
	void interruptingCancelsTheRunAndResumeGoesOn() throws Exception {
		var slow = new SlowWorkflow(folder, "interrupted");
		Process process = slow.start("run", "slow.flow.yaml");
		try {
			slow.waitUntilAtWork();
			long begin = System.nanoTime();
			signal("INT", process);
			assertTrue(process.waitFor(20, TimeUnit.SECONDS));
			assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(6), "took too long");
			assertEquals(130, process.exitValue(), slow.told());
		} finally {
			process.destroyForcibly();
		}
		assertEquals("cancelled", slow.state("last"));
		assertFalse(Files.exists(folder.resolve("armillary-out/slow/TEXT.txt")));
		slow.letGo();
		var resumed = slow.armillary(0, "resume", "last");
		assertTrue(resumed.out().contains("TEXT"), resumed.out());
		assertEquals("done", slow.state("last"));
		assertEquals("good", Files.readString(folder.resolve("armillary-out/slow/TEXT.txt")));
	}

	@Test
	void theEndOfTheTerminalDoesNotEndTheRun() throws Exception {
		var slow = new SlowWorkflow(folder, "hangup");
		Process process = slow.start("run", "slow.flow.yaml");
		try {
			slow.waitUntilAtWork();
			signal("HUP", process);
			assertTrue(process.waitFor(20, TimeUnit.SECONDS));
			assertEquals(129, process.exitValue(), slow.told());
		} finally {
			process.destroyForcibly();
		}
		assertEquals("running", slow.state("last"));
		slow.letGo();
		slow.waitForState("last", "done");
	}

	@Test
	void cancelEndsARunFromElsewhere() throws Exception {
		var slow = new SlowWorkflow(folder, "cancelled");
		String id = slow.armillary(0, "run", "slow.flow.yaml", "--detach").out().strip();
		slow.waitUntilAtWork();
		var cancelled = slow.armillary(0, "cancel", id);
		assertTrue(cancelled.out().contains("cancelled"), cancelled.out());
		assertEquals("cancelled", slow.state(id));
	}

	@Test
	void aRunWhoseProcessWasKilledIsReportedAndResumed() throws Exception {
		var slow = new SlowWorkflow(folder, "killed");
		Process process = slow.start("run", "slow.flow.yaml");
		try {
			slow.waitUntilAtWork();
			long pid = slow.json(0, "show", "last").getAsJsonObject("holder").get("pid").getAsLong();
			ProcessHandle.of(pid).orElseThrow().destroyForcibly();
			assertTrue(process.waitFor(20, TimeUnit.SECONDS));
			assertEquals(1, process.exitValue(), slow.told());
			assertTrue(slow.told().contains("[run.interrupted]"), slow.told());
		} finally {
			process.destroyForcibly();
		}
		assertEquals("interrupted", slow.state("last"));
		slow.letGo();
		slow.armillary(0, "resume", "last");
		assertEquals("good", Files.readString(folder.resolve("armillary-out/slow/TEXT.txt")));
	}

	@Test
	void aFailedJobIsKeptAndCanBeRepeated() throws Exception {
		Path plugins = Files.createDirectory(folder.resolve("failing"));
		PluginJar.write(plugins.resolve("failing.jar"), "test.failing",
				"throw new IllegalStateException(\"a mistake in the program\");");
		Files.writeString(folder.resolve("failing.flow.yaml"),
				"armillary-workflow: 1\nname: failing\nnodes:\n  failing: {actor: test.failing}\n");
		var environment = Map.of("ARMILLARY_PLUGINS", plugins.toString());
		var failed = Product.run(Product.folder(), folder, environment, "run", "failing.flow.yaml");
		assertEquals(1, failed.exitCode(), failed.toString());
		Path jobs;
		try (var runs = Files.list(Product.store(folder).resolve("runs"))) {
			jobs = runs.findFirst().orElseThrow().resolve("jobs");
		}
		Path job;
		try (var kept = Files.list(jobs)) {
			job = kept.findFirst().orElseThrow();
		}
		assertTrue(failed.err().contains("armillary exec-job " + job), failed.err());
		var repeated = Product.run(Product.folder(), folder, environment, "exec-job", job.toString());
		assertEquals(1, repeated.exitCode(), repeated.toString());
		assertTrue(repeated.err().contains("a mistake in the program"), repeated.err());
		var clean = armillary(0, "clean");
		assertFalse(Files.exists(job), clean.out());
	}

	@Test
	void cleanTellsWhatItWouldRemoveAndRemovesIt() throws Exception {
		stats();
		JsonObject would = json(0, "clean", "--keep", "0", "--dry-run");
		assertTrue(would.get("dryRun").getAsBoolean());
		assertEquals(1, would.getAsJsonArray("runs").size(), would.toString());
		assertEquals(1, array("runs").size());
		JsonObject removed = json(0, "clean", "--keep", "0");
		assertEquals(would.getAsJsonArray("amounts"), removed.getAsJsonArray("amounts"));
		assertEquals(0, array("runs").size());
		// products outside the store are the user's own
		assertTrue(Files.exists(folder.resolve("armillary-out/statistics/cube_STATS.fits")));
		assertEquals(List.of(false), reused(stats()));
		assertTrue(armillary(0, "clean", "--keep", "5").out().contains("nothing to remove"));
	}

	/** The only product is final, so that no option takes it as long as its run is kept. */
	@Test
	void cleanKeepsFinalProductsOfRunsThatAreKept() throws Exception {
		stats();
		JsonObject finals = json(0, "clean", "--older", "1d", "--finals", "--max-size", "1kB");
		assertEquals(0, finals.getAsJsonArray("runs").size(), finals.toString());
		assertEquals(0, finals.get("bytes").getAsLong(), finals.toString());
		assertTrue(finals.get("remainingBytes").getAsLong() > 1000, finals.toString());
		assertEquals("cli.clean-too-large",
				finals.getAsJsonArray("messages").get(0).getAsJsonObject().get("id").getAsString());
		assertEquals(List.of(true), reused(stats()));
		JsonObject old = json(0, "clean", "--older", "0d");
		assertEquals(2, old.getAsJsonArray("runs").size(), old.toString());
		assertEquals(0, old.get("remainingBytes").getAsLong());
	}

	@Test
	void severalRunsAtOnceDoTheSameWorkOnce() throws Exception {
		var slow = new SlowWorkflow(folder, "together");
		var processes = List.of(slow.start("run", "slow.flow.yaml", "--out", "a", "--json"),
				slow.start("run", "slow.flow.yaml", "--out", "b", "--json"));
		slow.waitUntilAtWork();
		Thread.sleep(1000);
		slow.letGo();
		for (Process process : processes) {
			assertTrue(process.waitFor(60, TimeUnit.SECONDS));
			assertEquals(0, process.exitValue(), slow.told());
		}
		assertEquals("good", Files.readString(folder.resolve("a/slow/TEXT.txt")));
		assertEquals("good", Files.readString(folder.resolve("b/slow/TEXT.txt")));
		assertEquals(1, slow.executions(), "the job was executed more than once");
	}

	private static void signal(String name, Process process) throws Exception {
		assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
	}
}
