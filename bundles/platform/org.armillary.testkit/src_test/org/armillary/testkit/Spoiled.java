package org.armillary.testkit;

import java.util.Set;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;

/** An actor that does what another does; subclasses do something wrong besides. */
class Spoiled implements ActorProvider {

	private final ActorProvider good;

	Spoiled(ActorProvider good) {
		this.good = good;
	}

	@Override
	public ActorDescriptor descriptor() {
		return good.descriptor();
	}

	@Override
	public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
		return good.plan(parameters, inputs);
	}

	@Override
	public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException {
		try {
			spoil(parameters, inputs, context);
		} catch (java.io.IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
		return good.run(parameters, inputs, context);
	}

	/** Called before the work of the good actor. */
	void spoil(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, java.io.IOException, InterruptedException {
		// to be overridden
	}

	@Override
	public Set<EnvironmentPart> environment(ParameterValues parameters) throws ActorException {
		return good.environment(parameters);
	}
}
