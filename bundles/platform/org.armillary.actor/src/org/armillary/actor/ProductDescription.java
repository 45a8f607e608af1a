package org.armillary.actor;

/**
 * What is known of a product without reading its pixels: of an existing file or of one that is predicted.
 *
 * @param category
 *            product category such as {@code MASTER_DARK}; empty where the file states none
 * @param keywords
 *            primary header
 */
public record ProductDescription(String category, Keywords keywords) {
}
