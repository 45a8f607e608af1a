package org.armillary.kmos.simulator.plan;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/**
 * How the detectors are read in an exposure.
 *
 * @param name
 *            {@code Double} for a pair of reads, {@code Nondest} for a ramp that is read again and again
 * @param samples
 *            reads of the ramp
 * @param readNoise
 *            read noise of one integration, electrons
 */
record ReadMode(String name, int samples, double readNoise) {

	/** Shortest integration, s; the time between two reads of a ramp. */
	static final double SHORTEST_DIT = 2.47;

	/** A ramp of fewer reads is no better than a pair. */
	private static final int FEWEST_SAMPLES = 3;
	/** Noise that no number of reads removes, as a share of that of a pair. */
	private static final double FLOOR = 0.3;

	/** A pair of reads. */
	static ReadMode pair(Settings settings) {
		return new ReadMode("Double", 2, settings.get(Setting.READ_NOISE));
	}

	/**
	 * A ramp. The noise of the slope fitted to n equidistant reads over that of a pair is √(6(n−1)/(n(n+1))): Garnett
	 * &amp; Forrest 1993 (Proc. SPIE 1946, 395).
	 *
	 * @param dit
	 *            time of one integration, s
	 */
	static ReadMode ramp(Settings settings, double dit) {
		int samples = (int) Math.floor(dit / SHORTEST_DIT);
		double pair = settings.get(Setting.READ_NOISE);
		double share = samples < FEWEST_SAMPLES ? 1
				: Math.max(FLOOR, StrictMath.sqrt(6.0 * (samples - 1) / (samples * (samples + 1.0))));
		return new ReadMode("Nondest", Math.max(1, samples), pair * share);
	}
}
