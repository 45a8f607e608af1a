package org.armillary.data;

import java.util.Objects;
import java.util.Optional;

/**
 * An image {@code [ny][nx]}, for example of a detector or of one plane of a cube. Immutable view over arrays.
 *
 * @param ny
 *            rows: length of the second FITS axis
 * @param nx
 *            columns: length of the first FITS axis
 * @param values
 *            the pixels in {@code unit}, at {@code y * nx + x}; NaN is "no data"
 * @param variance
 *            variance of each pixel, in {@code unit} squared
 * @param mask
 *            flags of each pixel
 * @param unit
 *            physical unit as FITS writes it; empty if there is none or it is not known
 * @param header
 *            keywords, among them those of the world coordinates
 */
public record Image(int ny, int nx, Pixels values, Optional<Pixels> variance, Optional<Mask> mask, String unit,
		FitsHeader header) {

	/** Checks that the dimensions agree. */
	public Image {
		Objects.requireNonNull(unit, "unit");
		Objects.requireNonNull(header, "header");
		if (ny < 0 || nx < 0) {
			throw new IllegalArgumentException("negative dimension: " + ny + " x " + nx);
		}
		long expected = (long) ny * nx;
		Samples.check("values", expected, values.length());
		variance.ifPresent(pixels -> Samples.check("variance", expected, pixels.length()));
		mask.ifPresent(flags -> Samples.check("mask", expected, flags.length()));
	}

	/** An image of values alone; the array is not copied and must not be changed afterwards. */
	public static Image of(int ny, int nx, float[] values) {
		return new Image(ny, nx, Pixels.of(values), Optional.empty(), Optional.empty(), "", FitsHeader.EMPTY);
	}

	/** Where pixel y, x (from 0) stands among the values. */
	public int index(int y, int x) {
		return Objects.checkIndex(y, ny) * nx + Objects.checkIndex(x, nx);
	}

	/** The value of pixel y, x (from 0). */
	public double at(int y, int x) {
		return values.at(index(y, x));
	}

	/** This image with another variance, in the unit squared. */
	public Image withVariance(Pixels newVariance) {
		return new Image(ny, nx, values, Optional.of(newVariance), mask, unit, header);
	}

	/** This image with the variance that belongs to a standard deviation, in the unit. */
	public Image withNoise(Pixels standardDeviation) {
		return withVariance(Samples.squares(standardDeviation));
	}

	/** This image with another mask. */
	public Image withMask(Mask newMask) {
		return new Image(ny, nx, values, variance, Optional.of(newMask), unit, header);
	}

	/** This image with another unit; the values stay. */
	public Image withUnit(String newUnit) {
		return new Image(ny, nx, values, variance, mask, newUnit, header);
	}

	/** This image with another header. */
	public Image withHeader(FitsHeader newHeader) {
		return new Image(ny, nx, values, variance, mask, unit, newHeader);
	}
}
