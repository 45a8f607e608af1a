package org.armillary.kmos.simulator.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target;

/**
 * What was asked for.
 *
 * @param seed
 *            seed of everything
 * @param strengths
 *            strengths of effects, those that are off at their neutral values
 * @param size
 *            how much is observed
 * @param bands
 *            bands, each for all three spectrographs
 * @param angles
 *            angles of the lamp frames, degrees, as headers give them
 * @param start
 *            date on which the night begins
 * @param gains
 *            electrons for each adu, of the three detectors
 * @param standards
 *            types of the standard stars of each band, in the order in which they are observed
 * @param targets
 *            targets by arm; where none are given, targets are made up
 * @param references
 *            arms whose targets are reference stars
 * @param maps
 *            which maps of the geometry are written
 * @param components
 *            whether noise-free images of each kind of light are written
 */
public record NightSettings(long seed, Settings strengths, Size size, List<Band> bands, List<Double> angles,
		LocalDate start, List<Double> gains, List<Target.SpectralType> standards, Map<Integer, Target> targets,
		Set<Integer> references, Maps maps, boolean components) {

	/** How much is observed. */
	public enum Size {
		/** One band, two angles, one standard, four science exposures. */
		SMALL,
		/** The calibration plan of one band with six angles, standards, eight science exposures. */
		STANDARD,
		/** As standard, all bands. */
		FULL
	}

	/** For which exposures there are maps of wavelength and place by pixel. */
	public enum Maps {
		/** For none. */
		NONE,
		/** Once for each state of the instrument: angle, move of the grating and temperature. */
		STATES,
		/** For each exposure on the sky as well. */
		EXPOSURES
	}

	/** Copies the collections. */
	public NightSettings {
		bands = List.copyOf(bands);
		angles = List.copyOf(angles);
		gains = List.copyOf(gains);
		standards = List.copyOf(standards);
		targets = Map.copyOf(targets);
		references = Set.copyOf(references);
	}
}
