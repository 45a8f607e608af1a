package org.armillary.kmos.simulator.plan;

import java.util.List;

/** Lays out a night: which exposures are made when, under which conditions. */
public final class NightPlanner {

	private NightPlanner() {
	}

	/** The exposures in order of time. The same settings give the same exposures. */
	public static List<NightExposure> plan(NightSettings settings) {
		return new NightSchedule(settings).execute();
	}
}
