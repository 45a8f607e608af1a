package org.armillary.bench;

import java.io.IOException;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * Does as little as an actor can: it writes a FITS file of 5760 bytes, whose two numbers say from which input and in which
 * step it was made, so that no two jobs of the graph make the same content. What a run of such jobs takes is the engine's.
 */
@ActorType(id = TouchActor.ID, algorithm = 1, title = "Touch", category = "benchmarks", help = "Writes a small image that holds the serial number of its input and the number of the step.")
public final class TouchActor implements Actor<TouchActor.Parameters, TouchActor.Inputs, TouchActor.Outputs> {

	static final String ID = "bench.touch";

	/** Keyword by which inputs and products are told apart. */
	static final String SERIAL = "ESO BENCH SERIAL";

	private static final String CATEGORY = "BENCH_TOUCHED";
	private static final int SIDE = 2;

	/** What a user may change. */
	public record Parameters(
			@Label("Step") @Default("1") @Unit("1") @Range(min = 1, max = 1000) @Help("Number of the step in the graph.") int step) {
	}

	/** What comes in: each image makes one job. */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, help = "An image of any size; no pixel is read.") ProductFile image) {
	}

	/** What goes out. */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = CATEGORY, help = "Four pixels: the two numbers twice.") ProductFile touched) {
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		short serial = (short) inputs.image().description().keywords().number(SERIAL).orElse(0);
		short step = (short) parameters.step();
		return Outcome.ok(new Outputs(context.write("touched", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primaryImage(header(serial).with("ESO PRO CATG", CATEGORY, "Category of the product"), "",
						new short[] { serial, step, serial, step }, SIDE, SIDE);
				writer.commit();
			}
		})));
	}

	/** The keyword that tells an input from the others. */
	static FitsHeader header(int serial) {
		return FitsHeader.EMPTY.with(SERIAL, serial, "Number of the input");
	}
}
