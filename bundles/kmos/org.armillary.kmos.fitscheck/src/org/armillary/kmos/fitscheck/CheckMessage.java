package org.armillary.kmos.fitscheck;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users: what is wrong with a file. The first value is the place: extension, with the file. */
public enum CheckMessage implements MessageTemplate {

	/** Place. */
	CHECKSUM_WRONG("fitscheck.checksum-wrong", "{0}: CHECKSUM does not fit the bytes of header and data",
			"Copy the file again from its source; if it was edited on purpose, write it anew."),
	/** Place, value found, value expected. */
	DATASUM_WRONG("fitscheck.datasum-wrong", "{0}: DATASUM = {1}, but the data sum up to {2}",
			"Copy the file again from its source: its pixels or rows may have changed on the way."),
	/** Place, reason. */
	UNREADABLE("fitscheck.unreadable", "{0}: the data cannot be read: {1}", "Copy the file again from its source."),
	/** Place. */
	NO_FINITE_PIXEL("fitscheck.no-finite-pixel", "{0}: not a single pixel is a finite number",
			"Leave the extension out; an IFU that was not used has an empty extension."),
	/** Place, number found, pixels in all. */
	INFINITE("fitscheck.infinite", "{0}: {1} of {2} pixels are infinite, expected numbers or NaN",
			"Set them to NaN: no recipe can use them."),
	/** Place, number found, pixels in all. */
	ZEROS("fitscheck.zeros", "{0}: {1} of {2} voxels are exactly 0 where NaN is expected for “no data”",
			"Pass the file through kmos.copy, which turns them into NaN, if other programs are to read it."),
	/** Place, number found, pixels in all. */
	NOISE_NEGATIVE("fitscheck.noise-negative", "{0}: {1} of {2} values of the noise are below 0",
			"Make the noise anew: a standard deviation is never negative."),
	/** Place, name of the noise that is expected. */
	NOISE_MISSING("fitscheck.noise-missing", "{0}: it has no noise {1}, but other extensions of the file have theirs",
			"Make the file anew with noise for all extensions, or strip the noise with kmos.fits-strip."),
	/** Place. */
	NOISE_ALONE("fitscheck.noise-alone", "{0}: this is the noise or mask of data that are not there",
			"Add the data, or strip the extension with kmos.fits-strip."),
	/** Place, dimensions, name of the data, their dimensions. */
	DIMENSIONS_DIFFER("fitscheck.dimensions-differ", "{0} has {1} pixels, but its data {2} have {3}",
			"Make the file anew: noise and mask have a value for each pixel of the data."),
	/** Place, EXTNAME. */
	NAME_REPEATED("fitscheck.name-repeated",
			"{0}: EXTNAME = ‘{1}’ occurs before, with the same EXTVER, so that other programs cannot tell them apart",
			"Set EXTVER to 2, 3 …, or pass the file through a recipe that does, such as kmos.copy."),
	/** Place. */
	NAME_MISSING("fitscheck.name-missing", "{0}: the extension has no EXTNAME",
			"Build the file anew with kmos.fits-stack, which names extensions."),
	/** Place, number found, number expected. */
	DETECTOR_COUNT("fitscheck.detector-count", "{0}: the file has images of {1} detectors, expected {2}",
			"Give the file as the instrument or the recipe wrote it."),
	/** Place, number found, greatest number. */
	NUMBER_RANGE("fitscheck.number-range", "{0}: EXTNAME says number {1}, expected 1 to {2}",
			"Correct EXTNAME in a copy of the file."),
	/** Place, keyword, value, what EXTNAME says. */
	NUMBER_DIFFERS("fitscheck.number-differs", "{0}: {1} = {2}, but EXTNAME asks for {3}",
			"Find out which is right and correct the other in a copy of the file."),
	/** File. */
	NO_DATA("fitscheck.no-data", "{0}: the file has neither pixels nor rows of a table",
			"Check that this is the file that was meant.");

	private final MessageText text;

	CheckMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
