package org.armillary.kmos.stats;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum StatsMessage implements MessageTemplate {

	/** A file without images. */
	NO_IMAGE("stats.no-image", "{0}: the file has no image extension; it has {1}",
			"Give a file of cubes; a table has no statistics."),
	/** A selected extension that is not there. */
	EXTENSION_UNKNOWN("stats.extension-unknown", "{0}: there is no image extension ‘{1}’; there are: {2}",
			"Correct the parameter extensions, or leave it empty for all extensions."),
	/** An extension without a single number. */
	NO_FINITE_VALUE("stats.no-finite-value",
			"{0}: none of the {1} pixels looked at is a finite number; their statistics are NaN",
			"Look at the cube: the IFU may have been switched off, or the mask may cover all that was observed."),
	/** A mask that includes nothing. */
	NOTHING_INCLUDED("stats.nothing-included", "{0}: the mask {1} includes no pixel; the statistics are NaN",
			"Check the mask: 1 includes a pixel, 0 excludes it."),
	/** A mask of another shape. */
	MASK_DIMENSIONS("stats.mask-dimensions", "the mask {0} has {1} pixels, but {2} has {3}",
			"Give a mask with the same axes as the data, or for a cube an image that holds for each plane."),
	/** A mask with other values. */
	MASK_VALUE("stats.mask-value", "the mask {0} has the value {1} at pixel {2}; expected 1 (include) or 0 (exclude)",
			"Make a mask of ones and zeros."),
	/** A mask that does not belong to an extension. */
	MASK_MISSING("stats.mask-missing", "{0}: none of its {1} masks belongs to {2}",
			"Name the mask extensions like the data extensions, or give a single mask for all."),
	/** A mask file without a mask. */
	MASK_NO_IMAGE("stats.mask-no-image", "{0}: the mask file has no image with pixels",
			"Give an image or a cube of ones and zeros, or leave the mask out.");

	private final MessageText text;

	StatsMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
