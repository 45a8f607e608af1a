package org.armillary.data;

import java.util.Objects;
import java.util.Optional;

/**
 * A data cube {@code [nz][ny][nx]}, for example wavelength planes of one IFU. Immutable view over arrays.
 *
 * @param nz
 *            planes: length of the third FITS axis
 * @param ny
 *            rows: length of the second FITS axis
 * @param nx
 *            columns: length of the first FITS axis
 * @param values
 *            the voxels in {@code unit}, at {@code (z * ny + y) * nx + x}; NaN is "no data"
 * @param variance
 *            variance of each voxel, in {@code unit} squared
 * @param mask
 *            flags of each voxel
 * @param unit
 *            physical unit as FITS writes it; empty if there is none or it is not known
 * @param header
 *            keywords, among them those of the world coordinates
 */
public record Cube(int nz, int ny, int nx, Pixels values, Optional<Pixels> variance, Optional<Mask> mask, String unit,
		FitsHeader header) {

	/** Checks that the dimensions agree. */
	public Cube {
		Objects.requireNonNull(unit, "unit");
		Objects.requireNonNull(header, "header");
		if (nz < 0 || ny < 0 || nx < 0) {
			throw new IllegalArgumentException("negative dimension: " + nz + " x " + ny + " x " + nx);
		}
		long expected = Math.multiplyExact((long) nz * ny, nx);
		Samples.check("values", expected, values.length());
		variance.ifPresent(pixels -> Samples.check("variance", expected, pixels.length()));
		mask.ifPresent(flags -> Samples.check("mask", expected, flags.length()));
	}

	/** A cube of values alone; the array is not copied and must not be changed afterwards. */
	public static Cube of(int nz, int ny, int nx, float[] values) {
		return new Cube(nz, ny, nx, Pixels.of(values), Optional.empty(), Optional.empty(), "", FitsHeader.EMPTY);
	}

	/** Where voxel z, y, x (from 0) stands among the values. */
	public int index(int z, int y, int x) {
		return (Objects.checkIndex(z, nz) * ny + Objects.checkIndex(y, ny)) * nx + Objects.checkIndex(x, nx);
	}

	/** The value of voxel z, y, x (from 0). */
	public double at(int z, int y, int x) {
		return values.at(index(z, y, x));
	}

	/** This cube with another variance, in the unit squared. */
	public Cube withVariance(Pixels newVariance) {
		return new Cube(nz, ny, nx, values, Optional.of(newVariance), mask, unit, header);
	}

	/** This cube with the variance that belongs to a standard deviation, in the unit. */
	public Cube withNoise(Pixels standardDeviation) {
		return withVariance(Samples.squares(standardDeviation));
	}

	/** This cube with another mask. */
	public Cube withMask(Mask newMask) {
		return new Cube(nz, ny, nx, values, variance, Optional.of(newMask), unit, header);
	}

	/** This cube with another unit; the values stay. */
	public Cube withUnit(String newUnit) {
		return new Cube(nz, ny, nx, values, variance, mask, newUnit, header);
	}

	/** This cube with another header. */
	public Cube withHeader(FitsHeader newHeader) {
		return new Cube(nz, ny, nx, values, variance, mask, unit, newHeader);
	}
}
