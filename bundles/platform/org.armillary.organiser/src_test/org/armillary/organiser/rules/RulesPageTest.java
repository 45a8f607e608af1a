package org.armillary.organiser.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.armillary.organiser.header.Header;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

/** The page of documentation says what the program does. */
class RulesPageTest {

	private static String page() throws IOException {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve("workflows"))) {
			folder = Objects.requireNonNull(folder.getParent(), "this test runs inside of the repository");
		}
		return Files.readString(folder.resolve("docs/rules.md"));
	}

	private static List<String> blocks(String first) throws IOException {
		return Pattern.compile("```yaml\n(" + first + ".*?)```", Pattern.DOTALL).matcher(page()).results()
				.map(match -> match.group(1)).toList();
	}

	@Test
	void examplesAreRead() throws IOException, DocumentException {
		assertEquals(1, blocks("armillary-rules").size());
		assertEquals(6, RuleReader.parse(blocks("armillary-rules").getFirst(), "docs/rules.md").datasets().size());
		assertEquals(1, blocks("armillary-overlay").size());
		assertEquals(2, OverlayReader.parse(blocks("armillary-overlay").getFirst(), "docs/rules.md").lists().size());
	}

	@Test
	void everyKeyAndFunctionAndPreferenceIsThere() throws IOException {
		String page = page();
		for (List<String> keys : List.of(RuleKeys.RULES, RuleKeys.SEQUENCE_KEYS, RuleKeys.PARAMETER, RuleKeys.QUANTITY,
				RuleKeys.CHECK, RuleKeys.CLASS, RuleKeys.DATASET, RuleKeys.MEMBER, RuleKeys.NEED, RuleKeys.SOURCE,
				RuleKeys.MATCH_KEYS, RuleKeys.LEVEL_KEYS, RuleKeys.OVERLAY, RuleKeys.CORRECTION, RuleKeys.EXCLUSION,
				RuleKeys.CHOICE_LIST)) {
			keys.forEach(key -> assertTrue(page.contains("`" + key) || page.contains(key + ": "), key));
		}
		Function.words().forEach(word -> assertTrue(page.contains("| `" + word + "("), word));
		Need.Preference.words().forEach(word -> assertTrue(page.contains("| `" + word + "`"), word));
	}

	@Test
	void expressionsAreRead() throws IOException, ExpressionException {
		String block = Pattern.compile("## Expressions\n\n```\n(.*?)```", Pattern.DOTALL).matcher(page()).results()
				.map(match -> match.group(1)).findFirst().orElseThrow();
		assertEquals(3, block.lines().count());
		for (String line : block.lines().toList()) {
			assertEquals(line, ExpressionParser.parse(line).canonical());
		}
	}

	/** The decision that the page takes by hand: quantities, differences in time, and which level each flat has. */
	@Test
	void decisionByHandIsRight() throws IOException, DocumentException {
		RuleSet rules = RuleReader.parse(blocks("armillary-rules").getFirst(), "docs/rules.md");
		var quantities = new QuantityValues(rules);
		HeaderQuantities science = quantities.of(header(61100.250, "R600", -60));
		assertEquals(Optional.of("R600"), science.value("grating").map(Value::text));
		assertEquals(Optional.of("300"), science.value("angle").map(Value::text));
		assertEquals(Optional.of("2026-02-28"), science.value("night").map(Value::text));
		List<Level> levels = rules.dataset("science").orElseThrow().needs().getFirst().levels();
		assertEquals(1, level(levels, science, quantities.of(header(61099.900, "r600", 60))));
		assertEquals(-1, level(levels, science, quantities.of(header(61100.300, "r600", 302))));
		assertEquals(0, level(levels, science, quantities.of(header(61100.900, "r600", 300))));
	}

	private static Header header(double mjd, String grating, double angle) {
		var keywords = new LinkedHashMap<String, Object>();
		keywords.put("MJD-OBS", mjd);
		keywords.put("GRATING", grating);
		keywords.put("ROTATOR", angle);
		keywords.put("CAM TEMP", 283.15);
		return Header.of(keywords);
	}

	private static int level(List<Level> levels, HeaderQuantities science, HeaderQuantities flat) {
		double later = number(flat, "mjd") - number(science, "mjd");
		return levels.stream().filter(level -> later >= -level.before().orElse(Double.POSITIVE_INFINITY)
				&& later <= level.after().orElse(Double.POSITIVE_INFINITY)
				&& level.match().stream().allMatch(match -> science.value(match.quantity())
						.equals(flat.value(match.quantity()))
						|| match.within().isPresent() && Math.abs(number(flat, match.quantity())
								- number(science, match.quantity())) <= match.within().getAsDouble()))
				.findFirst().orElseThrow().number();
	}

	private static double number(HeaderQuantities header, String quantity) {
		return header.value(quantity).orElseThrow() instanceof Value.Number(double number) ? number : Double.NaN;
	}
}
