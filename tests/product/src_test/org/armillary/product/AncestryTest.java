package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The ancestry of a product goes down to raw frames and suffices to make it again; what a bad file spoils is found. */
class AncestryTest {

	@TempDir
	private Path folder;

	private Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.quick(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private JsonObject json(int exitCode, String... arguments) throws Exception {
		return JsonParser.parseString(armillary(exitCode, RunsTest.withJson(arguments)).out()).getAsJsonObject();
	}

	private static List<JsonObject> objects(JsonObject owner, String member) {
		var objects = new ArrayList<JsonObject>();
		owner.getAsJsonArray(member).forEach(element -> objects.add(element.getAsJsonObject()));
		return objects;
	}

	private static String text(JsonObject object, String member) {
		return object.get(member).getAsString();
	}

	/**
	 * Makes every step again by the facts alone, those first that need no other.
	 *
	 * @return the products of the first step, which made the product
	 */
	private Map<String, List<Path>> repeat(JsonObject ancestry) throws Exception {
		var made = new HashMap<Integer, Map<String, List<Path>>>();
		for (JsonObject step : objects(ancestry, "steps").reversed()) {
			int number = step.get("number").getAsInt();
			Path place = Files.createDirectories(folder.resolve("again").resolve(String.valueOf(number)));
			Files.writeString(place.resolve("job.json"), job(step, made).toString());
			JsonObject report = json(0, "exec-job", place.toString());
			var products = new HashMap<String, List<Path>>();
			report.getAsJsonObject("products").entrySet().forEach(port -> {
				var files = new ArrayList<Path>();
				port.getValue().getAsJsonArray()
						.forEach(product -> files.add(place.resolve(text(product.getAsJsonObject(), "path"))));
				products.put(port.getKey(), files);
			});
			made.put(number, products);
		}
		return made.get(1);
	}

	private static JsonObject job(JsonObject step, Map<Integer, Map<String, List<Path>>> made) {
		var job = new JsonObject();
		job.addProperty("armillary-job", 1);
		job.add("id", step.get("job"));
		job.add("node", step.get("node"));
		job.addProperty("attempt", 1);
		job.add("actor", step.get("actor"));
		job.add("key", step.get("key"));
		job.add("decisions", step.get("decisions"));
		job.addProperty("memoryBytes", 0);
		var parameters = new JsonObject();
		for (JsonObject parameter : objects(step, "parameters")) {
			parameters.add(text(parameter, "name"), parameter.get("value"));
		}
		job.add("parameters", parameters);
		var inputs = new JsonObject();
		for (JsonObject input : objects(step, "inputs")) {
			String port = text(input, "port");
			if (!inputs.has(port)) {
				inputs.add(port, new JsonArray());
			}
			JsonObject given = input.deepCopy();
			JsonElement source = input.get("source");
			if (source.isJsonObject()) {
				JsonObject from = source.getAsJsonObject();
				given.addProperty("path", made.get(from.get("step").getAsInt()).get(text(from, "port"))
						.get(from.get("index").getAsInt()).toString());
			}
			inputs.getAsJsonArray(port).add(given);
		}
		job.add("inputs", inputs);
		return job;
	}

	private static void same(Path product, List<Path> again) throws IOException {
		assertEquals(1, again.size());
		assertEquals(-1, Files.mismatch(product, again.getFirst()), product + " and " + again.getFirst());
	}

	@Test
	void aProductIsMadeAgainFromItsAncestry() throws Exception {
		armillary(0, "run", "demo", "--set", "simulate.size=small", "--out", "demo");
		Path dark;
		try (Stream<Path> files = Files.list(folder.resolve("demo/dark"))) {
			dark = files.filter(file -> file.toString().contains("MASTER_DARK")).findFirst().orElseThrow();
		}
		JsonObject ancestry = json(0, "show", "last", "--product", dark.getFileName().toString());
		assertEquals(2, ancestry.getAsJsonArray("steps").size());
		assertTrue(ancestry.get("complete").getAsBoolean(), ancestry.get("gaps").toString());
		String port = text(ancestry.getAsJsonObject("product"), "port");
		same(dark, repeat(ancestry).get(port));

		// frames that a run of the store made, given to another run as files
		JsonObject night = json(0, "run", "kmos-darks", "--data", "demo/simulate", "--out", "night");
		JsonObject further = json(0, "show", text(night, "run"), "--product", "dark#1." + port);
		assertEquals(ancestry.getAsJsonArray("steps").size(), further.getAsJsonArray("steps").size());
	}

	@Test
	void aRawFileIsFollowedToAllThatUsedIt() throws Exception {
		Files.write(folder.resolve("cube.fits"),
				new FitsBytes().primary().cube("DATA", 2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8).bytes());
		Files.write(Files.createDirectory(folder.resolve("other")).resolve("cube.fits"),
				new FitsBytes().primary().cube("DATA", 2, 2, 2, 8, 7, 6, 5, 4, 3, 2, 1).bytes());
		Files.writeString(folder.resolve("line.flow.yaml"), """
				armillary-workflow: 1
				name: line
				inputs:
				  cube: {payload: cube}
				nodes:
				  image: {actor: kmos.make-image, parameters: {method: median}}
				  copy: {actor: kmos.copy}
				connections:
				  - cube -> image.cubes
				  - image.images -> copy.data
				""");
		JsonObject first = json(0, "run", "line.flow.yaml", "--in", "cube=cube.fits", "--out", "a");
		Path product = Path.of(text(objects(objects(first, "jobs").get(1), "products").getFirst(), "file"));
		JsonObject ancestry = json(0, "show", text(first, "run"), "--product", product.toString());
		JsonObject raw = objects(ancestry, "files").getFirst();
		assertEquals(folder.resolve("cube.fits").toRealPath(), Path.of(text(raw, "path")).toRealPath());
		assertEquals(1, ancestry.getAsJsonArray("files").size());
		same(product, repeat(ancestry).values().iterator().next());

		// another run replaces the product: neither is taken for the other
		json(0, "run", "line.flow.yaml", "--in", "cube=other/cube.fits", "--out", "a");
		String digest = text(ancestry.getAsJsonObject("product"), "digest");
		JsonObject replaced = json(0, "show", text(first, "run"), "--product", product.toString());
		assertEquals(1, replaced.getAsJsonArray("notes").size());
		assertNotEquals(digest, text(replaced.getAsJsonObject("product"), "digest"));
		JsonObject named = json(0, "show", text(first, "run"), "--product",
				"copy." + text(ancestry.getAsJsonObject("product"), "port"));
		assertEquals(1, named.getAsJsonArray("notes").size());
		assertEquals(digest, text(named.getAsJsonObject("product"), "digest"));

		json(0, "run", "line.flow.yaml", "--in", "cube=cube.fits", "--out", "c");
		// by content, wherever it lies and whatever it is called
		Files.createDirectory(folder.resolve("moved"));
		Files.move(folder.resolve("cube.fits"), folder.resolve("moved/renamed.fits"));
		JsonObject impact = objects(json(0, "impact", "moved/renamed.fits"), "files").getFirst();
		assertEquals(2, impact.get("products").getAsInt());
		assertEquals(2, impact.get("runs").getAsInt());
		assertEquals(impact.get("uses"), objects(json(0, "impact", text(raw, "digest").substring(0, 12)), "files")
				.getFirst().get("uses"));
		assertEquals(2, json(0, "impact", "moved/renamed.fits", "--mark", "saturated").get("marked").getAsInt());
		assertTrue(armillary(0, "why", text(first, "run")).out().contains("saturated"));
		JsonObject again = json(0, "run", "line.flow.yaml", "--data", "moved", "--out", "d");
		for (JsonObject job : objects(again, "jobs")) {
			assertFalse(job.get("reused").getAsBoolean());
			assertEquals("marked", text(job.getAsJsonObject("reason"), "kind"));
		}
		assertEquals(0, json(0, "impact", "moved/renamed.fits", "--unmark").get("unmarked").getAsInt(), "made again");
		Files.write(folder.resolve("unused.fits"), new FitsBytes().primary().bytes());
		armillary(3, "impact", "unused.fits");
	}
}
