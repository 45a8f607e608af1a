package org.armillary.kmos.dark;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum DarkMessage implements MessageTemplate {

	/** Number of frames. */
	FEW_FRAMES("dark.few-frames", "{0} dark frames are too few for a scatter; the noise is that of the detector model",
			"Give at least three frames; five are usual."),
	/** Nothing. */
	SINGLE_FRAME("dark.single-frame",
			"a single dark frame: cosmic rays stay in it, and its noise is taken from how its pixels differ",
			"Give at least three frames; five are usual."),
	/** Number of frames. */
	TWO_FRAMES("dark.two-frames",
			"of two dark frames nobody can tell which one a cosmic ray has hit; such pixels have no value and are bad",
			"Give at least three frames; five are usual."),
	/** Nothing. */
	NOT_CORRECTED("dark.not-corrected",
			"without level correction the level of the detector is part of the master dark; no dark current is given",
			"Set levelCorrection=true, unless the frames are corrected already."),
	/** Detector, channels. */
	DEAD_CHANNEL("dark.dead-channel",
			"detector {0}: read-out channel {1} has not a single finite pixel; its pixels are marked as bad",
			"Look at the frames: a channel that fails now and then spoils whole nights."),
	/** Detector. */
	NO_NOISE("dark.no-noise", "detector {0}: the frames do not differ in a single pixel; the noise comes out as 0",
			"Check that these are different exposures of a real detector."),
	/** Number of frames, most. */
	TOO_MANY_FRAMES("dark.too-many-frames", "{0} dark frames are too many, at most {1}",
			"Combine them in groups."),
	/** Detector, share of bad pixels, most. */
	MANY_BAD("dark.many-bad", "detector {0}: {1} % of the pixels are bad; more than {2} % is unusual",
			"Look at the frames: light may have entered, or the exposure is so long that thresholds should be higher."),
	/** Detector, measured, header. */
	READ_NOISE("dark.read-noise",
			"detector {0}: the frames scatter by {1} electron, but their header says {2} electron (ESO DET CHIP RON)",
			"Nothing must be done: the measured noise is used. A large difference hints at interference.");

	private final MessageText text;

	DarkMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
