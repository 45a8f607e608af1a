package org.armillary.kmos.simulator.night;

/**
 * A frame that should be there and is not.
 *
 * @param name
 *            name of the file
 * @param category
 *            its class
 * @param dataset
 *            key of its dataset, as in {@link SimulatedFrame#dataset()}
 * @param fault
 *            why it is not
 */
public record NightGap(String name, String category, String dataset, Fault fault) {
}
