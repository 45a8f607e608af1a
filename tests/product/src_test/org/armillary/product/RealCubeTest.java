package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The shipped workflow on a real KMOS cube gives, for both extensions, what numpy gives for the same definitions. */
class RealCubeTest {

	private static final double RELATIVE_TOLERANCE = 1e-6;
	private static final Map<String, String> NUMPY_NAMES = names();

	@TempDir
	private Path folder;

	/** Name in the reference script by name of the quality-control value. */
	private static Map<String, String> names() {
		var names = new LinkedHashMap<String, String>();
		names.put("pixels", "count");
		names.put("finite", "finiteCount");
		names.put("mean", "mean");
		names.put("standard deviation", "standardDeviation");
		names.put("clipped mean", "clippedMean");
		names.put("clipped standard deviation", "clippedStandardDeviation");
		names.put("median", "median");
		names.put("mode", "mode");
		names.put("noise", "noise");
		names.put("minimum", "minimum");
		names.put("maximum", "maximum");
		return names;
	}

	@Test
	void statisticsOfTheRealCubeAgreeWithNumpy() throws Exception {
		compare(List.of(), List.of());
	}

	@Test
	void statisticsWithOtherClippingAgreeWithNumpy() throws Exception {
		compare(List.of("--set", "statistics.clipSigmaPositive=2.5", "--set", "statistics.clipSigmaNegative=4.0",
				"--set",
				"statistics.clipIterations=7"),
				List.of("--positive-kappa", "2.5", "--negative-kappa", "4", "--iterations", "7"));
	}

	private void compare(List<String> settings, List<String> numpyOptions) throws Exception {
		Path cube = SharedData.require("real/kmos/ecdfsf3_ifu22.fits");
		String python = SharedData.requireProgram("python3 with numpy", List.of("/usr/bin/python3", "python3"), "-c",
				"import numpy");
		var command = new ArrayList<String>(List.of(python,
				Product.repository().resolve("tests/reference/statistics.py").toString(), cube.toString()));
		command.addAll(numpyOptions);
		var reference = Product.execute(folder, Map.of(), command);
		assertEquals(0, reference.exitCode(), reference.err());

		command = new ArrayList<String>(List.of("run", "kmos-stats", "--data", cube.toString(), "--out",
				folder.resolve("out").toString(), "--json"));
		command.addAll(settings);
		var run = Product.run(folder, command.toArray(String[]::new));
		assertEquals(0, run.exitCode(), run.toString());
		JsonObject job = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("jobs").get(0)
				.getAsJsonObject();
		var measured = new LinkedHashMap<String, Double>();
		for (JsonElement element : job.getAsJsonArray("qc")) {
			JsonObject value = element.getAsJsonObject();
			measured.put(value.get("subject").getAsString() + " " + value.get("name").getAsString(),
					value.get("value").getAsDouble());
		}
		List<String> lines = reference.out().strip().lines().toList();
		assertEquals(2, lines.size());
		assertEquals(2 * NUMPY_NAMES.size(), measured.size(), measured.toString());
		for (String line : lines) {
			JsonObject expected = JsonParser.parseString(line).getAsJsonObject();
			for (var name : NUMPY_NAMES.entrySet()) {
				String key = expected.get("name").getAsString() + " " + name.getKey();
				double truth = expected.get(name.getValue()).getAsDouble();
				double tolerance = name.getValue().toLowerCase(Locale.ROOT).endsWith("count") ? 0
						: RELATIVE_TOLERANCE * Math.abs(truth);
				assertTrue(Math.abs(truth - measured.get(key)) <= tolerance,
						key + ": " + measured.get(key) + ", numpy " + truth);
			}
		}
		Path product = Path.of(job.getAsJsonArray("products").get(0).getAsJsonObject().get("file").getAsString());
		assertTrue(Files.isRegularFile(product), product.toString());
		String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), product.toString());
		var verified = Product.execute(folder, Map.of(), List.of(fitsverify, product.toString()));
		assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
	}
}
