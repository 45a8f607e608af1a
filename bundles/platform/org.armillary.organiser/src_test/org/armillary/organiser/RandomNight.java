package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.DocumentException;

/** Rules, an overlay and files by chance, with all that can be odd, small enough that much of it coincides. */
final class RandomNight {

	private static final List<String> QUANTITIES = List.of("p", "q", "r", "many");
	private static final List<String> CATEGORIES = List.of("A", "B", "C", "D");

	private final Random random;
	private final String rulesText;

	RandomNight(long seed) {
		random = new Random(seed);
		rulesText = rulesText();
	}

	String rulesText() {
		if (rulesText != null) {
			return rulesText;
		}
		var text = new StringBuilder("""
				armillary-rules: 1
				name: random
				version: 1
				description: Random rules.
				time: mjd
				frame: archiveName
				quantities:
				  mjd: "[MJD-OBS]"
				  archiveName: "[ARCFILE]"
				  p: "[P]"
				  q: { value: "mod([Q], 360)", unit: deg }
				  r: "[R]"
				  many: "[M#]"
				classes:
				""");
		CATEGORIES.forEach(category -> text.append("  ").append(category).append(": \"[TYPE] == ").append(category)
				.append(chance(0.2) ? " or [TYPE] == E" : "").append("\"\n"));
		text.append("datasets:\n");
		int kinds = 2 + random.nextInt(4);
		for (int kind = 0; kind < kinds; kind++) {
			appendKind(text, kind);
		}
		return text.toString();
	}

	private void appendKind(StringBuilder text, int kind) {
		List<String> group = some(QUANTITIES, 2);
		text.append("  k" + kind + ":\n    master: " + (chance(0.4) ? "yes" : "no") + "\n    group: " + group
				+ "\n    label: " + (group.isEmpty() ? group : some(group, 1)) + "\n    members:\n");
		List<String> categories = some(CATEGORIES, 2);
		for (String category : categories.isEmpty() ? List.of("A") : categories) {
			text.append("      " + category + ": { min: " + random.nextInt(3)
					+ (chance(0.3) ? ", each: " + any(QUANTITIES) : "")
					+ (chance(0.2) ? ", skip: \"[P] == 1\", reason: no" : "") + " }\n");
		}
		if (kind > 0) {
			text.append("    needs:\n");
			int needs = 1 + random.nextInt(2);
			for (int need = 0; need < needs; need++) {
				appendNeed(text, kind, need);
			}
		}
	}

	private void appendNeed(StringBuilder text, int kind, int need) {
		var sources = new StringJoiner(", ", "[", "]");
		for (int source = 0; source < kind; source++) {
			if (source == kind - 1 || chance(0.5)) {
				sources.add(chance(0.2) ? "{ type: k" + source + ", when: \"[R] == 1\" }" : "k" + source);
			}
		}
		text.append("      n" + need + ":\n        from: " + sources + "\n        prefer: "
				+ any(List.of("closest", "order", "raw", "master", "raw-per-level", "master-per-level"))
				+ "\n        min: " + random.nextInt(2) + "\n        max: " + (1 + random.nextInt(3)) + "\n");
		if (chance(0.2)) {
			text.append("        when: \"exists [Q]\"\n");
		}
		if (chance(0.2)) {
			text.append("        only: \"[P] != 2\"\n");
		}
		if (chance(0.2)) {
			text.append("        never: \"[R] == 0\"\n");
		}
		text.append("        match: " + matches() + "\n        levels:\n");
		if (chance(0.5)) {
			text.append("          - { level: -1, within: 2 h, match: " + matches() + " }\n");
		}
		text.append("          - { level: 0, before: 0 d, after: " + (1 + random.nextInt(2)) + " d }\n");
		if (chance(0.7)) {
			text.append("          - { level: 2, within: 3 d }\n");
		}
		if (chance(0.5)) {
			text.append("          - { level: 3 }\n");
		}
	}

	private String matches() {
		var matches = new StringJoiner(", ", "[", "]");
		for (String quantity : some(QUANTITIES, 2)) {
			matches.add(quantity.equals("q") && chance(0.7) ? "{ quantity: q, within: 30, period: 360 }"
					: quantity.equals("r") && chance(0.5) ? "{ quantity: r, within: 1 }" : quantity);
		}
		return matches.toString();
	}

	RuleSet rules() {
		try {
			return RuleReader.parse(rulesText, "random.rules.yaml");
		} catch (DocumentException e) {
			throw new IllegalStateException(e.explanation().text() + "\n" + rulesText, e);
		}
	}

	Overlay overlay() {
		var text = new StringBuilder();
		if (chance(0.3)) {
			text.append(
					"corrections:\n  - { files: [\"*1.fits\"], set: { P: " + random.nextInt(3) + " }, reason: x }\n");
		}
		if (chance(0.2)) {
			text.append("exclude:\n  - { files: [\"*22.fits\"], reason: x }\n");
		}
		if (chance(0.3)) {
			text.append("choose:\n  - { never: [\"*" + random.nextInt(10) + ".fits\"], reason: x }\n");
		}
		return Example.overlay(text.isEmpty() ? "corrections: []\n" : text.toString());
	}

	List<HeaderFile> files(int count) {
		var files = new ArrayList<HeaderFile>();
		for (int i = 0; i < count; i++) {
			var keywords = new LinkedHashMap<String, Object>();
			put(keywords, "TYPE", 0.97, any(List.of("A", "B", "C", "D", "E", "F")));
			// seconds differ, so that no two datasets have one name
			put(keywords, "MJD-OBS", 0.97, Example.NIGHT + random.nextInt(96) / 24.0 + i * 2 / 86_400.0);
			put(keywords, "ARCFILE", 0.9, "arc" + (chance(0.03) ? 0 : i));
			put(keywords, "P", 0.9, chance(0.9) ? (Object) (long) random.nextInt(3) : "1");
			put(keywords, "Q", 0.8, chance(0.9) ? (Object) (random.nextInt(7) * 60.0 - 60) : "text");
			put(keywords, "R", 0.8, random.nextInt(3) * 1.0);
			for (int m = 1; m <= 3; m++) {
				put(keywords, "M" + m, 0.4, any(List.of("x", "y")));
			}
			HeaderFile file = Night.file("f" + i + ".fits", keywords);
			files.add(file);
			if (chance(0.03)) {
				files.add(new HeaderFile("copy/" + file.name(), file.path(), file.header(), 5, file.identity()));
			}
		}
		return files;
	}

	private void put(Map<String, Object> keywords, String keyword, double probability, Object value) {
		if (chance(probability)) {
			keywords.put(keyword, value);
		}
	}

	private boolean chance(double probability) {
		return random.nextDouble() < probability;
	}

	private <T> T any(List<T> of) {
		return of.get(random.nextInt(of.size()));
	}

	private <T> List<T> some(List<T> of, int most) {
		var shuffled = new ArrayList<>(of);
		Collections.shuffle(shuffled, random);
		return shuffled.subList(0, Math.min(of.size(), random.nextInt(most + 1)));
	}
}
