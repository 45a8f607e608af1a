package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What the command line says of the simulator of KMOS without making a frame: lists, explanations, refusals. */
class SimulateTest {

	private static final long FRAME_BYTES = 3L * 2048 * 2048 * Float.BYTES;

	@TempDir
	private Path folder;

	private JsonObject json(int exitCode, String... arguments) throws Exception {
		String[] all = Stream.concat(Stream.of("simulate", "kmos", "--json"), Stream.of(arguments))
				.toArray(String[]::new);
		var result = Product.quick(folder, all);
		assertEquals(exitCode, result.exitCode(), result.toString());
		return JsonParser.parseString(result.out()).getAsJsonObject();
	}

	private static Map<String, Integer> classes(JsonObject listed) {
		var classes = new TreeMap<String, Integer>();
		for (JsonElement element : listed.getAsJsonArray("classes")) {
			JsonObject one = element.getAsJsonObject();
			classes.put(one.get("category").getAsString(), one.get("files").getAsInt());
		}
		return classes;
	}

	@Test
	void aListTellsWhatWouldBeWrittenAndHowMuch() throws Exception {
		JsonObject small = json(0, "--list", "--set", "maps=none");
		Map<String, Integer> classes = classes(small);
		assertEquals(3, classes.get("DARK"), classes::toString);
		assertEquals(4, classes.get("SCIENCE"), classes::toString);
		assertTrue(classes.get("FLAT_ON") >= 6 && classes.get("ARC_ON") >= 2 && classes.get("STD") > 0,
				classes::toString);
		for (JsonElement element : small.getAsJsonArray("files")) {
			JsonObject file = element.getAsJsonObject();
			if (file.get("name").getAsString().startsWith("KMOS.")) {
				long bytes = file.get("bytes").getAsLong();
				assertTrue(bytes > FRAME_BYTES && bytes < FRAME_BYTES + 500_000, file.toString());
			}
		}
		assertEquals(8, classes(json(0, "--list", "--size", "standard")).get("SCIENCE"));
		int one = classes(json(0, "--list", "--bands", "K", "--angles", "-60")).get("FLAT_ON");
		int two = classes(json(0, "--list", "--bands", "H,K", "--angles", "-60")).get("FLAT_ON");
		assertEquals(2 * one, two);
		assertFalse(Files.exists(folder.resolve("truth")));
	}

	@Test
	void parametersAreExplainedInGroups() throws Exception {
		var described = Product.quick(folder, "simulate", "kmos", "--describe");
		assertEquals(0, described.exitCode(), described.toString());
		for (String words : List.of("  size  one of small, standard, full, default small", "  targets  ",
				"Parameters of the group flexure", "Parameters of the group detector")) {
			assertTrue(described.out().contains("\n" + words), words + " is missing in " + described.out());
		}
	}

	@Test
	void nonsenseIsRefusedInOneGoWithKeyValueAndAllowedRange() throws Exception {
		Files.writeString(folder.resolve("night.yaml"), """
				sise: small
				bands: [H, Q]
				seeing:
				  fwhm: -1
				seing.fwhm: 1
				detector: { readNoise: many }
				targets:
				  - { arm: 3, kind: star, magnitude: 16, x: 2.5 }
				""");
		JsonObject refused = json(2, "--config", "night.yaml", "--out", "night");
		var told = new ArrayList<String>();
		refused.getAsJsonArray("messages").forEach(message -> told.add(
				message.getAsJsonObject().get("id").getAsString() + " "
						+ message.getAsJsonObject().get("summary").getAsString()));
		List<List<String>> expected = List.of(List.of("cli.config-unknown night.yaml:1:1: ", "‘sise’", "‘size’"),
				List.of("parameter.range night.yaml:4:9: ", "seeing.fwhm", "‘-1’", "0.2 to 3 (arcsec)"),
				List.of("cli.config-unknown night.yaml:5:1: ", "‘seeing.fwhm’"),
				List.of("parameter.type night.yaml:6:24: ", "detector.readNoise", "‘many’", "(electron)"));
		assertEquals(expected.size(), told.size(), told::toString);
		for (int i = 0; i < told.size(); i++) {
			String text = told.get(i);
			assertTrue(text.startsWith(expected.get(i).getFirst())
					&& expected.get(i).stream().allMatch(text::contains), text);
		}
		assertFalse(Files.exists(folder.resolve("night")));
	}

	@Test
	void whatCannotBeObservedIsRefusedWithItsLine() throws Exception {
		Files.writeString(folder.resolve("night.yaml"), """
				bands: [H, Q]
				targets:
				  - { arm: 3, kind: star, magnitude: 16 }
				  - { arm: 4, kind: star, magnitude: 16, x: 2.5 }
				""");
		JsonObject refused = json(2, "--config", "night.yaml", "--out", "night");
		var ids = new ArrayList<String>();
		refused.getAsJsonArray("messages").forEach(message -> {
			String summary = message.getAsJsonObject().get("summary").getAsString();
			ids.add(summary.replaceFirst("^(night.yaml:\\d+).*", "$1 ")
					+ message.getAsJsonObject().get("id").getAsString());
		});
		assertEquals(List.of("night.yaml:1 simulator.word", "night.yaml:4 simulator.target-outside"), ids);
		assertFalse(Files.exists(folder.resolve("night")));
	}
}
