package org.armillary.kmos.simulator.source;

import java.util.Arrays;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.source.Target.SpectralType;

/**
 * Spectra of stars above the atmosphere: a continuum near that of a black body, and absorption lines. A star of type A0V has the
 * same magnitude in all {@linkplain PassBand pass-bands}; one of G2V has it in that of the grating only, and the colours of its
 * temperature elsewhere.
 */
public final class StellarSpectrum {

	private static final double LIGHT_KM_PER_SECOND = 299_792.458;
	private static final double A0V_KELVIN = 9500;
	private static final double G2V_KELVIN = 5800;
	/** The least opacity of stars like the sun is at 1.65 µm, where deeper and hotter layers shine. */
	private static final double MINIMUM_MICRON = 1.65;
	private static final double MINIMUM_WIDTH = 0.25;
	private static final double MINIMUM_EXCESS = 0.12;
	/** Where the lines of Paschen and Brackett have run together, µm, and how much less the star shines beyond. */
	private static final double PASCHEN_LIMIT = 0.8252;
	private static final double BRACKETT_LIMIT = 1.475;
	private static final double LIMIT_SHARE = 0.0006;
	private static final double PASCHEN_DROP = 0.085;
	private static final double BRACKETT_DROP = 0.03;
	/** The Brackett continuum fades away between H and J. */
	private static final double BRACKETT_REACH = 0.05;
	/** Steps of the means over pass-bands: of spectra with narrow lines, and with broad ones. */
	private static final int STEPS = 8192;
	private static final int HOT_STEPS = 512;
	private static final int ROUNDS = 8;

	/** By pass-band: what the black body of A0V is multiplied with there for magnitude 0. */
	private static final double[] A0V_FACTORS = hotFactors();
	/** By pass-band: what the continuum of G2V is multiplied with for magnitude 0 there. */
	private static final double[] G2V_FACTORS = coolFactors();

	private StellarSpectrum() {
	}

	/**
	 * The spectrum of a star, ph s⁻¹ m⁻² µm⁻¹ by sample of the grid. Wavelengths are those of the star times 1 + v/c.
	 *
	 * @param magnitude
	 *            Vega magnitude in the pass-band of the grid, that of the star with lines as deep as in the tables
	 * @param kmPerSecond
	 *            velocity v at which the star recedes from the telescope
	 * @param seed
	 *            seed by which the depths of lines depart from those of the tables, {@link Setting#STELLAR_DEPTHS}
	 */
	public static double[] of(SpectralType type, double magnitude, double kmPerSecond, SpectralGrid grid, long seed,
			Settings settings) {
		double[] microns = rest(grid.microns(), kmPerSecond);
		double[] spectrum = StellarLines.transmission(type, microns, seed, settings.get(Setting.STELLAR_DEPTHS));
		double scale = StrictMath.pow(10, -0.4 * magnitude) * factor(type, PassBand.of(grid.band()));
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] *= scale * continuum(type, microns[i]);
		}
		return spectrum;
	}

	/**
	 * The continuum of a star without lines, ph s⁻¹ m⁻² µm⁻¹ by sample of the grid; for sources that have none.
	 *
	 * @param magnitude
	 *            Vega magnitude in the pass-band of the grid
	 */
	public static double[] continuum(SpectralType type, double magnitude, SpectralGrid grid) {
		double[] spectrum = grid.microns();
		double scale = StrictMath.pow(10, -0.4 * magnitude) * factor(type, PassBand.of(grid.band()));
		for (int i = 0; i < spectrum.length; i++) {
			spectrum[i] = scale * continuum(type, spectrum[i]);
		}
		return spectrum;
	}

	private static double[] rest(double[] microns, double kmPerSecond) {
		double stretch = 1 + kmPerSecond / LIGHT_KM_PER_SECOND;
		for (int i = 0; i < microns.length; i++) {
			microns[i] /= stretch;
		}
		return microns;
	}

	private static double factor(SpectralType type, PassBand band) {
		return type == SpectralType.A0V ? 1 : G2V_FACTORS[band.ordinal()];
	}

	private static double continuum(SpectralType type, double micron) {
		return switch (type) {
		case A0V -> hot(micron, A0V_FACTORS);
		case G2V -> cool(micron);
		};
	}

	private static double hot(double micron, double[] factors) {
		return PlanckLaw.photonsPerArcsec2(micron, A0V_KELVIN) * interpolated(micron, factors)
				* (1 - PASCHEN_DROP * beyond(1 - micron / PASCHEN_LIMIT))
				* (1 - BRACKETT_DROP * beyond(1 - micron / BRACKETT_LIMIT)
						* beyond(micron / BRACKETT_LIMIT - 1 + BRACKETT_REACH));
	}

	/** The continuum of stars like the sun by wavelength at rest, on an arbitrary scale of photons. */
	static double cool(double micron) {
		double distance = (micron - MINIMUM_MICRON) / MINIMUM_WIDTH;
		return PlanckLaw.photonsPerArcsec2(micron, G2V_KELVIN) * (1 + MINIMUM_EXCESS / (1 + distance * distance));
	}

	/** About 1 for positive distances, about 0 for negative ones; distances are shares of the wavelength. */
	private static double beyond(double distance) {
		return 1 / (1 + StrictMath.exp(-distance / LIMIT_SHARE));
	}

	/** Between the middles of the pass-bands with a slope of 0 at each of them, constant outside. */
	private static double interpolated(double micron, double[] factors) {
		PassBand[] bands = PassBand.values();
		int next = 0;
		while (next < bands.length && micron > bands[next].middleMicron()) {
			next++;
		}
		if (next == 0 || next == bands.length) {
			return factors[StrictMath.min(next, bands.length - 1)];
		}
		double first = bands[next - 1].middleMicron();
		double share = (micron - first) / (bands[next].middleMicron() - first);
		return factors[next - 1] + (factors[next] - factors[next - 1]) * share * share * (3 - 2 * share);
	}

	/** Means over the pass-bands depend on all factors a little: found by iteration, which converges quickly. */
	private static double[] hotFactors() {
		PassBand[] bands = PassBand.values();
		var factors = new double[bands.length];
		Arrays.fill(factors, 1);
		for (int round = 0; round < ROUNDS; round++) {
			for (PassBand band : bands) {
				double[] microns = steps(band, HOT_STEPS);
				double[] lines = StellarLines.transmission(SpectralType.A0V, microns);
				double sum = 0;
				for (int i = 0; i < HOT_STEPS; i++) {
					sum += lines[i] * hot(microns[i], factors);
				}
				factors[band.ordinal()] *= band.fluxDensity() * HOT_STEPS / sum;
			}
		}
		return factors;
	}

	private static double[] coolFactors() {
		PassBand[] bands = PassBand.values();
		double[] factors = new double[bands.length];
		for (PassBand band : bands) {
			double[] microns = steps(band, STEPS);
			double[] lines = StellarLines.transmission(SpectralType.G2V, microns);
			double sum = 0;
			for (int i = 0; i < STEPS; i++) {
				sum += lines[i] * cool(microns[i]);
			}
			factors[band.ordinal()] = band.fluxDensity() * STEPS / sum;
		}
		return factors;
	}

	private static double[] steps(PassBand band, int steps) {
		var microns = new double[steps];
		double width = band.lastMicron() - band.firstMicron();
		for (int i = 0; i < steps; i++) {
			microns[i] = band.firstMicron() + (i + 0.5) / steps * width;
		}
		return microns;
	}
}
