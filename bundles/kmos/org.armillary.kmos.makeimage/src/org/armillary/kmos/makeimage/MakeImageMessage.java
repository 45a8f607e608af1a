package org.armillary.kmos.makeimage;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum MakeImageMessage implements MessageTemplate {

	/** Extension, ranges, first and last wavelength of the cube. */
	NO_PLANE("make-image.no-plane", "{0}: no plane lies within the wavelengths {1} um; the cube has {2} to {3} um",
			"Correct the parameter range, or leave it empty for all wavelengths."),
	/** Extension, threshold. */
	ALL_SKY("make-image.all-sky", "{0}: every plane within the range has OH emission above {1} of the brightest line",
			"Raise the parameter threshold, or choose another range."),
	/** File, number of extensions. */
	ALL_EMPTY("make-image.all-empty", "{0}: none of the {1} extensions that were chosen holds data",
			"Choose other extensions, or check that this is the right file: these IFUs were not used."),
	/** Extension. */
	NO_DATA("make-image.no-data", "{0}: not a single spaxel has data on enough of the planes; the image is NaN",
			"Look at the cube: the IFU may not have been used, or it may have no data at these wavelengths."),
	/** Extension, ranges, first and last wavelength of the cube, planes. */
	RANGE_CUT("make-image.range-cut",
			"{0}: the range {1} um reaches beyond the cube, which has {2} to {3} um; {4} planes are combined",
			"Correct the parameter range, if more was meant."),
	/** File, first and last wavelength of the OH spectrum, of the cube. */
	SKY_ELSEWHERE("make-image.sky-elsewhere",
			"{0}: the OH spectrum reaches from {1} to {2} um, the cube from {3} to {4} um; they share nothing",
			"Give the OH spectrum of the band of the cube."),
	/** File. */
	SKY_DARK("make-image.sky-dark", "{0}: the OH spectrum has no value above 0 within the wavelengths of the cube",
			"Give a spectrum of OH emission lines, such as OH_SPEC of this band."),
	/** Extension, planes, most. */
	MANY_PLANES("make-image.many-planes", "{0}: {1} planes are too many to combine at once, at most {2}",
			"Choose a narrower range of wavelengths."),
	/** Planes, most rejected. */
	FEW_PLANES("make-image.few-planes", "{0}: {1} planes are too few: min-max rejection throws away {2} of them",
			"Lower cmin and cmax, or choose a wider range.");

	private final MessageText text;

	MakeImageMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
