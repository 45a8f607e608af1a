package org.armillary.osgi.tests.samples;

import java.util.List;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Trigger;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.message.MessageText;

/** An actor without a fault; has nothing to do. */
@ActorType(id = "sample.good", algorithm = 1, title = "Good", category = "samples", help = "Has nothing to do.")
public final class GoodActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	/**
	 * Parameters.
	 *
	 * @param count
	 *            a number without meaning
	 */
	public record Parameters(@Default("3") @Help("A number without meaning.") int count) {
	}

	/**
	 * Inputs.
	 *
	 * @param cube
	 *            any cube
	 */
	public record Inputs(@Trigger @Port(payload = Payload.CUBE, help = "Any cube.") ProductFile cube) {
	}

	/**
	 * Outputs.
	 *
	 * @param table
	 *            never made
	 */
	public record Outputs(@Port(payload = Payload.TABLE, category = "SAMPLE", help = "Never made.") ProductFile table) {
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context) {
		return new Outcome.NoWork<>(SampleMessage.NOTHING.with(parameters.count()));
	}

	private enum SampleMessage implements MessageTemplate {
		NOTHING;

		@Override
		public MessageText text() {
			return new MessageText("sample.nothing", "nothing to do, {0} times", List.of());
		}
	}
}
