package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Quality-control values as a user has them: judged by limits in runs, listed over time, plotted. */
class QualityTest {

	private static final String LIMITS = """
			armillary-limits: 1
			name: strict
			limits:
			  - actor: kmos.dark
			    value: read noise mean
			    subject: detector 1
			    unit: electron
			    requirement: <= 5
			""";

	@TempDir
	private Path folder;

	private Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.quick(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private JsonObject json(int exitCode, String... arguments) throws Exception {
		return JsonParser.parseString(armillary(exitCode, withJson(arguments)).out()).getAsJsonObject();
	}

	private static String[] withJson(String... arguments) {
		return Stream.concat(Arrays.stream(arguments), Stream.of("--json")).toArray(String[]::new);
	}

	private static Stream<JsonObject> objects(JsonArray array) {
		return array.asList().stream().map(JsonElement::getAsJsonObject);
	}

	private static String text(JsonObject object, String member) {
		return object.get(member).getAsString();
	}

	private static List<String> caveats(JsonObject run) {
		return objects(run.getAsJsonArray("jobs")).filter(job -> text(job, "job").equals("dark"))
				.flatMap(job -> objects(job.getAsJsonArray("messages"))).map(message -> text(message, "id")).toList();
	}

	/** The demonstration with small detectors. */
	private JsonObject run(String out, String... options) throws Exception {
		return json(0, Stream.concat(Stream.of("run", "demo", "--set", "simulate.size=small", "--out", out),
				Arrays.stream(options)).toArray(String[]::new));
	}

	/** What the simulated darks measure meets the goals of the product; every value has a limit or is an error. */
	@Test
	void limitsInRunsAndOverTime() throws Exception {
		run("first");
		Files.writeString(folder.resolve("strict.limits.yaml"), LIMITS);
		JsonArray all = json(0, "qc", "--actor", "kmos.dark").getAsJsonArray("series");
		assertEquals(33, all.size());
		Set<String> unlimited = new HashSet<>();
		objects(all).forEach(one -> {
			if (one.get("limit").isJsonNull()) {
				unlimited.add(text(one, "name"));
			} else {
				assertEquals("goal-met", text(one, "state"), one.toString());
			}
			assertEquals(56634.41670138889, one.getAsJsonObject("latest").get("mjd").getAsDouble(), 1e-9,
					"when the first simulated frame was exposed");
		});
		assertEquals(Set.of("dark level error", "dark current error"), unlimited);

		// the limits of a run judge results that are reused, and stay with that run
		JsonObject strict = run("strict", "--limits", "strict.limits.yaml");
		assertEquals(List.of("quality.failed"), caveats(strict));
		assertEquals(List.of(), caveats(run("none", "--no-limits")));
		var shown = armillary(0, "show", text(strict, "run")).out();
		assertTrue(shown.contains("✖") && shown.contains("✔") && shown.contains("failed"), shown);

		var told = armillary(0, "qc", "--param", "Read noise*", "--limits", "strict.limits.yaml", "--plot", "ron.svg",
				"--csv", "ron.csv").out();
		assertTrue(told.contains("✖ failed") && told.contains("<= 5") && !told.contains("dark level"), told);
		String picture = Files.readString(folder.resolve("ron.svg"));
		assertTrue(picture.startsWith("<?xml") || picture.startsWith("<svg"), picture.substring(0, 40));
		assertTrue(picture.contains("read noise median") && picture.contains("detector 3"), "panels and series");
		assertEquals(1 + 2 * 3, Files.readAllLines(folder.resolve("ron.csv")).size());
		assertEquals(List.of("cli.file-there"), messages(json(2, "qc", "--csv", "strict.limits.yaml")));
		assertEquals(LIMITS, Files.readString(folder.resolve("strict.limits.yaml")));
		var lines = armillary(0, "qc", "--all", "--subject", "*1", "--param", "bad pixels").out();
		assertTrue(lines.contains("2013-12-08 10:00:03") && lines.contains("MASTER_DARK"), lines);
		assertEquals(List.of("cli.qc-none"), messages(json(3, "qc", "--until", "2013-12-07")));
	}

	@Test
	void badLimitsAreRefused() throws Exception {
		Files.writeString(folder.resolve("bad.limits.yaml"), LIMITS.replace("<= 5", "< 5").replace("unit", "united"));
		assertEquals(List.of("workflow.unknown-key", "quality.range"),
				messages(json(2, "run", "demo", "--limits", "bad.limits.yaml")));
	}

	private static List<String> messages(JsonObject refusal) {
		return objects(refusal.getAsJsonArray("messages")).map(message -> text(message, "id")).toList();
	}
}
