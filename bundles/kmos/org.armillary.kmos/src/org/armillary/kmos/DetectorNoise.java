package org.armillary.kmos;

import org.armillary.data.Pixels;

/**
 * Noise of a detector frame: read noise and the photon noise of the counts. The variance of a frame that is the mean of
 * several integrations, in ADU squared, is ((readNoise / gain)² + counts / gain) / integrations, with negative counts
 * taken as none. Immutable.
 *
 * @param readNoiseElectron
 *            read noise of one integration, electrons
 * @param gain
 *            electrons per ADU
 * @param integrations
 *            integrations that were averaged, NDIT
 */
public record DetectorNoise(double readNoiseElectron, double gain, long integrations) {

	/** Refuses what cannot be. */
	public DetectorNoise {
		if (!(readNoiseElectron >= 0) || !(gain > 0) || integrations < 1 || Double.isInfinite(readNoiseElectron)
				|| Double.isInfinite(gain)) {
			throw new IllegalArgumentException("read noise " + readNoiseElectron + " electrons, gain " + gain
					+ " electrons per ADU, " + integrations + " integrations");
		}
	}

	/** The variance, ADU², of a pixel with that many counts, ADU; NaN where they are not finite. */
	public double variance(double counts) {
		if (!Double.isFinite(counts)) {
			return Double.NaN;
		}
		double read = readNoiseElectron / gain;
		return (read * read + Math.max(counts, 0) / gain) / integrations;
	}

	/** The variance, ADU², of each pixel, from its counts, ADU. */
	public Pixels variance(Pixels counts) {
		double[] variance = new double[counts.length()];
		for (int i = 0; i < variance.length; i++) {
			variance[i] = variance(counts.at(i));
		}
		return Pixels.of(variance);
	}
}
