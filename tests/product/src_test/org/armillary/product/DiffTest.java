package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What differs between two runs down to the pixel, and what is written of a run in a paper. */
class DiffTest {

	private static final String FLOW = """
			armillary-workflow: 1
			name: collapse
			inputs:
			  cube: {payload: cube}
			nodes:
			  image: {actor: kmos.make-image}
			connections:
			  - cube -> image.cubes
			""";

	@TempDir
	private Path folder;

	private JsonObject json(String... arguments) throws Exception {
		var result = Product.quick(folder, RunsTest.withJson(arguments));
		assertEquals(0, result.exitCode(), result.toString());
		return JsonParser.parseString(result.out()).getAsJsonObject();
	}

	@Test
	void aChangedParameterIsTracedToThePixelAndToldInThePaper() throws Exception {
		// one spaxel whose mean (4) and median (2) differ; the median and the mean of the others are 2
		Files.write(folder.resolve("cube.fits"), new FitsBytes().primary()
				.cube("DATA", 2, 2, 3, 1, 1, 1, 1, 2, 2, 2, 2, 3, 9, 3, 3).bytes());
		Files.writeString(folder.resolve("collapse.flow.yaml"), FLOW);
		String one = json("run", "collapse.flow.yaml", "--data", "cube.fits", "--out", "a", "--set",
				"image.method=average").get("run").getAsString();
		String other = json("run", "collapse.flow.yaml", "--data", "cube.fits", "--out", "b", "--set",
				"image.method=median").get("run").getAsString();

		JsonObject difference = json("diff", one, other);
		JsonArray products = difference.getAsJsonArray("products");
		assertEquals(1, products.size(), difference.toString());
		JsonObject part = products.get(0).getAsJsonObject().getAsJsonArray("parts").get(0).getAsJsonObject();
		assertEquals("pixels", part.get("kind").getAsString());
		assertEquals(1, part.get("different").getAsLong());
		assertEquals(4, part.get("pixels").getAsLong());
		assertEquals(2, part.getAsJsonObject("size").get("maximum").getAsDouble());
		assertEquals(-2, part.getAsJsonObject("size").get("mean").getAsDouble());
		assertEquals("[2,1]", part.getAsJsonObject("size").get("position").toString());
		assertEquals(0, difference.getAsJsonArray("versions").size(), difference.toString());
		JsonArray named = json("diff", one, other, "--no-pixels").getAsJsonArray("products");
		assertEquals(1, named.size());
		assertFalse(named.get(0).getAsJsonObject().get("compared").getAsBoolean(), named.toString());

		JsonObject methods = json("show", other, "--methods", "--bib", "refs.bib");
		String paragraph = methods.get("paragraph").getAsString();
		assertTrue(paragraph.contains("kmos.make-image") && paragraph.contains("method = median (default ksigma)"),
				paragraph);
		assertEquals("[]", methods.getAsJsonArray("gaps").toString());
		String bib = Files.readString(folder.resolve("refs.bib"));
		assertTrue(bib.contains("@article{Davies2013,") && bib.contains("@misc{Armillary,"), bib);
	}
}
