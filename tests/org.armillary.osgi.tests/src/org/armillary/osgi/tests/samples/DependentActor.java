package org.armillary.osgi.tests.samples;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Outcome;
import org.osgi.framework.BundleActivator;

/** An actor that needs a class that is not packed with it. */
@ActorType(id = "sample.dependent", algorithm = 1, title = "Dependent", category = "samples", help = "Broken.")
public final class DependentActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	private final BundleActivator other = new ThrowingActivator();

	@Override
	public Outcome<GoodActor.Outputs> run(GoodActor.Parameters parameters, GoodActor.Inputs inputs,
			ActorContext context) {
		throw new UnsupportedOperationException(other.toString());
	}
}
