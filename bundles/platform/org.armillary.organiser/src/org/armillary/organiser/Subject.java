package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;
import org.jspecify.annotations.Nullable;

/** A dataset as comparisons with others see it. */
final class Subject {

	private final String name;
	private final DatasetRule rule;
	private final List<Member> members;
	private final Frame lead;
	private final FrameValues values;
	private final List<@Nullable Set<Value>> known; // by place among the names of quantities
	private final Map<Condition, Boolean> tested = new IdentityHashMap<>();

	Subject(String name, DatasetRule rule, List<Member> members, FrameValues values) {
		this.name = name;
		this.rule = rule;
		this.members = members;
		this.values = values;
		lead = Group.lead(members);
		known = new ArrayList<>(Collections.nCopies(values.names().size(), null));
	}

	String name() {
		return name;
	}

	DatasetRule rule() {
		return rule;
	}

	List<Member> members() {
		return members;
	}

	/** The file whose header speaks for the dataset. */
	Frame lead() {
		return lead;
	}

	/** Whether a condition holds on the header of that file. */
	boolean test(Condition condition) {
		return tested.computeIfAbsent(condition, values.of(lead)::test);
	}

	/** Why it does or does not. */
	String explain(Condition condition) {
		return values.of(lead).explain(condition).text();
	}

	/** When it begins: modified Julian date, days. */
	double mjd() {
		return lead.mjd();
	}

	/** The values of a quantity that its reduced members have, each once. */
	Set<Value> values(String quantity) {
		return values(place(quantity));
	}

	/** The number of a quantity for {@link #values(int)}, the same for all datasets of the same rules. */
	int place(String quantity) {
		return values.names().indexOf(quantity);
	}

	/** The same by the number of the quantity. */
	Set<Value> values(int quantity) {
		Set<Value> distinct = known.get(quantity);
		if (distinct == null) {
			distinct = collect(values.names().get(quantity));
			known.set(quantity, distinct);
		}
		return distinct;
	}

	private Set<Value> collect(String quantity) {
		var all = new LinkedHashSet<Value>();
		for (Member member : members) {
			if (!member.skipped()) {
				all.addAll(values.of(member.frame()).values(quantity));
			}
		}
		return all.size() == 1 ? Set.of(all.getFirst()) : all;
	}

	/** Values as people read them: numbers upwards, then texts. */
	static String words(Set<Value> values) {
		var sorted = new ArrayList<>(values);
		sorted.sort(Comparator
				.comparingDouble((Value value) -> value instanceof Value.Number(double number) ? number
						: Double.POSITIVE_INFINITY)
				.thenComparing(Value::text));
		return sorted.stream().map(Value::shown).collect(Collectors.joining(", "));
	}
}
