package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Value;

/** Counts members. */
final class Shortages {

	/** Nothing first, then numbers upwards, then texts. */
	private static final Comparator<Optional<Value>> BY_VALUE = Comparator
			.comparingInt((Optional<Value> value) -> value.map(one -> one instanceof Value.Number ? 1 : 2).orElse(0))
			.thenComparingDouble(value -> value.orElse(null) instanceof Value.Number(double number) ? number : 0)
			.thenComparing(value -> value.map(Value::text).orElse(""));

	private Shortages() {
	}

	/** The numbers of members that are not what the rule asks for, in the order of its members. */
	static List<Shortage> of(DatasetRule rule, List<Member> members, FrameValues values) {
		var shortages = new ArrayList<Shortage>();
		for (MemberRule memberRule : rule.members()) {
			counts(memberRule, members, values).forEach((each, found) -> kind(memberRule, found)
					.ifPresent(kind -> shortages.add(new Shortage(memberRule, each, found, kind))));
		}
		return shortages;
	}

	private static Map<Optional<Value>, Integer> counts(MemberRule rule, List<Member> members, FrameValues values) {
		var counts = new TreeMap<Optional<Value>, Integer>(BY_VALUE);
		for (Member member : members) {
			if (!member.skipped() && member.rule().category().equals(rule.category())) {
				var distinct = new HashSet<Value>();
				rule.each().ifPresent(each -> distinct.addAll(values.of(member.frame()).values(each)));
				if (distinct.isEmpty()) {
					counts.merge(Optional.empty(), 1, Integer::sum);
				}
				distinct.forEach(value -> counts.merge(Optional.of(value), 1, Integer::sum));
			}
		}
		if (counts.isEmpty()) {
			counts.put(Optional.empty(), 0);
		}
		return counts;
	}

	private static Optional<Kind> kind(MemberRule rule, int found) {
		return found < rule.min() ? Optional.of(Kind.TOO_FEW)
				: found > rule.max() ? Optional.of(Kind.TOO_MANY)
						: found < rule.plan() ? Optional.of(Kind.BELOW_PLAN) : Optional.empty();
	}
}
