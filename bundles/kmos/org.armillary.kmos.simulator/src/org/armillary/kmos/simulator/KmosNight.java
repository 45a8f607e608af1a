package org.armillary.kmos.simulator;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;
import org.armillary.kmos.simulator.plan.KmosParameters;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.osgi.service.component.annotations.Component;

/** Nights of KMOS with pixels and known truth, as {@code armillary simulate kmos} makes them. */
@Component(service = Simulator.class)
public final class KmosNight implements Simulator {

	private static final ActorDescriptor DESCRIPTOR = KmosParameters.descriptor();

	@Override
	public ActorDescriptor descriptor() {
		return DESCRIPTOR;
	}

	@Override
	public Simulation simulate(long seed, ParameterValues values) throws ActorException {
		NightSettings night = KmosParameters.parse(seed, values);
		return NightFiles.of(night, values);
	}
}
