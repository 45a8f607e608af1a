package org.armillary.nights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.armillary.organiser.rules.RuleSet;
import org.armillary.workflow.text.DocumentException;

/** Random nights by seed, and what their comparison found. */
final class Nights {

	/** How long the tests of this module may compare nights, seconds. */
	static final double SECONDS = Double.parseDouble(System.getProperty("armillary.nights.seconds", "60"));

	/** The first seed. */
	static final long FIRST_SEED = Long.getLong("armillary.nights.first", 1);

	private static final int SHOWN = 12;

	private Nights() {
	}

	/** A night of an invented instrument with random rules; they may be such as the reader refuses. */
	static Night invented(long seed) {
		var random = new Random(seed);
		random.nextInt(); // the first numbers of neighbouring seeds resemble each other
		var rules = new RandomRules(random);
		Map<String, Object> tree = rules.rules();
		Map<String, Object> overlay = random.nextDouble() < 0.5 ? rules.overlay() : Map.of();
		Map<String, String> settings = random.nextDouble() < 0.3 ? Map.of("size", "1") : Map.of();
		return new Night(tree, overlay, settings, new RandomHeaders(random).files(1 + random.nextInt(12)));
	}

	/** Where organiser and reference differ; nothing where the rules are refused, empty where they agree. */
	static Optional<List<String>> differences(Night night) {
		try {
			RuleSet rules = night.ruleSet();
			return Optional.of(differences(rules, night));
		} catch (DocumentException _) {
			return Optional.empty(); // refused rules are tested where they are read
		}
	}

	private static List<String> differences(RuleSet rules, Night night) throws DocumentException {
		var overlay = night.overlays();
		try {
			return Differences.of(rules, overlay, night.files());
		} catch (RuntimeException e) {
			var lines = new ArrayList<String>();
			lines.add(e.toString());
			for (int i = 0; i < Math.min(SHOWN, e.getStackTrace().length); i++) {
				lines.add("  at " + e.getStackTrace()[i]);
			}
			return lines;
		}
	}

	/** What is told of a night that fails: the smallest one that does, in the same way. */
	static String report(String origin, Night night) {
		String kind = kind(differences(night).orElseThrow().getFirst());
		Night smallest = Shrinking.of(night,
				one -> differences(one).orElse(List.of()).stream().anyMatch(line -> kind(line).equals(kind)));
		List<String> differences = differences(smallest).orElse(List.of());
		return origin + ", made smaller:\n"
				+ String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size())))
				+ "\n" + smallest.text();
	}

	/** In what the two differ, without the names of files and datasets. */
	private static String kind(String difference) {
		return difference.replaceFirst("( of |:).*", "");
	}
}
