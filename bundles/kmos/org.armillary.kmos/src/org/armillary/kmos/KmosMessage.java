package org.armillary.kmos;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What the shared parts of the KMOS recipes tell users. */
public enum KmosMessage implements MessageTemplate {

	/** File, what it has. */
	NO_IMAGE("kmos.no-image", "{0}: the file has no image extension; it has {1}",
			"Give a file of spectra, images or cubes; a table has no pixels."),
	/** File and extension, axes found, axes expected. */
	AXES("kmos.axes", "{0}: the extension has {1} axes, expected {2}",
			"Give a file of the right kind: spectra have 1 axis, images 2, cubes 3."),
	/** File, extension asked for, extensions there. */
	EXTENSION_UNKNOWN("kmos.extension-unknown", "{0}: there is no extension {1}; there are: {2}",
			"Correct the name, or leave the parameter empty for all extensions."),
	/** File, number of detectors found, number expected. */
	DETECTOR_COUNT("kmos.detector-count", "{0}: the file has {1} detector images, expected {2}",
			"Give raw frames as the instrument writes them, one image extension for each detector."),
	/** File and extension, dimensions found, what is expected. */
	DETECTOR_SIZE("kmos.detector-size", "{0}: the image has {1} pixels, expected {2}",
			"Give raw frames of the full detector, all of the same size."),
	/** File, keyword, value, other file, its value. */
	SETUPS_DIFFER("kmos.setups-differ", "{0}: {1} = {2}, but {3} has {4}",
			"Reduce the frames of each set-up on their own; give only frames that belong together."),
	/** File, keyword, value, what is expected, because of what. */
	CONTRADICTION("kmos.contradiction", "{0}: {1} = {2}, but {3} asks for {4}",
			"Find out which keyword is right and correct the other in a copy of the file."),
	/** File, keyword, value, what is expected. */
	KEYWORD_VALUE("kmos.keyword-value", "{0}: {1} = {2}, expected {3}",
			"Check that this is the right file; correct the keyword if it was damaged on the way."),
	/** File, keyword. */
	KEYWORD_MISSING("kmos.keyword-missing", "{0}: keyword {1} is missing, expected {2}",
			"Check that this is a raw frame; add the keyword if it was lost on the way."),
	/** File and extension. */
	NO_REFERENCE("kmos.no-reference",
			"{0}: not a single reference pixel (rows 1 to 4 and the last 4) is a finite number",
			"Leave this frame out: the detector was not read, or the data were lost on the way."),
	/** File and extension. */
	NO_FINITE_PIXEL("kmos.no-finite-pixel", "{0}: not a single pixel is a finite number",
			"Leave this frame out: the detector was not read, or the data were lost on the way.");

	private final MessageText text;

	KmosMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
