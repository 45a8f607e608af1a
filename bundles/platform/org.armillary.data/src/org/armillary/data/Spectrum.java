package org.armillary.data;

import java.util.Objects;
import java.util.Optional;

/**
 * A spectrum {@code [n]}, or any other vector of samples along one axis. Immutable view over arrays. The header says
 * where its pixels stand: {@link Wcs#axis} gives the wavelength of each.
 *
 * @param values
 *            the samples in {@code unit}; NaN is "no data"
 * @param variance
 *            variance of each sample, in {@code unit} squared
 * @param mask
 *            flags of each sample
 * @param unit
 *            physical unit as FITS writes it; empty if there is none or it is not known
 * @param header
 *            keywords, among them those of the world coordinates, whose only axis is axis 1
 */
public record Spectrum(Pixels values, Optional<Pixels> variance, Optional<Mask> mask, String unit, FitsHeader header) {

	/** Checks that the dimensions agree. */
	public Spectrum {
		Objects.requireNonNull(unit, "unit");
		Objects.requireNonNull(header, "header");
		int expected = values.length();
		variance.ifPresent(pixels -> Samples.check("variance", expected, pixels.length()));
		mask.ifPresent(flags -> Samples.check("mask", expected, flags.length()));
	}

	/** A spectrum of values alone; the array is not copied and must not be changed afterwards. */
	public static Spectrum of(float... values) {
		return new Spectrum(Pixels.of(values), Optional.empty(), Optional.empty(), "", FitsHeader.EMPTY);
	}

	/** Number of samples. */
	public int length() {
		return values.length();
	}

	/** Sample {@code index} (from 0). */
	public double at(int index) {
		return values.at(index);
	}

	/** This spectrum with another variance, in the unit squared. */
	public Spectrum withVariance(Pixels newVariance) {
		return new Spectrum(values, Optional.of(newVariance), mask, unit, header);
	}

	/** This spectrum with the variance that belongs to a standard deviation, in the unit. */
	public Spectrum withNoise(Pixels standardDeviation) {
		return withVariance(Samples.squares(standardDeviation));
	}

	/** This spectrum with another mask. */
	public Spectrum withMask(Mask newMask) {
		return new Spectrum(values, variance, Optional.of(newMask), unit, header);
	}

	/** This spectrum with another unit; the values stay. */
	public Spectrum withUnit(String newUnit) {
		return new Spectrum(values, variance, mask, newUnit, header);
	}

	/** This spectrum with another header. */
	public Spectrum withHeader(FitsHeader newHeader) {
		return new Spectrum(values, variance, mask, unit, newHeader);
	}
}
