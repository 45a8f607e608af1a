package org.armillary.kmos.extractspec;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum ExtractMessage implements MessageTemplate {

	/** Shape, what is missing. */
	MASK_MISSING("extract.mask-missing", "the region is to come from a mask, but no mask is given",
			"Give a mask (port mask), or choose another region: aperture, box or optimal."),
	/** Mask given although another region is chosen; region. */
	MASK_UNUSED("extract.mask-unused", "a mask is given, but the region is ‘{0}’, which does not use it",
			"Set region=mask, or leave the mask out."),
	/** Mask file, data extension. */
	MASK_NOT_FOUND("extract.mask-not-found", "{0}: none of its images belongs to {1}",
			"Name the mask extensions like the data extensions, or give a single mask for all."),
	/** Mask extension, dimensions, data extension, dimensions. */
	MASK_DIMENSIONS("extract.mask-dimensions", "{0}: the mask has {1} pixels, but the planes of {2} have {3}",
			"Give a mask with the spatial axes of the cube."),
	/** Mask extension, value, x, y. */
	MASK_VALUE("extract.mask-value", "{0}: the mask has the value {1} at pixel ({2}, {3}), expected 0 to 1",
			"Make a mask of weights: 1 includes a spaxel, 0 leaves it out."),
	/** Extension, what the region is, size of the field. */
	REGION_EMPTY("extract.region-empty", "{0}: the region ({1}) covers no spaxel of the field of {2} spaxels",
			"Correct centre and size; positions count from 1 at the centre of the first spaxel."),
	/** Extension, share. */
	REGION_CUT("extract.region-cut",
			"{0}: only {1} % of the region lies within the field; the sum is that of this part",
			"Move the centre or make the region smaller, if the flux of the whole object is wanted."),
	/** Extension, number of planes. */
	PLANES_LOST("extract.planes-lost",
			"{0}: {1} of {2} planes have data on less than {3} of the region; their flux is NaN",
			"Make the region smaller, or lower minimumCoverage."),
	/** Extension. */
	NO_DATA("extract.no-data", "{0}: the cube has not a single finite value in the region; its spectrum is NaN",
			"Look at the cube: the IFU may not have been used, or the region may lie in the border without data."),
	/** File, number of extensions. */
	ALL_EMPTY("extract.all-empty", "{0}: none of the {1} extensions that were chosen holds data",
			"Choose other extensions, or check that this is the right file: these IFUs were not used."),
	/** Extension, why. */
	NO_PROFILE("extract.no-profile", "{0}: no source could be fitted in the collapsed image ({1})",
			"Use region=aperture, or a mask, for fields without a compact source."),
	/** Extension, range, first and last wavelength of the cube. */
	NO_PLANE("extract.no-plane", "{0}: no plane lies within the wavelengths {1} um; the cube has {2} to {3} um",
			"Correct the parameter range, or leave it empty for all wavelengths."),
	/** Region. */
	RANGE_UNUSED("extract.range-unused",
			"a range of wavelengths is given, but the region is ‘{0}’, which does not use it",
			"Set region=optimal, or leave the range out; spectra always have all planes of the cube."),
	/** File. */
	NO_SPECTRUM("extract.no-spectrum", "{0}: no spectrum could be extracted, because no cube shows a source",
			"Use region=aperture, or a mask, for fields without a compact source."),
	/** Extension, what is wrong. */
	NO_SKY("extract.no-sky", "{0}: the spectrum gets no place on the sky: {1}",
			"Correct the world coordinates of the cube, if the place matters."),
	/** File, keyword values. */
	COVARIANCE("extract.covariance",
			"{0}: the noise correlation a = {1}, b = {2} makes the noise of {3} spaxels zero or negative",
			"Correct the keywords ESO PRO NOISE CORR A and B, or give the parameter covariance.");

	private final MessageText text;

	ExtractMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
