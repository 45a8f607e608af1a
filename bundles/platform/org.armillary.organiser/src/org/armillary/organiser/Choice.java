package org.armillary.organiser;

import org.armillary.organiser.rules.Level;

/**
 * A dataset that was chosen for a need.
 *
 * @param dataset
 *            the chosen one
 * @param level
 *            its level
 * @param days
 *            by how much it begins later than the dataset in need, days; negative where it is earlier
 */
public record Choice(Dataset dataset, Level level, double days) {
}
