package org.armillary.provenance.crate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.armillary.engine.HeaderFiles;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.provenance.ProvenanceMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crates that somebody made to do harm, or that were damaged, are refused with a message, and nothing is written. */
class HostileCrateTest {

	private static final String DIGEST = "0123456789abcdef".repeat(4);

	@TempDir
	private Path folder;

	private static String run(String place, String digest, long bytes) {
		return "{\"armillary-crate\":1,\"run\":\"r\",\"files\":[{\"name\":\"../../x\",\"digest\":\"" + digest
				+ "\",\"bytes\":" + bytes + ",\"place\":\"" + place + "\"}],\"jobs\":[],\"request\":{\"inputs\":{"
				+ "\"a\":[\"/input/7\"]}}}";
	}

	private Path zip(Map<String, String> entries) throws IOException {
		Path file = folder.resolve("crate.zip");
		try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
			for (var entry : entries.entrySet()) {
				out.putNextEntry(new ZipEntry(entry.getKey()));
				out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
				out.closeEntry();
			}
		}
		return file;
	}

	private static String refusal(Path crate) {
		return assertThrows(CrateException.class, () -> {
			try (CrateReader reader = CrateReader.open(crate)) {
				reader.run();
			}
		}).explanation().id();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../out.fits", "/etc/passwd", "raw/../../out.fits", "raw//x", "C:/x", "raw\\\\..\\\\x",
			"./x",
			"raw/..", "raw/a\\nb" })
	void placesOutsideAreRefused(String place) throws IOException {
		assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(),
				refusal(zip(Map.of(CrateRun.NAME, run(place, DIGEST, 1)))));
		var entries = new LinkedHashMap<>(Map.of(CrateRun.NAME, run("raw/x", DIGEST, 1)));
		entries.put(place.replace("\\\\", "\\").replace("\\n", "\n"), "x");
		assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(), refusal(zip(entries)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "[]", "{}", "{\"armillary-crate\":2}", "{\"armillary-crate\":\"a\"}",
			"{\"armillary-crate\":1,\"run\":{}}", "{\"armillary-crate\":1,\"run\":\"r\",\"files\":[7]}", "\0\1\2" })
	void whatIsNoRunIsRefused(String text) throws IOException {
		assertEquals(ProvenanceMessage.CRATE_DAMAGED.id(), refusal(zip(Map.of(CrateRun.NAME, text))));
	}

	@Test
	void deepNestingIsRefused() throws IOException {
		assertEquals(ProvenanceMessage.CRATE_DAMAGED.id(),
				refusal(zip(Map.of(CrateRun.NAME, "{\"request\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))));
	}

	@Test
	void digestsAndSizesAreChecked() throws IOException {
		assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(),
				refusal(zip(Map.of(CrateRun.NAME, run("raw/x", "../x", 1)))));
		assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(),
				refusal(zip(Map.of(CrateRun.NAME, run("raw/x", DIGEST, -1)))));
	}

	@Test
	void whatIsNotACrateIsTold() throws IOException {
		assertEquals(ProvenanceMessage.NO_CRATE.id(), refusal(folder.resolve("nowhere")));
		assertEquals(ProvenanceMessage.NO_CRATE.id(), refusal(folder));
		assertEquals(ProvenanceMessage.NO_CRATE.id(), refusal(Files.writeString(folder.resolve("text.zip"), "text")));
		assertEquals(ProvenanceMessage.NO_CRATE.id(), refusal(zip(Map.of("a", "b"))));
	}

	@Test
	void nothingIsUnpackedBeyondWhatIsStated() throws IOException {
		Path unpacked = folder.resolve("out/unpacked");
		for (long bytes : new long[] { 3, Long.MAX_VALUE }) {
			Path crate = zip(
					Map.of(CrateRun.NAME, run("raw/x.fits", DIGEST, bytes), "raw/x.fits", "x".repeat(100_000)));
			try (CrateReader reader = CrateReader.open(crate);
					var packed = new PackedInputs(reader, new HeaderFiles(), unpacked)) {
				CrateException refusal = assertThrows(CrateException.class, () -> packed.find(List.of(0)));
				assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(), refusal.explanation().id());
			}
			assertFalse(Files.exists(unpacked.getParent()));
		}
	}

	@Test
	void linksOutOfAFolderAreNotFollowed() throws IOException {
		Path secret = Files.writeString(folder.resolve("secret.fits"), "secret");
		Path crate = Files.createDirectories(folder.resolve("crate/armillary")).getParent();
		Files.writeString(crate.resolve(CrateRun.NAME), run("raw/x.fits", DIGEST, 6));
		Files.createSymbolicLink(Files.createDirectory(crate.resolve("raw")).resolve("x.fits"), secret);
		try (CrateReader reader = CrateReader.open(crate);
				var packed = new PackedInputs(reader, new HeaderFiles(), folder.resolve("u"))) {
			CrateException refusal = assertThrows(CrateException.class, () -> packed.find(List.of(0)));
			assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(), refusal.explanation().id());
		}
	}

	@Test
	void twoFilesInOnePlaceAreRefused() throws IOException {
		String one = run("raw/x", DIGEST, 1);
		String file = one.substring(one.indexOf("[{") + 1, one.indexOf("}]") + 1);
		assertEquals(ProvenanceMessage.CRATE_HOSTILE.id(),
				refusal(zip(Map.of(CrateRun.NAME, one.replace(file, file + "," + file), "raw/x", "x"))));
	}

	@Test
	void damagedFilesAreToldAndNothingIsLeft() throws IOException {
		for (String content : List.of("another", "")) {
			Path crate = zip(content.isEmpty() ? Map.of(CrateRun.NAME, run("raw/x.fits", DIGEST, 9))
					: Map.of(CrateRun.NAME, run("raw/x.fits", DIGEST, 9), "raw/x.fits", content));
			try (CrateReader reader = CrateReader.open(crate);
					var packed = new PackedInputs(reader, new HeaderFiles(), folder.resolve("out/u"))) {
				assertEquals(Map.of(), packed.find(List.of(0)));
				assertEquals(ProvenanceMessage.CRATE_DAMAGED_FILE.id(), packed.damaged().get(0).id());
				assertTrue(packed.damaged().get(0).summary().contains("raw/x.fits"));
			}
			assertFalse(Files.exists(folder.resolve("out")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"armillary-crate\":1}", "{\"armillary-crate\":1,\"run\":null}",
			"{\"armillary-crate\":1,\"run\":\"r\",\"request\":[]}",
			"{\"armillary-crate\":1,\"run\":\"r\",\"request\":{},\"files\":[{\"name\":\"n\",\"digest\":3}]}",
			"{\"armillary-crate\":1,\"run\":\"r\",\"request\":{},\"files\":7}",
			"{\"armillary-crate\":1,\"run\":\"r\",\"request\":{},\"jobs\":[null]}" })
	void whatIsMissingIsToldInWords(String text) throws IOException {
		Path crate = zip(Map.of(CrateRun.NAME, text));
		String told = assertThrows(CrateException.class, () -> {
			try (CrateReader reader = CrateReader.open(crate)) {
				reader.run();
			}
		}).explanation().summary();
		assertTrue(told.contains("member"), told);
		assertFalse(told.matches(".*(Json|java|invoke|constant|google).*"), told);
	}

	@Test
	void aRequestWithoutWhatItNeedsIsToldInWords() throws IOException {
		String run = run("raw/x", DIGEST, 1).replace("/input/7", "/input/0");
		for (String request : List.of(run, run.replace("\"inputs\":", "\"layout\":\"X\",\"inputs\":"))) {
			try (CrateReader reader = CrateReader.open(zip(Map.of(CrateRun.NAME, request)))) {
				String told = assertThrows(JsonFormatException.class,
						() -> reader.run().request(List.of("/a"), "/out")).getMessage();
				assertFalse(told.matches(".*(Json|java|invoke|constant|google|org\\.).*"), told);
			}
		}
	}

	@Test
	void aRequestThatNamesOtherFilesIsRefused() throws IOException {
		try (CrateReader reader = CrateReader.open(zip(Map.of(CrateRun.NAME, run("raw/x", DIGEST, 1))))) {
			assertThrows(JsonFormatException.class, () -> reader.run().request(List.of("/a"), "/out"));
		}
		assertFalse(Files.exists(folder.resolve("out")));
	}
}
