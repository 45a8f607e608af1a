package org.armillary.osgi.tests.samples;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Outcome;

/** An actor whose constructor takes forever. */
@ActorType(id = "sample.hanging", algorithm = 1, title = "Hanging", category = "samples", help = "Broken.")
public final class HangingActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	/** Waits. */
	public HangingActor() {
		java.util.concurrent.locks.LockSupport.parkNanos(Long.MAX_VALUE);
	}

	@Override
	public Outcome<GoodActor.Outputs> run(GoodActor.Parameters parameters, GoodActor.Inputs inputs,
			ActorContext context) {
		throw new UnsupportedOperationException();
	}
}
