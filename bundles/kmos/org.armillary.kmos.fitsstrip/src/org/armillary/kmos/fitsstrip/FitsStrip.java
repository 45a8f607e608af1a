package org.armillary.kmos.fitsstrip;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.actor.message.Message;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.ProductHeader;
import org.osgi.service.component.annotations.Component;

/**
 * Leaves extensions of a file out; ESO's recipe {@code kmo_fits_strip}.
 *
 * <p>In: any FITS file. Out: the primary HDU and the extensions that stay with all their keywords; pixels and tables are
 * copied byte by byte as they are stored.
 */
@ActorType(id = "kmos.fits-strip", algorithm = 1, title = "Strip extensions", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Leaves out extensions of a file: noise, empty extensions of IFUs that were not used, rotator angles of \
		calibrations, or those that are named. The data of what stays are copied byte by byte, with all keywords; of \
		the primary header only the product category changes.

		The parameters may be combined. Without any the product is a plain copy.""")
@Component(service = Actor.class)
public final class FitsStrip implements Actor<FitsStrip.Parameters, FitsStrip.Inputs, FitsStrip.Outputs> {

	private static final String CATEGORY = "STRIP";
	private static final String ID = "kmos.fits-strip";

	/**
	 * Parameters.
	 *
	 * @param noise
	 *            whether noise goes
	 * @param empty
	 *            whether empty extensions go
	 * @param angle
	 *            rotator angles that stay, degrees; empty for all
	 * @param keep
	 *            names or numbers of extensions that stay; empty for all
	 * @param drop
	 *            names or numbers of extensions that go
	 */
	public record Parameters(
			@Label("Strip noise") @Default("false") @Help("Leave out extensions named NOISE or ending in .NOISE.") boolean noise,
			@Label("Strip empty extensions") @Default("false") @Help("Leave out extensions without data, as those of IFUs that were not used.") boolean empty,
			@Label("Rotator angles to keep") @Default("") @Unit("deg") @Help("Keep only extensions of these angles (ESO PRO ROT NAANGLE), to half a degree; 300 and -60 are the same. Empty keeps all.") List<Double> angle,
			@Label("Extensions to keep") @Default("") @Alias("extension") @Help("Keep only these: names such as IFU.3.DATA, IFU.3 for all of that IFU, or numbers in the file from 1. Empty keeps all.") List<String> keep,
			@Label("Extensions to drop") @Default("") @Help("Leave these out: names, or numbers in the file from 1.") List<String> drop) {

		/** Copies the lists. */
		public Parameters {
			angle = List.copyOf(angle);
			keep = List.copyOf(keep);
			drop = List.copyOf(drop);
			if (keep.stream().anyMatch(String::isBlank) || drop.stream().anyMatch(String::isBlank)) {
				throw new IllegalArgumentException("the list of extensions has an empty name");
			}
		}
	}

	/**
	 * Inputs.
	 *
	 * @param file
	 *            what to strip
	 */
	public record Inputs(@Trigger @Port(payload = Payload.FILE, help = "Any FITS file.") ProductFile file) {
	}

	/**
	 * Outputs.
	 *
	 * @param stripped
	 *            what is left
	 */
	public record Outputs(
			@Port(payload = Payload.CUBE, category = CATEGORY, help = "The extensions that stay: cubes, or whatever else the input has.") ProductFile stripped) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		Keywords input = inputs.keywords("file");
		var predicted = new LinkedHashMap<>(ProductHeader.predicted(input, CATEGORY, ID).values());
		// what is copied byte by byte was not made by us: zeros of foreign cubes go on to mean “no data”
		predicted.keySet().removeAll(List.of(ProductHeader.RECIPE, ProductHeader.PIPELINE));
		return new Plan(
				List.of(new PredictedProduct("stripped", new ProductDescription(CATEGORY, new Keywords(predicted)))),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		FitsFile file = FitsFile.open(inputs.file().path());
		List<Hdu> staying = ExtensionSelection.of(file, parameters);
		int stripped = file.hdus().size() - 1 - staying.size();
		ProductFile product = context.write("stripped", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				Hdu primary = file.primary();
				writer.copy("", primary,
						primary.header().with(ProductHeader.CATEGORY, CATEGORY, "Category of the product"));
				int done = 0;
				for (Hdu hdu : staying) {
					context.checkpoint();
					writer.copy(hdu.name(), hdu, hdu.header());
					context.progress(++done, staying.size(), "extension");
				}
				context.checkpoint();
				writer.commit();
			}
		});
		context.publish(new QcValue("stripped extensions", "", stripped, ""));
		List<Message> caveats = stripped > 0 ? List.of()
				: List.of(StripMessage.NOTHING_STRIPPED.with(file.path().getFileName()));
		return new Outcome.Ok<>(new Outputs(product), caveats);
	}
}
