package org.armillary.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run, in a browser. */
class ReportTest {

	/** A window so high that all pictures of the run are seen, and so decoded. */
	private static final String WINDOW = "--window-size=1280,9000";

	@TempDir
	private Path folder;

	/** Opens a page without network and returns what it became; no word of the browser's console is allowed. */
	private String opened(Path page) throws Exception {
		String browser = SharedData.requireProgram("chromium (package chromium)", List.of("chromium"), "--version");
		var shown = Product.execute(folder, Map.of("HOME", folder.toString()),
				List.of(browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
						"--no-first-run", "--user-data-dir=" + folder.resolve("browser"), WINDOW,
						"--virtual-time-budget=30000", "--enable-logging=stderr", "--v=0", "--dump-dom",
						// a place that no browser can decode does no harm either
						page.toUri() + "#%"));
		assertEquals(0, shown.exitCode(), shown.err());
		assertEquals(List.of(), shown.err().lines().filter(line -> line.contains("CONSOLE")).toList());
		return shown.out();
	}

	@Test
	void aRunWritesAReportThatABrowserShows() throws Exception {
		var demo = Product.run(folder, "run", "demo", "--out", "made", "--report", "made/report.html");
		assertEquals(0, demo.exitCode(), demo.err());
		Path report = folder.resolve("made/report.html");
		assertTrue(demo.out().contains("report.html"), demo.out());
		String page = opened(report);
		assertTrue(page.contains("data-script=\"ran\""), "its script ran, as its policy allows");
		assertFalse(page.contains("class=\"lazy\""), "pictures were taken when they were seen");
		assertTrue(page.split("src=\"data:image/png;base64,", -1).length > 6, "there are pictures");
		assertTrue(page.contains("kmos.dark"));

		var again = Product.run(folder, "report", "last", "--no-previews", "--out", "small.html");
		assertEquals(0, again.exitCode(), again.err());
		assertTrue(Files.size(folder.resolve("small.html")) < Files.size(report));
		assertFalse(Files.readString(folder.resolve("small.html")).contains("<img"));

		var reused = Product.run(folder, "run", "demo", "--out", "made", "--report", "reused.html", "--no-limits",
				"--json");
		assertEquals(0, reused.exitCode(), reused.err());
		assertTrue(reused.out().contains("\"report\": \"" + folder.resolve("reused.html") + "\""), reused.out());
		assertTrue(Files.readString(folder.resolve("reused.html")).contains("All 2 jobs are done (2 reused)."),
				"and no word of limits, which this run had not");
	}
}
