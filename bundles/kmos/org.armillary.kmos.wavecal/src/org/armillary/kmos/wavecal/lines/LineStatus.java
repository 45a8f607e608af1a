package org.armillary.kmos.wavecal.lines;

/** What became of a line in a slitlet. */
public enum LineStatus {
	/** It should not lie on the detector. */
	OUTSIDE,
	/** Another line is too close, or too bright beside it. */
	BLENDED,
	/** Most of its columns are saturated or above the linear range. */
	SATURATED,
	/** Too faint, hidden by defects, or not where it should be. */
	UNSEEN,
	/** Measured. */
	MEASURED,
	/** Measured, but not where the solution has it. */
	REJECTED
}
