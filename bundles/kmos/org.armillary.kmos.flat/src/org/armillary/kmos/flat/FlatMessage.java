package org.armillary.kmos.flat;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum FlatMessage implements MessageTemplate {

	/** File, brightness, least brightness. */
	LAMP_FAILED("flat.lamp-failed",
			"{0}: the lamp should be on, but the frame shows {1} adu where at least {2} adu are expected; it is left out",
			"Look whether the lamp failed or the filter was closed; take the frame again."),
	/** Angle, files. */
	ANGLE_DARK("flat.angle-dark", "at {0} deg no frame shows light ({1}); the products have no such angle",
			"Take the flats of this angle again, or live with the next angle."),
	/** Number of frames, first file, brightness. */
	NO_LIGHT("flat.no-light", "none of the {0} frames with the lamp on shows light; {1} has {2} adu",
			"Look whether the lamp failed, or the filter was closed; take the flats again."),
	/** File, brightness, most. */
	OFF_LIT("flat.off-lit",
			"{0}: the lamp should be off, but the frame shows {1} adu where at most {2} adu are expected; it is left out",
			"Exclude the file in an overlay, or correct its type if it is a flat."),
	/** Number of frames, first file, brightness. */
	NO_DARKNESS("flat.no-darkness", "each of the {0} frames with the lamp off shows light; {1} has {2} adu",
			"Give frames that were taken with the lamp off."),
	/** File, keyword, value, first file, its value. */
	BANDS_DIFFER("flat.bands-differ", "{0}: {1} = {2}, but {3} has {4}; these flats do not belong together",
			"Reduce the flats of each band on their own."),
	/** Number of frames, what they are, angle. */
	FEW_FRAMES("flat.few-frames", "{0} frames with the lamp {1}: cosmic rays are hard to tell with less than 3",
			"Take three frames of each kind and angle."),
	/** File, value, other file, its value. */
	DIT_DIFFERS("flat.dit-differs",
			"{0} was integrated for {1} s, but {2} for {3} s; dark current does not cancel exactly",
			"Take the frames with the lamp off with the integration time of those with the lamp on."),
	/** Nothing. */
	NO_BAD_PIXELS("flat.no-bad-pixels", "no mask of bad pixels (BADPIXEL_DARK) is given; hot pixels stay in the flat",
			"Connect the bad pixels that kmos.dark finds."),
	/** IFU, file, angle. */
	IFU_DARK("flat.ifu-dark",
			"IFU {0} shows no light at {2} deg ({1}), though its arm is used; it is not calibrated there",
			"Look whether the arm was parked or its calibration light blocked; the other IFUs are calibrated."),
	/** IFU, file, angle, part of the length of its slitlets in words. */
	IFU_HALF_LIT("flat.ifu-half-lit",
			"IFU {0} is half lit at {2} deg ({1}): light falls on {3} of the length of its slitlets;"
					+ " it is not calibrated there",
			"Look whether something vignettes the arm; the other IFUs are calibrated."),
	/** Slitlet, file, angle, level, least level. */
	SLITLET_DARK("flat.slitlet-dark",
			"{0} shows {3} adu at {2} deg ({1}), at least {4} adu are needed; it is not calibrated there",
			"Nothing can be done if the slitlet is blocked; the others are calibrated."),
	/** Slitlet, file, angle, what was found. */
	SLITLET_LOST("flat.slitlet-lost", "{0} could not be traced at {2} deg ({1}): {3}; it is not calibrated there",
			"Look at the frame: the slitlet may be half lit, vignetted or saturated; the others are calibrated."),
	/** Slitlet, file, angle, what was found. */
	SLITLET_ODD("flat.slitlet-odd", "{0} is odd at {2} deg ({1}): {3}",
			"Look at the frame: the slitlet may be vignetted. It is calibrated as it is."),
	/** Detector, angle, file. */
	DETECTOR_DARK("flat.detector-dark",
			"detector {0} has not a single slitlet at {1} deg ({2}); all its pixels are bad there",
			"Look at the frames: were the arms of this detector used?"),
	/** Detector, angle, file, share of saturated pixels, most, share above the linear range, its end, seconds. */
	DETECTOR_SATURATED("flat.detector-saturated",
			"detector {0}, {1} deg ({2}): {3} % of the lit pixels are saturated with {7} s, at most {4} % may be,"
					+ " and {5} % are above the linear range ({6} adu); all its pixels are bad there",
			"Take the flats with a shorter integration time, so that lit pixels stay in the linear range."),
	/** File, share of saturated pixels, detector, seconds, most. */
	SATURATED("flat.saturated",
			"{0}: {1} % of the lit pixels of detector {2} are saturated with {3} s, and more than {4} % on every"
					+ " other detector in use; nothing can be calibrated",
			"Take the flats with a shorter integration time, so that lit pixels stay in the linear range."),
	/** Nothing found at all: file. */
	NO_SLITLETS("flat.no-slitlets", "{0}: not a single slitlet was found on any detector",
			"Look at the frames: they show light, but no spectra. Are these lamp flats?"),
	/** Detector, angle, share of pixels, level, share of saturated ones, file. */
	NON_LINEAR("flat.non-linear",
			"detector {0}, {1} deg ({5}): {2} % of the lit pixels are above the linear range ({3} adu), {4} % saturated",
			"Take the flats with a shorter integration time."),
	/** Detector, angle, drift, most, file. */
	LAMP_DRIFT("flat.lamp-drift",
			"detector {0}, {1} deg ({4}): the lamp changed by {2} % between the frames; more than {3} % is unusual",
			"Nothing must be done: frames are scaled. The lamp may need to warm up, or to be replaced.");

	private final MessageText text;

	FlatMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
