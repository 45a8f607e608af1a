package org.armillary.kmos.copy;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum CopyMessage implements MessageTemplate {

	/** File and extension, name of the axis, first and last pixel asked for, length of the axis. */
	REGION_OUTSIDE("copy.region-outside",
			"{0}: pixels {2} to {3} were asked for along {1}, but the pixels there are 1 to {4}",
			"Correct {1}1 and {1}2; pixels count from 1, and 0 stands for the first or the last.",
			"If the IFUs differ in size, choose some of them by the parameter extensions."),
	/** File and extension, wavelengths asked for, first and last wavelength there. */
	WAVELENGTH_OUTSIDE("copy.wavelength-outside",
			"{0}: no pixel has its centre within {1} um; the wavelengths there are {2} to {3} um",
			"Correct the parameter range; wavelengths are in µm."),
	/** File and extension, parameters, number of axes. */
	AXIS_MISSING("copy.axis-missing", "{0}: {1} was asked for, but the extension has {2} axes",
			"Leave {1} empty: spectra have x, images x and y, cubes x, y and z; a range of wavelengths needs a spectrum"
					+ " or a cube."),
	/** File and extension. */
	NOTHING_FINITE("copy.nothing-finite", "{0}: the region has no finite value; its copy is an empty extension",
			"Check the region, or copy it without autocrop."),
	/** File. */
	NOTHING_LEFT("copy.nothing-left", "{0}: none of the extensions has a finite value in the region",
			"Check the region, or copy it without autocrop."),
	/** File. */
	NO_DATA("copy.no-data", "{0}: none of the extensions that were asked for has pixels",
			"Choose IFUs that were used.");

	private final MessageText text;

	CopyMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
