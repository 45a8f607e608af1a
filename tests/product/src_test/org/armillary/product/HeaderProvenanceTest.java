package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Headers of products say how they were made, as astropy reads them; fitsverify finds nothing wrong with them. */
class HeaderProvenanceTest {

	private static final int IFUS = 24;

	@TempDir
	private Path folder;

	private Product.Result armillary(String... arguments) throws Exception {
		var result = Product.run(folder, arguments);
		assertEquals(0, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private static void cube(Path file, float value, String... cards) throws IOException {
		Files.write(file, new FitsBytes().primary(cards)
				.cube("DATA", 2, 2, 2, value, value, value, value, value, value, value, value).bytes());
	}

	private JsonObject history(Path product) throws Exception {
		String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), product.toString());
		var verified = Product.execute(folder, Map.of(), List.of(fitsverify, product.toString()));
		assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
		String python = SharedData.requireProgram("python3 with astropy", List.of("/usr/bin/python3", "python3"), "-c",
				"import astropy.io.fits");
		var read = Product.execute(folder, Map.of(), List.of(python,
				Product.repository().resolve("tests/reference/product_history.py").toString(), product.toString()));
		assertEquals(0, read.exitCode(), read.err());
		return JsonParser.parseString(read.out()).getAsJsonObject();
	}

	private static String told(JsonObject history, String keyword) {
		JsonObject card = history.getAsJsonObject("ESO PRO " + keyword);
		return card.get("value").getAsString() + " / " + card.get("comment").getAsString();
	}

	@Test
	void aProductNamesItsFilesAndParameters() throws Exception {
		cube(folder.resolve("it's science.fits"), 4, "OBJECT  = 'NGC 1'");
		cube(folder.resolve("flat.fits"), 2, "DATAMD5 = '0123456789'", "HIERARCH ESO PRO CATG = 'MASTER_FLAT'");
		Files.writeString(folder.resolve("divide.flow.yaml"), """
				armillary-workflow: 1
				name: divide
				inputs:
				  science: {payload: cube}
				  flat: {payload: cube}
				nodes:
				  copy: {actor: kmos.copy}
				  divided: {actor: kmos.arithmetic, parameters: {operator: /}}
				connections:
				  - science -> copy.data
				  - copy.copy -> divided.first
				  - flat -> divided.second
				""");
		JsonObject run = JsonParser
				.parseString(armillary("run", "divide.flow.yaml", "--in", "science=it's science.fits",
						"--in", "flat=flat.fits", "--out", "out", "--json").out())
				.getAsJsonObject();
		JsonObject copy = history(folder.resolve("out/copy/it's science_COPY.fits"));
		assertEquals("it's science.fits / ", told(copy, "REC1 RAW1 NAME"));
		assertFalse(copy.has("ESO PRO REC1 CAL1 NAME"));
		JsonObject divided = history(folder.resolve("out/divided/it's science_ARITHMETIC.fits"));
		assertTrue(told(divided, "REC1 DRS ID").matches("armillary/\\d+\\.\\d+\\.\\d+ / .*"), divided.toString());
		assertEquals("it's science_COPY.fits / ", told(divided, "REC1 RAW1 NAME"));
		assertEquals("COPY / ", told(divided, "REC1 RAW1 CATG"));
		assertEquals("flat.fits / ", told(divided, "REC1 CAL1 NAME"));
		assertEquals("MASTER_FLAT / ", told(divided, "REC1 CAL1 CATG"));
		assertEquals("0123456789 / ", told(divided, "REC1 CAL1 DATAMD5"));
		assertEquals("operator / ", told(divided, "REC1 PARAM1 NAME"));
		assertEquals("/ / Default: +", told(divided, "REC1 PARAM1 VALUE"));
		assertEquals("scalar / ", told(divided, "REC1 PARAM2 NAME"));
		assertEquals("1", told(divided, "DATANCOM").split(" ")[0]);

		JsonObject shown = JsonParser.parseString(armillary("show", run.get("run").getAsString(), "--json").out())
				.getAsJsonObject();
		JsonObject environment = shown.getAsJsonArray("environments").get(0).getAsJsonObject();
		assertTrue(environment.getAsJsonObject("bundles").has("org.armillary.kmos.arithmetic"));
		assertTrue(environment.get("memoryBytes").getAsLong() > 0 && environment.get("cores").getAsInt() > 0);
		JsonObject attempt = shown.getAsJsonArray("jobs").get(1).getAsJsonObject().getAsJsonArray("attempts").get(0)
				.getAsJsonObject();
		assertEquals(environment.get("host"), attempt.getAsJsonObject("circumstances").get("host"));
	}

	/** Names too long for a record, of as many files as the recipe takes. */
	@Test
	void manyLongNamesAreTold() throws Exception {
		var command = new ArrayList<String>(List.of("recipe", "kmos.fits-stack", "--out", "out"));
		String padding = "x".repeat(80);
		for (int i = 1; i <= IFUS; i++) {
			for (String port : List.of("data", "noise")) {
				Path file = folder.resolve(port + "-" + padding + "-" + i + ".fits");
				cube(file, i);
				command.addAll(List.of("--in", port + "=" + file));
			}
		}
		armillary(command.toArray(String[]::new));
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			JsonObject history = history(files.findFirst().orElseThrow());
			assertEquals(String.valueOf(IFUS), told(history, "DATANCOM").split(" ")[0]);
			for (int i = 1; i <= IFUS; i++) {
				assertEquals("data-" + padding + "-" + i + ".fits / ", told(history, "REC1 RAW" + i + " NAME"));
				assertEquals("noise-" + padding + "-" + i + ".fits / ", told(history, "REC1 CAL" + i + " NAME"));
			}
		}
	}
}
