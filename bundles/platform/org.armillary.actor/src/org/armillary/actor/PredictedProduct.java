package org.armillary.actor;

/**
 * A product that a job will make.
 *
 * @param port
 *            name of the output port
 * @param description
 *            its category and those keywords that are known beforehand
 */
public record PredictedProduct(String port, ProductDescription description) {
}
