package org.armillary.kmos.simulator.optics;

/**
 * How far the image of a half segment (four IFUs) stands away from its place in the base geometry.
 *
 * @param columns
 *            along the slitlets, pixels, positive to larger x
 * @param rows
 *            along the dispersion, pixels, positive to larger y
 */
public record Shift(double columns, double rows) {
}
