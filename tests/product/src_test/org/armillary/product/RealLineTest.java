package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The shipped workflow finds source and Hα line of a galaxy in a real KMOS cube where others found them. */
class RealLineTest {

	@TempDir
	private Path folder;

	@Test
	void continuumAndLineAreWhereOthersFoundThem() throws Exception {
		Path cube = SharedData.require("real/kmos/ecdfsf3_ifu22.fits");
		var run = Product.run(folder, "run", "kmos-line", "--data", cube.toString(), "--out",
				folder.resolve("out").toString(), "--json");
		assertEquals(0, run.exitCode(), run.toString());
		JsonArray jobs = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("jobs");
		Map<String, Double> position = values(job(jobs, "position"));
		// the peer counts from 0
		assertEquals(6.53, position.get("x") - 1, 0.4, position.toString());
		assertEquals(6.11, position.get("y") - 1, 0.4, position.toString());
		Map<String, Double> line = values(job(jobs, "line"));
		assertEquals(1.29667, line.get("centre"), 0.00006, line.toString());
		assertEquals(0.00051, line.get("sigma"), 0.00005, line.toString());
		assertTrue(line.get("centre error") > 1e-6 && line.get("centre error") < 6e-5, line.toString());
		// the errors of the cube were used: those of its spectra are known to be too small
		assertTrue(line.get("reduced chi-square") > 2 && line.get("reduced chi-square") < 10, line.toString());
		for (JsonElement job : jobs) {
			for (JsonElement product : job.getAsJsonObject().getAsJsonArray("products")) {
				String file = product.getAsJsonObject().get("file").getAsString();
				String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), file);
				var verified = Product.execute(folder, Map.of(), List.of(fitsverify, file));
				assertTrue(verified.out().contains("0 warning(s) and 0 error(s)"), verified.out());
			}
		}
	}

	private static JsonObject job(JsonArray jobs, String node) {
		for (JsonElement job : jobs) {
			if (job.getAsJsonObject().get("job").getAsString().equals(node)) {
				return job.getAsJsonObject();
			}
		}
		throw new AssertionError("no job of " + node);
	}

	private static Map<String, Double> values(JsonObject job) {
		var values = new HashMap<String, Double>();
		for (JsonElement element : job.getAsJsonArray("qc")) {
			JsonObject value = element.getAsJsonObject();
			if (!value.get("value").isJsonNull()) {
				values.put(value.get("name").getAsString(), value.get("value").getAsDouble());
			}
		}
		return values;
	}
}
