package org.armillary.kmos.arithmetic;

import java.util.List;

import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** What this bundle tells users. */
public enum ArithmeticMessage implements MessageTemplate {

	/** No second operand. */
	OPERAND_MISSING("arithmetic.operand-missing", "there is no second operand: neither a second file nor a number",
			"Connect a file to the port second, or give a number by the parameter scalar."),
	/** The number. */
	OPERAND_TWICE("arithmetic.operand-twice", "there are two second operands: a second file and the number {0}",
			"Leave the parameter scalar empty, or give no second file."),
	/** Second file. */
	POWER_OF_FILE("arithmetic.power-of-file", "{0}: a power needs a number as exponent, not a file",
			"Give the exponent by the parameter scalar and no second file."),
	/** First file, its number of extensions, second file, its number. */
	COUNT("arithmetic.count", "{0} has {1} extensions, {2} has {3}; expected as many, or one for all",
			"Select the extensions that belong together with kmos.copy first."),
	/** First extension, its IFU, second extension, its IFU. */
	IFUS_DIFFER("arithmetic.ifus-differ", "{0} is of IFU {1}, but {2}, which has its place, is of IFU {3}",
			"Bring the extensions of both files into the same order with kmos.copy first."),
	/** First extension, its dimensions, second extension, its dimensions. */
	SHAPES("arithmetic.shapes",
			"{0} has {1} pixels and {2} has {3}; expected the same, or for a cube an image of its planes or a spectrum"
					+ " of its length",
			"Cut both to the same region with kmos.copy first.",
			"Exchange the files if the second is the larger one; the first one must have all axes of the result."),
	/** First extension, its grid, second extension, its grid. */
	GRIDS_DIFFER("arithmetic.grids-differ", "{0} has wavelengths {1}, {2} has {3}; they must agree to 1/100 pixel",
			"Reconstruct or resample both onto the same wavelengths first."),
	/** First extension, second extension. */
	GRID_UNKNOWN("arithmetic.grid-unknown",
			"the wavelengths of {0} and {1} could not be compared, since the header of one of them has none",
			"Check that both have the same wavelengths."),
	/** First extension, unit, second extension, unit, resulting unit. */
	UNITS_DIFFER("arithmetic.units-differ", "{0} is in ‘{1}’, {2} in ‘{3}’; the result is given in ‘{4}’",
			"Check that both mean the same, or convert one of them by multiplying it with a number."),
	/** First extension, unit, second extension, unit. */
	UNIT_UNKNOWN("arithmetic.unit-unknown", "the unit of {0}, ‘{1}’, and that of {2}, ‘{3}’, do not combine; the result"
			+ " has no unit", "Write the units as the FITS standard does, such as erg/s/cm**2."),
	/** Extension with noise, extension without. */
	NOISE_DROPPED("arithmetic.noise-dropped", "{0} has noise, {1} has none; the result has none",
			"Give noise to both operands, for example a noise map."),
	/** Extension with data, extension without. */
	PARTNER_EMPTY("arithmetic.partner-empty", "{0} has data, but {1} is empty; the result is empty",
			"Check that both files are of the same IFUs."),
	/** First file. */
	NOTHING("arithmetic.nothing", "{0}: not a single pair of extensions has data on both sides",
			"Check that both files are of the same IFUs.");

	private final MessageText text;

	ArithmeticMessage(String id, String summary, String... remedies) {
		text = new MessageText(id, summary, List.of(remedies));
	}

	@Override
	public MessageText text() {
		return text;
	}
}
