package org.armillary.kmos.illumination;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum IlluminationMessage implements MessageTemplate {

	/** File, its category, other file, its category. */
	MIXED("illumination.mixed", "{0} is {1}, but {2} is {3}; twilight and lamp light the fields differently",
			"Give either twilight flats (FLAT_SKY) or lamp flats (FLAT_ON)."),
	/** File, its category, categories expected. */
	CATEGORY("illumination.category", "{0} is {1}, expected {2}",
			"Give twilight flats (FLAT_SKY) or lamp flats (FLAT_ON)."),
	/** File, detector, level in adu, limit in adu. */
	SATURATED("illumination.saturated",
			"{0} is left out: on detector {1} the brightest 5 % of the pixels have {2} adu or more, beyond the "
					+ "linear range of {3} adu",
			"Nothing must be done where other exposures remain; otherwise take darker twilight flats."),
	/** File, signal-to-noise of a pixel, least. */
	DARK_FRAME("illumination.dark-frame",
			"{0} is left out: its bright pixels have a signal-to-noise of {1}, expected {2} or more",
			"Check that the dome was open or the lamp on."),
	/** File. */
	ONLY_ACQUISITION("illumination.only-acquisition",
			"{0} is the first exposure of its template, which only tests the level, but no other one is left; it is used",
			"Give the other exposures of the template."),
	/** Number of frames given. */
	NOTHING_LEFT("illumination.nothing-left", "none of the {0} exposures can be used",
			"Give flats that are neither saturated nor without light; see the caveats above."),
	/** Nothing. */
	NO_DARK("illumination.no-dark",
			"no master dark is given; the dark current, which is small in short exposures, stays in",
			"Give MASTER_DARK to take off its warm pixels."),
	/** Category, its integration time, that of the frames, share of the light in per cent. */
	DARK_SCALED("illumination.dark-scaled",
			"{0} has an integration time of {1} s, the flats of {2} s; it is scaled by the ratio, to {3} % of the light",
			"Give a master dark of the same integration time."),
	/** Nothing. */
	NO_EDGES("illumination.no-edges",
			"no FLAT_EDGE is given: the slitlets are not found again in the twilight, and SKYFLAT_EDGE is not made",
			"Give the FLAT_EDGE of the same flats."),
	/** First IFU, last IFU, category. */
	EDGES_UNKNOWN("illumination.edges-unknown",
			"IFUs {0} to {1}: the edges of {2} are not found in the twilight; the slitlets are taken to lie there",
			"Look at the twilight flats and check that FLAT_EDGE is of the same band."),
	/** First IFU, last IFU, shift in pixel, largest usual shift. */
	EDGES_FAR("illumination.edges-far",
			"IFUs {0} to {1}: the slitlets lie {2} pixel from where the flat has them; more than {3} pixel is unusual",
			"Use flats nearer in angle and time."),
	/** Category, angle and nearest angle in degrees, other category, its nearest angle in degrees. */
	FLAT_ANGLE("illumination.flat-angle",
			"{0}: the angle next to {1} deg is {2} deg, but {3} is of {4} deg; edges of slitlets do not match",
			"Give MASTER_FLAT, XCAL and YCAL of one run of kmos.flat."),
	/** Category, keyword, value, other category, its value. */
	OTHER_REDUCTION("illumination.other-reduction",
			"{0} ({1} = {2}) and {3} ({4}) were not made of the same frames",
			"Give MASTER_FLAT, XCAL and YCAL of one run of kmos.flat."),
	/** IFU, detector, level and limit in per cent, angle in degrees, file. */
	IFU_DARK("illumination.ifu-dark",
			"IFU {0} of detector {1} is in use, but at {4} deg ({5}) its light is {2} % of that of the others, expected "
					+ "{3} % or more; its extension is empty",
			"Check the pick-off arm; leave the IFU out if it is broken."),
	/** IFU, detector, level and limit in per cent, angle in degrees, file. */
	IFU_FAINT("illumination.ifu-faint",
			"IFU {0} of detector {1}: at {4} deg ({5}) its light is {2} % of that of the others, expected {3} % or more",
			"Check whether something stood before its pick-off arm; such twilight flats correct the IFU wrongly."),
	/** Detector, file, level in adu, signal-to-noise, least. */
	DETECTOR_DARK("illumination.detector-dark",
			"detector {0} has no light: the brightest exposure, {1}, has {2} adu there, a signal-to-noise of {3}, "
					+ "expected {4} or more; the extensions of its IFUs are empty",
			"Check the grating and filter of this spectrograph, and whether its arms were parked."),
	/** First and last wavelength of the range, band, its first and last wavelength, µm. */
	RANGE_OUTSIDE("illumination.range-outside", "range {0}–{1} µm lies outside band {2} ({3}–{4} µm)",
			"Correct the parameter range, or leave it empty for the useful band."),
	/** IFU, category. */
	IFU_NOT_CALIBRATED("illumination.ifu-not-calibrated",
			"IFU {0} is in use, but {1} has no pixel of it; its extension is empty",
			"See what kmos.flat tells of the IFU; if it was not lit, or only half, give other flats."),
	/** IFU, slitlet. */
	SLITLET_MISSING("illumination.slitlet-missing",
			"IFU {0} slitlet {1} has too few good pixels, or too little light; its spaxels have no value",
			"See what kmos.flat tells of the slitlet: it may be missing or its detector columns dead."),
	/** IFU, relative noise of a usual spaxel, limit, per cent. */
	NOISY("illumination.noisy", "IFU {0}: spaxels in the middle are known to {1} %, expected {2} % or better",
			"Give more or brighter flats."),
	/** Nothing. */
	NO_LIGHT("illumination.no-light", "not a single slitlet of any IFU is lit",
			"Check that the flats, MASTER_FLAT, XCAL, YCAL and LCAL belong together, and the parameter range."),
	/** IFU, number of its slitlets with lamp light, least. */
	LAMP_SLITLETS("illumination.lamp-slitlets",
			"IFU {0} has lamp light in {1} slitlets, {2} or more tell how the lamp lights it; its extension is empty",
			"See what kmos.flat tells of the IFU, or give twilight flats, which need no more than one slitlet."),
	/** IFU, direction, unevenness of its lamp light and that of usual IFUs, per cent. */
	LAMP_ODD("illumination.lamp-odd",
			"IFU {0}: its lamp light is uneven {1} by {2} %, that of usual IFUs by {3} %; it is taken for half hidden, "
					+ "and is not corrected in this direction",
			"See what kmos.flat tells of the IFU, or give twilight flats, which tell its correction."),
	/** IFU, level of the lamp over that in the flat, per cent of change. */
	LAMP_CHANGED("illumination.lamp-changed",
			"IFU {0}: the lamp lights the field otherwise than in MASTER_FLAT, by {1} %, expected {2} % at most",
			"Give the FLAT_ON frames of which MASTER_FLAT was made.");

	private final MessageText text;

	IlluminationMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
