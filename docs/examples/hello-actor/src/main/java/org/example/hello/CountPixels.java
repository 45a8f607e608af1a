package org.example.hello;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.osgi.service.component.annotations.Component;

/** Counts the pixels above a threshold in each extension of a cube. */
@ActorType(id = "hello.count", algorithm = 1, title = "Count bright pixels", category = "examples",
		help = "Counts the finite pixels above a threshold in each image extension of a cube. The product is a table with a"
				+ " row for each extension.")
@Component(service = Actor.class)
public final class CountPixels implements Actor<CountPixels.Parameters, CountPixels.Inputs, CountPixels.Outputs> {

	/** What a user may change. */
	public record Parameters(
			@Label("Threshold") @Default("0.0") @Unit("adu") @Help("Pixels above this value are counted.")
			double threshold) {
	}

	/** What comes in: each cube makes one job. */
	public record Inputs(
			@Trigger @Port(payload = Payload.CUBE, help = "The cube whose pixels are counted.")
			ProductFile cube) {
	}

	/** What goes out. */
	public record Outputs(
			@Port(payload = Payload.TABLE, category = "PIXEL_COUNT", help = "The counts, a row for each extension.")
			ProductFile count) {
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		List<Hdu> images = FitsFile.open(inputs.cube().path()).hdus().stream().filter(Hdu::hasImage).toList();
		if (images.isEmpty()) {
			throw new ActorException(Kind.DATA, HelloMessage.NO_IMAGE.with(inputs.cube().path().getFileName()));
		}
		var names = new ArrayList<String>();
		var counts = new ArrayList<Long>();
		for (Hdu image : images) {
			context.checkpoint(); // ends here where the user has cancelled
			long count = 0;
			for (double value : image.readDoubles()) {
				if (Double.isFinite(value) && value > parameters.threshold()) {
					count++;
				}
			}
			names.add(image.name());
			counts.add(count);
			context.publish(new QcValue("bright pixels", image.name(), count, ""));
			context.progress(counts.size(), images.size(), "extension");
		}
		Table table = Table.builder("PIXEL_COUNT").texts("extension", names.toArray(String[]::new))
				.integers("count", "", counts.stream().mapToLong(Long::longValue).toArray()).build();
		return Outcome.ok(new Outputs(context.write("count", file -> {
			try (FitsWriter writer = FitsWriter.create(file)) {
				writer.primary(FitsHeader.EMPTY.with("ESO PRO CATG", "PIXEL_COUNT", "Category of the product"));
				writer.table(table);
				writer.commit();
			}
		})));
	}
}
