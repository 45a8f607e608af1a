package org.armillary.kmos.simulator.night;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;
import org.osgi.service.component.annotations.Component;

/** Nights of KMOS without pixels, as {@code armillary simulate kmos-headers} makes them. */
@Component(service = Simulator.class)
public final class KmosHeaders implements Simulator {

	/** The name that users type. */
	static final String NAME = "kmos-headers";

	private static final ActorDescriptor DESCRIPTOR = NightParameters.descriptor(NAME);

	@Override
	public ActorDescriptor descriptor() {
		return DESCRIPTOR;
	}

	@Override
	public Simulation simulate(long seed, ParameterValues values) throws ActorException {
		return new Files(SimulatedNight.of(NightPlan.of(values), seed));
	}

	/** The files of a night. */
	private record Files(SimulatedNight night) implements Simulation {

		@Override
		public List<SimulatedFile> files() {
			return night.files();
		}

		@Override
		public long bytesOnDisk() {
			return night.bytesOnDisk();
		}

		@Override
		public void write(Path folder, Progress progress) throws IOException, InterruptedException {
			night.write(folder, progress);
		}
	}
}
