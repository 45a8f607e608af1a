package org.armillary.kmos.makeimage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.WavelengthRanges;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.NoiseRule;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Collapses cubes to images; ESO's recipe {@code kmo_make_image}.
 *
 * <p>In: cubes {@code [nz][ny][nx]} with their noise where they have one. Out: an image {@code [ny][nx]} for each, in the
 * unit of the cube, with the propagated noise; spaxels without data are NaN.
 */
@ActorType(id = MakeImage.ID, algorithm = 1, title = "Collapse to images", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Combines the planes of each cube, over all wavelengths or over ranges of them, into an image.

		With an OH spectrum the planes of bright sky lines are left out, whose noise and residuals would spoil the image. \
		The noise of the image is that of the cube, propagated through the combination; the scatter of the planes does \
		not enter, since a spectrum is no noise.""")
@Component(service = Actor.class)
public final class MakeImage implements Actor<MakeImage.Parameters, MakeImage.Inputs, MakeImage.Outputs> {

	static final String ID = "kmos.make-image";
	static final String CATEGORY = "MAKE_IMAGE";

	private static final int WAVELENGTH_AXIS = 3;
	private static final int MOST_PLANES = Short.MAX_VALUE;

	/** How planes are combined. */
	public enum Method {
		/** Mean without outliers. */
		KSIGMA,
		/** Median. */
		MEDIAN,
		/** Mean of all. */
		AVERAGE,
		/** Sum of all; missing planes are taken to be as bright as the others. */
		SUM,
		/** Mean without the highest and lowest values. */
		MIN_MAX
	}

	/**
	 * Parameters.
	 *
	 * @param extensions
	 *            names of extensions or numbers of IFUs; empty for all
	 * @param range
	 *            wavelengths to combine, µm; empty for all
	 * @param threshold
	 *            share of the brightest OH line above which a plane is left out
	 * @param method
	 *            how planes are combined
	 * @param minimumCoverage
	 *            least share of the planes on which a spaxel must have data
	 * @param positiveKappa
	 *            rejection threshold above the centre, standard deviations
	 * @param negativeKappa
	 *            rejection threshold below the centre, standard deviations
	 * @param iterations
	 *            how often values are rejected at most
	 * @param highestRejected
	 *            number of highest values that min-max leaves out
	 * @param lowestRejected
	 *            number of lowest values that min-max leaves out
	 */
	public record Parameters(
			@Label("Extensions") @Default("") @Help("Names (EXTNAME) or IFU numbers, such as IFU.3.DATA or 3,4; empty takes all cubes.") List<String> extensions,
			@Label("Wavelength range") @Default("") @Unit("um") @Help("Planes to combine: from,to in vacuum wavelength; several ranges are separated by semicolons, as 1.05,1.28;1.30,1.35. Empty takes all.") String range,
			@Label("OH threshold") @Default("0.1") @Range(min = 0, max = 1) @Help("With an OH spectrum: planes with emission above this share of the brightest line within the cube are left out.") double threshold,
			@Label("Method") @Default("ksigma") @Alias("cmethod") @Help("How the planes are combined. For a sum, missing planes are taken to be as bright as the others of their spaxel.") Method method,
			@Label("Least coverage") @Default("0.5") @Range(min = 0, max = 1) @Help("A spaxel with data on less than this share of the planes becomes NaN.") double minimumCoverage,
			@Label("Rejection threshold above") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cpos_rej") @Help("For ksigma: values further above the centre than this are rejected.") double positiveKappa,
			@Label("Rejection threshold below") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cneg_rej") @Help("For ksigma: values further below the centre than this are rejected.") double negativeKappa,
			@Label("Rejection iterations") @Default("3") @Range(min = 0, max = 100) @Alias("citer") @Help("For ksigma: how often values are rejected at most; 0 rejects none.") int iterations,
			@Label("Highest rejected") @Default("1") @Range(min = 0, max = 1000) @Alias("cmax") @Help("For min_max: how many of the highest values of a spaxel are left out.") int highestRejected,
			@Label("Lowest rejected") @Default("1") @Range(min = 0, max = 1000) @Alias("cmin") @Help("For min_max: how many of the lowest values of a spaxel are left out.") int lowestRejected) {

		/** Refuses ranges that are none. */
		public Parameters {
			extensions = List.copyOf(extensions);
			WavelengthRanges.parse(range);
		}

		CombineSettings settings() {
			return CombineSettings.of(CombineMethod.valueOf(method.name()))
					.withKappa(negativeKappa, positiveKappa, iterations).withRejected(lowestRejected, highestRejected)
					.withNoise(NoiseRule.PROPAGATED);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param cubes
	 *            the cubes
	 * @param ohSpectrum
	 *            emission of the night sky
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.CUBE, help = "A file of cubes; each is collapsed on its own, with its noise where it has one.") ProductFile cubes,
			@Associated @Port(payload = Payload.SPECTRUM, variance = Presence.NONE, mask = Presence.NONE, help = "Emission of the night sky (OH_SPEC); planes of its bright lines are left out.") Optional<ProductFile> ohSpectrum) {
	}

	/**
	 * Outputs.
	 *
	 * @param images
	 *            the images
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = CATEGORY, mask = Presence.NONE, help = "An image for each cube, with its noise where the cube has one.") ProductFile images) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		Keywords input = inputs.keywords("cubes");
		return new Plan(List.of(ProductHeader.predict("images", CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		KmosFile file = KmosFile.open(inputs.cubes().path());
		Optional<SkyLines> sky = inputs.ohSpectrum().isPresent()
				? Optional.of(SkyLines.read(KmosFile.open(inputs.ohSpectrum().get().path())))
				: Optional.empty();
		List<KmosExtension> extensions = file.select(parameters.extensions());
		if (extensions.stream().allMatch(KmosExtension::isEmpty)) {
			return new Outcome.NoWork<>(MakeImageMessage.ALL_EMPTY.with(file.path().getFileName(), extensions.size()));
		}
		var images = new ArrayList<Collapsed>();
		var caveats = new ArrayList<Message>();
		for (KmosExtension extension : extensions) {
			context.checkpoint();
			images.add(extension.isEmpty() ? new Collapsed(extension, null)
					: collapse(extension, parameters, sky, caveats, context));
			context.progress(images.size(), extensions.size(), "cube");
		}
		context.checkpoint();
		ProductFile product = context.write("images", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), CATEGORY, ID));
				boolean withNoise = images.stream().anyMatch(Collapsed::hasNoise);
				for (Collapsed image : images) {
					image.write(writer, withNoise);
				}
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(product), caveats);
	}

	private static Collapsed collapse(KmosExtension extension, Parameters parameters, Optional<SkyLines> sky,
			List<Message> caveats,
			ActorContext context) throws ActorException, IOException {
		Cube cube = extension.cube();
		boolean[] selected = planes(extension, cube, parameters, sky, caveats, context);
		int[] planes = IntStream.range(0, selected.length).filter(z -> selected[z]).toArray();
		if (parameters.method() == Method.MIN_MAX
				&& parameters.highestRejected() + parameters.lowestRejected() >= planes.length) {
			throw new ActorException(Kind.USER, MakeImageMessage.FEW_PLANES.with(extension.data().label(),
					planes.length, parameters.highestRejected() + parameters.lowestRejected()));
		}
		if (planes.length > MOST_PLANES) {
			throw new ActorException(Kind.USER,
					MakeImageMessage.MANY_PLANES.with(extension.data().label(), planes.length, MOST_PLANES));
		}
		Image image = PlaneCombination.combine(cube, planes, parameters.settings(),
				parameters.minimumCoverage());
		if (!PlaneCombination.hasData(image)) {
			caveats.add(MakeImageMessage.NO_DATA.with(extension.name()));
		}
		FitsHeader header = Wcs.collapse(extension.header(), WAVELENGTH_AXIS).toBuilder()
				.set("ESO PRO COLLAPSE PLANES", (long) planes.length, "Number of planes combined")
				.set("ESO PRO COLLAPSE RANGE",
						parameters.range().isBlank() ? "all" : WavelengthRanges.parse(parameters.range()).text(),
						"[um] Wavelengths combined")
				.build();
		context.publish(new QcValue("planes combined", extension.name(), planes.length, ""));
		return new Collapsed(extension, image.withHeader(header));
	}

	/** Which planes to combine. */
	private static boolean[] planes(KmosExtension extension, Cube cube, Parameters parameters,
			Optional<SkyLines> sky, List<Message> caveats, ActorContext context) throws ActorException, IOException {
		WavelengthRanges ranges = WavelengthRanges.parse(parameters.range());
		if (ranges.ranges().isEmpty() && sky.isEmpty()) {
			boolean[] all = new boolean[cube.nz()];
			Arrays.fill(all, true);
			return all;
		}
		double[] micron = Wcs.wavelengthsMicron(extension.header(), WAVELENGTH_AXIS, cube.nz());
		boolean[] selected = ranges.select(micron);
		if (count(selected) == 0) {
			throw new ActorException(Kind.USER, MakeImageMessage.NO_PLANE.with(extension.data().label(),
					parameters.range(), micron[0], micron[micron.length - 1]));
		}
		if (ranges.reachBeyond(micron)) {
			caveats.add(MakeImageMessage.RANGE_CUT.with(extension.name(), ranges.text(), micron[0],
					micron[micron.length - 1], count(selected)));
		}
		if (sky.isPresent()) {
			int before = count(selected);
			boolean[] bright = sky.get().bright(micron, parameters.threshold());
			for (int z = 0; z < selected.length; z++) {
				selected[z] &= !bright[z];
			}
			int after = count(selected);
			if (after == 0) {
				throw new ActorException(Kind.USER,
						MakeImageMessage.ALL_SKY.with(extension.data().label(), parameters.threshold()));
			}
			context.publish(new QcValue("planes left out", extension.name(), before - after, ""));
		}
		return selected;
	}

	private static int count(boolean[] selected) {
		int count = 0;
		for (boolean yes : selected) {
			count += yes ? 1 : 0;
		}
		return count;
	}

	/** What was made of one extension; no image for an IFU that was not used. */
	private record Collapsed(KmosExtension extension, @Nullable Image image) {

		boolean hasNoise() {
			return image != null && image.variance().isPresent();
		}

		void write(FitsWriter writer, boolean withNoise) throws IOException {
			if (image == null) {
				extension.writeEmpty(writer, withNoise);
			} else {
				writer.image(extension.data().name(), image);
			}
		}
	}
}
