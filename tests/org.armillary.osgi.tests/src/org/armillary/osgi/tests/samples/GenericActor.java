package org.armillary.osgi.tests.samples;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Outcome;

/** An actor whose record of parameters takes type arguments, which no actor may have. */
@ActorType(id = "sample.generic", algorithm = 1, title = "Generic", category = "samples", help = "Never described.")
public final class GenericActor
		implements Actor<GenericActor.Parameters<String>, GoodActor.Inputs, GoodActor.Outputs> {

	/**
	 * Parameters.
	 *
	 * @param count
	 *            a number without meaning
	 * @param <T>
	 *            has no meaning either
	 */
	public record Parameters<T>(@Default("3") @Help("A number without meaning.") int count) {
	}

	@Override
	public Outcome<GoodActor.Outputs> run(Parameters<String> parameters, GoodActor.Inputs inputs,
			ActorContext context) {
		throw new UnsupportedOperationException();
	}
}
