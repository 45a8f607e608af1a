package org.armillary.actor.provider;

import java.util.Map;
import java.util.Set;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An actor as the engine sees it: a description and two functions over values. Registered as an OSGi service it stands in
 * the palette like any other actor.
 *
 * <p><b>Threads.</b> One instance serves all jobs, also several at the same time.
 */
@ConsumerType
public interface ActorProvider {

	/** The description; always the same. */
	ActorDescriptor descriptor();

	/**
	 * Predicts from headers alone what {@link #run} will make, in less than 50 ms. The default predicts what the ports
	 * declare.
	 *
	 * @throws ActorException
	 *             where parameters or headers already show that the work cannot be done
	 */
	default Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
		return inputs.declaredPlan();
	}

	/**
	 * Does the work.
	 *
	 * @param parameters
	 *            a value for each parameter of the descriptor
	 * @param inputs
	 *            the products at each input port
	 * @return the products at each output port, all made with {@link ActorContext#write}
	 * @throws ActorException
	 *             with the kind of failure and what the user is told
	 * @throws InterruptedException
	 *             where the job was cancelled
	 */
	Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
			throws ActorException, InterruptedException;

	/** What besides parameters and inputs can change the result. */
	default Set<EnvironmentPart> environment(ParameterValues parameters) throws ActorException {
		return Set.of();
	}

	/** Translates parameters stored for an older algorithm number into today's names and values. */
	default Map<String, String> migrate(int algorithm, Map<String, String> parameters) throws ActorException {
		return parameters;
	}
}
