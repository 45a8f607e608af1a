package org.armillary.organiser;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.organiser.Criterion.Kind;

/**
 * A candidate for a need, judged.
 *
 * @param candidate
 *            the candidate
 * @param outcomes
 *            one for each criterion of the {@link CandidateTest}, in their order
 * @param levels
 *            how many levels the need has
 * @param place
 *            place of the candidate's level among the need's levels; -1 where it has none or fails whatever the level
 * @param days
 *            by how much it begins later than the dataset in need, days; negative where it is earlier
 */
public record Verdict(Dataset candidate, List<Outcome> outcomes, int levels, int place, double days) {

	/**
	 * Candidates that come near before others: those that lack least, of them those that only the level or their own
	 * incompleteness keeps out, then the closest in time.
	 */
	public static final Comparator<Verdict> BY_NEARNESS = Comparator.comparingInt(Verdict::misses)
			.thenComparingInt(Verdict::differences).thenComparingDouble(verdict -> Math.abs(verdict.days))
			.thenComparingDouble(Verdict::days).thenComparing(verdict -> verdict.candidate.name());

	/** Copies the list. */
	public Verdict {
		outcomes = List.copyOf(outcomes);
	}

	/** Whether it can serve. */
	public boolean admitted() {
		return place >= 0;
	}

	/** What it fails whatever the level. */
	public List<Outcome> failed() {
		return failed(-1);
	}

	/** What it fails of the level at a place of the need's levels, or whatever the level for -1. */
	public List<Outcome> failed(int level) {
		return outcomes.stream().filter(outcome -> !outcome.holds() && outcome.criterion().place() == level).toList();
	}

	/** How many conditions stand in its way: those of all levels, and those of the level that lacks least; 0 if admitted. */
	public int misses() {
		return failed().size() + (levels == 0 ? 1 : failed(nearestLevel()).size());
	}

	/**
	 * What decided against it: the first failure whatever the level, else the first of the level that lacks least, which is the
	 * last one of several. Empty where it is admitted, or where the need has no level at all.
	 */
	public Optional<Outcome> deciding() {
		if (admitted()) {
			return Optional.empty();
		}
		return failed().stream().findFirst()
				.or(() -> levels == 0 ? Optional.empty() : failed(nearestLevel()).stream().findFirst());
	}

	private int differences() {
		return (int) failed().stream().filter(outcome -> outcome.criterion().kind() != Kind.COMPLETE).count();
	}

	private int nearestLevel() {
		return IntStream.range(0, levels).boxed().min(Comparator.comparingInt((Integer level) -> failed(level).size())
				.thenComparing(Comparator.reverseOrder())).orElseThrow();
	}
}
