package org.armillary.osgi.tests.samples;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Outcome;

/** An actor that cannot be made. */
@ActorType(id = "sample.throwing", algorithm = 1, title = "Throwing", category = "samples", help = "Broken.")
public final class ThrowingActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	/** Fails. */
	public ThrowingActor() {
		throw new IllegalStateException("the licence has expired");
	}

	@Override
	public Outcome<GoodActor.Outputs> run(GoodActor.Parameters parameters, GoodActor.Inputs inputs,
			ActorContext context) {
		throw new UnsupportedOperationException();
	}
}
