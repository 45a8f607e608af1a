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
import java.util.Map;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.run.Estimate;
import org.armillary.engine.run.Range;
import org.armillary.engine.store.CleanReport;
import org.armillary.engine.store.CleanReport.Amount;
import org.armillary.engine.store.CleanReport.Kind;
import org.armillary.engine.store.CleanReport.Row;
import org.armillary.engine.store.Store;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class CleanCommandTest {

	@TempDir
	Path folder;

	/** What the command prints; the id of a message stands in brackets. */
	private String clean(int exitCode, String... options) throws IOException {
		Store.open(folder.resolve("store")).close();
		var arguments = new ArrayList<>(List.of("clean", "--store", folder.resolve("store").toString()));
		arguments.addAll(List.of(options));
		var bytes = new ByteArrayOutputStream();
		try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			assertEquals(exitCode, CommandLineInterface.run(new Terminal(out, out, false), ActorCatalog.of(),
					RuleCatalog.NONE, LimitCatalog.NONE, folder, arguments.toArray(String[]::new)));
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Test
	void mistakesAreTold() throws IOException {
		assertTrue(clean(2, "--keep", "some").contains("[cli.keep]"));
		assertTrue(clean(2, "--older", "3").contains("[cli.older]"));
		assertTrue(clean(2, "--max-size", "50").contains("[cli.max-size]"));
		assertTrue(clean(2, "--run", "nothing").contains("[run.no-runs]"));
	}

	@Test
	void productsThatNobodyNamesGo() throws IOException {
		Store.open(folder.resolve("store")).close();
		Path file = Files.createDirectories(folder.resolve("store/objects/ab"))
				.resolve("ab" + "0".repeat(62) + ".fits");
		Files.writeString(file, "x".repeat(2000));
		for (String[] options : new String[][] { { "--dry-run" }, { "--max-size", "1.5 kB", "--dry-run" },
				{ "--keep", "3", "--older", "30d", "--finals", "--dry-run" } }) {
			String told = clean(0, options);
			assertTrue(told.lines().anyMatch(line -> line.matches("products +1 +2.0 kB *")), told);
			assertTrue(Files.exists(file), "a trial removes nothing");
		}
		JsonObject json = JsonParser.parseString(clean(0, "--max-size", "1 GB", "--json")).getAsJsonObject();
		assertTrue(Files.notExists(file));
		assertEquals(2000, json.get("bytes").getAsLong());
		assertEquals(0, json.get("remainingBytes").getAsLong());
		assertEquals(List.of("runs", "jobFolders", "results", "products", "intermediates", "temporaryFiles"),
				json.getAsJsonArray("amounts").asList().stream()
						.map(amount -> amount.getAsJsonObject().get("what").getAsString()).toList());
		assertTrue(clean(0).startsWith("nothing to remove"));
	}

	@Test
	void declaredMemoryIsNoRange() {
		var memory = new Range(1.7e9, 1.9e9, 2.1e9);
		assertEquals("1.7–2.1 GB",
				ForecastNeeds.memory(new Estimate(Range.ZERO, Range.ZERO, Range.ZERO, memory)));
		var declared = new Estimate(Range.ZERO, Range.ZERO, Range.ZERO, memory, false);
		assertEquals("2.1 GB declared", ForecastNeeds.memory(declared));
		var json = new JsonObject();
		ForecastNeeds.add(json, declared);
		assertEquals(2_100_000_000, json.get("memoryBytes").getAsLong());
		assertFalse(json.has("memoryBytesLow"));
	}

	@Test
	void whatFreesMostForTheWorkIsToldFirstAndNotMoreThanAScreen() {
		var rows = new ArrayList<Row>();
		for (int i = 0; i < 30; i++) {
			rows.add(new Row("run-1", "node" + i, "kmos.dark", 2, 30_000_000 - i, 3));
		}
		var report = new CleanReport(Map.of(Kind.INTERMEDIATES, new Amount(60, 900_000_000, 90)), List.of(), rows,
				5_000_000, 0);
		List<String> lines = new CleanText(report, true).text().lines().toList();
		assertTrue(lines.get(1).startsWith("node0 ") && lines.get(1).contains("10 MB"), lines.get(1));
		assertTrue(lines.get(21).startsWith("… and 10 more"), lines.get(21));
		assertEquals(30, new CleanText(report, true).json().getAsJsonArray("table").size());
		assertEquals(900_000_000, new CleanText(report, true).json().get("bytes").getAsLong());
	}

	@Test
	void whatIsForgottenIsCounted() {
		var report = new CleanReport(Map.of(Kind.RESULTS, new Amount(3, 637_000, 20)), List.of(), List.of(), 0, 312);
		String text = new CleanText(report, true).text();
		assertTrue(text.contains("312 quality-control values") && text.contains("--intermediates"), text);
		assertEquals(312, new CleanText(report, true).json().get("qualityValues").getAsLong());
	}

	@Test
	void rangesThatBeginWithNothingAndRestOnLittleSaySo() {
		assertEquals("0–12 s", ForecastNeeds.seconds(new Range(0, 0, 12)));
		assertEquals("0–12 MB", ForecastNeeds.bytes(new Range(0, 0, 12e6)));
		assertEquals("0 B", ForecastNeeds.bytes(Range.ZERO));
		assertEquals("1–3", ForecastNeeds.number(1, 3));
		assertEquals("3", ForecastNeeds.number(3, 3));
		for (int results : new int[] { 0, 1, 2, 5 }) {
			assertEquals(results == 1 ? " (from 1 result)" : results == 2 ? " (from 2 results)" : "",
					ForecastNeeds.basis(new Estimate(Range.ZERO, Range.ZERO, Range.ZERO, Range.ZERO, true, results)));
		}
	}

	@Test
	void rangesOfSizesNameTheUnitOnce() {
		assertEquals("3.1–3.4 GB", ForecastNeeds.bytes(new Range(3.1e9, 3.2e9, 3.4e9)));
		assertEquals("900 MB–1.2 GB", ForecastNeeds.bytes(new Range(9e8, 1e9, 1.2e9)));
		assertEquals("12 kB", ForecastNeeds.bytes(Range.exactly(12_000)));
		assertEquals("4–6 min", ForecastNeeds.seconds(new Range(240, 300, 360)));
	}
}
