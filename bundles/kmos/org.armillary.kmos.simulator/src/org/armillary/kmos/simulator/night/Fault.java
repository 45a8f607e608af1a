package org.armillary.kmos.simulator.night;

import java.util.Locale;

/** What can be wrong with the frames of a night; each acts on frames that nothing else is wrong with. */
public enum Fault {
	/** A frame of a template is not there. */
	MISSING_FRAME,
	/** All lamp-off frames of a template are not there. */
	MISSING_OFF,
	/** A template broke off: its last frames are not there. */
	ABORTED,
	/** A copy of the file is in a folder beside. */
	COPY,
	/** A file of the same archive name but other content is in a folder beside. */
	SAME_ARCHIVE_NAME,
	/** The type is another one, or none that exists. */
	WRONG_TYPE,
	/** The angle of the rotator is another one. */
	WRONG_ANGLE,
	/** No grating is named. */
	MISSING_GRATING,
	/** The modified Julian date is not there. */
	MISSING_TIME,
	/** The start of the template is a second later than in its other frames. */
	TEMPLATE_START,
	/** The clock ran backwards: the frame says to be earlier than the one before it. */
	CLOCK_BACKWARDS,
	/** The date as text is a day later than the modified Julian date. */
	DATE_MISMATCH,
	/** Date and modified Julian date are a hundred years late. */
	FUTURE,
	/** The template is none of those known. */
	UNKNOWN_TEMPLATE,
	/** An arc whose lamps are both off. */
	LAMP_OFF,
	/** The file ends early, within the primary header or later. */
	TRUNCATED,
	/** A frame of another instrument. */
	FOREIGN,
	/** A file that is called FITS and is not. */
	NOT_FITS;

	/** As users type it: {@code missing-frame}. */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** The fault that users call so. */
	static Fault of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}
}
