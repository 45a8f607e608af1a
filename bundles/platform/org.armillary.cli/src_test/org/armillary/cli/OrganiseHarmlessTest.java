package org.armillary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.Correction;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.trace.Tracer;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What stands in headers and file names moves no cursor, turns no text around and runs nowhere. */
class OrganiseHarmlessTest {

	private static final String EVIL = "\u001b[31m<script>alert('1')</script>\"&\u0000\n\r\u202eevil\u2066\u200b\u009b\u2028\ud800";
	private static final Pattern TAG = Pattern.compile(
			"</?(html|head|body|meta|title|style|h[123]|p|ul|li|table|thead|tbody|tr|th|td|a|span|section|details|summary|code|div|!DOCTYPE)"
					+ "( (lang|charset|http-equiv|content|name|class|id|href|open|html)(=\"[^\"<>]*\")?)*( /)?>");

	private static Organised evil() {
		var correction = new Correction(List.of(), Optional.empty(), Map.of("NOTE", EVIL), List.of(), EVIL,
				new RuleLine(EVIL, 1));
		return new OrganiseFixture().darks(1, 61100).flats("H" + EVIL, 61100.5, 0)
				.file("x" + EVIL + ".fits", "SCIENCE", "s" + EVIL, 61101, "TARGET1 NAME", EVIL)
				.file("y" + EVIL + ".fits", "SCIENCE" + EVIL, "s", 61101)
				.organised(new Overlay(List.of(correction), List.of(), List.of()));
	}

	private static void assertHarmless(String text) {
		assertTrue(text.contains("evil"), "what is there is shown");
		text.codePoints().filter(c -> c != '\n').forEach(c -> assertFalse(
				Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
						|| Character.getType(c) == Character.SURROGATE || c == 0x2028,
				() -> "character " + Integer.toHexString(c) + " in " + text));
	}

	private static List<String> texts() {
		Organised organised = evil();
		var texts = new ArrayList<String>();
		var tracer = new Tracer(organised.organisation());
		for (int width : List.of(80, 140)) {
			texts.add(new OrganiseText(organised, organised.organisation().datasets(), true, width).text());
			for (HeaderFile file : organised.scanned().files()) {
				texts.add(new OrganiseFileText(tracer.file(file), width).text());
			}
			for (Dataset dataset : organised.organisation().datasets()) {
				dataset.associations().forEach(association -> texts.add(
						new OrganiseNeedText(tracer.need(dataset, association.need().name()).orElseThrow(), width)
								.text()));
			}
		}
		return texts;
	}

	@Test
	void text() {
		for (String text : texts()) {
			assertHarmless(text + "evil");
		}
		assertTrue(texts().getFirst().contains("\\x1b[31m<script>"), texts().getFirst());
	}

	@Test
	void noValueBreaksALine() {
		String text = texts().getFirst();
		assertFalse(text.lines().anyMatch(line -> line.startsWith("evil") || line.startsWith("\\x202eevil")), text);
	}

	@Test
	void json() {
		Organised organised = evil();
		var tracer = new Tracer(organised.organisation());
		var documents = new ArrayList<JsonObject>();
		documents.add(OrganiseJson.of(organised, organised.organisation().datasets()));
		organised.scanned().files().forEach(file -> documents.add(OrganiseTraceJson.of(tracer.file(file))));
		for (JsonObject document : documents) {
			String printed = Json.text(document);
			assertHarmless(printed + "evil");
			assertEquals(printed, Terminal.safe(printed), "the terminal leaves it as it is");
			assertEquals(document, JsonParser.parseString(printed), "and it says the same");
		}
		assertTrue(documents.getFirst().getAsJsonArray("files").asList().stream()
				.anyMatch(file -> file.getAsJsonObject().get("name").getAsString().equals("x" + EVIL + ".fits")));
	}

	@Test
	void page() {
		Organised organised = evil();
		String page = new OrganiseHtml(organised, organised.organisation().datasets()).page();
		assertHarmless(page.replace("\t", ""));
		String style = page.substring(page.indexOf("<style>"), page.indexOf("</style>"));
		String rest = page.replace(style, "<style>");
		assertFalse(TAG.matcher(rest).replaceAll("").contains("<"), TAG.matcher(rest).replaceAll(""));
		assertTrue(rest.contains("&lt;script&gt;alert(&#39;1&#39;)"));
		assertTrue(rest.contains("default-src &#39;none&#39;") || rest.contains("default-src 'none'"));
		assertFalse(rest.contains("http://") || rest.contains("https://"), "nothing is loaded from elsewhere");
	}

	@Test
	void onePlainLine() {
		assertEquals("a\\nb\\x1b\\x2028", Shown.of("a\nb\u001b\u2028"));
		assertEquals("‘ a’", Shown.value(" a"));
		assertEquals("‘’", Shown.value(""));
		assertEquals("5", Shown.value(5L));
	}
}
