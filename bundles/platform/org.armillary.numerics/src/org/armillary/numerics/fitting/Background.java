package org.armillary.numerics.fitting;

/** What lies below a profile. */
public enum Background {

	/** One level. */
	CONSTANT,
	/** A level, and a slope along each axis. */
	LINEAR
}
