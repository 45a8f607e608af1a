package org.armillary.numerics.fitting;

/** What a fitted profile is described by. */
public enum ProfileParameter {

	/** Position of the peak of a line, in the unit of the abscissa. */
	CENTRE,
	/** Position of the peak of a source along the first axis, in pixels, the first pixel's centre being 0. */
	CENTRE_X,
	/** Position of the peak of a source along the second axis, in pixels, the first pixel's centre being 0. */
	CENTRE_Y,
	/** Full width at half maximum of a line, in the unit of the abscissa. */
	FWHM,
	/** Full width at half maximum along the longer axis of a source, in pixels. */
	FWHM_MAJOR,
	/** Full width at half maximum along the shorter axis of a source, in pixels. */
	FWHM_MINOR,
	/**
	 * Direction of the longer axis of a source in degrees from the first axis towards the second, above -90 and up to
	 * 90. Without meaning where both axes are equal; its error is at most that of a direction that is not known,
	 * 51.96.
	 */
	ANGLE,
	/** Height of the peak above the background, in the unit of the values; negative for an absorption line. */
	AMPLITUDE,
	/** Background at the reference position, in the unit of the values. */
	LEVEL,
	/** Slope of the background below a line, in the unit of the values per unit of the abscissa. */
	SLOPE,
	/** Slope of the background along the first axis, in the unit of the values per pixel. */
	SLOPE_X,
	/** Slope of the background along the second axis, in the unit of the values per pixel. */
	SLOPE_Y,
	/** Exponent of a Moffat profile. */
	BETA
}
