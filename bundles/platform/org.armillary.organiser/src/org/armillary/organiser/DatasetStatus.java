package org.armillary.organiser;

import java.util.Optional;

/**
 * How far the reduction of a dataset is, and why.
 *
 * @param state
 *            how far
 * @param reason
 *            for {@link DatasetState#OUT_OF_DATE}, how the files then differ from those now, if they do, and what would be chosen
 *            now and what was chosen then, a line for each need; otherwise empty
 * @param last
 *            the newest reduction of its files, or the one of other files by which it is out of date; empty where there is none
 */
public record DatasetStatus(DatasetState state, String reason, Optional<Reduction> last) {
}
