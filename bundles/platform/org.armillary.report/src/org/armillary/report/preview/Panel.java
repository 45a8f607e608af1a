package org.armillary.report.preview;

/**
 * One image made small enough to be shown.
 *
 * @param number
 *            number of its detector, IFU or place that stands above it
 * @param values
 *            pixels {@code [height][width]}, the lowest row first as in the file; NaN is "no data"
 * @param width
 *            width, pixels
 * @param height
 *            height, pixels
 * @param missing
 *            pixels of the image without data; of a mask, its pixels that are flagged
 * @param total
 *            pixels of the image
 * @param isTwoValued
 *            whether all pixels of the image are 0 or 1
 */
record Panel(int number, float[] values, int width, int height, long missing, long total, boolean isTwoValued) {
}
