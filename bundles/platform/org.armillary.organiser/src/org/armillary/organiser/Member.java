package org.armillary.organiser;

import org.armillary.organiser.rules.MemberRule;

/**
 * A file of a dataset.
 *
 * @param frame
 *            the file
 * @param rule
 *            what the dataset's rule says of its category
 * @param skipped
 *            whether it belongs to the dataset and is not reduced, such as an acquisition frame
 */
public record Member(Frame frame, MemberRule rule, boolean skipped) {
}
