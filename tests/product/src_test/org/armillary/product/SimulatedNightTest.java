package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Simulated nights without pixels, as fitsverify and astropy find them and as their truth says. */
class SimulatedNightTest {

	private static final String RAW = "[[\"CHIP1.INT1\",[2048,2048],\">f4\",0.0],[\"CHIP2.INT1\",[2048,2048],\">f4\",0.0],"
			+ "[\"CHIP3.INT1\",[2048,2048],\">f4\",0.0]]";

	@TempDir
	private Path folder;

	@Test
	void otherProgramsReadANightAndFindWhatItsTruthSays() throws Exception {
		var made = Product.run(folder, "simulate", "kmos-headers", "--out", "night", "--seed", "3", "--set",
				"bands=YJ/H/K", "--set", "angles=-60,0", "--set", "masters=true", "--set",
				"faults=truncated,not-fits,copy");
		assertEquals(0, made.exitCode(), made.err());
		Path night = folder.resolve("night");
		JsonObject truth = JsonParser.parseString(Files.readString(night.resolve("truth/night.json")))
				.getAsJsonObject();
		var files = new HashMap<String, JsonObject>();
		for (JsonElement file : truth.getAsJsonArray("files")) {
			files.put(file.getAsJsonObject().get("name").getAsString(), file.getAsJsonObject());
		}
		String first = files.entrySet().stream().filter(file -> file.getValue().getAsJsonArray("faults").isEmpty())
				.map(Map.Entry::getKey).sorted().findFirst().orElseThrow();
		String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"),
				night.resolve(first).toString());
		var verified = Product.execute(night, Map.of(), List.of(fitsverify, first));
		assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
		String python = SharedData.requireProgram("Python with astropy", List.of("python3", "/usr/bin/python3"), "-c",
				"import astropy");
		var read = Product.execute(folder, Map.of(), List.of(python,
				Product.repository().resolve("tests/reference/night_headers.py").toString(), night.toString()));
		assertEquals(0, read.exitCode(), read.err());
		var lines = read.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
		assertEquals(files.size() - 2, lines.size());
		for (JsonObject line : lines) {
			String name = line.get("name").getAsString();
			assertEquals(files.get(name).get("category"), line.get("category"), name);
			assertEquals(0, line.get("clockDifference").getAsDouble(), 1e-3, name);
			assertEquals(RAW, line.get("extensions").toString(), name);
			assertEquals(700, line.get("cards").getAsInt(), name);
			assertTrue(line.get("spread").getAsDouble() < 500, name);
		}
	}

	@Test
	void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
		Files.createDirectories(folder.resolve("night"));
		Files.writeString(folder.resolve("night/mine.txt"), "mine");
		var refused = Product.run(folder, "simulate", "kmos-headers", "--out", "night");
		assertEquals(2, refused.exitCode());
		assertTrue(refused.err().contains("cli.folder-in-use"), refused.err());
		try (var entries = Files.list(folder.resolve("night"))) {
			assertEquals(1, entries.count());
		}
	}

	@Test
	void aListWritesNothing() throws Exception {
		var listed = Product.run(folder, "simulate", "kmos-headers", "--list", "--set", "bands=H,K");
		assertEquals(0, listed.exitCode(), listed.err());
		assertTrue(listed.out().contains("FLAT_ON"), listed.out());
		assertFalse(Files.exists(folder.resolve("night")));
	}
}
