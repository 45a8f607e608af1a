package org.armillary.kmos.simulator.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.KmosParameters;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightPlanner;
import org.armillary.kmos.simulator.plan.NightSettings.Maps;
import org.junit.jupiter.api.Test;

/** Of which states there are maps. */
class GeometryStateTest {

	private static List<NightExposure> night(String bands) throws ActorException {
		return NightPlanner.plan(
				KmosParameters.parse(3, ParameterValues.parse(KmosParameters.descriptor(), Map.of("bands", bands))));
	}

	@Test
	void statesAreThoseOfLampsAndTemplates() throws ActorException {
		List<NightExposure> night = night("H,K");
		List<GeometryState> states = GeometryState.of(Maps.STATES, night);
		// two angles, twilight, standard star and science in each band
		assertEquals(10, states.size());
		assertEquals(10, new HashSet<>(states.stream().map(GeometryState::name).toList()).size());
		assertTrue(states.stream().anyMatch(state -> state.name().equals("truth/geometry-K-5.fits")));
		for (NightExposure exposure : night) {
			var nearest = GeometryState.nearest(states, exposure);
			assertEquals(exposure.rawClass() == RawClass.DARK, nearest.isEmpty());
			if (nearest.isPresent()) {
				assertEquals(exposure.state().band(), nearest.get().state().band());
				assertEquals(exposure.state().gratingMove(), nearest.get().state().gratingMove());
			}
			if (exposure.rawClass() == RawClass.FLAT_ON || exposure.rawClass() == RawClass.ARC_ON) {
				assertEquals(exposure.state(), nearest.orElseThrow().state());
			}
		}
	}

	@Test
	void allExposuresOnTheSkyCanHaveTheirOwn() throws ActorException {
		List<NightExposure> night = night("H");
		List<GeometryState> states = GeometryState.of(Maps.EXPOSURES, night);
		night.stream().filter(ExposureTruth::onSky).forEach(exposure -> assertEquals(exposure.state(),
				GeometryState.nearest(states, exposure).orElseThrow().state()));
		assertEquals(List.of(), GeometryState.of(Maps.NONE, night));
	}

	@Test
	void wavelengthsOfTheTableAreThoseOfTheGrating() {
		var random = new SplittableRandom(5);
		for (Band band : Band.values()) {
			var table = new WavelengthTable(band);
			for (int i = 0; i < 1000; i++) {
				double row = random.nextDouble(-100, 2150);
				assertEquals(band.micron(row), table.micron(row), 1e-14);
			}
		}
	}
}
