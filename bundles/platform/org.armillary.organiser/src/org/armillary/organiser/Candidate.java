package org.armillary.organiser;

/**
 * A dataset that may serve another.
 *
 * @param subject
 *            its values
 * @param dataset
 *            the dataset
 */
record Candidate(Subject subject, Dataset dataset) {
}
