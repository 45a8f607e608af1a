package org.armillary.kmos.stats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
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
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.ProductHeader;
import org.armillary.numerics.KappaSigma;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.SampleStatistics;
import org.osgi.service.component.annotations.Component;

/**
 * Basic statistics of each image extension of a file of cubes; ESO's recipe {@code kmo_stats}.
 *
 * <p>In: a FITS file with at least one cube, and optionally a mask. Every image extension of the file is measured, whatever
 * its dimensions and unit. Out: a table with a row for each of them; each value is also published under the name of the
 * extension. The definitions of the eleven values are those of {@link RobustStatistics}; the rule by which outliers are
 * rejected follows Davies et al. 2013, A&amp;A 558, A56.
 */
@ActorType(id = KmosStats.ID, algorithm = 1, title = "Statistics", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Measures each image extension of a file that holds at least one cube: number of pixels and of finite ones, \
		mean, standard deviation, both again after rejection of outliers, median, mode, noise, minimum and maximum.

		The noise is the standard deviation of the pixels below the mode, which sources on top of the background do \
		not raise. With a mask only the pixels that it includes are measured. IFUs that were not used appear with 0 \
		pixels.""")
@Component(service = Actor.class)
public final class KmosStats implements Actor<KmosStats.Parameters, KmosStats.Inputs, KmosStats.Outputs> {

	static final String ID = "kmos.stats";

	/** Most pixels of an extension: what fits into an array. */
	private static final int MOST_PIXELS = Integer.MAX_VALUE - 16;

	/**
	 * Parameters.
	 *
	 * @param extensions
	 *            names of the extensions to measure; empty for all
	 * @param clipSigmaPositive
	 *            rejection threshold above the centre, in standard deviations
	 * @param clipSigmaNegative
	 *            rejection threshold below the centre, in standard deviations
	 * @param clipIterations
	 *            how often outliers are rejected at most; 0 for never
	 */
	public record Parameters(
			@Label("Extensions") @Default("") @Help("Names (EXTNAME) of the extensions to measure, such as IFU.3.DATA,IFU.4.DATA; empty measures all images.") List<String> extensions,
			@Label("Clipping threshold above") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cpos_rej") @Help("Values further above the centre than this are rejected for the clipped mean, the mode and the noise."
					+ " Lower it where bright sources fill much of the field.") double clipSigmaPositive,
			@Label("Clipping threshold below") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cneg_rej") @Help("Values further below the centre than this are rejected for the clipped mean, the mode and the noise.") double clipSigmaNegative,
			@Label("Clipping iterations") @Default("3") @Range(min = 0, max = 100) @Alias("citer") @Help("How often outliers are rejected at most; 0 rejects none.") int clipIterations) {

		/** Refuses empty and repeated names. */
		public Parameters {
			extensions = List.copyOf(extensions);
			if (extensions.stream().anyMatch(String::isBlank)) {
				throw new IllegalArgumentException("the list of extensions has an empty name");
			}
			if (new HashSet<>(extensions).size() < extensions.size()) {
				throw new IllegalArgumentException("the list of extensions names one of them twice");
			}
		}
	}

	/**
	 * Inputs.
	 *
	 * @param cube
	 *            what to measure
	 * @param mask
	 *            which pixels to measure: 1 = include, 0 = exclude
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.CUBE, help = "What to measure: a FITS file with at least one cube. All its image"
					+ " extensions are measured, also those with two axes or one.") ProductFile cube,
			@Associated @Port(payload = Payload.FILE, variance = Presence.NONE, mask = Presence.NONE, help = "Which pixels to measure: 1 = include, 0 = exclude. An image holds for each plane of a cube;"
					+ " a single extension holds for all extensions, several are matched by name.") Optional<ProductFile> mask) {
	}

	/**
	 * Outputs.
	 *
	 * @param table
	 *            a row for each extension
	 */
	public record Outputs(
			@Port(payload = Payload.TABLE, category = StatisticsTable.CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "A table with a row for each extension and a column for each value.") ProductFile table) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		Keywords input = inputs.keywords("cube");
		boolean withoutExtensions = Boolean.FALSE.equals(input.values().get("EXTEND"));
		if (withoutExtensions && input.number("NAXIS").orElse(1) == 0) {
			throw new ActorException(Kind.DATA,
					StatsMessage.NO_IMAGE.with("the input", "a primary header with NAXIS = 0 and EXTEND = F"));
		}
		return new Plan(List.of(ProductHeader.predict("table", StatisticsTable.CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		FitsFile file = FitsFile.open(inputs.cube().path());
		List<Hdu> extensions = select(file, parameters.extensions());
		Optional<StatisticsMask> mask = inputs.mask().isPresent()
				? Optional.of(StatisticsMask.open(inputs.mask().get().path()))
				: Optional.empty();
		var rejection = new KappaSigma(parameters.clipSigmaNegative(), parameters.clipSigmaPositive(),
				parameters.clipIterations());
		var rows = new ArrayList<StatisticsTable.Row>();
		var caveats = new ArrayList<Message>();
		for (Hdu extension : extensions) {
			context.checkpoint();
			StatisticsTable.Row row = measure(file, extension, mask, rejection);
			caveat(extension, row).ifPresent(caveats::add);
			publish(row, context);
			rows.add(row);
			context.progress(rows.size(), extensions.size(), "extension");
		}
		context.checkpoint();
		ProductFile table = context.write("table", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary().header(), StatisticsTable.CATEGORY, ID));
				writer.table(StatisticsTable.of(rows));
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(table), caveats);
	}

	/** The extensions to measure, in the order of the file. */
	private static List<Hdu> select(FitsFile file, List<String> names) throws ActorException {
		List<Hdu> images = file.hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.IMAGE && (hdu.index() > 0 || hdu.hasImage())).toList();
		if (images.isEmpty()) {
			String found = file.hdus().stream().skip(1)
					.map(hdu -> hdu.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
					.distinct().collect(Collectors.joining(", "));
			throw new ActorException(Kind.DATA,
					StatsMessage.NO_IMAGE.with(file.path().getFileName(),
							found.isEmpty() ? "a primary header alone" : found));
		}
		for (String name : names) {
			if (images.stream().noneMatch(image -> label(file, image).equals(name) || image.name().equals(name))) {
				throw new ActorException(Kind.USER, StatsMessage.EXTENSION_UNKNOWN.with(file.path().getFileName(), name,
						images.stream().map(image -> label(file, image)).collect(Collectors.joining(", "))));
			}
		}
		return names.isEmpty() ? images
				: images.stream()
						.filter(image -> names.contains(label(file, image)) || names.contains(image.name())).toList();
	}

	/** The name of an extension; with {@code #} and its number, from 1, where it has none of its own. */
	private static String label(FitsFile file, Hdu extension) {
		String name = extension.name();
		boolean unique = !name.isEmpty()
				&& file.hdus().stream().filter(other -> other.name().equals(name)).count() == 1;
		return unique ? name : name + "#" + extension.index();
	}

	private static StatisticsTable.Row measure(FitsFile file, Hdu extension, Optional<StatisticsMask> masks,
			KappaSigma rejection) throws ActorException, FitsException {
		String unit = extension.header().findText("BUNIT").orElse("").strip();
		if (!extension.hasImage()) {
			return new StatisticsTable.Row(label(file, extension), "", 0, unit,
					RobustStatistics.of(new float[0], rejection));
		}
		if (extension.pixelCount() > MOST_PIXELS) {
			throw new FitsException(
					FitsMessage.TOO_LARGE.with(extension.label(), extension.pixelCount(), MOST_PIXELS));
		}
		int size = (int) extension.pixelCount();
		Optional<Hdu> mask = masks.isPresent() ? Optional.of(masks.get().maskFor(extension)) : Optional.empty();
		boolean[] include = mask.isPresent() ? StatisticsMask.include(mask.get(), extension) : null;
		SampleStatistics statistics = extension.bitpix() == -32
				? RobustStatistics.of(extension.readFloats(), 0, size, include, rejection)
				: RobustStatistics.of(extension.readDoubles(), 0, size, include, rejection);
		String maskName = mask.map(hdu -> hdu.name().isEmpty() ? "#" + hdu.index() : hdu.name()).orElse("");
		return new StatisticsTable.Row(label(file, extension), maskName, size, unit, statistics);
	}

	private static Optional<Message> caveat(Hdu extension, StatisticsTable.Row row) {
		if (row.size() > 0 && row.statistics().count() == 0) {
			return Optional.of(StatsMessage.NOTHING_INCLUDED.with(extension.label(), row.mask()));
		}
		return row.size() > 0 && row.statistics().finiteCount() == 0
				? Optional.of(StatsMessage.NO_FINITE_VALUE.with(extension.label(), row.statistics().count()))
				: Optional.empty();
	}

	private static void publish(StatisticsTable.Row row, ActorContext context) {
		for (Statistic statistic : Statistic.all()) {
			context.publish(new QcValue(statistic.words(), row.extension(), statistic.of(row.statistics()),
					statistic.isCount() ? "" : row.unit()));
		}
	}
}
