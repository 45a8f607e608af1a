package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Contrast by WCAG 2.1: 4.5 for text, 3 for shapes. */
class ContrastTest {

	private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");
	private static final List<String> PAPERS = List.of("back", "pane", "tint");

	private static String style() throws Exception {
		try (InputStream stream = RunReport.class.getResourceAsStream("report.css")) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/** Variables of light pages, or of dark ones, which have those of light pages where they say nothing else. */
	private static Map<String, String> colours(boolean dark) throws Exception {
		String style = style();
		int second = style.indexOf(":root", style.indexOf("prefers-color-scheme: dark"));
		var colours = new HashMap<String, String>();
		read(style.substring(style.indexOf(":root"), style.indexOf('}')), colours);
		if (dark) {
			read(style.substring(second, style.indexOf('}', second)), colours);
		}
		return colours;
	}

	private static void read(String block, Map<String, String> colours) {
		VARIABLE.matcher(block).results().forEach(found -> colours.put(found.group(1), found.group(2)));
	}

	private static double luminance(String colour) {
		double[] factors = { 0.2126, 0.7152, 0.0722 };
		double sum = 0;
		for (int i = 0; i < 3; i++) {
			double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
			sum += factors[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
		}
		return sum;
	}

	private static double contrast(String one, String other) {
		double a = luminance(one);
		double b = luminance(other);
		return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	}

	@Test
	void theFormula() {
		assertEquals(21, contrast("#000000", "#ffffff"), 1e-9);
		assertEquals(4.54, contrast("#767676", "#ffffff"), 0.005, "a grey that is known to be just enough");
	}

	@Test
	void text() throws Exception {
		for (boolean dark : new boolean[] { false, true }) {
			Map<String, String> colours = colours(dark);
			for (String paper : PAPERS) {
				for (String ink : List.of("ink", "soft", "link", "warn")) {
					double contrast = contrast(colours.get(ink), colours.get(paper));
					assertTrue(contrast >= 4.5, ink + " on " + paper + (dark ? ", dark: " : ": ") + contrast);
				}
			}
		}
	}

	@Test
	void shapes() throws Exception {
		for (boolean dark : new boolean[] { false, true }) {
			Map<String, String> colours = colours(dark);
			for (String paper : PAPERS) {
				for (String line : List.of("outline", "edge", "failed")) {
					double contrast = contrast(colours.get(line), colours.get(paper));
					assertTrue(contrast >= 3, line + " on " + paper + (dark ? ", dark: " : ": ") + contrast);
				}
			}
			// letters in bars of the timeline
			double onA = contrast(colours.get("on-a"), colours.get("bar-a"));
			assertTrue(onA >= 4.5, "bar-a" + (dark ? ", dark: " : ": ") + onA);
			for (String bar : List.of("bar-b", "bar-c", "bar-d", "bar-e", "bar-f")) {
				assertTrue(contrast("#111111", colours.get(bar)) >= 4.5, bar);
			}
		}
	}
}
