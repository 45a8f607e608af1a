package org.armillary.kmos.simulator.detector;

/**
 * How a detector is exposed and read.
 *
 * @param number
 *            which exposure of the night, from 0
 * @param startSeconds
 *            its start, seconds after that of the first exposure
 * @param dit
 *            time of one integration, s
 * @param ndit
 *            number of integrations whose mean is the raw frame
 * @param readNoise
 *            nominal read noise of one integration in the mode used, electrons
 */
public record DetectorExposure(int number, double startSeconds, double dit, int ndit, double readNoise) {

	/** Checks the numbers. */
	public DetectorExposure {
		if (number < 0 || !(dit > 0) || ndit < 1 || !(readNoise >= 0)) {
			throw new IllegalArgumentException("exposure " + number + " with " + ndit + " integrations of " + dit
					+ " s and a read noise of " + readNoise + " electrons cannot be");
		}
	}

	/** All integrations together, s. */
	public double seconds() {
		return dit * ndit;
	}

	/** Its end, seconds after the start of the first exposure. */
	public double endSeconds() {
		return startSeconds + seconds();
	}
}
