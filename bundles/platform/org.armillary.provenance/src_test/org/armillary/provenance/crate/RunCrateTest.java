package org.armillary.provenance.crate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.engine.JobKey;
import org.armillary.engine.KeyDifference;
import org.armillary.engine.KeyPart;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.store.Store;
import org.armillary.provenance.Provenance;
import org.armillary.provenance.ProvenanceMessage;
import org.armillary.provenance.script.SmallRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Crates keep the rules of RO-Crate, hold what they say, and name no place of the machine that made them. */
class RunCrateTest {

	@TempDir
	private Path folder;

	private Store store;
	private SmallRun run;

	@BeforeEach
	void makeRun() throws Exception {
		store = Store.open(folder.resolve("store"));
		run = new SmallRun(folder, store);
	}

	@AfterEach
	void close() {
		store.close();
	}

	private RunCrate.Packed packed(Path place, boolean withInputs) throws Exception {
		return RunCrate.write(new Provenance(store), run.record, place, withInputs);
	}

	@Test
	void aCrateKeepsAllRules() throws Exception {
		for (boolean withInputs : List.of(false, true)) {
			Path crate = folder.resolve("crate " + withInputs);
			RunCrate.Packed packed = packed(crate, withInputs);
			assertEquals(Set.of(), CrateChecker.check(crate));
			assertEquals(2, packed.products());
			assertEquals(2, packed.inputs());
			assertEquals(List.of(ProvenanceMessage.CRATE_WITHOUT_JOB.id()),
					packed.notes().stream().map(note -> note.id()).toList());
			try (Stream<Path> files = Files.walk(crate)) {
				assertEquals(withInputs ? 8 : 6, files.filter(Files::isRegularFile).count());
			}
		}
	}

	@Test
	void theCheckerFindsWhatIsWrong() throws Exception {
		Map<String, String> faults = Map.ofEntries(Map.entry("\"@id\": \"./\"", "\"@id\": \"./x\""),
				Map.entry("\"datePublished\": \"20", "\"datePublished\": \"x20"),
				Map.entry("\"instrument\"", "\"instruments\""), Map.entry("\"ComputerLanguage\"", "\"Thing\""),
				Map.entry("\"sha256\": \"", "\"sha256\": \"0"), Map.entry("products/dark", "products/elsewhere"),
				Map.entry("https://w3id.org/ro/crate/1.1\"", "https://w3id.org/ro/crate/1.0\""),
				Map.entry("\"license\": {", "\"licence\": {"), Map.entry("\"error\": \"", "\"name2\": \""),
				Map.entry("\"prov\": \"", "\"proof\": \""),
				Map.entry("\"startTime\": \"", "\"startTime\": \"yesterday "),
				Map.entry("\"HowToStep\"", "\"HowToDirection\""), Map.entry("\"step\": ", "\"prov:step\": "),
				Map.entry("\"hasPart\": ", "\"mentions2\": "), Map.entry("\"propertyID\": ", "\"url\": "),
				Map.entry("http://dbpedia.org/", "dbpedia/"), Map.entry("\"text/markdown\"", "\"text/plain\""),
				Map.entry("\"author\": ", "\"agent\": "));
		Path crate = folder.resolve("crate");
		packed(crate, false);
		Path metadata = crate.resolve(CrateMetadata.NAME);
		String sound = Files.readString(metadata);
		for (var fault : faults.entrySet()) {
			CrateChecker.replace(crate, fault.getKey(), fault.getValue());
			assertFalse(CrateChecker.check(crate).isEmpty(), fault.toString());
			Files.writeString(metadata, sound);
		}
		Files.writeString(crate.resolve("untold.txt"), "");
		assertEquals(Set.of("file-told: untold.txt"), CrateChecker.check(crate));
	}

	@Test
	void whatIsNeededToRunAgainIsThereWithoutPlaces() throws Exception {
		Path crate = folder.resolve("crate");
		packed(crate, false);
		String told = Files.readString(crate.resolve(CrateRun.NAME));
		assertFalse(told.contains(folder.toString()), told);
		assertFalse(told.contains("me & you") || told.contains("/home/me") || told.contains("coma"), told);
		try (CrateReader reader = CrateReader.open(crate)) {
			CrateRun read = reader.run();
			assertEquals("1.2.3", read.version());
			assertEquals(List.of("a.fits", SmallRun.EVIL),
					read.files().stream().map(CrateRun.InputFile::name).toList());
			RunRequest request = read.request(List.of("/x/1.fits", "/x/2.fits"), "/y");
			RunRequest before = run.record.request().orElseThrow();
			assertEquals(Map.of("frames", List.of(Path.of("/x/1.fits"), Path.of("/x/2.fits"))), request.inputs());
			assertEquals(Path.of("/y"), request.outputFolder());
			assertEquals(before.settings(), request.settings());
			assertEquals(before.workflow().source(), request.workflow().source());
			assertEquals(run.record.jobs().get(1).key(), Optional.of(read.jobs().get(0).key()));
		}
	}

	@Test
	void anArchiveHoldsTheSameAsAFolder() throws Exception {
		Path zip = folder.resolve("crate.zip");
		packed(zip, true);
		packed(folder.resolve("crate"), true);
		Path unpacked = folder.resolve("unpacked");
		try (CrateReader ofZip = CrateReader.open(zip);
				CrateReader ofFolder = CrateReader.open(folder.resolve("crate"));
				var zipped = new PackedInputs(ofZip, store.files(), unpacked);
				var plain = new PackedInputs(ofFolder, store.files(), unpacked)) {
			assertEquals(ofFolder.run().json(), ofZip.run().json());
			Map<Integer, Path> files = zipped.find(List.of(0, 1));
			for (int i = 0; i < 2; i++) {
				assertEquals(unpacked, files.get(i).getParent().getParent());
				assertEquals(-1, Files.mismatch(run.raw.get(i), files.get(i)));
				assertEquals(-1, Files.mismatch(run.raw.get(i), plain.find(List.of(i)).get(i)));
			}
			// what is there already is used again, and never changed
			assertEquals(files, zipped.find(List.of(0, 1)));
			Files.writeString(files.get(0), "the user's");
			Path other = zipped.find(List.of(0)).get(0);
			assertEquals("the user's", Files.readString(files.get(0)));
			assertEquals(-1, Files.mismatch(run.raw.get(0), other));
		}
	}

	@Test
	void aDamagedArchiveIsTold() throws Exception {
		Path zip = folder.resolve("crate.zip");
		packed(zip, true);
		byte[] bytes = Files.readAllBytes(zip);
		int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("raw/a.fits") + 20;
		bytes[data] ^= 0x55;
		bytes[data + 1] ^= 0x55;
		Files.write(zip, bytes);
		try (CrateReader reader = CrateReader.open(zip);
				var packed = new PackedInputs(reader, store.files(), folder.resolve("taken out/of it"))) {
			assertEquals(Set.of(1), packed.find(List.of(0, 1)).keySet());
			assertEquals(Set.of(0), packed.damaged().keySet());
		}
		assertFalse(Files.exists(folder.resolve("taken out")));
	}

	@Test
	void usedResultsAreOfTheFilesThatTheRunWasGiven() throws Exception {
		List<Path> copies = List.of(folder.resolve("copies/one.fits"), folder.resolve("copies/two.fits"));
		Files.createDirectories(folder.resolve("copies"));
		for (int i = 0; i < 2; i++) {
			Files.copy(run.raw.get(i), copies.get(i));
		}
		RunRecord again = run.again(copies);
		var provenance = new Provenance(store);
		List<String> digests;
		try (CrateReader reader = CrateReader.open(written(provenance, again, "before", true))) {
			assertEquals(List.of("one.fits", "two.fits"), names(reader));
			digests = reader.run().files().stream().map(CrateRun.InputFile::digest).toList();
		}
		assertEquals(Set.of(), CrateChecker.check(folder.resolve("before")));
		String metadata = Files.readString(folder.resolve("before/" + CrateMetadata.NAME));
		assertTrue(metadata.contains("The result of the run r was used again."), metadata);
		// what lies there now is another file, or none
		Files.copy(copies.get(1), copies.get(0), StandardCopyOption.REPLACE_EXISTING);
		Files.delete(copies.get(1));
		try (CrateReader reader = CrateReader.open(written(provenance, again, "after", false))) {
			assertEquals(digests, reader.run().files().stream().map(CrateRun.InputFile::digest).toList());
		}
		CrateException refusal = assertThrows(CrateException.class, () -> written(provenance, again, "with raw", true));
		assertEquals(ProvenanceMessage.CRATE_INPUT.id(), refusal.explanation().id());
	}

	private Path written(Provenance provenance, RunRecord record, String name, boolean withInputs) throws Exception {
		RunCrate.write(provenance, record, folder.resolve(name), withInputs);
		return folder.resolve(name);
	}

	private static List<String> names(CrateReader reader) {
		return reader.run().files().stream().map(CrateRun.InputFile::name).toList();
	}

	@Test
	void attemptsThatFailedAndWhatWasChangedInFilesAreTold() throws Exception {
		Path crate = folder.resolve("crate");
		packed(crate, false);
		String text = Files.readString(crate.resolve(CrateMetadata.NAME));
		assertFalse(text.contains(folder.toString()), text);
		var graph = new HashMap<String, JsonObject>();
		JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("@graph").forEach(
				entity -> graph.put(entity.getAsJsonObject().get("@id").getAsString(), entity.getAsJsonObject()));
		for (String id : List.of("#job/broken%231", "#job/broken%231/attempt-1")) {
			JsonObject failed = graph.get(id);
			assertTrue(failed.get("actionStatus").getAsString().endsWith("FailedActionStatus"));
			assertEquals("the frame products/dark/x_MASTER_DARK.fits of else.txt is dark",
					failed.get("error").getAsString());
			assertTrue(failed.get("object").toString().contains("#given/0"), failed.toString());
		}
		assertTrue(graph.get("#job/broken%231/attempt-1").get("object").toString()
				.contains("#value/test.broken/kappa"));
		String objects = graph.get("#job/dark%231").get("object").toString();
		List<String> values = graph.values().stream().filter(entity -> objects.contains(entity.get("@id").toString()))
				.filter(entity -> entity.has("value")).map(entity -> entity.get("value").getAsString()).toList();
		assertTrue(values.containsAll(List.of("ESO DPR TYPE='IT''S DARK'", "EXPTIME=1.0", "ESO OLD", "CHIP?.INT*",
				"1 2", "4.0")), values.toString());
		assertTrue(Files.readString(crate.resolve("README.md")).contains("armillary reproduce"));
	}

	@Test
	void differentFilesOfOneNameAreTellable() throws Exception {
		packed(folder.resolve("crate"), false);
		RunRecord record = run.record;
		JobRecord dark = record.jobs().get(1);
		List<KeyPart> parts = dark.key().orElseThrow().parts().stream()
				.map(part -> part.label().equals("a.fits")
						? new KeyPart(part.kind(), part.name(), "f".repeat(64) + " DARK", part.label())
						: part)
				.toList();
		var other = new JobRecord(dark.outline(), dark.state(), false, dark.reason(), Optional.of(JobKey.of(parts)),
				dark.attempts(), dark.result(), dark.ended(), dark.progress());
		var run2 = new RunRecord(record.summary(), record.request(), List.of(other), List.of(), List.of(), List.of(),
				List.of(), List.of(), record.environments(), record.busy(), record.damagedLines());
		try (CrateReader reader = CrateReader.open(folder.resolve("crate"))) {
			CrateComparison comparison = CrateComparison.of(reader.run(), run2, _ -> Optional.empty());
			KeyDifference why = comparison.differences().getFirst().why().getFirst();
			assertTrue(why.before().matches("a\\.fits \\([0-9a-f]{8}…\\)"), why.toString());
			assertEquals("a.fits (ffffffff…)", why.now());
		}
	}

	@Test
	void nothingIsOverwrittenAndNothingLeft() throws Exception {
		Path taken = Files.createDirectory(folder.resolve("taken"));
		assertThrows(FileAlreadyExistsException.class, () -> packed(taken, false));
		Files.delete(run.raw.get(0));
		for (String name : List.of("crate", "crate.zip")) {
			CrateException refusal = assertThrows(CrateException.class, () -> packed(folder.resolve(name), true));
			assertEquals(ProvenanceMessage.CRATE_INPUT.id(), refusal.explanation().id());
		}
		try (Stream<Path> left = Files.list(folder)) {
			assertTrue(left.noneMatch(file -> file.getFileName().toString().contains("crate")));
		}
		// what the jobs found is known also when the files are gone
		packed(folder.resolve("crate"), false);
		assertEquals(Set.of(), CrateChecker.check(folder.resolve("crate")));
	}

	@Test
	void filesAreFoundByWhatTheySay() throws Exception {
		Path crate = folder.resolve("crate");
		packed(crate, false);
		Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
		Files.copy(run.raw.get(0), elsewhere.resolve("other name.fits"));
		Files.copy(run.raw.get(1), elsewhere.resolve("a.fits"));
		Files.createSymbolicLink(elsewhere.resolve("circle"), elsewhere);
		try (CrateReader reader = CrateReader.open(crate)) {
			var search = new FileSearch(store.files(), List.of(folder.resolve("elsewhere")));
			assertEquals(Map.of(0, elsewhere.resolve("other name.fits"), 1, elsewhere.resolve("a.fits")),
					search.find(reader.run().files()));
			Files.delete(elsewhere.resolve("a.fits"));
			assertEquals(Set.of(0), new FileSearch(store.files(), List.of(folder.resolve("elsewhere")))
					.find(reader.run().files()).keySet());
		}
	}

	@Test
	void aRunWithTheSameKeysIsTheSame() throws Exception {
		Path crate = folder.resolve("crate");
		packed(crate, false);
		try (CrateReader reader = CrateReader.open(crate)) {
			CrateComparison same = CrateComparison.of(reader.run(), run.record, store::report);
			assertEquals(2, same.same());
			assertEquals(List.of(), same.differences());
			CrateComparison gone = CrateComparison.of(reader.run(), run.record, _ -> Optional.empty());
			assertEquals(0, gone.same());
			assertEquals(List.of("products/dark/x_MASTER_DARK.fits", "products/flat/x_MASTER_FLAT.fits"),
					gone.differences().stream().map(CrateComparison.Difference::product).toList());
		}
	}
}
