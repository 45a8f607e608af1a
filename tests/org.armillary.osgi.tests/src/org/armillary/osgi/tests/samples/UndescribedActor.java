package org.armillary.osgi.tests.samples;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.Outcome;

/** An actor that lacks its annotation. */
public final class UndescribedActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	@Override
	public Outcome<GoodActor.Outputs> run(GoodActor.Parameters parameters, GoodActor.Inputs inputs,
			ActorContext context) {
		throw new UnsupportedOperationException();
	}
}
