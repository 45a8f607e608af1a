package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The demonstration as a newcomer runs it, once with its real night: this is the only test that makes one. */
class DemoTest {

	@TempDir
	private Path folder;

	private Map<String, String> night() throws IOException {
		var times = new TreeMap<String, String>();
		Path night = folder.resolve("made/night");
		try (var files = Files.walk(night)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				times.put(night.relativize(file).toString(),
						Files.getLastModifiedTime(file) + " " + Files.size(file));
			}
		}
		return times;
	}

	@Test
	void aSmallNightIsSimulatedAndReducedAndTheNextTimeReused() throws Exception {
		var first = Product.run(folder, "demo", "--out", "made");
		assertEquals(0, first.exitCode(), first.toString());
		assertTrue(Files.exists(folder.resolve("made/report.html")), first.out());
		assertFalse(first.toString().contains("[organise."), () -> "a note about the files of the night: " + first);
		Map<String, String> night = night();
		assertTrue(night.size() > 15 && night.keySet().stream().anyMatch(name -> name.startsWith("truth/")),
				night::toString);
		assertTrue(night.keySet().stream().noneMatch(name -> name.startsWith(".")), night::toString);
		verify(night.keySet());
		try (var products = Files.walk(folder.resolve("made"))) {
			assertTrue(products.anyMatch(file -> file.toString().endsWith("_MASTER_DARK.fits")), first.out());
		}

		var again = Product.run(folder, "demo", "--out", "made", "--json");
		assertEquals(0, again.exitCode(), again.toString());
		JsonObject run = JsonParser.parseString(again.out()).getAsJsonObject();
		assertFalse(run.getAsJsonArray("jobs").isEmpty(), again.out());
		run.getAsJsonArray("jobs").forEach(
				job -> assertTrue(job.getAsJsonObject().get("reused").getAsBoolean(), job.toString()));
		assertEquals(night, night(), "the night was not made again");
	}

	/** Raw frames and what is true of them are FITS to the letter. */
	private void verify(Set<String> names) throws Exception {
		List<String> files = names.stream().filter(name -> name.endsWith(".fits")).toList();
		assertTrue(files.size() > 50, () -> "FITS files of the night: " + files);
		Path first = folder.resolve("made/night").resolve(files.getFirst());
		String fitsverify = SharedData.requireProgram("fitsverify", List.of("fitsverify"), "-q", first.toString());
		for (String name : files) {
			var verified = Product.execute(folder, Map.of(),
					List.of(fitsverify, "-q", folder.resolve("made/night").resolve(name).toString()));
			assertEquals(0, verified.exitCode(), name + verified);
			assertTrue(verified.out().startsWith("verification OK"), verified.toString());
		}
	}
}
