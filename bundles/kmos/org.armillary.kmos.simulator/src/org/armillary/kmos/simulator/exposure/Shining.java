package org.armillary.kmos.simulator.exposure;

import java.util.List;
import java.util.Map;

import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.Spectra;

/**
 * What shines in an exposure.
 *
 * @param lights
 *            lights in all IFUs; none where the filter blocks them
 * @param factors
 *            throughput of the slitlets by IFU, from 1, and slice
 * @param spectra
 *            spectra of the lights as far as they were convolved, for all detectors
 */
public record Shining(List<Light> lights, Map<Integer, double[]> factors, Spectra spectra) {

	/** Copies the collections. */
	public Shining {
		lights = List.copyOf(lights);
		factors = Map.copyOf(factors);
	}
}
