package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.run.JobState;
import org.armillary.report.page.HarmlessText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RunReportTest {

	private static final String EVIL = "<script>alert('1')</script>\"onload='x'&amp;]]>--><!--</template>"
			+ "</style>\u0000\u202e\u200b\ud800\u001b[31m\r\n\tend";

	@TempDir
	private Path folder;

	private static String page(SampleRun sample, ReportOptions options) throws Exception {
		return new RunReport(sample.record(), sample, ActorCatalog.of(), options).page();
	}

	private static ReportOptions options() {
		return ReportOptions.of("0.1.0", Instant.parse("2026-03-02T08:00:00Z"));
	}

	private static SampleRun.Spec spec(String id, String node) {
		var spec = new SampleRun.Spec();
		spec.id = id;
		spec.node = node;
		return spec;
	}

	/** A run in which every text that comes from outside wants to do harm. */
	private SampleRun evil() throws Exception {
		var sample = new SampleRun().out(folder).named("w" + EVIL).methods("m" + EVIL).input("frames").node("dark",
				"actor" + EVIL, "frames");
		var done = spec("dark#1" + EVIL, "dark");
		done.actor = "actor" + EVIL;
		done.subject = "subject" + EVIL;
		done.qc = List.of(new QcValue("name" + EVIL, "on" + EVIL, 1.5, "unit" + EVIL));
		done.messages = List.of(new Message("id" + EVIL, "said" + EVIL, Optional.of("detail" + EVIL),
				List.of("remedy" + EVIL)));
		done.products = List.of("harm<img src=x onerror=alert(1)>'\".fits");
		Files.writeString(folder.resolve(done.products.getFirst()), "");
		done.parameters = Map.of("parameter", "value" + EVIL);
		done.inputs = List.of("x" + EVIL.replace("/", "").replace("\u0000", "").replace("\ud800", ""));
		sample.job(done);
		var failed = spec("lost" + EVIL, "dark");
		failed.state = JobState.FAILED;
		failed.messages = List.of(new Message("id", "broke" + EVIL, Optional.of(EVIL), List.of(EVIL)));
		return sample.job(failed).earlier("actor" + EVIL, done.qc.getFirst(), 3);
	}

	@Test
	void hostileTextsDoNothing() throws Exception {
		String page = page(evil(), options());
		Document document = Pages.parse(page);
		Pages.assertHarmless(document);
		String text = document.getDocumentElement().getTextContent();
		String shown = HarmlessText.line(EVIL);
		for (String begin : List.of("w", "m", "subject", "name", "on", "unit", "id", "said", "remedy", "value", "broke",
				"lost", "dark#1")) {
			assertTrue(text.contains(begin + shown), begin + " is shown as it is");
		}
		assertTrue(text.contains("harm<img src=x onerror=alert(1)>'\".fits"));
		assertTrue(page.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\t'), "no control character");
		assertTrue(page.codePoints().noneMatch(c -> c == 0x202e || c == 0x200b || c >= 0xd800 && c < 0xe000));
	}

	@Test
	void policyNamesExactlyWhatIsThere() throws Exception {
		String page = page(evil(), options());
		String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
		String style = between(page, "<style>", "</style>");
		String script = between(page, "<script>", "</script>");
		assertEquals("default-src 'none'; style-src 'sha256-" + digest(style) + "'; script-src 'sha256-"
				+ digest(script) + "'; img-src data:; base-uri 'none'; form-action 'none'", policy);
		assertEquals(1, page.split("<style", -1).length - 1);
		assertEquals(1, page.split("<script", -1).length - 1);
	}

	private static String between(String text, String begin, String end) {
		int from = text.indexOf(begin) + begin.length();
		return text.substring(from, text.indexOf(end, from));
	}

	private static String digest(String text) throws Exception {
		return Base64.getEncoder().encodeToString(
				MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void landmarksHeadingsAndTables() throws Exception {
		Document document = Pages.parse(page(evil(), options()));
		for (String landmark : List.of("header", "nav", "main", "footer", "h1")) {
			assertEquals(1, document.getElementsByTagName(landmark).getLength(), landmark);
		}
		assertEquals("en", document.getDocumentElement().getAttribute("lang"));
		var ids = new HashSet<String>();
		Pages.elements(document, "*").stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty())
				.forEach(id -> assertTrue(ids.add(id), id + " is there twice"));
		for (Element link : Pages.elements(document, "a")) {
			assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getAttribute("href"));
		}
		for (Element use : Pages.elements(document, "use")) {
			assertTrue(ids.contains(use.getAttribute("href").substring(1)), use.getAttribute("href"));
		}
		Pages.elements(document, "table").forEach(
				table -> assertEquals(1, table.getElementsByTagName("caption").getLength(), "a caption"));
		Pages.elements(document, "th").forEach(
				head -> assertFalse(head.getAttribute("scope").isEmpty(), head.getTextContent()));
		Pages.elements(document, "section").forEach(
				section -> assertTrue(ids.contains(section.getAttribute("aria-labelledby"))));
		Pages.elements(document, "img").forEach(image -> assertFalse(image.getAttribute("alt").isEmpty()));
	}

	@Test
	void twoThousandJobs() throws Exception {
		var sample = new SampleRun().named("survey");
		for (int i = 0; i < 2000; i++) {
			var spec = spec("node" + i % 7 + "#" + i, "node" + i % 7);
			spec.from = i / 8;
			spec.subject = "field " + i;
			spec.products = List.of("p" + i + ".fits");
			spec.qc = List.of(new QcValue("noise", "", i, "adu"));
			sample.job(spec);
		}
		String page = page(sample, options());
		assertTrue(page.length() < 8_000_000, "characters: " + page.length());
		Document document = Pages.parse(page);
		Element jobs = Pages.withId(document, "job-table");
		Element shown = (Element) jobs.getElementsByTagName("tbody").item(0);
		Element rest = (Element) jobs.getElementsByTagName("template").item(0);
		assertEquals(50, shown.getElementsByTagName("tr").getLength(), "a page");
		assertEquals(1950, rest.getElementsByTagName("tr").getLength(), "inert");
		assertEquals(1, jobs.getElementsByTagName("noscript").getLength(), "and said so");
		assertEquals("job-1", ((Element) shown.getElementsByTagName("tr").item(0)).getAttribute("id"));
		assertTrue(document.getElementsByTagName("section").getLength() >= 8);
	}

	@Test
	void picturesStayWithinTheirBudgetAndEndsComeFirst() throws Exception {
		var sample = new SampleRun().out(folder).picture(new byte[30_000]).node("early", "x").node("late", "x",
				"early");
		for (int i = 0; i < 12; i++) {
			var spec = spec("j" + i, i < 8 ? "early" : "late");
			spec.products = List.of("p" + i + ".fits");
			Files.writeString(folder.resolve("p" + i + ".fits"), "");
			sample.job(spec);
		}
		var options = new ReportOptions("0", Instant.EPOCH, LimitSet.NONE, OptionalLong.empty(), true, 250_000);
		String page = page(sample, options);
		assertTrue(page.length() < 250_000 + 100_000, "characters: " + page.length());
		Document document = Pages.parse(page);
		List<String> figures = Pages.elements(document, "figure").stream()
				.map(figure -> figure.getElementsByTagName("strong").item(0).getTextContent()).toList();
		assertEquals(List.of("p8.fits", "p9.fits", "p10.fits", "p11.fits", "p0.fits", "p1.fits"), figures);
		List<String> styles = Pages.elements(document, "figure").stream().map(figure -> figure.getAttribute("class"))
				.toList();
		assertEquals(List.of("there", "there", "there", "there", "lazy", "lazy"), styles);
		assertEquals(2, Pages.elements(document, "img").stream().filter(Pages::isInert).count(),
				"later pictures wait until they are seen");
		assertEquals(0, Pages.elements(Pages.parse(page(sample, options.withoutPreviews())), "img").size());
	}

	@Test
	void limitsDecideStatesWorstFirst() throws Exception {
		var job = spec("dark#1", "dark");
		job.actor = "kmos.dark";
		job.qc = List.of(new QcValue("a", "", 1, "adu"), new QcValue("b", "", 5, "adu"),
				new QcValue("c", "", 3, "adu"));
		var sample = new SampleRun().job(job).earlier("kmos.dark", new QcValue("b", "", 2, "adu"), 9)
				.earlier("kmos.dark", new QcValue("b", "", 4, "electron"), 8)
				.earlier("kmos.dark", new QcValue("b", "", 6, "adu"), -9);
		LimitSet limits = LimitReader.read("""
				armillary-limits: 1
				name: test
				limits:
				  - actor: kmos.dark
				    value: b
				    unit: adu
				    requirement: 0 .. 4
				    goal: 0 .. 2
				  - actor: kmos.dark
				    value: c
				    unit: adu
				    requirement: 0 .. 4
				    goal: 0 .. 2
				""", "test.limits.yaml");
		ReportRun run = ReportRun.of(sample.record(), sample, ActorCatalog.of(), options());
		Quality quality = Quality.of(run, limits, sample);
		assertEquals(List.of("b", "c", "a"), quality.series().stream().map(Quality.Series::name).toList());
		assertEquals(List.of(2.0), quality.series().getFirst().earlier(), "same unit, before this run");
	}

	@Test
	void writes() throws Exception {
		var sample = new SampleRun().job(spec("a", "a"));
		var report = new RunReport(sample.record(), sample, ActorCatalog.of(), options());
		Path file = folder.resolve("new/report.html");
		report.write(file);
		assertEquals(report.page(), Files.readString(file));
		report.write(file);
		try (var content = Files.list(file.getParent())) {
			assertEquals(List.of(file), new ArrayList<>(content.toList()), "nothing temporary is left");
		}
		Path other = folder.resolve("other.html");
		Files.writeString(other, "<html>mine, of Armillary run report</html>");
		var refused = assertThrows(ReportException.class, () -> report.write(other));
		assertEquals("report.not-ours", refused.explanation().id());
		assertTrue(Files.readString(other).contains("mine"));
		assertThrows(ReportException.class, () -> report.write(folder));
		assertEquals("report.no-name", assertThrows(ReportException.class, () -> RunReport.checkPlace(Path.of("")))
				.explanation().id());
		RunReport.checkPlace(folder.resolve("far/away.html"));
		assertFalse(Files.exists(folder.resolve("far")), "a check makes nothing");
		Path below = other.resolve("report.html");
		assertEquals("report.unwritable",
				assertThrows(ReportException.class, () -> report.write(below)).explanation().id());
		assertThrows(ReportException.class, () -> RunReport.checkPlace(below), "told before any work");
	}

	@Test
	void laterEndsOfTheWorkflowComeFirst() throws Exception {
		var sample = new SampleRun().out(folder).node("simulate", "x").node("dark", "x", "simulate");
		for (String node : List.of("simulate", "dark")) {
			var job = spec(node, node);
			job.products = List.of(node + ".fits");
			Files.writeString(folder.resolve(node + ".fits"), "");
			sample.job(job);
		}
		assertEquals(List.of("dark.fits", "simulate.fits"), shownProducts(sample));
		assertEquals(List.of("dark.fits", "simulate.fits"), shownProducts(sample.output("simulate").output("dark")),
				"also where both are ends");
	}

	private static List<String> shownProducts(SampleRun sample) throws Exception {
		return Pages.elements(Pages.parse(page(sample, options())), "figure").stream()
				.map(figure -> figure.getElementsByTagName("strong").item(0).getTextContent()).toList();
	}

	@Test
	void marksDifferInShapeAndWord() {
		var words = new HashSet<String>();
		for (Mark mark : Mark.values()) {
			boolean ofValue = mark.compareTo(Mark.GOAL) >= 0;
			assertTrue(words.add(ofValue + mark.word()), mark.word());
		}
		Matcher symbols = Pattern.compile("<symbol id=\"mark-(\\w+)\" viewBox=\"0 0 16 16\">(.*?)</symbol>")
				.matcher(Pages.symbols());
		var shapes = new ArrayList<String>();
		while (symbols.find()) {
			shapes.add(symbols.group(2));
		}
		// what failed and what misses its requirement are both bad
		assertEquals(Mark.values().length - 1, new HashSet<>(shapes).size());
	}
}
