package org.armillary.organiser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** Puts files together that belong together. */
final class Grouping {

	/** A file that would belong to too many datasets of a kind. */
	record Excess(Frame frame, DatasetRule rule) {
	}

	private final RuleSet rules;
	private final FrameTests tests;
	private final List<Excess> excesses = new ArrayList<>();

	Grouping(RuleSet rules, FrameTests tests) {
		this.rules = rules;
		this.tests = tests;
	}

	/** The groups, kind by kind in the order of the rules. */
	List<Group> group(List<Frame> frames) {
		var byCategory = new HashMap<String, List<Frame>>();
		for (Frame frame : frames) {
			if (!frame.category().isEmpty()) {
				byCategory.computeIfAbsent(frame.category(), _ -> new ArrayList<>()).add(frame);
			}
		}
		var groups = new ArrayList<Group>();
		for (int place = 0; place < rules.datasets().size(); place++) {
			groups.addAll(group(rules.datasets().get(place), place, byCategory));
		}
		return groups;
	}

	/** Files that joined no dataset of a kind because they would belong to too many. */
	List<Excess> excesses() {
		return List.copyOf(excesses);
	}

	private List<Group> group(DatasetRule rule, int place, Map<String, List<Frame>> byCategory) {
		var members = new LinkedHashMap<SequencedMap<String, Value>, List<Member>>();
		for (MemberRule memberRule : rule.members()) {
			for (Frame frame : byCategory.getOrDefault(memberRule.category(), List.of())) {
				Joining joining = tests.joining(rule, frame);
				if (joining.tooMany()) {
					excesses.add(new Excess(frame, rule));
				}
				var member = new Member(frame, memberRule, joining.skipped());
				joining.keys().forEach(key -> members.computeIfAbsent(key, _ -> new ArrayList<>()).add(member));
			}
		}
		return members.entrySet().stream()
				.map(entry -> Group.of(rule, place, entry.getKey(), entry.getValue(), tests.values())).toList();
	}
}
