package org.armillary.kmos.wavecal;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum WaveCalMessage implements MessageTemplate {

	/** Files, angle, detector, lamps of the header, number of peaks, fewest lines. */
	NO_LINES("wavecal.no-lines",
			"{0} ({1} deg): no arc lines could be identified on detector {2} ({4} peaks in its brightest slitlet, "
					+ "where at least {5} must be lines of the list), though these lamps are on: {3}",
			"Check that the lamps burned and the filter was open; leave the frame out, or give another arc."),
	/** Files, angle, detector, number of slitlets, number of saturated peaks, number of all. */
	UNSOLVABLE("wavecal.unsolvable",
			"{0} ({1} deg): detector {2}: the lines of {3} slitlets were identified, but too few could be measured, "
					+ "or their places contradict each other; {4} of {5} peaks are saturated; the detector has no "
					+ "wavelengths",
			"Give a shorter exposure if many lines are saturated.",
			"Look at the arc and at FLAT_EDGE; take another arc, or try a lower order."),
	/** Files, number of peaks, how many of them are saturated. */
	NOTHING_SOLVED("wavecal.nothing-solved",
			"{0}: in not a single slitlet could the lines be identified; there are {1} peaks in all slitlets, {2} of "
					+ "them saturated",
			"Give a shorter exposure if most are saturated.",
			"Check band, lamps and line list of the arcs, and that FLAT_EDGE and XCAL belong to the same set-up."),
	/** Files, angle, detector, IFU. */
	IFU_DARK("wavecal.ifu-dark",
			"{0} ({1} deg): IFU {3} (detector {2}) shows no arc lines, though its arm is used; it has no wavelengths",
			"Look at the IFU in the flat and in the arc: the arm may be vignetted or parked."),
	/** Files, angle, detector, IFU. */
	IFU_MISSING("wavecal.ifu-missing",
			"{0} ({1} deg): IFU {3} (detector {2}) has no edges in FLAT_EDGE, because kmos.flat did not find it; it "
					+ "has no wavelengths",
			"See what kmos.flat says of the IFU."),
	/** Files, angle, detector, IFU, slitlet, number of peaks. */
	SLITLET_UNSOLVED("wavecal.slitlet-unsolved",
			"{0} ({1} deg): IFU {3} slitlet {4} (detector {2}): its peaks ({5}) could not be identified and measured "
					+ "as lines beyond doubt; it has no wavelengths",
			"Look at the slitlet in the arc; a longer exposure or a repeated arc usually helps."),
	/** Files, angle, detector, IFU, slitlet, number of peaks, how many of them are saturated. */
	SLITLET_SATURATED("wavecal.slitlet-saturated",
			"{0} ({1} deg): IFU {3} slitlet {4} (detector {2}): of its peaks ({5}) so many are saturated ({6}) that "
					+ "they could not be identified and measured as lines beyond doubt; it has no wavelengths",
			"Give a shorter exposure."),
	/** Files, angle, detector, IFU, slitlet, rows off, wavelength. */
	SLITLET_DEPARTS("wavecal.slitlet-departs",
			"{0} ({1} deg): IFU {3} slitlet {4} (detector {2}): its lines lie {5} pixels from where the other "
					+ "slitlets have them at {6} µm, so they were mistaken for others; it has no wavelengths",
			"Look at the slitlet in the arc; use both lamps, or a complete list of lines.",
			"Expose longer if its lines are faint, shorter if they are saturated."),
	/** Files, angle, detector, IFU, slitlet. */
	SLITLET_MISSING("wavecal.slitlet-missing",
			"{0} ({1} deg): IFU {3} slitlet {4} (detector {2}) has no edges in FLAT_EDGE; it has no wavelengths",
			"See what kmos.flat says of the slitlet."),
	/** Files, angle, detector, IFU, percent of the pixels, worst slitlet, its first and last row from 1, all rows. */
	EXTRAPOLATED("wavecal.extrapolated",
			"{0} ({1} deg): IFU {3} (detector {2}): of its pixels, {4} % lie outside the lines and are extrapolated, "
					+ "most in slitlet {5}, where lines cover rows {6} to {7} of {8}",
			"Use both lamps, or a complete list of lines; masks of LCAL flag these pixels.",
			"Expose longer if lines are faint, shorter if they are saturated."),
	/** Files, angle, detector, gas, share seen, rows that the other lines cover. */
	LAMP_DARK("wavecal.lamp-dark",
			"{0} ({1} deg): detector {2}: the header says that the {3} lamp is on, but only {4} % of its brightest "
					+ "lines are seen, and they are not used; the other lines cover rows {5}, and wavelengths outside "
					+ "are extrapolated",
			"Check the lamp; wavelengths rest on fewer lines."),
	/** Files, angle, detector, lamps of the header, gas seen that is not among them, all gases seen. */
	LAMP_WRONG("wavecal.lamp-wrong",
			"{0} ({1} deg): detector {2}: the header says that these lamps are on: {3}; but lines of {4} are seen, "
					+ "and wavelengths rest on lines of {5}",
			"Correct the header by an overlay if the lamp was swapped."),
	/** File, lamps. */
	LAMP_STATES("wavecal.lamp-states",
			"{0}: no arc lamp is on according to the header (ESO INS LAMP1 ST, LAMP2 ST); lamps that are on: {1}",
			"The lines of both gases were looked for; correct the header by an overlay."),
	/** Files, angle. */
	LAMPS_APART("wavecal.lamps-apart",
			"{0} were taken at one angle, {1} deg, with different lamps; their light was added",
			"Nothing must be done if each lamp was to be exposed on its own."),
	/** Files, angle, detector, number of slitlets with few lines, of all; least; fewest, their IFU and slitlet. */
	FEW_LINES("wavecal.few-lines",
			"{0} ({1} deg): detector {2}: fewer than {5} lines in {3} of {4} slitlets, the fewest ({6}) in IFU {7} "
					+ "slitlet {8}",
			"Wavelengths between the lines are less certain; give a longer exposure, or use both lamps."),
	/** The same where many lines are saturated. */
	FEW_UNSATURATED("wavecal.few-unsaturated",
			"{0} ({1} deg): detector {2}: fewer than {5} lines that are not saturated in {3} of {4} slitlets, the "
					+ "fewest ({6}) in IFU {7} slitlet {8}",
			"Wavelengths between the lines are less certain; give a shorter exposure."),
	/** Files, angle, numbers of saturated and of all peaks on each detector. */
	SATURATED("wavecal.saturated",
			"{0} ({1} deg): many lines are saturated and were left out, counted in each slitlet: {2}",
			"Give a shorter exposure if many bright lines are lost."),
	/** File, angle of arc, table file, angle of flat, distance, most. */
	ANGLE_FAR("wavecal.angle-far",
			"{0} was taken at {1} deg, but the nearest flat in {2} at {3} deg, {4} deg away; at most {5} deg are usual",
			"Give a flat with this angle: slitlets move with the rotator."),
	/** File, detector, band, table file, its band. */
	BANDS_DIFFER("wavecal.bands-differ",
			"{0}: detector {1} was exposed in band {2}, but {3} is for band {4}",
			"Give flat products of the band of the arcs."),
	/** File, pixels of frame, table file, pixels of table. */
	SIZES_DIFFER("wavecal.sizes-differ", "{0}: detectors of {1} pixels, but {2} has {3} pixels",
			"Give flat products of the same detectors."),
	/** Category, detector, angle, column and row from 1, value. */
	MASK_VALUE("wavecal.mask-value",
			"{0}: detector {1} at {2} deg: pixel ({3}, {4}) is {5}, expected 1 for good or 0 for bad",
			"Give a mask of bad pixels as kmos.flat makes it."),
	/** Start, end, first and last wavelength allowed, band. */
	BAND_LIMITS("wavecal.band-limits",
			"spectra from {0} to {1} µm cannot be: bandStart and bandEnd, above it, must lie within {2} and {3} µm, "
					+ "the limits of band {4}",
			"Set bandStart and bandEnd in µm, or both to -1 for the limits of the band."),
	/** Files, angle. */
	ANGLE_TWICE("wavecal.angle-twice", "{0} have the same angle, {1} deg; their mean is used",
			"Nothing must be done if they were taken alike.");

	private final MessageText text;

	WaveCalMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
