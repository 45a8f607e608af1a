package org.armillary.kmos.fitsstack;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum StackMessage implements MessageTemplate {

	/** Type, number of files, number expected. */
	COUNT("stack.count", "{1} files were given for type {0}, expected {2}",
			"Give as many files as the type has extensions, in their order.",
			"Choose another type, or say by the parameter valid which IFUs the files belong to."),
	/** Number of files with noise, number of files of data. */
	NOISE_COUNT("stack.noise-count", "there is noise for {0} of {1} files of data, expected for all or none",
			"Give one file of noise for each file of data, in the same order, or none at all."),
	/** Type. */
	NOISE_UNWANTED("stack.noise-unwanted", "noise was given, but a file of type {0} has none",
			"Leave the port noise empty and strip noise from the files with kmos.fits-strip, or choose another type."),
	/** File. */
	MASK_UNWANTED("stack.mask-unwanted", "{0}: the file has a mask beside its data; stacked files have none",
			"Leave the mask out with kmos.fits-strip (parameter drop), or stack it as data of type b2d."),
	/** File. */
	NO_IMAGE("stack.no-image", "{0}: the file has no pixels", "Give a file with one spectrum, image or cube."),
	/** File, number of images. */
	SEVERAL_IMAGES("stack.several-images", "{0}: the file has {1} images, expected one and perhaps its noise",
			"Give files with one spectrum, image or cube each; kmos.fits-strip takes a file apart."),
	/** File, axes found, type, axes expected. */
	AXES("stack.axes", "{0}: there are {1} axes, but a file of type {2} has {3}",
			"Give files of the right kind, or choose the type that fits."),
	/** File, dimensions, other file, its dimensions. */
	SIZES_DIFFER("stack.sizes-differ", "{0} has {1} pixels, but {2} has {3}; expected the same",
			"Give files of the same size; kmos.copy cuts them."),
	/** File, pixel, value. */
	MASK_VALUE("stack.mask-value", "{0}: pixel {1} is {2}, expected 0 (bad) or 1 (good)",
			"Give masks of bad pixels for type B2D; for other images choose F2D.");

	private final MessageText text;

	StackMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
