package org.armillary.kmos.levelcorrection;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum LevelMessage implements MessageTemplate {

	/** Method. */
	NO_LOOKUP("level.no-lookup",
			"{0} takes levels from pixels that no light reaches, and needs an LCAL that tells them",
			"Give an LCAL of the band of the frame, or choose method=oscan."),
	/** File, keyword, value. */
	PRODUCT("level.product", "{0}: {1} = {2}, expected a raw frame", "Give the frame as the instrument wrote it."),
	/** File, number of images found, what is expected. */
	LOOKUP_IMAGES("level.lookup-images", "{0}: the file has {1} images of wavelengths, expected {2}",
			"Give an LCAL with an image for each angle and detector."),
	/** File and extension, dimensions found, dimensions expected. */
	LOOKUP_SIZE("level.lookup-size", "{0}: the image has {1} pixels, expected {2} as the frame has",
			"Give an LCAL of the same detectors."),
	/** Frame, its angle, file, nearest angle. */
	ANGLE_FAR("level.angle-far",
			"{0} was taken at a rotator angle of {1} deg, but the nearest one of {2} is {3} deg; light falls elsewhere",
			"Give a wavelength calibration at that angle."),
	/** Detector, windows measured, all windows. */
	FEW_WINDOWS("level.few-windows",
			"detector {0}: only {1} of {2} windows have enough dark pixels; the levels of the others are interpolated",
			"Check that LCAL and the mask of bad pixels leave the gaps between the slitlets free: BADPIXEL_DARK does, "
					+ "BADPIXEL_FLAT does not."),
	/** Detector, channels. */
	DEAD_CHANNEL("level.dead-channel",
			"detector {0}: read-out channel {1} has no finite reference pixel; its pixels have no value",
			"Look at the frame: a channel that fails now and then spoils whole nights."),
	/** Detector, pixels, per cent, limit. */
	MANY_NON_LINEAR("level.many-non-linear",
			"detector {0}: {1} pixels ({2} %) are above the linear range of {3} adu",
			"Expose for a shorter time; flagged pixels are wrong by some per cent and glow in later exposures.");

	private final MessageText text;

	LevelMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
