package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.armillary.actor.Keywords;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualitySeries;
import org.armillary.plugins.rules.RuleCatalog;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import picocli.CommandLine;

/** Quality-control values of a store as text, JSON, table and picture. */
class QcTest {

	private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

	private static LimitSet limits() throws DocumentException {
		return LimitReader.read("""
				armillary-limits: 1
				name: t
				limits:
				  - { actor: a, value: level, unit: adu, requirement: 0 .. 10, goal: 0 .. 5 }
				""", "t.limits.yaml");
	}

	private static Measurement measurement(double mjd, String name, String subject, double value) {
		return new Measurement("a", "job", "run-1", "key", NOW,
				Double.isNaN(mjd) ? OptionalDouble.empty() : OptionalDouble.of(mjd),
				new QcValue(name, subject, value, "adu"), List.of(new MadeProduct(Path.of("/x"), "digest", 1,
						new ProductDescription("MASTER", Keywords.NONE))));
	}

	private static List<QcSeries> series(Measurement... measurements) throws DocumentException {
		LimitSet limits = limits();
		return QualitySeries.of(List.of(measurements)).stream().map(one -> QcSeries.of(one, limits)).toList();
	}

	@Test
	void summaryTellsLimitsStatesAndChange() throws DocumentException {
		var all = new ArrayList<Measurement>();
		for (int i = 0; i < 20; i++) {
			all.add(measurement(61000 + i, "level", "D1", 1 + 0.3 * i));
		}
		all.add(measurement(61030, "level", "D2", Double.NaN));
		String text = new QcText(series(all.toArray(Measurement[]::new)), true).summary();
		String first = text.lines().filter(line -> line.contains("D1")).findFirst().orElseThrow();
		assertTrue(text.contains("level [adu]   requirement 0 .. 10, goal 0 .. 5"), text);
		assertTrue(first.contains("◆ requirement met") && first.contains("2025-12-10"), text);
		// 0.3 a day
		assertTrue(first.matches(".*\\+9\\.1 ± \\S+  rises +▁▁.*██"), text);
		String second = text.lines().filter(line -> line.contains("D2")).findFirst().orElseThrow();
		assertTrue(second.contains("✖ failed") && second.endsWith("·"), text);
		assertFalse(text.contains("*"), text);
	}

	private static Measurement superseded(double mjd, String subject, double value, String key) {
		Measurement one = measurement(mjd, "level", subject, value);
		return new Measurement(one.actor(), one.job(), one.run(), key, one.ended(), one.mjd(), one.value(),
				one.products(), false);
	}

	/** What a later result of the same files tells is listed, and enters neither number nor state nor fails. */
	@Test
	void numbersAreOfWhatCounts() throws DocumentException {
		Measurement[] all = { measurement(61000, "level", "D1", 3), superseded(61001, "D1", 4, "old"),
				measurement(61001, "level", "D1", 5), superseded(61001, "D1", 99, "older"),
				superseded(61001, "D2", 7, "older") };
		JsonObject json = QcJson.of(series(all), true, List.of());
		JsonObject first = json.getAsJsonArray("series").get(0).getAsJsonObject();
		assertEquals(2, first.get("number").getAsInt());
		assertEquals(0, first.get("failed").getAsInt());
		assertEquals("goal-met", first.get("state").getAsString());
		assertEquals(4, first.get("median").getAsDouble());
		assertEquals(5, first.getAsJsonObject("latest").get("value").getAsDouble());
		assertEquals(List.of(true, false, true, false), first.getAsJsonArray("measurements").asList().stream()
				.map(one -> one.getAsJsonObject().get("counted").getAsBoolean()).toList());
		JsonObject second = json.getAsJsonArray("series").get(1).getAsJsonObject();
		assertEquals(0, second.get("number").getAsInt());
		assertTrue(second.get("median").isJsonNull());
		String lines = new QcText(series(all), false).measurements();
		assertEquals(3, lines.lines().filter(line -> line.contains(", not counted")).count(), lines);
		String[] rows = QcCsv.of(series(all)).split("\r\n");
		assertTrue(rows[1].contains(",goal-met,yes,61000.0,") && rows[4].contains(",failed,no,61001.0,"), rows[4]);
		assertTrue(QcText.leftOut(List.of(all)).startsWith("2 of 3 results are not counted"),
				QcText.leftOut(List.of(all)));
		assertEquals("", QcText.leftOut(List.of(all[0])));
	}

	/** A limit in another unit is no limit, which must be said. */
	@Test
	void otherUnitsAreTold() throws DocumentException {
		Measurement one = measurement(61000, "level", "D1", 3);
		var other = new Measurement("a", "job", "run-1", "key", NOW, one.mjd(),
				new QcValue("level", "D2", 3, "electron"), List.of());
		List<QcSeries> all = series(one, other);
		assertEquals(List.of(), all.get(0).unitNote().stream().toList());
		assertEquals(List.of("quality.unit"), all.get(1).unitNote().stream().map(Message::id).toList());
		assertEquals(List.of(), series(measurement(61000, "free", "", 1)).getFirst().unitNote().stream().toList());
	}

	private static String refusedPlot(String file) {
		var nowhere = new PrintStream(OutputStream.nullOutputStream());
		var terminal = new Terminal(nowhere, nowhere, false);
		var command = new CommandLine(new QcCommand(new Invocation(terminal, ActorCatalog.of(), RuleCatalog.NONE,
				Path.of("/nowhere"), new Invocation.Format())));
		command.parseArgs("--plot", file, "--store", "/nowhere");
		QcCommand verb = command.getCommand();
		return assertThrows(CliException.class, verb::execute).messages().getFirst().id();
	}

	@Test
	void thePictureHasItsEnding() {
		assertEquals("cli.qc-plot", refusedPlot("/nowhere/x.png"));
		assertEquals("cli.qc-plot", refusedPlot("/nowhere/svg"));
		assertNotEquals("cli.qc-plot", refusedPlot("/nowhere/x.SVG"));
		assertNotEquals("cli.qc-plot", refusedPlot("/dev/null"));
	}

	@Test
	void timesThatAreNotOfObservationsAreMarked() throws DocumentException {
		List<QcSeries> all = series(measurement(Double.NaN, "level", "", 3), measurement(61000, "other", "", 3));
		String text = new QcText(all, false).summary();
		assertTrue(text.contains("2026-03-31*") && text.contains("2025-11-21 ") && text.contains("MJD-OBS"), text);
		assertFalse(text.contains("▅"), text);
		String lines = new QcText(all, false).measurements();
		assertTrue(lines.contains("2026-03-31 12:00:00*") && lines.contains("MASTER"), lines);
	}

	@Test
	void json() throws DocumentException {
		JsonObject whole = QcJson.of(series(measurement(61000, "level", "D1", Double.NaN)), true,
				List.of(CliMessage.LIMITS_ACTOR.with("t.limits.yaml:4", "kmos.drak", "")));
		assertEquals("cli.limits-actor",
				whole.getAsJsonArray("messages").get(0).getAsJsonObject().get("id").getAsString());
		JsonObject json = whole.getAsJsonArray("series").get(0).getAsJsonObject();
		assertEquals("level", json.get("name").getAsString());
		assertFalse(json.has("value"), json.toString());
		assertEquals("failed", json.get("state").getAsString());
		assertTrue(json.getAsJsonObject("latest").get("value").isJsonNull());
		assertEquals(10, json.getAsJsonObject("limit").getAsJsonObject("requirement").get("max").getAsInt());
		assertEquals(1, json.getAsJsonArray("measurements").size());
		JsonObject brief = QcJson.of(series(measurement(61000, "x", "", 1)), false, List.of());
		assertFalse(brief.toString().contains("measurements"));
		assertEquals(0, brief.getAsJsonArray("messages").size());
	}

	@Test
	void csvQuotesWhatItMust() throws DocumentException {
		String[] lines = QcCsv.of(series(measurement(61000, "level, \"mean\"", "", 2.5))).split("\r\n");
		assertEquals(2, lines.length);
		assertTrue(lines[1].startsWith("a,\"level, \"\"mean\"\"\",,2.5,adu,no-limit,yes,61000.0,yes,"), lines[1]);
	}

	/** Names come from files of anybody; numbers with a sign stay numbers. */
	@Test
	void csvHasNoFormulas() throws DocumentException {
		for (String hostile : List.of("=HYPERLINK(\"HTTP://X\";\"Y\")", "+CMD|' /C CALC'!A0", "-1+1", "@SUM(A1)",
				"\t=1", "\r=1")) {
			String line = QcCsv.of(series(measurement(61000, "level", hostile, -2.5))).split("\r\n", 2)[1];
			assertTrue(line.startsWith("a,level,'" + hostile) || line.startsWith("a,level,\"'"), line);
			assertTrue(line.contains(",-2.5,adu,"), line);
		}
	}

	/** A median is shown among the values, not beyond them. */
	@Test
	void theMedianHasAsManyDigitsAsTheValues() throws DocumentException {
		String text = new QcText(series(measurement(61000, "counts", "D1", 104534.25),
				measurement(61001, "counts", "D1", 104537.25), measurement(61000, "level", "D1", 48001),
				measurement(61001, "level", "D1", 48002)), false).summary();
		assertTrue(text.contains(" 104536 ") && text.contains(" 48001.5 "), text);
		assertFalse(text.contains("104500") || text.contains("48000 "), text);
	}

	/** A panel for each value and limit; a single bad value does not squeeze the others. */
	@Test
	void picture() throws DocumentException {
		var all = new ArrayList<Measurement>();
		for (int i = 0; i < 100; i++) {
			all.add(measurement(61000 + i, "level", "<D&1>", i == 50 ? 1e9 : 2 + 0.01 * (i % 7)));
			all.add(measurement(61000 + i, "noise", "D2", 3));
		}
		String svg = QcPlot.document(series(all.toArray(Measurement[]::new)));
		assertTrue(svg.contains("&lt;D&amp;1") && !svg.contains("<D&1>"), "names are text");
		assertTrue(svg.contains("noise, D2") && svg.contains("2.05"),
				"labels of the axis are those of the many values");
		assertFalse(svg.contains("<script") || svg.contains("style=\""));
	}

	@Test
	void dates() throws CliException {
		// astropy.time.Time("2026-03-01").mjd
		assertEquals(61100, QcDates.since("--since", "2026-03-01", NOW));
		assertEquals(61101, QcDates.until("--until", "2026-03-01", NOW));
		assertEquals(61100.5, QcDates.until("--until", "2026-03-01T12:00", NOW), 1e-9);
		assertEquals(61130.5 - 30, QcDates.since("--since", "30d", NOW), 1e-9);
		// astropy.time.Time of 2014-01-01, 2015-01-01, 2014-12-01, 2015-01-01, 2016-02-01, 2016-03-01
		assertEquals(56658, QcDates.since("--since", "2014", NOW));
		assertEquals(57023, QcDates.until("--until", "2014", NOW));
		assertEquals(56992, QcDates.since("--since", "2014-12", NOW));
		assertEquals(57023, QcDates.until("--until", " 2014-12 ", NOW));
		assertEquals(57419, QcDates.since("--since", "2016-02", NOW));
		assertEquals(57448, QcDates.until("--until", "2016-02", NOW));
		for (String bad : List.of("", "yesterday", "2026-13-01", "2026-02-30", "30", "d", "-3d", "2026-03-01T25:00",
				"2026-13", "2026-00", "2026-3", "20260", "202603")) {
			var refusal = assertThrows(CliException.class, () -> QcDates.since("--since", bad, NOW), bad);
			assertEquals("cli.qc-date", refusal.messages().getFirst().id());
		}
	}

	@Test
	void unicodeByTheLocale() {
		assertTrue(QcCommand.isUnicode(Map.of("LANG", "de_DE.UTF-8")));
		assertTrue(QcCommand.isUnicode(Map.of("LC_ALL", "", "LC_CTYPE", "C.utf8", "LANG", "C")));
		assertFalse(QcCommand.isUnicode(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")));
		assertFalse(QcCommand.isUnicode(Map.of()));
	}
}
