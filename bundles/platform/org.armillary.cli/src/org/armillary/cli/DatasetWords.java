package org.armillary.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.armillary.organiser.Association;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.FrameTests;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Shortage;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Quantity;
import org.armillary.organiser.rules.QuantityValues;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;

/** Datasets in words: what they hold, what they lack, what was chosen for them. The texts are harmless, see {@link Shown}. */
final class DatasetWords {

	private static final String NIGHT = "night";
	private static final double HOURS_PER_DAY = 24;
	private static final double HALF_A_DAY = 0.5;
	private static final int FEW = 3;
	/** Numbers by size, before texts. */
	private static final Comparator<Value> ORDER = Comparator
			.comparingDouble((Value value) -> value instanceof Value.Number(double number) ? number
					: Double.POSITIVE_INFINITY)
			.thenComparing(Value::text);

	private final RuleSet rules;
	private final QuantityValues quantities;
	private final DatasetChecks checks;

	DatasetWords(RuleSet rules) {
		this.rules = rules;
		this.quantities = new QuantityValues(rules);
		this.checks = new DatasetChecks(rules);
	}

	/** Which checks of the rules its files fail. */
	DatasetChecks checks() {
		return checks;
	}

	/** What it holds: {@code 3 off, 18 on at 6 angles}; a type in front of a category is not said again. */
	String members(Dataset dataset) {
		var parts = new ArrayList<String>();
		int skipped = 0;
		for (MemberRule rule : dataset.rule().members()) {
			List<Member> all = dataset.members().stream().filter(member -> member.rule().equals(rule)).toList();
			List<Member> reduced = all.stream().filter(member -> !member.skipped()).toList();
			skipped += all.size() - reduced.size();
			if (!reduced.isEmpty()) {
				parts.add(reduced.size() + " " + category(dataset, rule) + each(rule, reduced));
			}
		}
		if (skipped > 0) {
			parts.add(skipped + " skipped");
		}
		return parts.isEmpty() ? "nothing" : String.join(", ", parts);
	}

	private static String category(Dataset dataset, MemberRule rule) {
		String type = dataset.rule().type().toUpperCase(Locale.ROOT);
		String category = rule.category();
		return Shown.of(category.startsWith(type + "_") ? category.substring(type.length() + 1).toLowerCase(Locale.ROOT)
				: category);
	}

	private String each(MemberRule rule, List<Member> members) {
		if (rule.each().isEmpty()) {
			return "";
		}
		String quantity = rule.each().get();
		List<Value> values = members.stream()
				.flatMap(member -> quantities.of(member.frame().header()).values(quantity).stream()).distinct()
				.toList();
		return switch (values.size()) {
		case 0 -> "";
		case 1 -> " at " + Shown.of(quantity) + " " + value(quantity, values.getFirst());
		default -> " at " + values.size() + " " + Shown.of(quantity) + "s";
		};
	}

	/** The value of a member by which its rule counts: {@code angle 60°}; empty where it counts all together. */
	String each(Member member) {
		return member.rule().each().map(quantity -> Shown.of(quantity) + " "
				+ values(quantity, quantities.of(member.frame().header()).values(quantity))).orElse("");
	}

	/** The night in which it begins: by the rules, where they have a quantity of this name, else from noon to noon UTC. */
	String night(Dataset dataset) {
		return dataset.reduced().stream().findFirst().or(() -> dataset.members().stream().findFirst())
				.flatMap(member -> quantities.of(member.frame().header()).value(NIGHT))
				.map(night -> Shown.of(night.text())).orElseGet(() -> Mjd.night(dataset.mjd()));
	}

	/** How far it has filled up: {@code 3 of 3 off, 4 on: angle 0° 3 of 3, angle 60° 1 of 3}. */
	String progress(Dataset dataset) {
		var parts = new ArrayList<String>();
		for (MemberRule rule : dataset.rule().members()) {
			List<Member> reduced = dataset.reduced().stream().filter(member -> member.rule().equals(rule)).toList();
			int wanted = Math.max(rule.min(), rule.plan());
			String category = category(dataset, rule);
			if (wanted == 0 || reduced.isEmpty() && rule.min() == 0) {
				if (!reduced.isEmpty()) {
					parts.add(reduced.size() + " " + category);
				}
			} else if (rule.each().isEmpty()) {
				parts.add(of(reduced.size(), wanted) + " " + category);
			} else {
				parts.add(reduced.size() + " " + category + byValue(rule.each().get(), reduced, wanted));
			}
		}
		return String.join(", ", parts);
	}

	/** {@code 2 of 5}; where there are more than are wanted only how many. */
	private static String of(int number, int wanted) {
		return number > wanted ? Integer.toString(number) : number + " of " + wanted;
	}

	private String byValue(String quantity, List<Member> members, int wanted) {
		Map<Value, Integer> counts = new TreeMap<>(ORDER);
		for (Member member : members) {
			quantities.of(member.frame().header()).values(quantity)
					.forEach(value -> counts.merge(value, 1, Integer::sum));
		}
		String name = Shown.of(quantity);
		if (counts.size() > 1 && counts.values().stream().distinct().count() == 1) {
			return " at " + counts.size() + " " + name + "s, " + of(counts.values().iterator().next(), wanted)
					+ " at each";
		}
		return counts.isEmpty() ? ""
				: ": " + String.join(", ", counts.entrySet().stream()
						.map(entry -> name + " " + value(quantity, entry.getKey()) + " "
								+ of(entry.getValue(), wanted))
						.toList());
	}

	/** What it cannot be reduced without, or what is too much; empty for a complete dataset. */
	List<String> lacks(Dataset dataset) {
		var words = new ArrayList<String>();
		for (Shortage shortage : dataset.shortages()) {
			if (shortage.kind() != Shortage.Kind.BELOW_PLAN) {
				words.add(words(shortage));
			}
		}
		for (Association association : dataset.associations()) {
			if (!association.satisfied()) {
				words.add(words(association));
			}
		}
		if (dataset.reduced().isEmpty() && words.isEmpty()) {
			words.add("files that are not skipped");
		}
		return words;
	}

	private static String words(Association association) {
		int chosen = association.choices().size();
		String need = Shown.of(association.need().name());
		int min = association.need().min();
		return chosen == 0 ? need : min - chosen + " more " + need + " (has " + chosen + " of " + min + ")";
	}

	/** What the calibration plan has and it has not. */
	List<String> belowPlan(Dataset dataset) {
		return dataset.shortages().stream().filter(shortage -> shortage.kind() == Shortage.Kind.BELOW_PLAN)
				.map(this::words).toList();
	}

	/** A number of files that is not as it should be: {@code 2 FLAT_ON fewer than …}. */
	String words(Shortage shortage) {
		MemberRule rule = shortage.rule();
		String what = Shown.of(rule.category()) + each(shortage);
		return switch (shortage.kind()) {
		case TOO_FEW -> rule.min() - shortage.found() + " " + what + " (has " + shortage.found() + " of "
				+ rule.min() + ")";
		case TOO_MANY -> shortage.found() - rule.max() + " " + what + " less (has " + shortage.found() + ", at most "
				+ rule.max() + ")";
		case BELOW_PLAN -> rule.plan() - shortage.found() + " " + what + " fewer than planned (has " + shortage.found()
				+ " of " + rule.plan() + ")";
		};
	}

	private String each(Shortage shortage) {
		if (shortage.rule().each().isEmpty()) {
			return "";
		}
		String quantity = shortage.rule().each().get();
		if (shortage.each().isEmpty()) {
			// none at all, or files of which nobody knows the value
			return shortage.found() == 0 ? "" : " without " + Shown.of(quantity);
		}
		return " at " + Shown.of(quantity) + " " + value(quantity, shortage.each().get());
	}

	/** A value with its unit: {@code 60°}, {@code 1.5 s}. */
	String value(String quantity, Value value) {
		String unit = Optional.ofNullable(rules.quantities().get(quantity)).map(Quantity::unit).orElse("");
		return Shown.of(value.shown()) + switch (value) {
		case Value.Number _ when unit.equals("deg") -> "°";
		case Value.Number _ when !unit.isEmpty() -> " " + Shown.of(unit);
		default -> "";
		};
	}

	/** Values one after the other: {@code 0°, 60°}, of many the first and the last; a dash where there is none. */
	String values(String quantity, List<Value> values) {
		return values.isEmpty() ? "–" : few(values.stream().map(value -> value(quantity, value)).toList());
	}

	/** Texts one after the other, of many the first and the last with their number: {@code 120.3 … 120.5 (18)}. */
	static String few(List<String> texts) {
		return texts.size() <= FEW ? String.join(", ", texts)
				: texts.getFirst() + " … " + texts.getLast() + " (" + texts.size() + ")";
	}

	/** What was chosen: {@code flat 0 · dark 1 (-2.0 d)}; how far away it is where that is more than half a day. */
	static String choices(Dataset dataset) {
		var parts = new ArrayList<String>();
		for (Association association : dataset.associations()) {
			if (!association.choices().isEmpty()) {
				String levels = String.join(", ",
						association.choices().stream().map(DatasetWords::shortly).toList());
				parts.add(Shown.of(association.need().name()) + " " + levels);
			}
		}
		return String.join(" · ", parts);
	}

	private static String shortly(Choice choice) {
		return choice.level().number() + (isFar(choice) ? " (" + days(choice.days()) + ")" : "");
	}

	/** Whether it is so far away in time that this is said in few words too. */
	static boolean isFar(Choice choice) {
		return Math.abs(choice.days()) >= HALF_A_DAY;
	}

	/** A difference in time with its sign: {@code -1.5 h}, {@code +2.0 d}. */
	static String days(double days) {
		String sign = days < 0 ? "-" : "+";
		double amount = Math.abs(days);
		if (amount * HOURS_PER_DAY * 60 < 99.5) {
			return sign + String.format(Locale.ROOT, "%.1f min", amount * HOURS_PER_DAY * 60);
		}
		return amount < 1 ? sign + String.format(Locale.ROOT, "%.2f h", amount * HOURS_PER_DAY)
				: sign + String.format(Locale.ROOT, amount < 100 ? "%.2f d" : "%.0f d", amount);
	}

	/** {@code DARK 10}: how many files each category has; last those without one, and those that claim to be the same. */
	static List<String> countWords(Organisation organisation) {
		RuleSet rules = organisation.rules();
		var counts = new LinkedHashMap<String, Integer>();
		rules.classes().forEach(rule -> counts.put(rule.category(), 0));
		var tests = new FrameTests(rules);
		int disputed = 0;
		int without = 0;
		for (Frame frame : organisation.frames()) {
			if (!frame.category().isEmpty()) {
				counts.merge(frame.category(), 1, Integer::sum);
			} else if (tests.classes(frame).isEmpty()) {
				without++;
			} else {
				disputed++;
			}
		}
		var words = new ArrayList<String>();
		counts.forEach((category, count) -> add(words, Shown.of(category), count));
		add(words, "without category", without);
		add(words, "of the same " + Shown.of(rules.frame().orElse("frame")) + " as another", disputed);
		return words;
	}

	private static void add(List<String> words, String what, int count) {
		if (count > 0) {
			words.add(what + " " + count);
		}
	}
}
