package org.armillary.numerics.fitting;

/** How the fit of a profile ended. */
public enum FitStatus {

	/** The parameters and their errors are determined. */
	CONVERGED("converged"),
	/** Not more usable points than parameters. */
	TOO_FEW_POINTS("there are not more usable points than parameters"),
	/** The values are constant, or what is above or below the background is not a peak. */
	NO_PEAK("there is no peak"),
	/** The profile is narrower than a pixel: a bad pixel, or a line that is not resolved. */
	TOO_NARROW("the profile is narrower than one pixel"),
	/** The profile is wider than twice the range: nothing in the range but its background. */
	TOO_WIDE("the profile is wider than twice the range"),
	/** The centre ran to the edge of the usable points. */
	CENTRE_AT_EDGE("the centre lies at the edge of the range"),
	/**
	 * Converged, but the exponent of a Moffat profile ended at one of its limits and counts as fixed: it has no
	 * error, and the errors of all others hold for this exponent. At the upper limit the profile is a Gaussian.
	 */
	BETA_AT_LIMIT("converged with the exponent of the Moffat profile at its limit"),
	/** Parameters depend on each other on these points. */
	NOT_DETERMINED("the points do not determine all parameters"),
	/** No minimum was found within the limit of evaluations. */
	NOT_CONVERGED("no minimum was found");

	private final String words;

	FitStatus(String words) {
		this.words = words;
	}

	/** Whether the result can be used. */
	public boolean isConverged() {
		return this == CONVERGED || this == BETA_AT_LIMIT;
	}

	/** The state in words. */
	public String words() {
		return words;
	}
}
