package org.armillary.actor;

/**
 * A number that tells how good a product or how healthy an instrument is.
 *
 * @param name
 *            the parameter, in words of the field: {@code median}
 * @param subject
 *            what it was measured on, such as an extension or a detector; empty for the whole job
 * @param value
 *            the value; NaN where it could not be measured
 * @param unit
 *            the unit in the notation of the FITS standard; empty for a pure number
 */
public record QcValue(String name, String subject, double value, String unit) {
}
