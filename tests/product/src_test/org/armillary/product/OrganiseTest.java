package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A simulated night of headers, organised as a user does it: what is what, what lacks, why, from an archive, as a page. */
class OrganiseTest {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void simulate() throws Exception {
		armillary(0, "simulate", "kmos-headers", "--seed", "3", "--out", "night");
		armillary(0, "simulate", "kmos-headers", "--seed", "4", "--out", "poor", "--set",
				"faults=missing-frame,missing-off,copy,wrong-type,not-fits,truncated,foreign,future");
	}

	private static Product.Result armillary(int exitCode, String... arguments) throws Exception {
		var result = Product.quick(folder, arguments);
		assertEquals(exitCode, result.exitCode(), String.join(" ", arguments) + "\n" + result);
		return result;
	}

	private static JsonObject json(int exitCode, String... arguments) throws Exception {
		String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
		return JsonParser.parseString(armillary(exitCode, all).out()).getAsJsonObject();
	}

	private static List<JsonObject> list(JsonObject object, String name) {
		var list = new ArrayList<JsonObject>();
		object.getAsJsonArray(name).forEach(element -> list.add(element.getAsJsonObject()));
		return list;
	}

	private static String text(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value == null || value.isJsonNull() ? "" : value.getAsString();
	}

	private static Set<String> ids(JsonObject organised) {
		var ids = new TreeSet<String>();
		list(organised, "problems").forEach(problem -> ids.add(text(problem, "id")));
		return ids;
	}

	private static JsonObject dataset(JsonObject organised, String type) {
		return list(organised, "datasets").stream().filter(dataset -> text(dataset, "type").equals(type)).findFirst()
				.orElseThrow();
	}

	@Test
	void everyFileIsWhatTheTruthSays() throws Exception {
		JsonObject truth = JsonParser.parseString(Files.readString(folder.resolve("night/truth/night.json")))
				.getAsJsonObject();
		JsonObject organised = json(0, "organise", "night");
		var categories = new TreeMap<String, String>();
		list(organised, "files").forEach(file -> categories.put(text(file, "name"), text(file, "category")));
		var members = new TreeMap<String, Set<String>>();
		var trueCategories = new TreeMap<String, String>();
		for (JsonObject file : list(truth, "files")) {
			trueCategories.put(text(file, "name"), text(file, "category"));
			if (!text(file, "dataset").isEmpty()) {
				members.computeIfAbsent(text(file, "dataset"), _ -> new TreeSet<>()).add(text(file, "name"));
			}
		}
		assertEquals(trueCategories, categories);
		assertTrue(members.size() >= 6, members::toString);
		var found = new ArrayList<Set<String>>();
		for (JsonObject dataset : list(organised, "datasets")) {
			assertTrue(dataset.get("complete").getAsBoolean(), dataset.toString());
			assertEquals("new", text(dataset, "state"));
			var files = new TreeSet<String>();
			list(dataset, "members").forEach(member -> files.add(text(member, "file")));
			found.add(files);
		}
		members.forEach((name, files) -> assertTrue(found.contains(files), name + " " + files));
		assertEquals("kmos", text(organised.getAsJsonObject("rules"), "name"));
	}

	@Test
	void theTableNamesDatasetsAndChoices() throws Exception {
		JsonObject organised = json(0, "organise", "night");
		var table = armillary(0, "organise", "night");
		// of a target for each arm the table has one line
		list(organised, "datasets").stream().filter(dataset -> !text(dataset, "type").equals("target"))
				.forEach(dataset -> assertTrue(table.out().contains(text(dataset, "name")), table.out()));
		assertTrue(table.out().contains("target-FIELD_H"), table.out());
		assertTrue(table.out().contains("rules kmos"), table.out());
		var same = armillary(0, "organise", "night", "--rules", "kmos");
		assertEquals(table.out(), same.out());
		var files = armillary(0, "organise", "night", "--files");
		list(organised, "files").forEach(
				file -> assertTrue(files.out().contains(text(file, "name")), files.out()));
		list(organised, "datasets").forEach(
				dataset -> assertTrue(files.out().contains(text(dataset, "name")), files.out()));
	}

	@Test
	void whatIsWrongIsToldAndTheRestOrganised() throws Exception {
		JsonObject organised = json(3, "organise", "poor");
		assertTrue(ids(organised).containsAll(Set.of("organise.incomplete", "organise.copy", "organise.future")),
				ids(organised)::toString);
		assertTrue(ids(organised).stream().anyMatch(id -> id.startsWith("fits.")), ids(organised)::toString);
		assertTrue(list(organised, "datasets").stream().anyMatch(dataset -> dataset.get("complete").getAsBoolean()));
		assertTrue(list(organised, "datasets").stream().anyMatch(dataset -> !dataset.get("complete").getAsBoolean()));
		var text = armillary(3, "organise", "poor");
		assertTrue((text.out() + text.err()).contains("lack"), text.toString());
	}

	@Test
	void whyAFileIsWhereItIs() throws Exception {
		JsonObject flat = dataset(json(0, "organise", "night"), "flat");
		String file = text(list(flat, "members").getFirst(), "file");
		var why = armillary(0, "organise", "night", "--why", file);
		assertTrue(why.out().contains("FLAT_O") && why.out().contains("kmos.rules.yaml:")
				&& why.out().contains(text(flat, "name")), why.out());
		assertFalse(json(0, "organise", "night", "--why", file).entrySet().isEmpty());
	}

	@Test
	void whyACalibrationWasChosen() throws Exception {
		JsonObject organised = json(0, "organise", "night");
		JsonObject arc = dataset(organised, "arc");
		JsonObject flat = dataset(organised, "flat");
		var why = armillary(0, "organise", "night", "--why", text(arc, "name"), "flat");
		assertTrue(why.out().contains(text(flat, "name")) && why.out().contains("kmos.rules.yaml:"), why.out());
		JsonArray choices = list(arc, "associations").getFirst().getAsJsonArray("choices");
		assertEquals(text(flat, "name"), text(choices.get(0).getAsJsonObject(), "dataset"));
		assertFalse(json(0, "organise", "night", "--why", text(arc, "name"), "flat").entrySet().isEmpty());
	}

	@Test
	void anArchiveOfHeadersGivesTheSameDatasets() throws Exception {
		for (String place : List.of("night", "poor")) {
			String zip = place + ".zip";
			armillary(0, "organise", place, "--export-headers", zip);
			assertTrue(Files.size(folder.resolve(zip)) < 5_000_000, "headers alone");
			int exitCode = place.equals("night") ? 0 : 3;
			JsonObject ofFiles = json(exitCode, "organise", place);
			JsonObject ofArchive = json(exitCode, "organise", zip);
			assertEquals(withoutPlaces(ofFiles).get("datasets"), withoutPlaces(ofArchive).get("datasets"));
			assertEquals(withoutPlaces(ofFiles).get("files"), withoutPlaces(ofArchive).get("files"));
			var refused = armillary(2, "run", "kmos-calibration", "--data", zip);
			assertTrue(refused.err().contains("[cli.headers-only]"), refused.err());
		}
	}

	private static JsonObject withoutPlaces(JsonObject organised) {
		list(organised, "files").forEach(file -> file.remove("path"));
		return organised;
	}

	@Test
	void thePageNeedsNothingAndRunsNothing() throws Exception {
		armillary(3, "organise", "poor", "--html", "poor.html");
		String page = Files.readString(folder.resolve("poor.html"));
		assertTrue(page.contains("Content-Security-Policy"), "a page that may load nothing");
		assertFalse(page.contains("<script") || page.contains("http://") || page.contains("src="), "nothing to load");
		assertTrue(page.contains("<details") && page.contains("kmos.rules.yaml:"), "candidates can be looked at");
	}

	@Test
	void headersAreRemembered() throws Exception {
		String store = folder.resolve("memory").toString();
		JsonObject first = json(0, "organise", "night", "--store", store);
		JsonObject second = json(0, "organise", "night", "--store", store);
		assertEquals(0, first.get("remembered").getAsInt());
		assertEquals(list(first, "files").size(), second.get("remembered").getAsInt());
		assertEquals(first.get("datasets"), second.get("datasets"));
		JsonObject forgetful = json(0, "organise", "night", "--store", store, "--no-memory");
		assertEquals(0, forgetful.get("remembered").getAsInt());
		assertEquals(first.get("datasets"), forgetful.get("datasets"));
	}

	@Test
	void nothingIsWrittenWhereNothingMayBe() throws Exception {
		List<String> before = files("night");
		JsonObject organised = json(0, "organise", "night", "--store", "/proc/armillary");
		assertTrue(ids(organised).contains("scan.memory-unwritable"), ids(organised)::toString);
		assertEquals(json(0, "organise", "night").get("datasets"), organised.get("datasets"));
		assertEquals(before, files("night"));
	}

	private static List<String> files(String place) throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve(place))) {
			return files.map(Path::toString).sorted().toList();
		}
	}

	@Test
	void whatOthersWroteDoesNoHarm() throws Exception {
		Path hostile = Files.createDirectories(folder.resolve("hostile"));
		String name = "\u001b[2J<script>alert(1)<script>\n\u202e&\"'.fits";
		Path flat = folder.resolve("night").resolve(
				text(list(dataset(json(0, "organise", "night"), "flat"), "members").getFirst(), "file"));
		Files.copy(flat, hostile.resolve(name));
		// control characters where FITS allows none
		overwrite(hostile.resolve(name), "OBJECT  = '", "\u001b[1m");
		overwrite(hostile.resolve(name), "ESO TPL START = '", "\u001b]0;x\u0007");
		Files.writeString(folder.resolve("hostile.yaml"), """
				armillary-overlay: 1
				corrections:
				  - files: "*"
				    set: { ESO OBS NAME: "<img src=x onerror=alert(1)>", ESO TPL ID: "<b>&amp;" }
				    reason: "<script>alert(2)</script>\\e[1m\\u202e"
				""");
		var arguments = new String[] { "organise", "hostile", "--overlay", "hostile.yaml", "--files", "--html",
				"hostile.html" };
		var text = Product.quick(folder, arguments);
		assertTrue(text.exitCode() == 3, text.toString());
		String printed = text.out() + text.err();
		assertTrue(printed.chars().noneMatch(c -> c == 0x1b || c == 0x202e || c == 7), printed);
		String page = Files.readString(folder.resolve("hostile.html"));
		assertFalse(page.contains("<script") || page.contains("<img") || page.contains("<b>"), page);
		assertTrue(page.chars().noneMatch(c -> c == 0x1b || c == 7), "no control characters");
		var json = armillary(3, "organise", "hostile", "--overlay", "hostile.yaml", "--json");
		assertTrue(json.out().chars().noneMatch(c -> c < 32 && c != '\n' || c == 0x202e), json.out());
		assertEquals(name,
				text(list(JsonParser.parseString(json.out()).getAsJsonObject(), "files").getFirst(), "name"));
		var why = armillary(0, "organise", "hostile", "--overlay", "hostile.yaml", "--why", name);
		assertTrue(why.out().chars().noneMatch(c -> c == 0x1b || c == 0x202e || c == 7), why.out());
	}

	@Test
	void jsonOfAllVerbsIsValidWhateverIsInIt() throws Exception {
		String name = "\u202e\u2028\u007f\u009bx";
		for (List<String> words : List.of(List.of("run", name), List.of("organise", name), List.of("describe", name),
				List.of("simulate", name), List.of("flow", "check", name), List.of(name))) {
			String[] arguments = Stream.concat(words.stream(), Stream.of("--json")).toArray(String[]::new);
			String out = armillary(2, arguments).out();
			assertTrue(out.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' || c == 0x202e || c == 0x2028),
					out);
			assertTrue(text(list(JsonParser.parseString(out).getAsJsonObject(), "messages").getFirst(), "summary")
					.contains(name), out);
		}
	}

	@Test
	void worseCalibrationsThanAskedForAreNotChosen() throws Exception {
		JsonObject any = json(0, "organise", "night");
		JsonObject better = json(3, "organise", "night", "--worst-level", "-1");
		assertEquals(any.get("datasets"), json(0, "organise", "night", "--worst-level", "3").get("datasets"));
		assertTrue(levels(any).contains(0), levels(any)::toString);
		assertTrue(levels(better).stream().allMatch(level -> level <= -1), levels(better)::toString);
	}

	private static Set<Integer> levels(JsonObject organised) {
		var levels = new TreeSet<Integer>();
		list(organised, "datasets").forEach(dataset -> list(dataset, "associations").forEach(
				association -> list(association, "choices").forEach(choice -> levels
						.add(choice.getAsJsonObject("level").get("number").getAsInt()))));
		return levels;
	}

	private static void overwrite(Path file, String after, String text) throws IOException {
		try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
			var start = new byte[200_000];
			bytes.readFully(start);
			int place = new String(start, StandardCharsets.ISO_8859_1).indexOf(after);
			assertTrue(place > 0, after);
			bytes.seek(place + after.length());
			bytes.write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	@Test
	void correctionsAreShownWhereTheyAct() throws Exception {
		JsonObject flat = dataset(json(0, "organise", "night"), "flat");
		String file = text(list(flat, "members").getLast(), "file");
		Files.writeString(folder.resolve("fixes.yaml"), """
				armillary-overlay: 1
				corrections:
				  - files: %s
				    set: { ESO OCS ROT NAANGLE: 45.0 }
				    reason: the rotator stood elsewhere, see the night log
				exclude:
				  - { where: "[ESO DPR TYPE] == DARK", reason: light leak }
				""".formatted(file));
		byte[] before = head(file);
		JsonObject corrected = json(3, "organise", "night", "--overlay", "fixes.yaml");
		List<JsonObject> changed = list(corrected, "files").stream()
				.filter(frame -> !frame.getAsJsonArray("corrections").isEmpty()).toList();
		assertEquals(1, changed.size());
		assertEquals(file, text(changed.getFirst(), "name"));
		JsonObject change = list(changed.getFirst(), "corrections").getFirst();
		assertEquals(45.0, change.get("after").getAsDouble());
		assertTrue(text(change, "line").endsWith("fixes.yaml:3"), text(change, "line"));
		assertTrue(list(corrected, "files").stream().noneMatch(frame -> text(frame, "category").equals("DARK")));
		var text = armillary(3, "organise", "night", "--overlay", "fixes.yaml");
		assertTrue(text.out().contains("see the night log") && (text.out() + text.err()).contains("light leak"),
				text.toString());
		assertArrayEquals(before, head(file), "the file itself stays");
	}

	private static byte[] head(String file) throws IOException {
		try (var in = Files.newInputStream(folder.resolve("night").resolve(file))) {
			return in.readNBytes(100_000);
		}
	}

	@Test
	void aFolderIsWatched() throws Exception {
		var watched = armillary(0, "organise", "night", "--watch", "--for", "1s");
		assertTrue(watched.out().contains("flat"), watched.toString());
	}

	@Test
	void aTerminalIsAfterwardsAsItWas() throws Exception {
		int rows = 12;
		var watched = Product.execute(folder,
				Map.of("TERM", "xterm", "COLUMNS", "100", "LINES", Integer.toString(rows)),
				List.of("script", "-qec",
						"'" + Product.folder().resolve("armillary") + "' organise night --watch --for 1s",
						"/dev/null"));
		assertEquals(0, watched.exitCode(), watched.toString());
		String out = watched.out();
		int leave = out.indexOf("\u001b[?25h\u001b[?1049l");
		int frame = out.lastIndexOf("\u001b[H", leave);
		assertTrue(out.indexOf("\u001b[?1049h") >= 0 && frame > 0 && leave > frame, out);
		String drawn = out.substring(frame, leave);
		assertTrue(drawn.contains("Ctrl-C ends") && drawn.contains("earlier dataset"), drawn);
		assertTrue(drawn.split("\n", -1).length <= rows, drawn);
		String after = out.substring(leave).replace("\u001b[?25h\u001b[?1049l", "");
		assertTrue(after.contains("datasets, all complete"), after);
		assertFalse(after.contains("\u001b"), after);
	}

	@Test
	void simulatorsAreListed() throws Exception {
		assertTrue(armillary(0, "simulate").out().contains("kmos-headers"));
		var list = armillary(0, "simulate", "kmos-headers", "--set", "bands=K,YJ", "--list");
		assertTrue(list.out().contains("FLAT_ON") && list.out().contains("KMOS."), list.out());
		assertTrue(armillary(0, "simulate", "kmos-headers", "--describe").out().contains("faults"));
	}
}
