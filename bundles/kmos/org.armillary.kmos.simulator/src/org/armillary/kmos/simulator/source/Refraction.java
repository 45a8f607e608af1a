package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/**
 * How far the air lifts the image of a star toward the zenith at one wavelength more than at that of the guide camera;
 * KMOS has no corrector. The index of air follows Birch &amp; Downs 1994 (Metrologia 31, 315): Edlén's two resonances in
 * the ultraviolet, scaled with pressure and temperature, less a part for water vapour. The pressure of saturated vapour
 * follows the Magnus formula over water of Sonntag 1990 (Z. Meteorol. 70, 340), the angle the second order in the tangent
 * of the zenith distance of Stone 1996 (PASP 108, 1051). Immutable.
 */
public final class Refraction {

	/** Wavelength at which the telescope guides, µm: there a target lies where it is aimed at. */
	public static final double GUIDE_MICRON = 0.8;

	private static final double ARCSEC = 180 * 3600 / StrictMath.PI;
	private static final double KELVIN = 273.15;
	/** Scale height of the air at the freezing point over the radius of the earth. */
	private static final double HEIGHT_RATIO = 0.001254;

	private final double pascal;
	private final double celsius;
	private final double vapourPascal;
	private final double tangent;
	private final double scale;
	private final double east;
	private final double north;
	private final double guide;

	private Refraction(Conditions conditions, double scale) {
		pascal = 100 * conditions.pressureHectopascal();
		celsius = conditions.celsius();
		vapourPascal = conditions.humidityPercent() / 100 * saturatedPascal(celsius);
		tangent = StrictMath.tan(StrictMath.toRadians(conditions.zenithDegrees()));
		double angle = StrictMath.toRadians(conditions.parallacticDegrees());
		east = StrictMath.sin(angle);
		north = StrictMath.cos(angle);
		this.scale = scale;
		guide = absolute(GUIDE_MICRON);
	}

	/** That of an exposure. */
	public static Refraction of(Conditions conditions, Settings settings) {
		return new Refraction(conditions, settings.get(Setting.ATMOSPHERIC_DISPERSION));
	}

	/** The index of refraction of the air at the ground, less 1. */
	public double refractivity(double micron) {
		double wavenumberSquared = 1 / (micron * micron);
		double standard = 1e-8 * (8342.54 + 2406147 / (130 - wavenumberSquared) + 15998 / (38.9 - wavenumberSquared));
		double density = pascal * (1 + 1e-8 * (0.601 - 0.00972 * celsius) * pascal)
				/ (96095.43 * (1 + 0.0036610 * celsius));
		return standard * density - 1e-10 * vapourPascal * (3.7345 - 0.0401 * wavenumberSquared);
	}

	/** How far the image lies from that at {@link #GUIDE_MICRON}, arcsec, positive toward the zenith: blue light. */
	public double towardZenithArcsec(double micron) {
		return scale * (absolute(micron) - guide);
	}

	/** Part of {@link #towardZenithArcsec} toward x of the IFU, the east where the field is not rotated. */
	public double xArcsec(double micron) {
		return towardZenithArcsec(micron) * east;
	}

	/** Part of {@link #towardZenithArcsec} toward y of the IFU, the north where the field is not rotated. */
	public double yArcsec(double micron) {
		return towardZenithArcsec(micron) * north;
	}

	private double absolute(double micron) {
		double refractivity = refractivity(micron);
		double height = HEIGHT_RATIO * (celsius + KELVIN) / KELVIN;
		return ARCSEC * refractivity * tangent
				* (1 - height - (height - refractivity / 2) * tangent * tangent);
	}

	private static double saturatedPascal(double celsius) {
		return 611.2 * StrictMath.exp(17.62 * celsius / (243.12 + celsius));
	}
}
