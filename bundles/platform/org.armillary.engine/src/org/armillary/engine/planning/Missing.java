package org.armillary.engine.planning;

import java.util.Optional;

/**
 * A product that does not come, without any failure: there is nothing to do for the job that would make it, or the job made
 * less than was predicted.
 *
 * @param slot
 *            which product; empty where it was never predicted
 * @param why
 *            the cause, in words that go on after “because”
 */
record Missing(Optional<ProductSlot> slot, String why) {
}
