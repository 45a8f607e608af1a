package org.armillary.kmos.genreflines;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.ArcLines;
import org.armillary.kmos.tables.ReferenceLine;
import org.armillary.kmos.tables.ReferenceLines;
import org.osgi.service.component.annotations.Component;

/**
 * A table of reference lines from a text; ESO's recipe {@code kmos_gen_reflines}.
 *
 * <p>In: a text as {@link LineText} describes it. Out: the table as {@link ReferenceLines} describes it. Each line is looked
 * for among the arc lines that Armillary knows; one that is not there is kept, with a caveat.
 */
@ActorType(id = KmosGenRefLines.ID, algorithm = 1, title = "Reference lines", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Makes the table of reference lines (REF_LINES) from a text: a few bright lines of the arc lamps for each band and \
		detector, with the rows where they are about to be found.

		Each row of the text has five words with blanks, tabs or commas between them: band, detector (1 to 3), wavelength \
		(µm in vacuum), row of the detector (from 1, about), gas (Ar or Ne). What follows a # is a remark. The order of the \
		rows does not matter.""")
@Component(service = Actor.class)
public final class KmosGenRefLines
		implements Actor<KmosGenRefLines.Parameters, KmosGenRefLines.Inputs, KmosGenRefLines.Outputs> {

	static final String ID = "kmos.gen-reflines";

	private static final String INSTRUMENT = "INSTRUME";
	private static final String KMOS = "KMOS";
	private static final double NM_PER_MICRON = 1000;

	/**
	 * Parameters.
	 *
	 * @param tolerance
	 *            how far from a known line a reference line may lie without a caveat, nm; 0 for no such check
	 */
	public record Parameters(
			@Label("Tolerance of wavelengths") @Default("0.1") @Unit("nm") @Range(min = 0, max = 100) @Help("A reference line further than this from every known line of its gas is reported; 0 asks for no such check."
					+ " Raise it for lists that give wavelengths with few decimals.") double tolerance) {
	}

	/**
	 * Inputs.
	 *
	 * @param text
	 *            the text
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.FILE, variance = Presence.NONE, mask = Presence.NONE, help = "A text with a reference line in each row: band, detector, wavelength (µm in vacuum), row of the detector"
					+ " (from 1), gas (Ar or Ne).") ProductFile text) {
	}

	/**
	 * Outputs.
	 *
	 * @param lines
	 *            the table
	 */
	public record Outputs(
			@Port(payload = Payload.TABLE, category = ReferenceLines.CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "Reference lines of all bands and detectors of the text, by band, detector and wavelength.") ProductFile lines) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		var header = new Keywords(Map.of(INSTRUMENT, KMOS));
		return new Plan(List.of(ProductHeader.predict("lines", ReferenceLines.CATEGORY, header, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		String file = String.valueOf(inputs.text().path().getFileName());
		List<LineText.Row> rows = LineText.read(inputs.text().path());
		var caveats = new Caveats();
		for (LineText.Row row : rows) {
			context.checkpoint();
			if (parameters.tolerance() > 0) {
				unknown(file, row, parameters.tolerance() / NM_PER_MICRON).ifPresent(caveats::add);
			}
		}
		var lines = new ReferenceLines(rows.stream().map(LineText.Row::line).toList());
		publish(lines, context);
		FitsHeader header = FitsHeader.builder().set(INSTRUMENT, KMOS, "Instrument").build();
		ProductFile table = context.write("lines", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(header, ReferenceLines.CATEGORY, ID));
				writer.table(lines.table());
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(table), caveats.all());
	}

	/** The caveat of a line that is not among those we know. */
	private static Optional<Message> unknown(String file, LineText.Row row, double toleranceMicron) {
		ReferenceLine line = row.line();
		ToDoubleFunction<ArcLine> distance = known -> Math.abs(known.micron() - line.micron());
		ArcLine nearest = ArcLines.all().stream().filter(known -> known.gas() == line.gas())
				.reduce((a, b) -> distance.applyAsDouble(b) < distance.applyAsDouble(a) ? b : a).orElseThrow();
		return distance.applyAsDouble(nearest) <= toleranceMicron ? Optional.empty()
				: Optional
						.of(GenRefLinesMessage.UNKNOWN_LINE.with(file, row.number(), line.gas().symbol(), line.micron(),
								toleranceMicron, nearest.micron()));
	}

	private static void publish(ReferenceLines lines, ActorContext context) {
		for (Band band : Band.values()) {
			for (int detector = 1; detector <= ReferenceLine.DETECTORS; detector++) {
				int count = lines.of(band, detector).size();
				if (count > 0) {
					context.publish(new QcValue("reference lines", band + ", detector " + detector, count, ""));
				}
			}
		}
	}
}
