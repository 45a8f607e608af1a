package org.armillary.nights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.nights.SlowDataset.SlowChoice;
import org.armillary.nights.SlowDataset.SlowShortage;
import org.armillary.organiser.Shortage.Kind;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.Overlay.ChoiceList;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;

/** What {@link SlowOrganiser} chooses for a dataset. */
final class SlowChoices {

	private static final double TOLERANCE = 1e-9;

	private final RuleSet rules;
	private final Overlay overlay;
	private final List<SlowDataset> earlier;

	/**
	 * @param earlier
	 *            the datasets of the kinds before, complete with their own choices
	 */
	SlowChoices(RuleSet rules, Overlay overlay, List<SlowDataset> earlier) {
		this.rules = rules;
		this.overlay = overlay;
		this.earlier = List.copyOf(earlier);
	}

	/** The dataset with its choices. */
	SlowDataset associated(SlowDataset dataset) {
		var choices = new ArrayList<List<SlowChoice>>();
		var wanted = new ArrayList<Boolean>();
		boolean complete = !dataset.reduced().isEmpty();
		for (SlowShortage shortage : dataset.shortages()) {
			complete &= shortage.kind() == Kind.BELOW_PLAN;
		}
		var identity = new StringBuilder(dataset.filesIdentity());
		for (Need need : dataset.rule().needs()) {
			boolean isWanted = holds(need.when(), dataset);
			List<SlowChoice> chosen = isWanted ? chosen(dataset, need) : List.of();
			complete &= !isWanted || chosen.size() >= need.min();
			choices.add(chosen);
			wanted.add(isWanted);
			identity.append('\n').append(need.name()).append('=').append(
					String.join(",", chosen.stream().map(choice -> choice.dataset().identity()).sorted().toList()));
		}
		return new SlowDataset(dataset.name(), dataset.rule(), dataset.key(), dataset.members(), dataset.mjd(),
				dataset.shortages(), List.copyOf(choices), List.copyOf(wanted), complete, dataset.filesIdentity(),
				SlowOrganiser.sha256(identity.toString()));
	}

	private List<SlowChoice> chosen(SlowDataset dataset, Need need) {
		var candidates = new ArrayList<SlowChoice>();
		for (SlowDataset candidate : earlier) {
			level(dataset, need, candidate).ifPresent(level -> candidates
					.add(new SlowChoice(candidate, level, candidate.mjd() - dataset.mjd())));
		}
		candidates.sort(order(dataset, need));
		return List.copyOf(candidates.subList(0, Math.min(need.max(), candidates.size())));
	}

	/** The level of a candidate; empty where it cannot be chosen. */
	Optional<Level> level(SlowDataset dataset, Need need, SlowDataset candidate) {
		if (source(dataset, need, candidate) < 0 || !candidate.complete() || !holds(need.only(), candidate)
				|| need.never().isPresent() && holds(need.never(), candidate) || !allowed(dataset, need, candidate)
				|| !need.match().stream().allMatch(match -> agree(match, dataset, candidate))) {
			return Optional.empty();
		}
		double days = candidate.mjd() - dataset.mjd();
		for (Level level : need.levels()) {
			if (within(level, days)
					&& level.match().stream().allMatch(match -> agree(match, dataset, candidate))) {
				return Optional.of(level);
			}
		}
		return Optional.empty();
	}

	/** Whether a difference in time, days, is in the window of a level. */
	static boolean within(Level level, double days) {
		return (level.before().isEmpty() || days >= -(level.before().getAsDouble() + TOLERANCE))
				&& (level.after().isEmpty() || days <= level.after().getAsDouble() + TOLERANCE);
	}

	private Comparator<SlowChoice> order(SlowDataset dataset, Need need) {
		Comparator<SlowChoice> level = Comparator.comparingInt(choice -> need.levels().indexOf(choice.level()));
		Comparator<SlowChoice> distance = Comparator.comparingDouble(choice -> Math.abs(choice.days()));
		Comparator<SlowChoice> source = Comparator.comparingInt(choice -> source(dataset, need, choice.dataset()));
		Comparator<SlowChoice> raw = Comparator.comparingInt(choice -> choice.dataset().rule().master() ? 1 : 0);
		Comparator<SlowChoice> master = Comparator.comparingInt(choice -> choice.dataset().rule().master() ? 0 : 1);
		Comparator<SlowChoice> first = switch (need.prefer()) {
		case CLOSEST -> level.thenComparing(distance).thenComparing(source);
		case RAW_PER_LEVEL -> level.thenComparing(raw).thenComparing(distance).thenComparing(source);
		case MASTER_PER_LEVEL -> level.thenComparing(master).thenComparing(distance).thenComparing(source);
		case RAW -> raw.thenComparing(level).thenComparing(distance).thenComparing(source);
		case MASTER -> master.thenComparing(level).thenComparing(distance).thenComparing(source);
		case ORDER -> source.thenComparing(level).thenComparing(distance);
		};
		return first.thenComparingDouble(SlowChoice::days).thenComparing(choice -> choice.dataset().identity())
				.thenComparing(choice -> choice.dataset().name());
	}

	/** The place of the first source that allows a candidate; -1 where none does. */
	private int source(SlowDataset dataset, Need need, SlowDataset candidate) {
		for (int i = 0; i < need.sources().size(); i++) {
			Source source = need.sources().get(i);
			if (source.type().equals(candidate.rule().type()) && holds(source.when(), dataset)) {
				return i;
			}
		}
		return -1;
	}

	boolean holds(Optional<Condition> condition, SlowDataset dataset) {
		if (condition.isEmpty()) {
			return true;
		}
		List<SlowFrame> reduced = dataset.reduced();
		SlowFrame first = reduced.isEmpty() ? dataset.members().getFirst().frame() : reduced.getFirst();
		return new SlowValues(rules, first.keywords()).test(condition.get());
	}

	boolean allowed(SlowDataset dataset, Need need, SlowDataset candidate) {
		for (ChoiceList list : overlay.lists()) {
			boolean meant = list.need().map(need.name()::equals).orElse(true) && (list.datasets().isEmpty()
					|| list.datasets().stream().anyMatch(pattern -> SlowOrganiser.glob(pattern, dataset.name())));
			if (meant && (!list.only().isEmpty() && !named(list.only(), candidate) || named(list.never(), candidate))) {
				return false;
			}
		}
		return true;
	}

	private static boolean named(List<String> patterns, SlowDataset candidate) {
		return patterns.stream()
				.anyMatch(pattern -> SlowOrganiser.glob(pattern, candidate.name()) || candidate.members().stream()
						.anyMatch(member -> SlowOrganiser.fits(List.of(pattern), member.frame().name())));
	}

	boolean agree(Match match, SlowDataset dataset, SlowDataset candidate) {
		if (match.raw() && candidate.rule().master()) {
			return true;
		}
		Set<Value> wanted = values(match.quantity(), dataset);
		Set<Value> there = values(match.quantity(), candidate);
		if (wanted.isEmpty() || there.isEmpty()) {
			return wanted.isEmpty() && there.isEmpty();
		}
		return wanted.stream().allMatch(one -> there.stream().anyMatch(other -> agree(match, one, other)));
	}

	private static boolean agree(Match match, Value one, Value other) {
		if (match.within().isPresent() && one instanceof Value.Number(double first)
				&& other instanceof Value.Number(double second)) {
			double difference = Math.abs(first - second);
			if (match.period().isPresent()) {
				double part = difference % match.period().getAsDouble();
				difference = Math.min(part, match.period().getAsDouble() - part);
			}
			return difference <= match.within().getAsDouble()
					+ TOLERANCE * Math.max(1, Math.max(Math.abs(first), Math.abs(second)));
		}
		return one.equals(other);
	}

	Set<Value> values(String quantity, SlowDataset dataset) {
		var values = new LinkedHashSet<Value>();
		for (SlowFrame frame : dataset.reduced()) {
			values.addAll(new SlowValues(rules, frame.keywords()).of(quantity));
		}
		return values;
	}
}
