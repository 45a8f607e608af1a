package org.armillary.kmos.simulator.detector;

import java.util.List;

/**
 * Charge that bright light leaves in a detector and that shows up in later exposures. Of what a pixel collects above
 * 40 000 adu in an integration, up to a full well, a share is given off again at a rate that falls with the inverse of
 * the time after the exposure, from ten seconds on. What several exposures left adds up.
 */
public final class Persistence {

	/** Time from which the rate falls, s. */
	private static final double SCALE_SECONDS = 10;
	private static final double FIRST_SECONDS = 60;

	private Persistence() {
	}

	/**
	 * Charge that one exposure left.
	 *
	 * @param endSeconds
	 *            its end, seconds after the start of the first exposure
	 * @param charges
	 *            what each pixel gives off in the first minute after, electrons
	 */
	public record Source(double endSeconds, PixelValues charges) {
	}

	/**
	 * What earlier exposures add to one.
	 *
	 * @param sources
	 *            sources in the order of their exposures; those that had not ended at the start of this one add nothing
	 * @param exposure
	 *            the exposure
	 * @return mean rate during the exposure by pixel, each pixel once, electrons/s
	 */
	public static PixelValues rates(List<Source> sources, DetectorExposure exposure) {
		PixelValues sum = PixelValues.NONE;
		for (Source source : sources) {
			double before = exposure.startSeconds() - source.endSeconds;
			if (before >= 0 && source.charges.size() > 0) {
				double share = released(before + exposure.seconds()) - released(before);
				sum = sum.plus(source.charges, share / exposure.seconds());
			}
		}
		return sum;
	}

	/** What has been given off after a time, over what is given off in the first minute. */
	static double released(double seconds) {
		return StrictMath.log1p(seconds / SCALE_SECONDS) / StrictMath.log1p(FIRST_SECONDS / SCALE_SECONDS);
	}
}
