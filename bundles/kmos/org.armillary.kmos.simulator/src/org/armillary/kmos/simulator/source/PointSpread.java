package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/**
 * The image of a star in an exposure: a Moffat profile (1969, A&amp;A 3, 455) whose width falls with a power of the
 * wavelength and grows with the air mass to the power of 0.6, slightly longer toward the zenith. Immutable.
 */
public final class PointSpread {

	private static final double SEEING_MICRON = 0.5;
	private static final double AIRMASS_POWER = 0.6;

	private final double zenithArcsec;
	private final double power;
	private final double beta;
	private final double ellipticity;
	private final double x;
	private final double y;

	private PointSpread(Conditions conditions, Settings settings) {
		zenithArcsec = conditions.seeingArcsec() * StrictMath.pow(conditions.airmass(), AIRMASS_POWER);
		power = settings.get(Setting.SEEING_POWER);
		beta = settings.get(Setting.MOFFAT_BETA);
		ellipticity = settings.get(Setting.ELLIPTICITY);
		double angle = StrictMath.toRadians(conditions.parallacticDegrees());
		x = StrictMath.sin(angle);
		y = StrictMath.cos(angle);
	}

	/** That of an exposure. */
	public static PointSpread of(Conditions conditions, Settings settings) {
		return new PointSpread(conditions, settings);
	}

	/** Full width at half maximum, arcsec: of the circle of the same area. */
	public double fwhmArcsec(double micron) {
		return zenithArcsec * StrictMath.pow(micron / SEEING_MICRON, -power);
	}

	/** Exponent of the profile. */
	public double beta() {
		return beta;
	}

	/** One less the ratio of the axes; the long one points toward the zenith. */
	public double ellipticity() {
		return ellipticity;
	}

	/** Share of the light that falls into an arcsec² at a place, arcsec from the middle of the image in x and y of the IFU. */
	public double density(double xArcsec, double yArcsec, double micron) {
		double alpha = alphaArcsec(micron);
		double ratio = 1 - ellipticity;
		double toZenith = xArcsec * x + yArcsec * y;
		double aside = xArcsec * y - yArcsec * x;
		double squared = (toZenith * toZenith * ratio + aside * aside / ratio) / (alpha * alpha);
		return (beta - 1) / (StrictMath.PI * alpha * alpha) * StrictMath.pow(1 + squared, -beta);
	}

	/** Scale radius of the profile, arcsec. */
	double alphaArcsec(double micron) {
		return fwhmArcsec(micron) / (2 * StrictMath.sqrt(StrictMath.pow(2, 1 / beta) - 1));
	}

	/** Component in x of the unit vector toward the zenith. */
	double zenithX() {
		return x;
	}

	/** Component in y of the unit vector toward the zenith. */
	double zenithY() {
		return y;
	}
}
