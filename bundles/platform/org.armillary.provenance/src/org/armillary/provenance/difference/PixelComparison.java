package org.armillary.provenance.difference;

import java.util.Optional;

import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.provenance.difference.FileDifference.Pixels;

/** Compares the pixels of two images of the same size, strip by strip. */
final class PixelComparison {

	/** So many pixels are in memory at a time, of either file and of the noise. */
	private static final int STRIP = 1 << 18;

	private final Hdu before;
	private final Hdu now;
	private final Optional<NoisePartner> noise;
	private final DifferenceSize size = new DifferenceSize();
	private final DifferenceSize inNoise = new DifferenceSize();
	private long different;
	private long appeared;
	private long vanished;

	/**
	 * Compares images of the same dimensions.
	 *
	 * @param noise
	 *            noise of the first, of the same dimensions
	 */
	PixelComparison(Hdu before, Hdu now, Optional<NoisePartner> noise) {
		this.before = before;
		this.now = now;
		this.noise = noise;
	}

	/** In what they differ; empty where all pixels have the same value, or none in both. */
	Optional<Pixels> difference() throws FitsException {
		long pixels = before.pixelCount();
		for (long first = 0; first < pixels; first += STRIP) {
			int count = (int) Math.min(STRIP, pixels - first);
			double[] one = before.readDoubles(first, count);
			double[] other = now.readDoubles(first, count);
			int start = firstDifference(one, other);
			if (start < count) {
				double[] deviations = noise.isPresent() ? deviations(noise.get(), first, count) : new double[0];
				compare(one, other, deviations, start, first);
			}
		}
		if (different == 0) {
			return Optional.empty();
		}
		return Optional.of(new Pixels(NoisePartner.isNoise(now.name()), now.header().findText("BUNIT").orElse(""),
				pixels, different, appeared, vanished, size.size(before.dimensions()),
				noise.isPresent() && inNoise.number() > 0 ? Optional.of(inNoise.size(before.dimensions()))
						: Optional.empty()));
	}

	private static int firstDifference(double[] one, double[] other) {
		for (int i = 0; i < one.length; i++) {
			if (one[i] != other[i] && !(Double.isNaN(one[i]) && Double.isNaN(other[i]))) {
				return i;
			}
		}
		return one.length;
	}

	private static double[] deviations(NoisePartner noise, long first, int count) throws FitsException {
		double[] values = noise.hdu().readDoubles(first, count);
		for (int i = 0; i < count; i++) {
			values[i] = noise.form().deviation(values[i]);
		}
		return values;
	}

	private void compare(double[] one, double[] other, double[] deviations, int start, long first) {
		for (int i = start; i < one.length; i++) {
			double old = one[i];
			double value = other[i];
			if (old == value) {
				continue;
			}
			boolean wasNaN = Double.isNaN(old);
			boolean isNaN = Double.isNaN(value);
			if (wasNaN && isNaN) {
				continue;
			}
			different++;
			if (wasNaN) {
				appeared++;
			} else if (isNaN) {
				vanished++;
			} else if (Double.isFinite(value - old)) {
				size.add(value - old, first + i);
				if (deviations.length > 0 && deviations[i] > 0 && Double.isFinite((value - old) / deviations[i])) {
					inNoise.add((value - old) / deviations[i], first + i);
				}
			}
		}
	}
}
