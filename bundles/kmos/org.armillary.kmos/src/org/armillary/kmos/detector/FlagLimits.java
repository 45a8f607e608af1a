package org.armillary.kmos.detector;

import java.util.OptionalDouble;

import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;

/**
 * From where on a pixel cannot be trusted.
 *
 * @param linearAdu
 *            largest signal above the level of the read-out that is linear, adu
 * @param saturationAdu
 *            raw value, with the level, from which on a pixel is saturated, adu; NaN for that of the header
 * @param persistenceMinutes
 *            how long a pixel that was just above the linear range glows; brighter ones glow longer
 */
public record FlagLimits(double linearAdu, double saturationAdu, double persistenceMinutes) {

	/** End of the linear range (quality control of the instrument), adu. */
	public static final double LINEAR_ADU = 40_000;
	/** End of the scale of a converter of 16 bits, adu. */
	public static final double CONVERTER_ADU = 65_535;
	/** How long bright light glows, minutes. */
	public static final double PERSISTENCE_MINUTES = 10;
	/** The usual limits. */
	public static final FlagLimits USUAL = new FlagLimits(LINEAR_ADU, Double.NaN, PERSISTENCE_MINUTES);

	private static final String SATURATION = "SATURATE";

	/** Refuses limits that are not above 0. */
	public FlagLimits {
		if (!(linearAdu > 0) || saturationAdu <= 0 || !(persistenceMinutes >= 0)) {
			throw new IllegalArgumentException("linear up to " + linearAdu + " adu, saturated from " + saturationAdu
					+ " adu, persistence of " + persistenceMinutes + " min: expected values above 0");
		}
	}

	/**
	 * The raw value, adu, from which on a pixel of an image is saturated: ours, else the header's, else the usual one.
	 *
	 */
	public double saturation(Hdu image) throws FitsException {
		OptionalDouble stated = image.header().findReal(SATURATION);
		double usual = stated.isPresent() && stated.getAsDouble() > 0 ? stated.getAsDouble() : CONVERTER_ADU;
		return Double.isNaN(saturationAdu) ? usual : saturationAdu;
	}
}
