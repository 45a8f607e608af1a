package org.armillary.organiser;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.armillary.organiser.Criterion.Kind;

/**
 * A condition on candidates: the same test whether only its result counts or also its words.
 *
 * @param kind
 *            what it looks at
 * @param test
 *            whether a candidate meets it
 * @param found
 *            what a candidate has, in words
 * @param away
 *            how far its numbers are away, in words
 * @param criterion
 *            its words
 */
record CandidateCondition(Kind kind, Predicate<Candidate> test, Function<Candidate, String> found,
		Function<Candidate, String> away, Supplier<Criterion> criterion) {

	/** A condition that compares no numbers. */
	CandidateCondition(Kind kind, Predicate<Candidate> test, Function<Candidate, String> found,
			Supplier<Criterion> criterion) {
		this(kind, test, found, _ -> "", criterion);
	}

	boolean holds(Candidate candidate) {
		return test.test(candidate);
	}
}
