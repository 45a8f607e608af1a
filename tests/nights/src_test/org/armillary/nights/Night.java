package org.armillary.nights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.OverlayReader;
import org.armillary.organiser.rules.RuleReader;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.DocumentException;

/**
 * Files with rules and an overlay, both as text.
 *
 * @param rules
 *            what {@link #ruleSet} reads: a tree, or with the one key {@code text} a whole text
 * @param overlay
 *            a tree; empty for none
 * @param settings
 *            values of parameters of the rules
 * @param files
 *            the files
 */
record Night(Map<String, Object> rules, Map<String, Object> overlay, Map<String, String> settings,
		List<HeaderFile> files) {

	String rulesText() {
		return rules.containsKey("text") ? (String) rules.get("text") : Tree.text(rules);
	}

	RuleSet ruleSet() throws DocumentException {
		return RuleReader.parse(rulesText(), "random.rules.yaml").with(settings);
	}

	Overlay overlays() throws DocumentException {
		return overlay.isEmpty() ? Overlay.NONE : OverlayReader.parse(Tree.text(overlay), "random.overlay.yaml");
	}

	Night with(List<HeaderFile> others) {
		return new Night(rules, overlay, settings, List.copyOf(others));
	}

	/** Everything that is needed to try again, as text. */
	String text() {
		return (rules.containsKey("text") ? "rules as they are shipped\n" : rulesText()) + "--- overlay\n"
				+ (overlay.isEmpty() ? "" : Tree.text(overlay)) + "--- settings " + settings
				+ "\n" + files.stream().map(Night::text).collect(Collectors.joining("\n"));
	}

	private static String text(HeaderFile file) {
		return file.name() + " " + file.identity().substring(0, 8) + " "
				+ new TreeMap<>(file.header().keywords().values()).entrySet().stream()
						.map(entry -> entry.getKey() + "=" + shown(entry.getValue())).collect(Collectors.joining(", "));
	}

	private static String shown(Object value) {
		return Optional.of(value).filter(String.class::isInstance).map(text -> "'" + text + "'")
				.orElse(value.toString());
	}
}
