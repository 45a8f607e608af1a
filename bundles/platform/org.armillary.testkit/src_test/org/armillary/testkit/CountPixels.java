package org.armillary.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.NotInKey;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.Range;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;

/** A well-behaved actor for the tests of the kit: counts pixels above a threshold and smooths the image a little. */
@ActorType(id = "example.count", algorithm = 1, title = "Count pixels", category = "examples", help = "Counts the pixels above a threshold.")
final class CountPixels implements Actor<CountPixels.Parameters, CountPixels.Inputs, CountPixels.Outputs> {

	enum Side {
		ABOVE, BELOW
	}

	record Parameters(
			@Default("0.5") @Unit("adu") @Range(min = -100, max = 1000) @Alias("thresh") @Help("Lowest value that counts.") double threshold,
			@Default("2.0") @Range(min = 0, minExcluded = true) @Help("The image is divided by this number.") double divisor,
			@Default("ABOVE") @Help("On which side of the threshold pixels count.") Side side,
			@Default("") @Help("Numbers of the rows to leave out, from 1.") List<Integer> rows,
			@Default("1") @Range(min = 1, max = 64) @NotInKey @Help("How many processors work on it.") int threads) {

		Parameters {
			if (divisor > 1e300) {
				throw new IllegalArgumentException("the divisor is too large for this threshold");
			}
		}
	}

	record Inputs(@Trigger @Port(payload = Payload.IMAGE, help = "The image to count in.") ProductFile image,
			@Associated @Port(payload = Payload.IMAGE, category = "MASK", help = "Pixels that count are above 0.") Optional<ProductFile> mask) {
	}

	record Outputs(@Port(payload = Payload.TABLE, category = "COUNT", help = "The number of pixels.") ProductFile table,
			@Port(payload = Payload.IMAGE, category = {
					"DIVIDED" }, help = "The image, divided.") ProductFile divided){
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		var products = inputs.declaredPlan().products().stream().map(product -> new PredictedProduct(product.port(),
				new ProductDescription(product.description().category(), Keywords.NONE.with("INSTRUME", "TEST"))))
				.toList();
		return new Plan(products, inputs.declaredPlan().resources());
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		Hdu hdu = FitsFile.open(inputs.image().path()).hdu("DATA");
		float[] pixels = hdu.readFloats();
		float[] include = inputs.mask().isEmpty() ? pixels
				: FitsFile.open(inputs.mask().get().path()).hdu("DATA").readFloats();
		int nx = Math.toIntExact(hdu.dimensions().getFirst());
		long count = 0;
		var divided = new float[pixels.length];
		for (int i = 0; i < pixels.length; i++) {
			if (i % nx == 0) {
				context.checkpoint();
			}
			boolean above = pixels[i] > parameters.threshold();
			if (above == (parameters.side() == Side.ABOVE) && !parameters.rows().contains(i / nx + 1)
					&& (include == pixels || include[i] > 0)) {
				count++;
			}
			divided[i] = (float) (pixels[i] / parameters.divisor());
		}
		context.progress(pixels.length, pixels.length, "pixel");
		context.publish(new QcValue("count", "DATA", count, ""));
		return Outcome.ok(new Outputs(context.write("table", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(header("COUNT"));
				writer.commit();
			}
		}), context.write("divided", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(header("DIVIDED"));
				writer.image("DATA", FitsHeader.EMPTY, "adu", divided, nx, pixels.length / nx);
				writer.table(Table.builder("COUNTS").texts("name", "DATA").reals("fraction", "", 1.0 / 3).build());
				writer.commit();
			}
		})));
	}

	static FitsHeader header(String category) {
		return FitsHeader.builder().set("INSTRUME", "TEST").set("ESO PRO CATG", category).build();
	}
}
