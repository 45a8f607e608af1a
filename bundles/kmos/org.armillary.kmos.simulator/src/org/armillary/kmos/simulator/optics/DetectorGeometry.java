package org.armillary.kmos.simulator.optics;

import java.util.List;

/**
 * The slitlets of a detector in one state of the instrument, in order of x.
 *
 * @param detector
 *            which, from 0
 * @param state
 *            the state
 * @param slitlets
 *            112 slitlets
 * @param shifts
 *            shifts of the two half segments, that of the lower IFU numbers first, that are contained in the slitlets
 */
public record DetectorGeometry(int detector, InstrumentState state, List<SlitletGeometry> slitlets,
		List<Shift> shifts) {

	/** Copies the lists. */
	public DetectorGeometry {
		slitlets = List.copyOf(slitlets);
		shifts = List.copyOf(shifts);
	}
}
