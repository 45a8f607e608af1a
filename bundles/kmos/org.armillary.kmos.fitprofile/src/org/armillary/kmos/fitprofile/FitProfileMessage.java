package org.armillary.kmos.fitprofile;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What users are told about fits of profiles. */
public enum FitProfileMessage implements MessageTemplate {

	/** File. */
	ALL_EMPTY("fitprofile.all-empty", "{0}: no extension holds pixels, there is nothing to fit",
			"Check that the observation used any IFU, and the parameter extensions."),
	/** File and extension, axes found. */
	AXES("fitprofile.axes", "{0}: the extension has {1} axes, expected 1 (a spectrum) or 2 (an image)",
			"Collapse cubes with kmos.make-image, or extract spectra with kmos.extract-spec, first."),
	/** File, extension, its axes, another extension, its axes. */
	MIXED("fitprofile.mixed", "{0}: extension {1} has {2} axes but {3} has {4}; expected all spectra or all images",
			"Name the extensions to fit with the parameter extensions."),
	/** File. */
	LORENTZ("fitprofile.lorentz", "{0}: a Lorentzian has been asked for in images, expected gauss or moffat",
			"Set method=gauss or method=moffat."),
	/** File, the range. */
	RANGE_FORM("fitprofile.range-form",
			"{0}: the range ‘{1}’ does not suit an image, expected x1,x2;y1,y2 in pixels, the first pixel being 1",
			"Give both ranges, or leave the parameter range empty for the whole image."),
	/** File and extension, the range, its unit, first and last coordinate there. */
	RANGE_OUTSIDE("fitprofile.range-outside",
			"{0}: no pixel lies in the range ‘{1}’ {2}; the extension reaches from {3} to {4}",
			"Correct the parameter range; rangeUnit says whether it is a wavelength or counts pixels."),
	/** File and extension, number of pixels, greatest number. */
	TOO_LARGE("fitprofile.too-large", "{0}: {1} pixels, expected at most {2}",
			"Give the surroundings of the source as range=x1,x2;y1,y2 in pixels.",
			"Cut out a part with kmos.copy first if the extension itself is that large."),
	/** Extension. */
	NO_WAVELENGTH("fitprofile.no-wavelength",
			"{0}: the header gives no wavelengths; the range and the results are in pixels, the first pixel being 1",
			"Give a spectrum with CRVAL1, CDELT1 and CUNIT1 to have them in µm."),
	/** Extension, why. */
	NO_SKY("fitprofile.no-sky", "{0}: the header does not give the place on the sky: {1}",
			"Positions in pixels are right; correct the header to have right ascension and declination too."),
	/** Extensions. */
	NOISE_ESTIMATED("fitprofile.noise-estimated",
			"{0}: no usable noise extension; the noise was taken to be the same in all pixels and estimated from the "
					+ "residuals, so reduced chi-square says nothing",
			"Give the noise as an extension .NOISE to have weights and a test of the fit."),
	/** Extension, number of pixels. */
	ZERO_BORDER("fitprofile.zero-border",
			"{0}: {1} pixels of exactly 0 at the border were taken for ‘no data’ and left out",
			"Write NaN where there are no data, or give a range."),
	/** Extension, state. */
	FAILED("fitprofile.failed", "{0}: not fitted: {1}; its row in the table is NaN",
			"Look at the data; try a narrower range, another method or background=constant."),
	/** Extension. */
	EMPTY("fitprofile.empty", "{0}: the extension has no pixels; its row in the table is NaN",
			"Nothing is wrong if the IFU was not used; the parameter extensions leaves it out."),
	/** Extension, exponent. */
	BETA_AT_LIMIT("fitprofile.beta-at-limit",
			"{0}: the exponent of the Moffat profile ran to its limit, {1}, and was held there; it has no error, and those "
					+ "of the others are too small",
			"Use method=gauss where it is the upper limit; else give a wider range, for the wings."),
	/** File, number of extensions, the first, its state. */
	NOTHING_FITTED("fitprofile.nothing-fitted", "{0}: none of {1} extensions could be fitted; {2}: {3}",
			"Look at the data; give the surroundings of the line or the source with the parameter range.");

	private final MessageText text;

	FitProfileMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
