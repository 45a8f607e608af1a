package org.armillary.numerics.fitting;

/** Which peaks are looked for. */
public enum PeakSign {

	/** Above the background. */
	POSITIVE,
	/** Below the background. */
	NEGATIVE,
	/** Whichever is more significant. */
	EITHER;

	boolean admits(double amplitude) {
		return this == EITHER ? amplitude != 0 : this == POSITIVE ? amplitude > 0 : amplitude < 0;
	}
}
