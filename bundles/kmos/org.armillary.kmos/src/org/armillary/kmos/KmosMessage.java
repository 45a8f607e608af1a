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
	/** File, temperature, other file, its temperature, limit in K. */
	TEMPERATURES_DIFFER("kmos.temperatures-differ",
			"{0} was taken with the optics at {1} K, but {2} at {3} K; more than {4} K apart slitlets and lines move",
			"Use calibrations of the same day; results may be off by some tenths of a pixel."),
	/** File, first file, archive name: the same exposure twice. */
	SAME_FRAME("kmos.same-frame",
			"{0} and {1} are the same exposure ({2}); it counts twice, and the noise comes out too small",
			"Give each frame once."),
	/** File, detector, brightness, most. */
	OFF_LIT("kmos.off-lit",
			"{0}: the lamps should be off, but detector {1} shows {2} adu where at most {3} adu are expected; the frame "
					+ "is left out",
			"Exclude the file in an overlay, or correct its type if a lamp was on."),
	/** Number of frames, first file, detector, brightness, most. */
	NO_DARKNESS("kmos.no-darkness",
			"each of the frames with the lamps off, {0} in all, shows light: {1} has {3} adu on detector {2} where at "
					+ "most {4} adu are expected",
			"Give frames that were taken with the lamps off."),
	/** File and extension, dimensions found, dimensions expected. */
	MASK_SIZE("kmos.mask-size", "{0}: the mask has {1} pixels, expected {2} as the frames have",
			"Give the mask of bad pixels that was made from frames of the same detectors."),
	/** File, number of images found, what is expected. */
	MASK_IMAGES("kmos.mask-images", "{0}: the file has {1} images, expected {2}",
			"Give a mask of bad pixels with an image for each detector, or for each detector and angle."),
	/** File and extension, dimensions found, what is expected. */
	TABLE_SIZE("kmos.table-size", "{0}: the image has {1} pixels, expected {2}",
			"Give calibrations that were made from frames of the full detector, all of the same size."),
	/** File, number of images found, part, detector, angle. */
	TABLE_PLANES("kmos.table-planes", "{0}: {1} images {2} of detector {3} at {4} deg, expected 1",
			"Give a calibration with an image of each detector at each angle of the rotator, each angle once."),
	/** File, its angles, other file, its angles. */
	TABLE_ANGLES("kmos.table-angles", "{0} was made for {1}, but {2} for {3}",
			"Give XCAL, YCAL and LCAL of the same set of flats and arcs, with the same angles of the rotator."),
	/** File, angle asked for, angle of the table used, distance. */
	ANGLE_FAR("kmos.angle-far",
			"{0}: for {1} deg the table of {2} deg is used as it is, {3} deg away; places may be off by a pixel (0.2 arcsec)",
			"Take calibrations every 60 deg, or at the angles of the exposures."),
	/** File, angle asked for, angles of the file. */
	SINE_UNDETERMINED("kmos.sine-undetermined",
			"{0}: at {1} deg the flexure does not follow from a sine through {2}; tables are interpolated linearly",
			"Take calibrations at four angles or more, evenly around the circle."),
	/** File, angle asked for, error in pixel, angles of the file. */
	FLEXURE_UNCERTAIN("kmos.flexure-uncertain",
			"{0}: at {1} deg the shift by flexure is known to {2} pixel only from calibrations at {3}",
			"Take calibrations at angles nearer to those of the exposures, or evenly around the circle."),
	/** File, detector, IFUs of the half segment, angle, distance in pixel. */
	ANGLE_DEVIATES("kmos.angle-deviates",
			"{0}: detector {1}, IFUs {2}: at {3} deg slitlets lie {4} pixel off the sine through all angles",
			"Check whether the grating moved or the temperature changed between the flats of the angles."),
	/** File, what its table should be of. */
	TABLE_MISSING("kmos.table-missing", "{0}: the file has no table, expected one of {1}",
			"Give the right file: a FITS file with the table in its first extension."),
	/** File, what its table should be of. */
	TABLE_EMPTY("kmos.table-empty", "{0}: the table of {1} has no row", "Give a table with at least one row."),
	/** File, column, what is expected in it, what was found. */
	TABLE_COLUMN("kmos.table-column", "{0}: column {1} is expected to hold {2}, found {3}",
			"Check that this is the right file; correct the name or the format of the column."),
	/** File, column, row from 1, value, what is expected. */
	TABLE_VALUE("kmos.table-value", "{0}: column {1}, row {2}: {3}, expected {4}",
			"Correct the value, or remove the row."),
	/** File, number of tables found, what is expected. */
	EDGE_TABLES("kmos.edge-tables", "{0}: the file has {1} tables of edges of slitlets, expected {2}",
			"Give a file of class FLAT_EDGE or SKYFLAT_EDGE that was written completely."),
	/** File and extension, row from 1, what was found, what is expected. */
	EDGE_ROW("kmos.edge-row", "{0}: row {1}: {2}, expected {3}",
			"Make the file anew with the recipe for flat fields; rows were lost or changed."),
	/** Number of frames, what they are, how many min-max rejection throws away. */
	TOO_FEW_FOR_MIN_MAX("kmos.too-few-for-min-max",
			"min-max rejection throws away {2} of {0} {1}; at least one must stay",
			"Lower cmin and cmax, give more frames, or choose another method."),
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
