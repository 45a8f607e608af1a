package org.armillary.organiser.trace;

import java.util.List;
import java.util.Optional;

import org.armillary.organiser.Association;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.RuleLine;
import org.armillary.organiser.rules.Value;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Outcome;
import org.armillary.workflow.condition.Explanation;

/**
 * Why a dataset got for a need what it got: all candidates with all conditions, so that each can be checked by hand.
 *
 * @param organisation
 *            what it is of
 * @param dataset
 *            the dataset in need
 * @param need
 *            the need
 * @param association
 *            what was chosen
 * @param wanted
 *            whether the need's condition holds, and what decided; empty where it has none
 * @param asked
 *            what the dataset in need has of each quantity that is compared
 * @param ranking
 *            in words, how the best of several is found
 * @param criteria
 *            the conditions, those that must all hold first, then those of the levels
 * @param candidates
 *            the chosen ones in their order, then those that could have been chosen, the better first, then those that could
 *            not, the nearest in time first
 * @param misses
 *            where the need is not satisfied, those that miss fewest conditions, then the nearest in time; at most
 *            {@value #MOST_MISSES}
 * @param remedies
 *            where the need is not satisfied, what can be done, each a sentence
 */
public record NeedTrace(Organisation organisation, Dataset dataset, Need need, Association association,
		Optional<Explanation> wanted, List<Asked> asked, String ranking, List<Criterion> criteria,
		List<Candidate> candidates, List<Miss> misses, List<String> remedies) {

	/** How many near misses are told. */
	public static final int MOST_MISSES = 3;

	/** Copies the lists. */
	public NeedTrace {
		asked = List.copyOf(asked);
		criteria = List.copyOf(criteria);
		candidates = List.copyOf(candidates);
		misses = List.copyOf(misses);
		remedies = List.copyOf(remedies);
	}

	/**
	 * What the dataset in need has of a quantity.
	 *
	 * @param quantity
	 *            name of the quantity
	 * @param values
	 *            its values over the reduced members
	 */
	public record Asked(String quantity, List<Value> values) {

		/** Copies the list. */
		public Asked {
			values = List.copyOf(values);
		}
	}

	/**
	 * A dataset that could serve, or could not.
	 *
	 * @param dataset
	 *            the dataset
	 * @param outcomes
	 *            one for each criterion, in their order
	 * @param level
	 *            its level; empty where it can not be chosen
	 * @param days
	 *            by how much it begins later than the dataset in need, days
	 * @param place
	 *            its place among those that can be chosen, from 1; 0 where it can not
	 * @param chosen
	 *            whether it was
	 * @param deciding
	 *            place in {@code outcomes} of the one that decided that it can not; -1 where it can
	 * @param words
	 *            what became of it, in words
	 */
	public record Candidate(Dataset dataset, List<Outcome> outcomes, Optional<Level> level, double days, int place,
			boolean chosen, int deciding, String words) {

		/** Copies the list. */
		public Candidate {
			outcomes = List.copyOf(outcomes);
		}

		/** Whether it can be chosen. */
		public boolean admitted() {
			return level.isPresent();
		}
	}

	/**
	 * A candidate that could not be chosen, with what stood against it.
	 *
	 * @param candidate
	 *            the candidate
	 * @param failed
	 *            what did not hold: outside of the levels, and of the level that it comes closest to
	 * @param lines
	 *            the rules that would have to be relaxed; empty where none can help, as for an incomplete candidate
	 */
	public record Miss(Candidate candidate, List<Outcome> failed, List<RuleLine> lines) {

		/** Copies the lists. */
		public Miss {
			failed = List.copyOf(failed);
			lines = List.copyOf(lines);
		}
	}
}
