package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.condition.Condition;

/**
 * Tests candidates for one need of one dataset. The {@link Organiser} chooses by these tests, and whoever explains a choice
 * asks the same ones, so that what is told is what was done.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class CandidateTest {

	/** A candidate that can serve, with all by which it is compared with others. */
	record Rated(Dataset dataset, int place, double days, int source) {

		boolean master() {
			return dataset.rule().master();
		}
	}

	/** A candidate that cannot serve, and how far it is from it. */
	private record Missed(Candidate candidate, int misses, int differences, double days, double signedDays) {

		static final Comparator<Missed> ORDER = Comparator.comparingInt(Missed::misses)
				.thenComparingInt(Missed::differences).thenComparingDouble(Missed::days)
				.thenComparingDouble(Missed::signedDays).thenComparing(missed -> missed.candidate.dataset().name());

		/** Whether nothing can lack less. */
		boolean isLeast() {
			return misses == 1 && differences == 0;
		}
	}

	/** Differences below are none: 20.3 - 20.2 is 0.1 to people. */
	private static final double NOTHING = 1e-9;

	private final Subject asking;
	private final Need need;
	private final List<Candidate> candidates;
	private final Map<String, Integer> sources = new HashMap<>();
	private final List<CandidateCondition> always = new ArrayList<>();
	private final List<List<CandidateCondition>> levels = new ArrayList<>();

	CandidateTest(RuleSet rules, Subject asking, Need need, ChoiceLists lists, List<Candidate> candidates) {
		this.asking = asking;
		this.need = need;
		this.candidates = candidates;
		for (int place = 0; place < need.sources().size(); place++) {
			Source source = need.sources().get(place);
			if (source.when().map(asking::test).orElse(true)) {
				sources.putIfAbsent(source.type(), place);
			}
		}
		always.add(new CandidateCondition(Kind.SOURCE, candidate -> sources.containsKey(type(candidate)),
				CandidateTest::type,
				() -> new Criterion(Kind.SOURCE, -1, "from " + sourceWords(), need.line(), "")));
		always.add(new CandidateCondition(Kind.COMPLETE, candidate -> candidate.dataset().complete(),
				candidate -> candidate.dataset().complete() ? "complete" : "incomplete",
				() -> new Criterion(Kind.COMPLETE, -1, "complete", need.line(), "")));
		need.only().ifPresent(condition -> always.add(onHeader(Kind.ONLY, condition)));
		need.never().ifPresent(condition -> always.add(onHeader(Kind.NEVER, condition)));
		always.addAll(lists.conditions(need, asking.name()));
		need.match().forEach(match -> always.add(agreement(rules, match, Kind.MATCH, -1)));
		for (int place = 0; place < need.levels().size(); place++) {
			levels.add(level(rules, need.levels().get(place), place));
		}
	}

	/** The need. */
	public Need need() {
		return need;
	}

	/** Whether the dataset needs it at all. */
	public boolean wanted() {
		return need.when().map(asking::test).orElse(true);
	}

	/** The file whose header speaks for the dataset: its first reduced member, or its first where none is reduced. */
	public Frame lead() {
		return asking.lead();
	}

	/** What candidates must meet: first what holds whatever the level, then level by level. */
	public List<Criterion> criteria() {
		return conditions().stream().map(condition -> condition.criterion().get()).toList();
	}

	/** Every dataset of a kind that is among the sources, the nearest in time first. */
	public List<Dataset> candidates() {
		return candidates.stream().map(Candidate::dataset)
				.filter(dataset -> need.sources().stream()
						.anyMatch(source -> source.type().equals(dataset.rule().type()))
						&& !dataset.name().equals(asking.name()))
				.sorted(Comparator.comparingDouble((Dataset dataset) -> Math.abs(dataset.mjd() - asking.mjd()))
						.thenComparingDouble(Dataset::mjd).thenComparing(Dataset::name))
				.toList();
	}

	/** Tests one of the candidates. */
	public Verdict judge(Dataset candidate) {
		return judge(candidates.stream().filter(one -> one.dataset().name().equals(candidate.name())).findFirst()
				.orElseThrow(
						() -> new IllegalArgumentException(candidate.name() + " is no candidate for " + need.name())));
	}

	/** The order in which candidates that can serve are chosen, the best first. */
	public Comparator<Verdict> ranking() {
		return Comparator.comparing(verdict -> new Rated(verdict.candidate(), verdict.place(), verdict.days(),
				sourcePlace(verdict.candidate().rule().type())), order());
	}

	/** The order of choice in words. */
	public String rankingWords() {
		String words = switch (need.prefer()) {
		case CLOSEST -> "the best level, then the closest in time, then the order of the sources";
		case RAW_PER_LEVEL -> "the best level, then raw before master, then the closest in time";
		case MASTER_PER_LEVEL -> "the best level, then master before raw, then the closest in time";
		case RAW -> "raw before master, then the best level, then the closest in time";
		case MASTER -> "master before raw, then the best level, then the closest in time";
		case ORDER -> "the order of the sources, then the best level, then the closest in time";
		};
		return words + ", then the earlier";
	}

	/**
	 * The choices, the best first.
	 *
	 * @param among
	 *            candidates; it is quicker if the nearest in time come first
	 */
	List<Choice> choose(List<Candidate> among) {
		Comparator<Rated> order = order();
		if (need.max() == 1) {
			return best(among, order).map(this::choice).map(List::of).orElse(List.of());
		}
		return among.stream().map(candidate -> rated(candidate, place(candidate))).flatMap(Optional::stream)
				.sorted(order).limit(need.max()).map(this::choice).toList();
	}

	private Optional<Rated> best(List<Candidate> among, Comparator<Rated> order) {
		Optional<Rated> best = Optional.empty();
		for (Candidate candidate : among) {
			int hoped = firstWindow(days(candidate));
			// one that would not win even at the best level that its time allows needs no test
			if (hoped >= 0
					&& (best.isEmpty() || order.compare(rated(candidate, hoped).orElseThrow(), best.get()) < 0)) {
				Optional<Rated> rated = rated(candidate, place(candidate));
				if (rated.isPresent() && (best.isEmpty() || order.compare(rated.get(), best.get()) < 0)) {
					best = rated;
				}
			}
		}
		return best;
	}

	/** Place of the first level whose window a difference in time is inside; -1 for none. */
	private int firstWindow(double days) {
		for (int place = 0; place < need.levels().size(); place++) {
			if (Spans.isInside(need.levels().get(place), days)) {
				return place;
			}
		}
		return -1;
	}

	private Optional<Rated> rated(Candidate candidate, int place) {
		return place < 0 ? Optional.empty()
				: Optional.of(new Rated(candidate.dataset(), place, days(candidate), sourcePlace(type(candidate))));
	}

	/**
	 * The first by {@link Verdict#BY_NEARNESS} of those that cannot serve.
	 *
	 * @param among
	 *            lists of candidates, in each of which the nearest in time come first
	 */
	Optional<Verdict> nearest(List<List<Candidate>> among) {
		Optional<Missed> nearest = Optional.empty();
		for (List<Candidate> candidates : among) {
			for (Candidate candidate : candidates) {
				double days = Math.abs(days(candidate));
				if (nearest.isPresent() && nearest.get().isLeast() && days > nearest.get().days()) {
					break;
				}
				int misses = misses(candidate);
				if (misses > 0 && !isAsking(candidate)
						&& (nearest.isEmpty() || misses <= nearest.get().misses)) {
					var missed = new Missed(candidate, misses, differences(candidate), days, days(candidate));
					nearest = nearest.filter(other -> Missed.ORDER.compare(other, missed) <= 0)
							.or(() -> Optional.of(missed));
				}
			}
		}
		return nearest.map(missed -> judge(missed.candidate));
	}

	private int misses(Candidate candidate) {
		int fewest = levels.isEmpty() ? 1 : Integer.MAX_VALUE;
		for (List<CandidateCondition> level : levels) {
			fewest = Math.min(fewest, failures(level, candidate));
		}
		return failures(always, candidate) + fewest;
	}

	private int differences(Candidate candidate) {
		int differences = 0;
		for (CandidateCondition condition : always) {
			differences += condition.kind() == Kind.COMPLETE || condition.holds(candidate) ? 0 : 1;
		}
		return differences;
	}

	/** By how much a candidate begins later, days. */
	private double days(Candidate candidate) {
		return candidate.subject().mjd() - asking.mjd();
	}

	Verdict judge(Candidate candidate) {
		var outcomes = new ArrayList<Outcome>();
		for (CandidateCondition condition : conditions()) {
			outcomes.add(new Outcome(condition.criterion().get(), condition.found().apply(candidate),
					condition.away().apply(candidate), condition.holds(candidate)));
		}
		return new Verdict(candidate.dataset(), outcomes, levels.size(), place(candidate), days(candidate));
	}

	/** Place of the level that a candidate has; -1 for none. */
	private int place(Candidate candidate) {
		if (isAsking(candidate) || !all(always, candidate)) {
			return -1;
		}
		for (int place = 0; place < levels.size(); place++) {
			if (all(levels.get(place), candidate)) {
				return place;
			}
		}
		return -1;
	}

	private boolean isAsking(Candidate candidate) {
		return candidate.subject().name().equals(asking.name());
	}

	private static boolean all(List<CandidateCondition> conditions, Candidate candidate) {
		for (CandidateCondition condition : conditions) {
			if (!condition.holds(candidate)) {
				return false;
			}
		}
		return true;
	}

	private static int failures(List<CandidateCondition> conditions, Candidate candidate) {
		int failures = 0;
		for (CandidateCondition condition : conditions) {
			failures += condition.holds(candidate) ? 0 : 1;
		}
		return failures;
	}

	private Choice choice(Rated rated) {
		return new Choice(rated.dataset, need.levels().get(rated.place), rated.days);
	}

	private Comparator<Rated> order() {
		Comparator<Rated> level = Comparator.comparingInt(Rated::place);
		Comparator<Rated> near = Comparator.comparingDouble(rated -> Math.abs(rated.days));
		Comparator<Rated> source = Comparator.comparingInt(Rated::source);
		Comparator<Rated> raw = Comparator.comparing(Rated::master);
		Comparator<Rated> master = raw.reversed();
		Comparator<Rated> order = switch (need.prefer()) {
		case CLOSEST -> level.thenComparing(near).thenComparing(source);
		case RAW_PER_LEVEL -> level.thenComparing(raw).thenComparing(near).thenComparing(source);
		case MASTER_PER_LEVEL -> level.thenComparing(master).thenComparing(near).thenComparing(source);
		case RAW -> raw.thenComparing(level).thenComparing(near).thenComparing(source);
		case MASTER -> master.thenComparing(level).thenComparing(near).thenComparing(source);
		case ORDER -> source.thenComparing(level).thenComparing(near);
		};
		return order.thenComparingDouble(Rated::days).thenComparing(rated -> rated.dataset.identity())
				.thenComparing(rated -> rated.dataset.name());
	}

	private List<CandidateCondition> conditions() {
		var all = new ArrayList<>(always);
		levels.forEach(all::addAll);
		return all;
	}

	private List<CandidateCondition> level(RuleSet rules, Level level, int place) {
		var conditions = new ArrayList<CandidateCondition>();
		conditions.add(new CandidateCondition(Kind.LEVEL_WINDOW, candidate -> Spans.isInside(level, days(candidate)),
				candidate -> Spans.signed(days(candidate)),
				() -> new Criterion(Kind.LEVEL_WINDOW, place, Spans.window(level), level.line(), "")));
		level.match().forEach(match -> conditions.add(agreement(rules, match, Kind.LEVEL_MATCH, place)));
		return conditions;
	}

	private CandidateCondition onHeader(Kind kind, Condition condition) {
		boolean wanted = kind == Kind.ONLY;
		return new CandidateCondition(kind, candidate -> candidate.subject().test(condition) == wanted,
				candidate -> candidate.subject().explain(condition), () -> new Criterion(kind, -1,
						(wanted ? "only " : "never ") + condition.text(), need.line(), ""));
	}

	private CandidateCondition agreement(RuleSet rules, Match match, Kind kind, int place) {
		int quantity = asking.place(match.quantity());
		return new CandidateCondition(kind,
				candidate -> match.raw() && candidate.subject().rule().master()
						|| Agreement.of(match, asking.values(quantity), candidate.subject().values(quantity)),
				candidate -> Subject.words(candidate.subject().values(quantity)),
				candidate -> away(match, asking.values(quantity), candidate.subject().values(quantity)), () -> {
					String asked = Subject.words(asking.values(quantity));
					return new Criterion(kind, place, matchWords(rules, match, asked), match.line(), asked);
				});
	}

	/** By how much numbers differ that may differ. */
	private static String away(Match match, Set<Value> asked, Set<Value> found) {
		OptionalDouble distance = match.within().isEmpty() ? OptionalDouble.empty()
				: Agreement.distance(match, asked, found);
		return distance.isEmpty() || distance.getAsDouble() < NOTHING ? ""
				: (asked.size() > 1 ? "at most " : "") + number(distance.getAsDouble()) + " away";
	}

	private static String matchWords(RuleSet rules, Match match, String asked) {
		String quantity = match.quantity();
		if (asked.isEmpty()) {
			return quantity + " absent";
		}
		if (match.within().isEmpty()) {
			return quantity + " = " + asked;
		}
		String unit = rules.quantities().get(quantity).unit();
		return quantity + " = " + asked + " ± " + number(match.within().getAsDouble())
				+ (unit.isEmpty() ? "" : " " + unit)
				+ (match.period().isPresent() ? " modulo " + number(match.period().getAsDouble()) : "")
				+ (match.raw() ? " (masters always)" : "");
	}

	private static String number(double number) {
		return new Value.Number(number).shown();
	}

	private String sourceWords() {
		return need.sources().stream()
				.map(source -> source.type() + source.when().map(condition -> asking.test(condition) ? ""
						: " (not here: " + asking.explain(condition) + ")").orElse(""))
				.collect(Collectors.joining(", "));
	}

	private int sourcePlace(String type) {
		return sources.getOrDefault(type, Integer.MAX_VALUE);
	}

	private static String type(Candidate candidate) {
		return candidate.subject().rule().type();
	}
}
