package org.armillary.kmos.fitscheck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.KmosFileType;
import org.armillary.kmos.ProductHeader;
import org.osgi.service.component.annotations.Component;

/**
 * Lists the extensions of a FITS file and says what is not as KMOS recipes expect it; ESO's recipe {@code
 * kmo_fits_check}.
 *
 * <p>In: any FITS file. Out: a table with a row for each HDU, and a table with a row for each problem, which is also a
 * caveat of the job. The file may be as large as it likes: pixels are looked at in strips.
 */
@ActorType(id = "kmos.fits-check", algorithm = 1, title = "Check a FITS file", category = "kmos/tools", references = {
		"Davies et al. 2013, A&A 558, A56",
		"Pence et al. 2010, A&A 524, A42" }, help = """
				Lists what a FITS file holds: kind, name, dimensions and unit of each extension, how many of its pixels are \
				finite, NaN or zero, their least and greatest value, and whether its checksums fit. It recognises the KMOS \
				type of the file: RAW, F1D, F2D, B2D, F1I, F2I, F3I, F1S, F1L or F2L.

				It warns of what recipes would stumble over: wrong checksums, data that cannot be read, noise that is missing \
				or does not fit, names that repeat, wrong numbers of detectors and IFUs, keywords that contradict each other, \
				and zeros in cubes where NaN should say “no data”.""")
@Component(service = Actor.class)
public final class FitsCheck implements Actor<FitsCheck.Parameters, FitsCheck.Inputs, FitsCheck.Outputs> {

	private static final String ID = "kmos.fits-check";

	/**
	 * Parameters.
	 *
	 * @param pixels
	 *            whether pixels are looked at
	 */
	public record Parameters(
			@Label("Look at pixels") @Default("true") @Help("Count finite, NaN and zero pixels; without, only headers and checksums are looked at.") boolean pixels) {
	}

	/**
	 * Inputs.
	 *
	 * @param file
	 *            what to check
	 */
	public record Inputs(@Trigger @Port(payload = Payload.FILE, help = "Any FITS file.") ProductFile file) {
	}

	/**
	 * Outputs.
	 *
	 * @param report
	 *            what was found
	 */
	public record Outputs(
			@Port(payload = Payload.TABLE, category = CheckTable.CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "A table CHECK with a row for each HDU and a table PROBLEMS with a row for each problem.") ProductFile report) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		Keywords input = inputs.keywords("file");
		return new Plan(List.of(ProductHeader.predict("report", CheckTable.CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		FitsFile file = FitsFile.open(inputs.file().path());
		StoredChecks[] checks = StoredChecks.of(file, context);
		var hdus = new ArrayList<HduSummary>();
		var problems = new ArrayList<Problem>();
		for (Hdu hdu : file.hdus()) {
			context.checkpoint();
			Optional<String> unreadable = Optional.empty();
			PixelCounts counts = PixelCounts.NONE;
			try {
				counts = parameters.pixels() && hdu.hasImage() ? PixelCounts.of(hdu, context) : PixelCounts.NONE;
			} catch (FitsException e) {
				context.checkpoint();
				unreadable = Optional.of(reason(e, hdu));
			}
			var summary = new HduSummary(hdu, counts, checks[hdu.index()]);
			hdus.add(summary);
			unreadable.ifPresent(reason -> problems.add(Problem.of(CheckMessage.UNREADABLE, summary, reason)));
			context.progress(hdus.size(), file.hdus().size(), "HDU");
		}
		problems.addAll(Problems.of(hdus));
		Optional<KmosFileType> type = FileTypes.recognise(hdus);
		ProductFile report = context.write("report", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary().header(), CheckTable.CATEGORY, ID));
				writer.table(CheckTable.structure(hdus, type));
				writer.table(CheckTable.problems(problems));
				context.checkpoint();
				writer.commit();
			}
		});
		context.publish(new QcValue("extensions", "", hdus.size() - 1.0, ""));
		context.publish(new QcValue("problems", "", problems.size(), ""));
		var caveats = new Caveats();
		problems.forEach(problem -> caveats.add(problem.message(String.valueOf(file.path().getFileName()))));
		return new Outcome.Ok<>(new Outputs(report), caveats.all());
	}

	/** What is wrong, without the name of the file, which has no place in the product. */
	private static String reason(FitsException problem, Hdu hdu) {
		String summary = problem.explanation().summary();
		String prefix = hdu.label() + ": ";
		return summary.startsWith(prefix) ? summary.substring(prefix.length()) : problem.explanation().id();
	}
}
