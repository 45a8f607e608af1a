package org.armillary.kmos.fitsstrip;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum StripMessage implements MessageTemplate {

	/** File, extension asked for, extensions there. */
	EXTENSION_UNKNOWN("strip.extension-unknown", "{0}: there is no extension {1}; there are: {2}",
			"Correct the parameter {3}: names of extensions, or their numbers in the file, the first being 1."),
	/** File, angle asked for, angles there. */
	ANGLE_MISSING("strip.angle-missing", "{0}: no extension has ESO PRO ROT NAANGLE = {1} deg; there are: {2}",
			"Choose one of the angles that are there; 300 and -60 are the same."),
	/** File. */
	NO_ANGLES("strip.no-angles", "{0}: no extension has the keyword ESO PRO ROT NAANGLE, expected an angle in deg",
			"Leave the parameter angle empty: only calibrations for several rotator angles have it."),
	/** File, number of extensions there. */
	NOTHING_LEFT("strip.nothing-left", "{0}: nothing would be left of {1} extensions",
			"Strip less: keep at least one extension with data."),
	/** File. */
	NOTHING_STRIPPED("strip.nothing-stripped", "{0}: nothing was there to be stripped; the product is a plain copy",
			"Say by the parameters what is to be left out.");

	private final MessageText text;

	StripMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
