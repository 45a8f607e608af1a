package org.armillary.kmos.fitscheck;

import java.util.Locale;

/** What became of verifying a checksum. */
enum ChecksumState {

	/** There is none. */
	ABSENT,
	/** It fits. */
	VERIFIED,
	/** It does not fit. */
	WRONG;

	/** The word in the product. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
