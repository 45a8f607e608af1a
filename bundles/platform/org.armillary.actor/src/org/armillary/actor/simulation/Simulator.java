package org.armillary.actor.simulation;

import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes synthetic data with known truth.
 *
 * <p><b>Threads.</b> One instance serves all simulations, also several at the same time.
 */
@ConsumerType
public interface Simulator {

	/** Name, help and parameters; an actor without ports. Its id is the name that users type: {@code kmos-headers}. */
	ActorDescriptor descriptor();

	/**
	 * Lays out a simulation without writing anything. The same seed and values give the same files with the same bytes.
	 *
	 * @param seed
	 *            another one gives other data of the same kind
	 * @param values
	 *            a value for each parameter of the descriptor
	 * @throws ActorException
	 *             of kind USER where values do not go together
	 */
	Simulation simulate(long seed, ParameterValues values) throws ActorException;

	/** A description of a simulator from what it has to say. */
	static ActorDescriptor describe(String name, int algorithm, String title, String help,
			List<ParameterDescriptor> parameters) {
		return new ActorDescriptor(name, algorithm, title, "simulation", help, List.of(), parameters, List.of(),
				List.of());
	}
}
