package org.armillary.organiser.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.armillary.organiser.Association;
import org.armillary.organiser.CandidateTest;
import org.armillary.organiser.CandidateTests;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Member;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Outcome;
import org.armillary.organiser.Verdict;
import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.Value;
import org.armillary.organiser.trace.NeedTrace.Asked;
import org.armillary.organiser.trace.NeedTrace.Candidate;
import org.armillary.organiser.trace.NeedTrace.Miss;
import org.armillary.workflow.condition.Explanation;

/** Makes the trace of a need out of the tests by which its candidates were judged. */
final class NeedTracing {

	private final Organisation organisation;
	private final CandidateTests tests;
	private final Dataset dataset;
	private final Association association;
	private final Need need;
	private final CandidateTest test;
	private final Lacking lacking;

	NeedTracing(Organisation organisation, CandidateTests tests, Dataset dataset, Association association) {
		this.organisation = organisation;
		this.tests = tests;
		this.dataset = dataset;
		this.association = association;
		this.need = association.need();
		this.test = tests.of(dataset, need);
		lacking = new Lacking(tests);
	}

	NeedTrace trace() {
		List<Candidate> candidates = candidates();
		List<Miss> misses = association.satisfied() ? List.of() : misses(candidates);
		Optional<Explanation> wanted = need.when().map(tests.values().of(test.lead())::explain);
		return new NeedTrace(organisation, dataset, need, association, wanted, asked(), test.rankingWords(),
				test.criteria(), candidates, misses, association.satisfied() ? List.of() : remedies(misses));
	}

	private List<Asked> asked() {
		var quantities = new LinkedHashSet<String>();
		need.match().forEach(match -> quantities.add(match.quantity()));
		need.levels().forEach(level -> level.match().forEach(match -> quantities.add(match.quantity())));
		return quantities.stream().map(quantity -> new Asked(quantity, values(quantity))).toList();
	}

	private List<Value> values(String quantity) {
		return dataset.reduced().stream().map(Member::frame)
				.flatMap(frame -> tests.values().of(frame).values(quantity).stream()).distinct()
				.sorted(NeedTracing::compare).toList();
	}

	private static int compare(Value a, Value b) {
		return a instanceof Value.Number(double x) && b instanceof Value.Number(double y) ? Double.compare(x, y)
				: a.text().compareTo(b.text());
	}

	private List<Candidate> candidates() {
		List<Verdict> verdicts = test.candidates().stream().map(test::judge).toList();
		List<Verdict> admitted = verdicts.stream().filter(Verdict::admitted).sorted(test.ranking()).toList();
		List<Dataset> chosen = association.choices().stream().map(choice -> choice.dataset()).toList();
		var all = new ArrayList<Candidate>();
		for (int i = 0; i < admitted.size(); i++) {
			Verdict verdict = admitted.get(i);
			boolean taken = chosen.contains(verdict.candidate());
			all.add(candidate(verdict, i + 1, taken, taken ? "chosen" : lost(admitted, chosen.size(), verdict)));
		}
		for (Verdict verdict : verdicts) {
			if (!verdict.admitted()) {
				all.add(candidate(verdict, 0, false, refused(verdict, lacking)));
			}
		}
		return all;
	}

	/** Why one that could be chosen was not: it is compared with the last that was. */
	private String lost(List<Verdict> admitted, int chosen, Verdict verdict) {
		return lost(need, test.wanted(), admitted, chosen, verdict);
	}

	static String lost(Need need, boolean wanted, List<Verdict> admitted, int chosen, Verdict verdict) {
		if (!wanted) {
			return "the need is not wanted";
		}
		return chosen == 0 ? "not chosen" : Standing.why(need, admitted.get(chosen - 1), verdict);
	}

	/** Why one could not be chosen. */
	static String refused(Verdict verdict, Lacking lacking) {
		return verdict.deciding().map(Outcome::criterion).map(criterion -> switch (criterion.kind()) {
		case COMPLETE -> "it is incomplete itself: " + lacking.of(verdict.candidate());
		case LIST -> criterion.line() + ": " + criterion.words();
		case LEVEL_WINDOW, LEVEL_MATCH -> "no level holds, not even ‘" + criterion.words() + "’";
		default -> "not ‘" + criterion.words() + "’";
		}).orElse("there is no level");
	}

	private Candidate candidate(Verdict verdict, int place, boolean chosen, String words) {
		Optional<Level> level = verdict.admitted() ? Optional.of(need.levels().get(verdict.place())) : Optional.empty();
		int deciding = verdict.deciding().map(verdict.outcomes()::indexOf).orElse(-1);
		return new Candidate(verdict.candidate(), verdict.outcomes(), level, verdict.days(), place, chosen, deciding,
				words);
	}

	private List<Miss> misses(List<Candidate> candidates) {
		return candidates.stream().filter(candidate -> !candidate.admitted()).map(this::miss)
				.sorted(Comparator.<Miss>comparingInt(miss -> isOther(miss) ? 1 : 0)
						.thenComparingInt(miss -> miss.failed().size())
						.thenComparingDouble(miss -> Math.abs(miss.candidate().days()))
						.thenComparing(miss -> miss.candidate().dataset().name()))
				.limit(NeedTrace.MOST_MISSES).toList();
	}

	private Miss miss(Candidate candidate) {
		Verdict verdict = test.judge(candidate.dataset());
		var failed = new ArrayList<>(verdict.failed());
		failed.addAll(ofNearestLevel(verdict));
		var lines = new LinkedHashSet<RuleLine>();
		if (failed.stream().noneMatch(NeedTracing::isEssential)) {
			failed.stream().filter(outcome -> !isIncomplete(outcome)).map(outcome -> outcome.criterion().line())
					.forEach(lines::add);
		}
		return new Miss(candidate, failed, List.copyOf(lines));
	}

	/** Whether it fails what a need asks for whatever the level, such as its band: relaxing that would be no good. */
	private static boolean isOther(Miss miss) {
		return miss.failed().stream().anyMatch(NeedTracing::isEssential);
	}

	private static boolean isEssential(Outcome outcome) {
		return switch (outcome.criterion().kind()) {
		case SOURCE, ONLY, NEVER, MATCH -> true;
		case COMPLETE, LIST, LEVEL_WINDOW, LEVEL_MATCH -> false;
		};
	}

	/** What does not hold of the level of which the least does not; of several the last, whose window is the widest. */
	private List<Outcome> ofNearestLevel(Verdict verdict) {
		return IntStream.range(0, need.levels().size()).mapToObj(verdict::failed)
				.reduce((best, other) -> other.size() <= best.size() ? other : best).orElse(List.of());
	}

	private List<String> remedies(List<Miss> misses) {
		var remedies = new ArrayList<String>();
		Lacking.onlyIncomplete(test).ifPresent(other -> remedies.add("Complete " + other.name() + ", which "
				+ lacking.of(other) + "; it would serve."));
		misses.stream().filter(miss -> !miss.lines().isEmpty()).findFirst()
				.ifPresent(nearest -> remedies.add(relaxed(nearest)));
		String frames = sources().filter(rule -> !rule.master()).map(this::frames).collect(Collectors.joining(", or "));
		if (!frames.isEmpty()) {
			remedies.add("Take, or add to the folder, " + frames + ".");
		}
		String masters = sources().filter(DatasetRule::master).map(NeedTracing::products).distinct()
				.collect(Collectors.joining(", or "));
		if (!masters.isEmpty()) {
			remedies.add("Add master calibrations to the folder: " + masters + ".");
		}
		return remedies;
	}

	/** Categories that such a dataset must have, or may have where it must have none. */
	private static String products(DatasetRule rule) {
		String needed = rule.members().stream().filter(member -> member.min() > 0).map(MemberRule::category)
				.collect(Collectors.joining(", "));
		return needed.isEmpty() ? rule.members().stream().map(MemberRule::category).collect(Collectors.joining(" or "))
				: needed;
	}

	private Stream<DatasetRule> sources() {
		return need.sources().stream().map(source -> organisation.rules().dataset(source.type()))
				.flatMap(Optional::stream).distinct();
	}

	private static boolean isIncomplete(Outcome outcome) {
		return outcome.criterion().kind() == Criterion.Kind.COMPLETE;
	}

	private static String relaxed(Miss miss) {
		String name = miss.candidate().dataset().name();
		String what = miss.failed().stream().filter(outcome -> !isIncomplete(outcome)).map(Outcome::criterion)
				.map(criterion -> criterion.kind() == Criterion.Kind.LIST ? "the list in " + criterion.line()
						: "‘" + criterion.words() + "’ in " + criterion.line())
				.collect(Collectors.joining(" and "));
		return (miss.failed().stream().anyMatch(NeedTracing::isIncomplete) ? "Complete " + name + " and relax " + what
				: "Relax " + what + " to let " + name + " in") + ", if it is good enough.";
	}

	/** What would have to be taken: {@code a flat with band HHH, at least 3 FLAT_OFF, 3 FLAT_ON at each angle}. */
	private String frames(DatasetRule rule) {
		String members = rule.members().stream().filter(member -> member.min() > 0)
				.map(member -> member.min() + " " + member.category()
						+ member.each().map(each -> " at each " + each).orElse(""))
				.collect(Collectors.joining(", "));
		Stream<Match> ofLevel = lastLevel().stream().flatMap(level -> level.match().stream());
		String values = Stream.concat(need.match().stream(), ofLevel).map(Match::quantity)
				.distinct().map(quantity -> words(quantity, values(quantity))).filter(words -> !words.isEmpty())
				.collect(Collectors.joining(", "));
		return article(rule.type()) + rule.type() + (values.isEmpty() ? "" : " with " + values)
				+ (members.isEmpty() ? "" : ", at least " + members) + lastLevel().map(this::window).orElse("");
	}

	private static String article(String noun) {
		return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ";
	}

	/** The level with the widest window; empty where the ladder was cut off above its first one. */
	private Optional<Level> lastLevel() {
		return need.levels().isEmpty() ? Optional.empty() : Optional.of(need.levels().getLast());
	}

	private static String words(String quantity, List<Value> values) {
		return values.isEmpty() ? ""
				: quantity + " " + values.stream().map(Value::shown).collect(Collectors.joining(" and "));
	}

	private String window(Level level) {
		return level.before().isEmpty() && level.after().isEmpty() ? ""
				: test.criteria().stream()
						.filter(criterion -> criterion.kind() == Criterion.Kind.LEVEL_WINDOW
								&& criterion.place() == need.levels().indexOf(level))
						.findFirst().map(criterion -> ", " + criterion.words()).orElse("");
	}
}
