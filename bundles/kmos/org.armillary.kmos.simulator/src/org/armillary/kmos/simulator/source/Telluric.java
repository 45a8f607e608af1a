package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;

/**
 * What the air over the telescope lets through: lines of its molecules, which follow air mass and water vapour, and
 * scattering by molecules and aerosols (Patat et al. 2011, A&amp;A 527, A91). Clouds are not part of it. Immutable;
 * making one takes a few tenths of a second, so keep it for a band.
 */
public final class Telluric {

	/** Water vapour for which the table of lines is made, mm in the zenith. */
	static final double USUAL_WATER_MILLIMETRE = 2.5;

	private static final double RAYLEIGH_DEPTH = 0.00864 * 743 / 1013.25;
	private static final double AEROSOL_DEPTH = 0.013 / 1.0857;
	private static final double AEROSOL_POWER = -1.38;

	private final double scale;
	private final double[] wet;
	private final double[] dry;

	private Telluric(double scale, double[] wet, double[] dry) {
		this.scale = scale;
		this.wet = wet;
		this.dry = dry;
	}

	/** The air for a band. It does not depend on the seed of the night. */
	public static Telluric of(SpectralGrid grid, Settings settings) {
		var water = new OpticalDepth(grid);
		Absorbers.addWater(water);
		var others = new OpticalDepth(grid);
		Absorbers.addDry(others);
		double[] dry = others.depths();
		double[] microns = grid.microns();
		for (int i = 0; i < dry.length; i++) {
			double square = microns[i] * microns[i];
			dry[i] += RAYLEIGH_DEPTH / (square * square) + AEROSOL_DEPTH * StrictMath.pow(microns[i], AEROSOL_POWER);
		}
		return new Telluric(settings.get(Setting.TELLURIC_SCALE), water.depths(), dry);
	}

	/** Transmission by sample of the grid, 0 to 1, at the mean air mass of an exposure, without clouds. */
	public double[] transmission(Conditions conditions) {
		return transmission(conditions.airmass(), conditions.waterVapourMillimetre());
	}

	/**
	 * Transmission by sample of the grid, 0 to 1.
	 *
	 * @param airmass
	 *            air mass
	 * @param waterMillimetre
	 *            precipitable water in the zenith, mm
	 */
	public double[] transmission(double airmass, double waterMillimetre) {
		double water = waterMillimetre / USUAL_WATER_MILLIMETRE;
		double amount = -airmass * scale;
		var transmission = new double[dry.length];
		for (int i = 0; i < transmission.length; i++) {
			transmission[i] = StrictMath.exp(amount * (dry[i] + water * wet[i]));
		}
		return transmission;
	}
}
