package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightSettings.Maps;

/**
 * A state of the instrument of which there are maps.
 *
 * @param name
 *            of their file, below the folder of the night
 * @param state
 *            the state
 */
record GeometryState(String name, InstrumentState state) {

	private static final Set<RawClass> LAMPS = Set.of(RawClass.FLAT_ON, RawClass.ARC_ON);
	private static final Set<RawClass> SKY = Set.of(RawClass.FLAT_SKY, RawClass.STD, RawClass.SCIENCE);
	/** Other moves of the grating are avoided where there is a choice. */
	private static final double OTHER_MOVE = 1000;
	private static final double DEGREES_FOR_A_KELVIN = 10;

	/**
	 * Those of a night: the states of lamp frames, and that of the first exposure of each template on the sky, or those of all
	 * its exposures.
	 */
	static List<GeometryState> of(Maps maps, List<NightExposure> exposures) {
		var states = new ArrayList<GeometryState>();
		var known = new HashSet<InstrumentState>();
		var datasets = new HashSet<String>();
		var counts = new HashMap<Band, Integer>();
		for (NightExposure exposure : exposures) {
			RawClass rawClass = exposure.rawClass();
			boolean wanted = switch (maps) {
			case NONE -> false;
			case STATES -> LAMPS.contains(rawClass) || SKY.contains(rawClass) && datasets.add(exposure.dataset());
			case EXPOSURES -> LAMPS.contains(rawClass) || SKY.contains(rawClass) || rawClass == RawClass.ACQ;
			};
			if (wanted && known.add(exposure.state())) {
				Band band = exposure.state().band();
				states.add(new GeometryState(
						"truth/geometry-" + band + "-" + counts.merge(band, 1, Integer::sum) + ".fits",
						exposure.state()));
			}
		}
		return List.copyOf(states);
	}

	/** That which is nearest to an exposure; none for darks, which have no light. */
	static Optional<GeometryState> nearest(List<GeometryState> states, NightExposure exposure) {
		if (exposure.rawClass() == RawClass.DARK) {
			return Optional.empty();
		}
		InstrumentState wanted = exposure.state();
		return states.stream().filter(state -> state.state().band() == wanted.band())
				.min(Comparator.comparingDouble(state -> distance(state.state(), wanted)));
	}

	private static double distance(InstrumentState one, InstrumentState other) {
		return StrictMath.abs(StrictMath.IEEEremainder(one.angleDegrees() - other.angleDegrees(), 360))
				+ DEGREES_FOR_A_KELVIN * StrictMath.abs(one.opticsKelvin() - other.opticsKelvin())
				+ (one.gratingMove() == other.gratingMove() ? 0 : OTHER_MOVE);
	}
}
