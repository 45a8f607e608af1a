package org.armillary.organiser;

/**
 * A condition tested on a candidate.
 *
 * @param criterion
 *            the condition
 * @param found
 *            what the candidate has, as text
 * @param away
 *            how far the numbers compared are apart, as {@code at most 0.1 away}; empty where they are equal or none
 * @param holds
 *            whether it meets the condition
 */
public record Outcome(Criterion criterion, String found, String away, boolean holds) {
}
