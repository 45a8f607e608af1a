package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.plugins.rules.TextCatalog.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class OrganiseCommandTest {

	private static final int BLOCK = 2880;

	@TempDir
	Path folder;

	private Path night;

	/** What a command line printed, and its exit code. */
	private record Printed(int exit, String out, String err) {

		JsonElement json() {
			return JsonParser.parseString(out);
		}

		String id() {
			return json().getAsJsonObject().getAsJsonArray("messages").get(0).getAsJsonObject().get("id").getAsString();
		}
	}

	@BeforeEach
	void filesOfANight() throws IOException {
		night = Files.createDirectories(folder.resolve("night/sub")).getParent();
		for (int i = 0; i < 3; i++) {
			write("dark" + i + ".fits", "DARK", "d", 61100 + i * 0.001, "H", 0);
		}
		write("sub/off.fits", "FLAT,OFF", "f", 61100.1, "H", 0);
		write("sub/on1.fits", "FLAT,ON", "f", 61100.11, "H", 0);
		write("sub/on2.fits", "FLAT,ON", "f", 61100.12, "H", 0);
	}

	private void write(String name, String type, String template, double mjd, String band, int angle)
			throws IOException {
		var cards = new StringBuilder();
		List.of("SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0",
				"INSTRUME= 'TEST'", "TYPE    = '" + type + "'", "TPL     = '" + template + "'",
				String.format(Locale.ROOT, "MJD-OBS = %20.8f", mjd), "BAND    = '" + band + "'",
				String.format(Locale.ROOT, "ANGLE   = %20d", angle), "END")
				.forEach(card -> cards.append(String.format("%-80s", card)));
		Files.writeString(night.resolve(name), cards + " ".repeat(BLOCK - cards.length()),
				StandardCharsets.ISO_8859_1);
	}

	private Printed run(String... words) {
		var out = new ByteArrayOutputStream();
		var err = new ByteArrayOutputStream();
		var all = new ArrayList<>(List.of("organise"));
		all.addAll(List.of(words));
		if (!all.contains("--store")) {
			all.addAll(List.of("--store", folder.resolve("store").toString()));
		}
		var catalog = (RuleCatalog) () -> List
				.of(new Entry.Available("test", "test.rules.yaml", OrganiseFixture.RULES, "test"));
		int exit = CommandLineInterface.run(
				new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
						new PrintStream(err, true, StandardCharsets.UTF_8), false),
				ActorCatalog.of(), catalog, LimitCatalog.NONE, folder, all.toArray(String[]::new));
		return new Printed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private String path() {
		return night.toString();
	}

	@Test
	void completeDatasetsEndWellAndIncompleteOnesDoNot() throws IOException {
		Printed complete = run(path());
		assertEquals(ExitCode.OK, complete.exit(), complete.out() + complete.err());
		assertTrue(complete.out().contains("6 files · 2 datasets, all complete · rules test 7"), complete.out());
		Files.delete(night.resolve("sub/off.fits"));
		assertEquals(ExitCode.NOTHING_SELECTED, run(path()).exit());
		assertEquals(ExitCode.NOTHING_SELECTED, run(path(), "--json").exit());
	}

	@Test
	void aFolderWithoutFilesEndsWithThree() throws IOException {
		Path empty = Files.createDirectory(folder.resolve("empty"));
		assertEquals(ExitCode.NOTHING_SELECTED, run(empty.toString()).exit());
	}

	@Test
	void nothingIsRememberedWhereThatIsAskedFor() {
		JsonObject json = run(path(), "--json", "--no-memory").json().getAsJsonObject();
		assertEquals(6, json.getAsJsonArray("files").size());
		assertEquals(2, json.getAsJsonArray("datasets").size());
		assertFalse(Files.exists(folder.resolve("store")));
	}

	@Test
	void aStoreThatCannotBeThereStopsNothing() throws IOException {
		Path file = Files.writeString(folder.resolve("file"), "in the way");
		Printed printed = run(path(), "--store", file.toString());
		assertEquals(ExitCode.OK, printed.exit(), printed.err());
		assertTrue(printed.out().contains("2 datasets, all complete"), printed.out());
	}

	@Test
	void theReasonsOfAFileAndOfAChoice() {
		JsonObject file = run(path(), "--why", "on1.fits", "--json").json().getAsJsonObject();
		assertEquals("FLAT_ON", file.get("category").getAsString());
		assertEquals("sub/on1.fits", file.get("name").getAsString());
		assertEquals(4, file.getAsJsonArray("classes").size());
		assertEquals(file, run(path(), "--why", night.resolve("sub/on1.fits").toString(), "--json").json());
		assertEquals(file, run("--why", "sub/on1.fits", path(), "--json").json());
		JsonObject need = run(path(), "--why", "flat", "dark", "--json").json().getAsJsonObject();
		assertTrue(need.get("satisfied").getAsBoolean());
		assertTrue(need.getAsJsonArray("candidates").get(0).getAsJsonObject().get("chosen").getAsBoolean());
		assertEquals(need, run(path(), "--why", "flat-H-*", "dark", "--json").json());
		assertTrue(run(path(), "--why", "flat").out().contains("dark is dark-2026-03-01T00:00:00"));
	}

	@Test
	void whatIsNotThereIsRefusedWithNearNames() {
		assertEquals("cli.unknown-file", run(path(), "--why", "nothing", "--json").id());
		assertTrue(run(path(), "--why", "on3.fits").err().contains("on1.fits"));
		assertEquals("cli.several-fit", run(path(), "--why", "on", "--json").id());
		assertEquals("cli.unknown-need", run(path(), "--why", "flat", "drak", "--json").id());
		assertEquals("cli.unknown-dataset", run(path(), "--why", "nothing", "dark", "--json").id());
		assertEquals("cli.unknown-dataset", run(path(), "--dataset", "nothing", "--json").id());
		assertEquals(ExitCode.REFUSED, run(path(), "--why", "nothing").exit());
		assertEquals("rules.setting", run(path(), "--set", "mood=quick", "--json").id());
		assertEquals("rules.choice", run(path(), "--set", "mode=slow", "--json").id());
		assertEquals("cli.assignment", run(path(), "--set", "mode", "--json").id());
		assertEquals("cli.setting-twice", run(path(), "--set", "mode=quick", "--set", "mode=quick", "--json").id());
		assertEquals("scan.no-place", run(folder.resolve("nowhere").toString(), "--json").id());
	}

	@Test
	void optionsThatDoNotGoTogetherAreRefused() {
		String zip = folder.resolve("h.zip").toString();
		for (List<String> words : List.of(List.<String>of(), List.of(path(), "--for", "3s"),
				List.of(path(), "--watch", "--why", "on1.fits"), List.of(path(), "--watch", "--html", "p.html"),
				List.of(path(), "--html", "p.html", "--why", "on1.fits"), List.of(path(), zip),
				List.of(zip, "--watch"), List.of(zip, "--export-headers", "b.zip"),
				List.of(path(), "--export-headers", zip, "--watch"), List.of(path(), "--replace"),
				List.of(path(), "--worst-level", "plan"))) {
			var all = new ArrayList<>(words);
			all.add("--json");
			Printed printed = run(all.toArray(String[]::new));
			assertEquals(ExitCode.REFUSED, printed.exit(), words.toString());
			assertEquals("cli.usage", printed.id(), words.toString());
		}
		assertEquals("cli.duration", run(path(), "--watch", "--for", "soon", "--json").id());
	}

	@Test
	void anArchiveOfHeadersGivesTheSameDatasets() {
		String zip = folder.resolve("h.zip").toString();
		assertEquals(ExitCode.OK, run(path(), "--export-headers", zip).exit());
		JsonObject files = run(path(), "--json").json().getAsJsonObject();
		JsonObject archive = run(zip, "--json").json().getAsJsonObject();
		assertEquals(files.get("datasets"), archive.get("datasets"));
		assertEquals(run(path(), "--why", "flat", "dark").out(), run(zip, "--why", "flat", "dark").out());
		Printed refused = run(path(), "--export-headers", zip, "--json");
		assertEquals(ExitCode.REFUSED, refused.exit());
		assertEquals("archive.exists", refused.id());
		assertTrue(refused.out().contains("--replace"), "the remedy is an option that exists");
	}

	@Test
	void anArchiveIsReplacedWhereThatIsAskedFor() throws IOException {
		String zip = folder.resolve("h.zip").toString();
		assertEquals(ExitCode.OK, run(path(), "--export-headers", zip, "--replace").exit());
		Files.delete(night.resolve("dark0.fits"));
		assertEquals(ExitCode.OK, run(path(), "--export-headers", zip, "--replace").exit());
		assertEquals(5, run(zip, "--json").json().getAsJsonObject().getAsJsonArray("files").size());
	}

	@Test
	void worseCalibrationsThanAskedForAreNotChosen() throws IOException {
		write("sub/off.fits", "FLAT,OFF", "f", 61105, "H", 0);
		write("sub/on1.fits", "FLAT,ON", "f", 61105.1, "H", 0);
		write("sub/on2.fits", "FLAT,ON", "f", 61105.2, "H", 0);
		Printed all = run(path(), "--json");
		assertEquals(ExitCode.OK, all.exit(), all.out());
		assertEquals(all.json().getAsJsonObject().get("datasets"),
				run(path(), "--json", "--worst-level", "1").json().getAsJsonObject().get("datasets"));
		Printed plan = run(path(), "--json", "--worst-level", "0");
		assertEquals(ExitCode.NOTHING_SELECTED, plan.exit());
		JsonObject flat = plan.json().getAsJsonObject().getAsJsonArray("datasets").get(1).getAsJsonObject();
		assertEquals(0, flat.getAsJsonArray("associations").get(0).getAsJsonObject().getAsJsonArray("choices").size());
		assertTrue(run(path(), "--worst-level", "-1").out().contains("lacks: dark"));
	}

	@Test
	void aPageIsWrittenBesideTheText() throws IOException {
		Path page = folder.resolve("page.html");
		assertEquals(ExitCode.OK, run(path(), "--html", page.toString()).exit());
		assertTrue(Files.readString(page).contains("flat-H-"));
		assertEquals("cli.page-unwritable",
				run(path(), "--html", folder.resolve("no/page.html").toString(), "--json").id());
	}

	@Test
	void aSelectedDatasetAloneCounts() throws IOException {
		Files.delete(night.resolve("sub/off.fits"));
		Printed dark = run(path(), "--dataset", "dark*");
		assertEquals(ExitCode.OK, dark.exit(), dark.err());
		assertTrue(dark.out().contains("dark1.fits"), dark.out());
		assertEquals(ExitCode.NOTHING_SELECTED, run(path(), "--dataset", "flat*").exit());
	}

	@Test
	void whyAnswersForFilesThatWereNotOrganised() throws IOException {
		Files.writeString(night.resolve("text.fits"), "no FITS file");
		Files.writeString(night.resolve("sub/notes.txt"), "notes");
		Files.writeString(night.resolve("short.fits"), Files.readString(night.resolve("dark0.fits"))
				.replace("NAXIS   =                    0", "NAXIS   =                    0".replace('0', '1'))
				.substring(0, 2000));
		for (String name : List.of("text.fits", "sub/notes.txt", "short.fits")) {
			Printed why = run(path(), "--why", name);
			assertEquals(ExitCode.OK, why.exit(), name + why.err());
			JsonObject json = run(path(), "--why", name, "--json").json().getAsJsonObject();
			assertTrue(json.getAsJsonObject("leftOut").has("reason"), json.toString());
		}
		assertEquals("cli.unknown-file", run(path(), "--why", "nowhere.fits", "--json").id());
	}

	@Test
	void installedRulesArePrintedAsTheyAre() {
		for (List<String> words : List.of(List.of("--print-rules"), List.of("--print-rules", "test"))) {
			var all = new ArrayList<>(words);
			all.addAll(List.of("--store", "s"));
			assertEquals(OrganiseFixture.RULES, run(all.toArray(String[]::new)).out());
		}
		assertEquals("cli.unknown-rules", run("--print-rules", "tset", "--json").id());
	}

	@Test
	void filesOfTheOtherKindAreNamedAsSuch() throws IOException {
		Path overlay = Files.writeString(folder.resolve("o.overlay.yaml"), "# mine\narmillary-overlay: 1\n");
		Path rules = Files.writeString(folder.resolve("r.rules.yaml"), OrganiseFixture.RULES);
		assertEquals("cli.other-kind", run(path(), "--rules", overlay.toString(), "--json").id());
		assertEquals("cli.other-kind", run(path(), "--overlay", rules.toString(), "--json").id());
		assertEquals("workflow.unreadable", run(path(), "--rules", "nosuch.rules.yaml", "--json").id());
	}

	@Test
	void watchingEndsAsOrganisingWouldEnd() throws IOException {
		Files.delete(night.resolve("sub/off.fits"));
		Printed lines = run(path(), "--watch", "--for", "0.2s");
		assertEquals(ExitCode.NOTHING_SELECTED, lines.exit(), lines.err());
		assertTrue(lines.out().strip().lines().toList().getLast().contains("1 complete, 1 not"), lines.out());
	}

	@Test
	void watchingEndsWhenItsTimeIsOver() {
		Printed lines = run(path(), "--watch", "--for", "0.2s");
		assertEquals(ExitCode.OK, lines.exit(), lines.err());
		assertTrue(lines.out().contains("✓ flat-H-"), lines.out());
		Printed json = run(path(), "--watch", "--for", "0.2s", "--json");
		assertEquals(1, json.out().strip().lines().count());
		assertEquals(2, json.json().getAsJsonObject().getAsJsonArray("datasets").size());
	}

	@Test
	void watchingEndsWith130WhenItIsInterrupted() {
		Thread.currentThread().interrupt();
		assertEquals(ExitCode.CANCELLED, run(path(), "--watch").exit());
		assertTrue(Thread.interrupted());
	}
}
