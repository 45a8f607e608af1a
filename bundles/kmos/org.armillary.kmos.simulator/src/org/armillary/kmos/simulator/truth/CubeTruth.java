package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.TargetCube;

/**
 * Cubes of the extended targets of a band, before air and telescope.
 *
 * @param instrument
 *            the instrument
 * @param targets
 *            targets of the night as {@link TargetTruth} numbers them
 * @param band
 *            the band
 */
record CubeTruth(NightInstrument instrument, Map<Target, Set<Band>> targets, Band band) {

	/** The file; empty where no extended target is observed in the band. */
	Optional<TruthFile> file() {
		var parts = new ArrayList<TruthPart>();
		int number = 0;
		for (Map.Entry<Target, Set<Band>> entry : targets.entrySet()) {
			number++;
			if (TargetCube.isExtended(entry.getKey()) && entry.getValue().contains(band)) {
				parts.add(cube(number, entry.getKey()));
			}
		}
		return parts.isEmpty() ? Optional.empty()
				: Optional.of(TruthFile.ofNight("truth/cubes-" + band + ".fits", "CUBE_TRUTH", instrument,
						FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
								.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night")
								.set("ESO SIM BAND", band.name(), "Grating").build(),
						parts));
	}

	private TruthPart cube(int number, Target target) {
		var axes = new TargetCube(band);
		double middle = (TargetCube.SIDE + 1) / 2.0;
		FitsHeader header = FitsHeader.builder().set("OBJECT", target.name(), "Target")
				.set("CTYPE1", "X", "x of the IFU").set("CUNIT1", "arcsec", "").set("CRPIX1", middle, "")
				.set("CRVAL1", 0.0, "").set("CDELT1", TargetCube.SPAXEL_ARCSEC, "")
				.set("CTYPE2", "Y", "y of the IFU").set("CUNIT2", "arcsec", "").set("CRPIX2", middle, "")
				.set("CRVAL2", 0.0, "").set("CDELT2", TargetCube.SPAXEL_ARCSEC, "")
				.set("CTYPE3", "WAVE", "Wavelength in vacuum").set("CUNIT3", "um", "").set("CRPIX3", 1.0, "")
				.set("CRVAL3", axes.micron(0), "").set("CDELT3", axes.stepMicron(), "")
				.set("SPECSYS", "BARYCENT", "Seen from the barycentre of the solar system").build();
		return TruthPart.floats("T" + number + ".CUBE", header, ExposureTruth.FLUX_DENSITY,
				() -> axes.photons(instrument.band(band).targets(), target), TargetCube.SIDE, TargetCube.SIDE,
				TargetCube.PLANES);
	}
}
