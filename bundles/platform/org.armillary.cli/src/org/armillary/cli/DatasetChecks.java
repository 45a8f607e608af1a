package org.armillary.cli;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.FrameTests;
import org.armillary.organiser.Member;
import org.armillary.organiser.rules.CheckRule;
import org.armillary.organiser.rules.HeaderQuantities;
import org.armillary.organiser.rules.RuleSet;

/** Which checks of the rules the files of datasets fail, in words. The texts are harmless, see {@link Shown}. */
final class DatasetChecks {

	/** In front of what is to be doubted. */
	static final String MARK = "⚠";

	private final RuleSet rules;
	private final FrameTests tests;
	private final Map<Frame, List<CheckRule>> failing = new IdentityHashMap<>();

	DatasetChecks(RuleSet rules) {
		this.rules = rules;
		this.tests = new FrameTests(rules);
	}

	/** {@code 1 of 2 ARC_ON fails arc-lamps-on}: each check that reduced files fail, with their number; empty for a sound dataset. */
	List<String> words(Dataset dataset) {
		return words(dataset, _ -> "");
	}

	/** The same with what each check says. */
	List<String> explained(Dataset dataset) {
		return words(dataset, check -> ": " + Shown.of(check.says()) + ", " + Shown.of(check.line().toString()));
	}

	private List<String> words(Dataset dataset, Function<CheckRule, String> more) {
		var words = new ArrayList<String>();
		counts(dataset).forEach((check, categories) -> categories.forEach((category, count) -> words
				.add(count + " of " + all(dataset, category) + " " + Shown.of(category)
						+ (count == 1 ? " fails " : " fail ") + Shown.of(check.name()) + more.apply(check))));
		return words;
	}

	private Map<CheckRule, Map<String, Integer>> counts(Dataset dataset) {
		var counts = new LinkedHashMap<CheckRule, Map<String, Integer>>();
		for (Member member : dataset.reduced()) {
			for (CheckRule check : failing(member.frame())) {
				counts.computeIfAbsent(check, _ -> new LinkedHashMap<>()).merge(member.frame().category(), 1,
						Integer::sum);
			}
		}
		return counts;
	}

	private static long all(Dataset dataset, String category) {
		return dataset.reduced().stream().filter(member -> member.frame().category().equals(category)).count();
	}

	private List<CheckRule> failing(Frame frame) {
		return failing.computeIfAbsent(frame, _ -> {
			HeaderQuantities header = tests.values().of(frame);
			return rules.checks().stream().filter(check -> check.when().map(header::test).orElse(true)
					&& !header.test(check.require())).toList();
		});
	}
}
