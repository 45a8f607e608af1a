package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A crate is carried to another place and the run is reproduced there, from files under other names, in another store. */
class CrateTest {

	@TempDir
	private static Path folder;

	@TempDir
	private static Path elsewhere;

	@BeforeAll
	static void run() throws Exception {
		Darks.make(folder);
		Darks.armillary(folder, 0, "run", "kmos-calibration", "--data", Darks.NIGHT, "--overlay", "fix.yaml", "--set",
				"dark.iterations=2", "--out", "out");
		Darks.armillary(folder, 0, "show", "last", "--as", "ro-crate", "--out", "crate.zip");
		Darks.armillary(folder, 0, "show", "last", "--as", "ro-crate", "--with-raw", "--out", "with raw");
		Files.move(folder.resolve("crate.zip"), elsewhere.resolve("carried.zip"));
		Path data = Files.createDirectories(elsewhere.resolve("data/deep"));
		List<Path> files = Darks.files(folder.resolve("frames"));
		for (int i = 0; i < files.size(); i++) {
			Files.copy(files.get(i), data.resolve((9 - i) + ".fits"));
		}
		Files.move(folder.resolve("with raw"), elsewhere.resolve("with raw"));
	}

	private static JsonObject json(int exitCode, String... arguments) throws Exception {
		String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--json"))
				.toArray(String[]::new);
		return JsonParser.parseString(Darks.armillary(elsewhere, exitCode, all).out()).getAsJsonObject();
	}

	@Test
	void theRunIsReproducedElsewhere() throws Exception {
		JsonObject told = json(0, "reproduce", "carried.zip", "--data", "data", "--out", "again");
		assertEquals(2, told.get("same").getAsInt(), told.toString());
		assertEquals(2, told.get("all").getAsInt(), told.toString());
		assertEquals(0, told.get("reused").getAsInt(), told.toString());
		assertEquals(2, Darks.all(elsewhere.resolve("again")).size());
		// it is known with what it was done again
		String shown = Darks.armillary(elsewhere, 0, "show", "last").out();
		assertTrue(shown.matches("(?s).*ran with +armillary \\d.*"), shown);
		String metadata = Files.readString(elsewhere.resolve("with raw/ro-crate-metadata.json"));
		assertTrue(metadata.contains("OBSERVER='nobody''s'"), metadata);
		// the raw frames are in the crate, and their results in the store by now, which is told
		var text = Darks.armillary(elsewhere, 0, "reproduce", "with raw", "--out", "packed");
		assertTrue(text.out().contains("2 of 2 products are the same"), text.out());
		assertTrue(text.err().contains("cli.reproduced-reused"), text.err());
	}

	@Test
	void whatIsMissingIsNamedAndNothingIsRun() throws Exception {
		Path one = Files.createDirectories(elsewhere.resolve("one"));
		Files.copy(elsewhere.resolve("data/deep/9.fits"), one.resolve("x.fits"));
		JsonObject refusal = json(2, "reproduce", "carried.zip", "--data", "one", "--out", "none");
		assertEquals("provenance.crate-missing",
				refusal.getAsJsonArray("messages").get(0).getAsJsonObject().get("id").getAsString());
		assertEquals(3, refusal.getAsJsonArray("messages").size(), refusal.toString());
		assertFalse(Files.exists(elsewhere.resolve("none")));
		assertEquals(2, Darks.armillary(elsewhere, 2, "reproduce", "data", "--out", "none").exitCode());
	}
}
