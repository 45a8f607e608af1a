package org.armillary.organiser.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.organiser.Association;
import org.armillary.organiser.CandidateTest;
import org.armillary.organiser.CandidateTests;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Shortage;
import org.armillary.organiser.Verdict;
import org.armillary.organiser.rules.Value;

/** What datasets lack that cannot be reduced, down to the frames that are not there. */
final class Lacking {

	private final CandidateTests tests;
	private final Map<Dataset, String> known = new IdentityHashMap<>();

	Lacking(CandidateTests tests) {
		this.tests = tests;
	}

	/** {@code lacks 1 FLAT_OFF}, {@code has no flat, since flat-H-… lacks 1 FLAT_OFF}. */
	String of(Dataset dataset) {
		String words = known.get(dataset);
		if (words == null) {
			words = words(dataset); // needs point to earlier kinds only, so that this ends
			known.put(dataset, words);
		}
		return words;
	}

	private String words(Dataset dataset) {
		var lacks = new ArrayList<String>();
		if (dataset.reduced().isEmpty()) {
			lacks.add("has no file that is reduced");
		}
		for (Shortage shortage : dataset.shortages()) {
			switch (shortage.kind()) {
			case TOO_FEW -> lacks.add("lacks " + (shortage.rule().min() - shortage.found()) + " " + category(shortage));
			case TOO_MANY ->
				lacks.add("has " + shortage.found() + " " + category(shortage) + ", at most " + shortage.rule().max());
			default -> {
				// fewer than planned do no harm
			}
			}
		}
		dataset.associations().stream().filter(association -> !association.satisfied())
				.forEach(association -> lacks.add(words(dataset, association)));
		return lacks.isEmpty() ? "cannot be reduced" : String.join(" and ", lacks);
	}

	private static String category(Shortage shortage) {
		return shortage.rule().category() + shortage.rule().each()
				.flatMap(each -> shortage.each().map(Value::shown).map(value -> " of " + each + " " + value))
				.orElse("");
	}

	private String words(Dataset dataset, Association association) {
		String name = association.need().name();
		String none = association.choices().isEmpty() ? "has no " + name
				: "has only " + association.choices().size() + " of " + association.need().min() + " " + name;
		return none + onlyIncomplete(tests.of(dataset, association.need()))
				.map(other -> ", since " + other.name() + " " + of(other)).orElse("");
	}

	/** The nearest in time of those that would be chosen, were they complete. */
	static Optional<Dataset> onlyIncomplete(CandidateTest test) {
		List<Dataset> candidates = test.candidates();
		return candidates.stream().filter(candidate -> !candidate.complete()).map(test::judge)
				.filter(verdict -> !verdict.admitted() && verdict.misses() == 1
						&& verdict.failed().stream()
								.anyMatch(outcome -> outcome.criterion().kind() == Criterion.Kind.COMPLETE))
				.findFirst().map(Verdict::candidate);
	}
}
