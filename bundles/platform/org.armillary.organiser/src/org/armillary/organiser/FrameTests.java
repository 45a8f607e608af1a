package org.armillary.organiser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import org.armillary.organiser.rules.ClassRule;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.HeaderQuantities;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;

/**
 * What rules say of a single file: its category and the datasets it belongs to. The {@link Organiser} decides by these tests,
 * and whoever explains a decision asks the same ones.
 *
 * <p><b>Threads.</b> For one thread at a time, since values are remembered.
 */
public final class FrameTests {

	/** The most datasets of one kind to which a file can belong. */
	public static final int MOST_KEYS = 1000;

	private static final double FIRST_MJD = -678_575; // the year 1
	private static final double LAST_MJD = 2_973_484; // the year 10 000

	private final RuleSet rules;
	private final FrameValues values;

	/** Tests by these rules. */
	public FrameTests(RuleSet rules) {
		this(rules, new FrameValues(rules));
	}

	FrameTests(RuleSet rules, FrameValues values) {
		this.rules = rules;
		this.values = values;
	}

	/** The values of quantities that these tests use. */
	public FrameValues values() {
		return values;
	}

	/** Whether the rules are for this file. */
	public boolean applies(Frame frame) {
		return holds(rules.applies(), frame);
	}

	/** The classes whose conditions hold, in the order of the rules, of which the first counts; none if the rules are not for it. */
	public List<ClassRule> classes(Frame frame) {
		HeaderQuantities header = values.of(frame);
		return applies(frame) ? rules.classes().stream().filter(rule -> header.test(rule.when())).toList() : List.of();
	}

	/** When the file begins: modified Julian date, days; NaN where it states no time within the years 1 to 9999. */
	public double mjd(Frame frame) {
		double mjd = values.number(frame.header(), rules.time());
		return mjd >= FIRST_MJD && mjd < LAST_MJD ? mjd : Double.NaN;
	}

	/** The datasets of a kind to which a file belongs, by its category and time. */
	public Joining joining(DatasetRule rule, Frame frame) {
		Optional<MemberRule> member = rule.members().stream().filter(one -> one.category().equals(frame.category()))
				.findFirst();
		boolean hasTime = Double.isFinite(frame.mjd());
		boolean when = holds(rule.when(), frame);
		boolean skipped = member.isPresent() && isSkipped(member.get(), frame);
		if (member.isEmpty() || !hasTime || !when) {
			return new Joining(rule, member.isPresent(), hasTime, when, List.of(), false, skipped);
		}
		List<SequencedMap<String, Value>> keys = keys(rule, frame);
		return new Joining(rule, true, true, true, keys, keys.isEmpty(), skipped);
	}

	/** Whether a member is not reduced. */
	boolean isSkipped(MemberRule rule, Frame frame) {
		return rule.skip().isPresent() && holds(rule.skip(), frame);
	}

	private boolean holds(Optional<Condition> condition, Frame frame) {
		return condition.isEmpty() || values.of(frame).test(condition.get());
	}

	/** All combinations of the values of a rule's group; none where there are too many. */
	private List<SequencedMap<String, Value>> keys(DatasetRule rule, Frame frame) {
		List<SequencedMap<String, Value>> keys = List.of(new LinkedHashMap<>());
		for (String quantity : rule.group()) {
			var distinct = new LinkedHashSet<>(values.of(frame).values(quantity));
			if ((long) keys.size() * distinct.size() > MOST_KEYS) {
				return List.of();
			}
			if (distinct.size() == 1) {
				keys.forEach(key -> key.put(quantity, distinct.getFirst()));
			} else if (!distinct.isEmpty()) {
				var more = new ArrayList<SequencedMap<String, Value>>();
				for (SequencedMap<String, Value> key : keys) {
					for (Value value : distinct) {
						var with = new LinkedHashMap<>(key);
						with.put(quantity, value);
						more.add(with);
					}
				}
				keys = more;
			}
		}
		return keys;
	}
}
