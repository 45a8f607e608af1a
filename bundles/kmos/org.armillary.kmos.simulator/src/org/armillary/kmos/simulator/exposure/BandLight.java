package org.armillary.kmos.simulator.exposure;

import org.armillary.kmos.simulator.light.LineKernels;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.source.Lamps;
import org.armillary.kmos.simulator.source.NightSky;
import org.armillary.kmos.simulator.source.Targets;
import org.armillary.kmos.simulator.source.Telluric;

/**
 * All that can shine in a band of a night, and the line profile; made once.
 *
 * @param grid
 *            grid of the spectra
 * @param kernels
 *            line profile
 * @param lamps
 *            lamps and twilight
 * @param telluric
 *            what the air takes away
 * @param sky
 *            night sky
 * @param targets
 *            targets
 */
public record BandLight(SpectralGrid grid, LineKernels kernels, Lamps lamps, Telluric telluric, NightSky sky,
		Targets targets) {

	/** Makes it. */
	static BandLight of(NightSettings night, Band band) {
		var grid = new SpectralGrid(band);
		return new BandLight(grid, LineKernels.of(band, night.strengths()),
				Lamps.of(night.seed(), night.strengths(), grid), Telluric.of(grid, night.strengths()),
				NightSky.of(night.seed(), night.strengths(), grid),
				Targets.of(night.seed(), night.strengths(), grid));
	}
}
