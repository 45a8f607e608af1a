package org.armillary.engine.planning;

import java.util.List;
import java.util.Optional;

/**
 * A product that does not come, without any failure: there is nothing to do for the job that would make it, or the job made
 * less than was predicted.
 *
 * @param slot
 *            which product; empty where it was never predicted
 * @param why
 *            the cause, in words that go on after “because”
 * @param datasets
 *            names of the datasets that its job belongs to
 */
record Missing(Optional<ProductSlot> slot, String why, List<String> datasets) {
}
