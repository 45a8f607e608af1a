package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * The master dark of simulated full-size frames is what the simulator put into them. The comparison is made by a script
 * with astropy, which shares nothing with the recipe.
 */
class DarkTruthTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "11 | ", "12 | dit=20,ndit=3,readNoise=6,cosmicRate=10",
			"13 | exposures=8,gain=2.4;1.9;2.1,hotPixels=30000;0;60000,offsetSpread=50", "14 | exposures=3",
			"15 | exposures=10,dit=30,cosmicRate=5" })
	void theMasterDarkIsThatOfTheTruth(long seed, String settings) throws Exception {
		Frames frames = simulate(seed, settings == null ? "" : settings);
		for (JsonObject detector : compare(frames, reduce(frames, List.of()), List.of())) {
			assertTrue(Math.abs(number(detector, "level")) < 3, detector.toString());
			assertTrue(number(detector, "noise") < 0.02, detector.toString());
			assertTrue(number(detector, "found") >= 0.995, detector.toString());
			assertTrue(number(detector, "false") < 1e-4, detector.toString());
			assertEquals(1, number(detector, "pulls"), 0.03, detector.toString());
			assertTrue(Math.abs(number(detector, "current")) < 3, detector.toString());
			assertEquals(1, number(detector, "sigma"), 0.025, detector.toString());
		}
	}

	@Test
	void cosmicRaysAreRejected() throws Exception {
		// twenty times the usual rate, for enough of them to see one per cent
		Frames frames = simulate(21, "cosmicRate=40");
		for (JsonObject detector : compare(frames, reduce(frames, List.of()), List.of())) {
			assertTrue(number(detector, "hits") > 5000, detector.toString());
			assertTrue(number(detector, "cosmics") < 0.01, detector.toString());
		}
	}

	@Test
	void cosmicRaysAreRejectedFromThreeFramesToo() throws Exception {
		Frames frames = simulate(22, "cosmicRate=40,exposures=3");
		for (JsonObject detector : compare(frames, reduce(frames, List.of()), List.of())) {
			assertTrue(number(detector, "hits") > 3000, detector.toString());
			assertTrue(number(detector, "cosmics") < 0.01, detector.toString());
		}
	}

	@Test
	void cleanSamplesStay() throws Exception {
		Frames frames = simulate(23, "cosmicRate=0");
		for (JsonObject detector : compare(frames, reduce(frames, List.of()), List.of())) {
			assertTrue(number(detector, "rejected") < 0.002, detector.toString());
		}
	}

	@Test
	void theScatterOfFiveFramesFollowsStudentsT() throws Exception {
		Frames frames = simulate(31, "");
		for (JsonObject detector : compare(frames, reduce(frames, List.of("--set", "noise=scatter")), List.of())) {
			// clipping takes the tails of the samples, which moves the distribution by half a per cent
			assertTrue(number(detector, "student") < 0.01, detector.toString());
			// its 84th percentile, to the 3 % that are asked of all pulls; clipping makes it a little wider
			assertEquals(1.1416, number(detector, "pulls"), 0.03 * 1.1416, detector.toString());
		}
	}

	private record Frames(List<Path> darks, Path truth) {
	}

	private Frames simulate(long seed, String settings) throws IOException, InterruptedException {
		var command = new ArrayList<String>(List.of("recipe", "kmos.simulate-darks", "--set", "seed=" + seed, "--out",
				folder.resolve("raw").toString()));
		for (String setting : settings.split(",")) {
			if (!setting.isBlank()) {
				command.addAll(List.of("--set", setting.strip().replace(';', ',')));
			}
		}
		var result = Product.run(folder, command.toArray(String[]::new));
		assertEquals(0, result.exitCode(), result.toString());
		try (Stream<Path> files = Files.list(folder.resolve("raw"))) {
			List<Path> all = files.filter(file -> file.toString().endsWith(".fits")).sorted().toList();
			return new Frames(all.stream().filter(file -> !isTruth(file)).toList(),
					all.stream().filter(DarkTruthTest::isTruth).findFirst().orElseThrow());
		}
	}

	private static boolean isTruth(Path file) {
		return file.getFileName().toString().contains("TRUTH");
	}

	/** Makes the master dark; returns its folder. */
	private Path reduce(Frames frames, List<String> options) throws IOException, InterruptedException {
		Path out = folder.resolve("reduced");
		var command = new ArrayList<String>(List.of("recipe", "kmos.dark", "--out", out.toString()));
		frames.darks().forEach(dark -> command.addAll(List.of("--in", "darks=" + dark)));
		command.addAll(options);
		var result = Product.run(folder, command.toArray(String[]::new));
		assertEquals(0, result.exitCode(), result.toString());
		return out;
	}

	private List<JsonObject> compare(Frames frames, Path products, List<String> options) throws Exception {
		String python = SharedData.requireProgram("python3 with astropy", List.of("/usr/bin/python3", "python3"), "-c",
				"import astropy.io.fits");
		var command = new ArrayList<String>(
				List.of(python, Product.repository().resolve("tests/reference/dark_truth.py").toString(),
						frames.truth().toString(), product(products, "MASTER_DARK"),
						product(products, "BADPIXEL_DARK")));
		command.addAll(options);
		var reference = Product.execute(folder, Map.of(), command);
		assertEquals(0, reference.exitCode(), reference.err());
		List<JsonObject> detectors = reference.out().strip().lines()
				.map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
		assertEquals(3, detectors.size());
		return detectors;
	}

	private static String product(Path products, String category) throws IOException {
		try (Stream<Path> files = Files.list(products)) {
			return files.filter(file -> file.toString().endsWith(category + ".fits")).findFirst().orElseThrow()
					.toString();
		}
	}

	private static double number(JsonObject object, String name) {
		return object.get(name).getAsDouble();
	}
}
