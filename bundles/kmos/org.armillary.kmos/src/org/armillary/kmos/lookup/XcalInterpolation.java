package org.armillary.kmos.lookup;

/** How places are found at an angle of the rotator between those that were calibrated. */
public enum XcalInterpolation {
	/** The table of the nearest angle as it is. */
	NONE,
	/** Linear between the two angles around, pixel by pixel (Davies et al. 2013, section 5.1). */
	LINEAR,
	/**
	 * The table of the nearest angle, moved by a constant for each half segment that follows from a sine through the
	 * shifts at all angles.
	 */
	SINE,
	/** {@link #SINE} with four angles or more, {@link #LINEAR} with two or three, {@link #NONE} with one. */
	AUTO
}
