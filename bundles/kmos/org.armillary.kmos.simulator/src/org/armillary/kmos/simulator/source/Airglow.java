package org.armillary.kmos.simulator.source;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/**
 * Lines of the glow of the upper atmosphere above the absorbing air: hydroxyl, and the bands 0-0 at 1.27 µm and 0-1
 * at 0.865 µm of O₂. On a usual night the sum of the lines of hydroxyl in H (1.5 to 1.8 µm) at air mass 1.2 is 5900
 * photons s⁻¹ m⁻² arcsec⁻², and that of O₂ at 1.27 µm is 240 below the air (Noll et al. 2012, A&amp;A 543, A92).
 * Immutable.
 */
final class Airglow {

	/** Photons s⁻¹ m⁻² arcsec⁻² in the zenith for a flux of 1 in the table of hydroxyl. */
	private static final double HYDROXYL_SCALE = 0.124;
	/** Photons s⁻¹ m⁻² arcsec⁻² of all lines of O₂ at 1.27 µm in the zenith, most of which the air below absorbs. */
	private static final double INFRARED_FLUX = 690;
	/** Photons s⁻¹ m⁻² arcsec⁻² of all lines of O₂ at 0.865 µm in the zenith. */
	private static final double ATMOSPHERIC_FLUX = 7;
	private static final double OXYGEN_KELVIN = 195;

	private static final double EARTH_KILOMETRES = 6371;
	private static final double LAYER_KILOMETRES = 88;

	private final OhLines hydroxyl = OhLines.read();
	private final double[] microns;
	private final double[] oxygenFluxes;
	private final double hydroxylLevel;
	private final double oxygenLevel;

	Airglow(Settings settings) {
		hydroxylLevel = settings.get(Setting.OH_LEVEL) * HYDROXYL_SCALE;
		oxygenLevel = settings.get(Setting.OXYGEN_LEVEL);
		double[] hydroxylMicrons = hydroxyl.microns();
		List<OxygenBand.Line> infrared = OxygenBand.INFRARED.lines();
		List<OxygenBand.Line> atmospheric = OxygenBand.ATMOSPHERIC.lines();
		int oxygenLines = infrared.size() + atmospheric.size();
		microns = Arrays.copyOf(hydroxylMicrons, hydroxylMicrons.length + oxygenLines);
		oxygenFluxes = new double[oxygenLines];
		fill(infrared, 0, INFRARED_FLUX);
		fill(atmospheric, infrared.size(), ATMOSPHERIC_FLUX);
	}

	private void fill(List<OxygenBand.Line> lines, int start, double flux) {
		int first = microns.length - oxygenFluxes.length + start;
		double sum = 0;
		for (int i = 0; i < lines.size(); i++) {
			OxygenBand.Line line = lines.get(i);
			double wavenumber = line.wavenumber();
			double weight = wavenumber * wavenumber * wavenumber * line.strength()
					* StrictMath.exp(-line.upperEnergy() / (OhLines.BOLTZMANN * OXYGEN_KELVIN));
			oxygenFluxes[start + i] = weight;
			microns[first + i] = 1e4 / wavenumber;
			sum += weight;
		}
		for (int i = 0; i < lines.size(); i++) {
			oxygenFluxes[start + i] *= flux / sum;
		}
	}

	/** Wavelengths of all lines, µm in vacuum. */
	double[] microns() {
		return microns.clone();
	}

	/** Photons s⁻¹ m⁻² arcsec⁻² of all lines above the air, in the direction of the field. */
	double[] fluxes(Conditions conditions) {
		double[] hydroxylFluxes = hydroxyl.fluxes(conditions.rotationalKelvin(), conditions.groupFactors());
		double slant = vanRhijn(conditions.zenithDegrees());
		var fluxes = new double[microns.length];
		for (int line = 0; line < hydroxylFluxes.length; line++) {
			fluxes[line] = slant * hydroxylLevel * hydroxylFluxes[line];
		}
		double oxygen = slant * oxygenLevel * conditions.oxygenFactor();
		for (int line = 0; line < oxygenFluxes.length; line++) {
			fluxes[hydroxylFluxes.length + line] = oxygen * oxygenFluxes[line];
		}
		return fluxes;
	}

	/** Path through a thin layer at {@value #LAYER_KILOMETRES} km over that in the zenith (van Rhijn 1921). */
	static double vanRhijn(double zenithDegrees) {
		double sine = StrictMath.sin(StrictMath.toRadians(zenithDegrees)) * EARTH_KILOMETRES
				/ (EARTH_KILOMETRES + LAYER_KILOMETRES);
		return 1 / StrictMath.sqrt(1 - sine * sine);
	}
}
