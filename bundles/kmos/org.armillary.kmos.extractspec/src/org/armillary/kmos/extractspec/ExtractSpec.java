package org.armillary.kmos.extractspec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
import org.armillary.actor.PredictedProduct;
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
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.WavelengthRanges;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Extracts a spectrum from each cube; ESO's recipe {@code kmos_extract_spec}.
 *
 * <p>In: cubes {@code [nz][ny][nx]} with their noise where they have one. Out: a spectrum {@code [nz]} for each, in the
 * unit of the cube, with its noise: the propagated variance of the spaxels, times the square of a factor for their
 * correlation where the cube or a parameter gives one. Spaxels count by the share of their area in the region.
 */
@ActorType(id = ExtractSpec.ID, algorithm = 1, title = "Extract spectra", category = "kmos/tools", references = {
		"Davies et al. 2013, A&A 558, A56", "Horne 1986, PASP 98, 609",
		"Förster Schreiber et al. 2009, ApJ 706, 1364" }, help = """
				Adds up the spaxels of a region, plane by plane: within a circle (ESO's ‘integrated’), a box or a mask, or with \
				weights that follow the profile of the source (‘optimal’), above a background that is fitted in each plane.

				Spaxels at the edge count by the share of their area that lies within. Where some spaxels of a plane have no \
				data, the others stand for them, as long as enough of the region is left. The noise is that of the cube, \
				propagated; neighbouring spaxels of a resampled cube share noise, and where the cube says by how much (keywords \
				ESO PRO NOISE CORR A and B), the noise of the sum is made larger accordingly.""")
@Component(service = Actor.class)
public final class ExtractSpec implements Actor<ExtractSpec.Parameters, ExtractSpec.Inputs, ExtractSpec.Outputs> {

	static final String ID = "kmos.extract-spec";
	static final String CATEGORY = "EXTRACT_SPEC";
	static final String MASK_CATEGORY = "EXTRACT_SPEC_MASK";

	/** Less than this share of the region within the field is worth a caveat. */
	private static final double WHOLE = 0.99;

	/** How the region is chosen. */
	public enum RegionType {
		/** A circle. */
		APERTURE,
		/** A rectangle. */
		BOX,
		/** The weights of a mask. */
		MASK,
		/** Weights that follow the profile of the source. */
		OPTIMAL
	}

	/** What is made of the spaxels of the region. */
	public enum Statistic {
		/** Their sum. */
		SUM,
		/** Their mean: the sum divided by the area in spaxels. */
		MEAN
	}

	/**
	 * Parameters.
	 *
	 * @param extensions
	 *            names of extensions or numbers of IFUs; empty for all
	 * @param region
	 *            how the region is chosen
	 * @param centre
	 *            centre of circle or box, x and y in FITS pixels
	 * @param radius
	 *            radius of the circle, spaxels
	 * @param size
	 *            width and height of the box, spaxels
	 * @param statistic
	 *            sum or mean
	 * @param minimumCoverage
	 *            least share of the region that must have data in a plane
	 * @param range
	 *            wavelengths over which the profile of an optimal extraction is measured, µm
	 * @param covariance
	 *            factor of the noise correlation and its growth; empty for what the cube says
	 * @param saveMask
	 *            whether to write the region
	 */
	public record Parameters(
			@Label("Extensions") @Default("") @Help("Names (EXTNAME) or IFU numbers, such as IFU.3.DATA or 3,4; empty takes all cubes.") List<String> extensions,
			@Label("Region") @Default("aperture") @Alias("mask_method") @Help("Which spaxels: a circle (aperture), a rectangle (box), the weights of a mask (mask), or weights that follow the source (optimal).") RegionType region,
			@Label("Centre") @Default("7.5,7.5") @Unit("pixel") @Help("Centre of circle or box: x,y in pixels, the centre of the first spaxel is 1,1.") List<Double> centre,
			@Label("Radius") @Default("3.0") @Unit("pixel") @Range(min = 0, minExcluded = true, max = 1000) @Help("Radius of the circle.") double radius,
			@Label("Size of the box") @Default("5.0,5.0") @Unit("pixel") @Help("Width and height of the box.") List<Double> size,
			@Label("Statistic") @Default("sum") @Help("The sum over the region, or its mean per spaxel. An optimal extraction always gives the flux of the source within the field.") Statistic statistic,
			@Label("Least coverage") @Default("0.5") @Range(min = 0, minExcluded = true, max = 1) @Help("Where less than this share of the region has data in a plane, its flux becomes NaN.") double minimumCoverage,
			@Label("Profile range") @Default("") @Unit("um") @Help("For optimal: wavelengths over which the profile of the source is measured, such as 1.05,1.28; empty takes all.") String range,
			@Label("Noise correlation") @Default("") @Help("Two numbers a,b: the noise of N x N spaxels is larger by a + b log10 N than if they were independent. Empty takes what the cube says (ESO PRO NOISE CORR A and B), or none.") List<Double> covariance,
			@Label("Write the region") @Default("false") @Alias("save_mask") @Help("Also writes the weights of the spaxels as images.") boolean saveMask) {

		/** Refuses positions and ranges that are none. */
		public Parameters {
			extensions = List.copyOf(extensions);
			centre = pair("centre", centre);
			size = pair("size", size);
			if (size.stream().anyMatch(side -> !(side > 0))) {
				throw new IllegalArgumentException("size = " + size + " must be above 0 spaxels");
			}
			covariance = covariance.isEmpty() ? List.of() : pair("covariance", covariance);
			if (!covariance.isEmpty() && !(covariance.get(0) > 0)) {
				throw new IllegalArgumentException("covariance = " + covariance + ": the factor a must be above 0");
			}
			WavelengthRanges.parse(range);
		}

		private static List<Double> pair(String name, List<Double> values) {
			if (values.size() != 2 || values.stream().anyMatch(value -> !Double.isFinite(value))) {
				throw new IllegalArgumentException(
						name + " = " + values + ": expected two numbers separated by a comma");
			}
			return List.copyOf(values);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param cubes
	 *            the cubes
	 * @param mask
	 *            weights of the spaxels
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.CUBE, help = "A file of cubes; each is extracted on its own, with its noise where it has one.") ProductFile cubes,
			@Associated @Port(payload = Payload.IMAGE, variance = Presence.NONE, mask = Presence.NONE, help = "Weights of the spaxels, 0 to 1, for region=mask. A single image holds for all cubes, several are matched by name.") Optional<ProductFile> mask) {
	}

	/**
	 * Outputs.
	 *
	 * @param spectra
	 *            the spectra
	 * @param regions
	 *            the weights of the spaxels
	 */
	public record Outputs(
			@Port(payload = Payload.SPECTRUM, category = CATEGORY, mask = Presence.NONE, help = "A spectrum for each cube, with its noise where the cube has one.") ProductFile spectra,
			@Port(payload = Payload.IMAGE, category = MASK_CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "The weights of the spaxels for each cube.") Optional<ProductFile> regions) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		boolean masked = !inputs.port("mask").isEmpty();
		if (parameters.region() == RegionType.MASK && !masked) {
			throw new ActorException(Kind.USER, ExtractMessage.MASK_MISSING.with());
		}
		if (parameters.region() != RegionType.MASK && masked) {
			throw new ActorException(Kind.USER,
					ExtractMessage.MASK_UNUSED.with(parameters.region().name().toLowerCase(Locale.ROOT)));
		}
		if (parameters.region() != RegionType.OPTIMAL && !parameters.range().isBlank()) {
			throw new ActorException(Kind.USER,
					ExtractMessage.RANGE_UNUSED.with(parameters.region().name().toLowerCase(Locale.ROOT)));
		}
		Keywords input = inputs.keywords("cubes");
		var products = new ArrayList<PredictedProduct>();
		products.add(ProductHeader.predict("spectra", CATEGORY, input, ID));
		if (parameters.saveMask()) {
			products.add(ProductHeader.predict("regions", MASK_CATEGORY, input, ID));
		}
		return new Plan(products, ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		KmosFile file = KmosFile.open(inputs.cubes().path());
		List<KmosExtension> extensions = file.select(parameters.extensions());
		if (extensions.stream().allMatch(KmosExtension::isEmpty)) {
			return new Outcome.NoWork<>(ExtractMessage.ALL_EMPTY.with(file.path().getFileName(), extensions.size()));
		}
		RegionChooser chooser = RegionChooser.of(parameters, inputs.mask().map(ProductFile::path));
		var caveats = new ArrayList<Message>();
		var extracted = new ArrayList<Extracted>();
		for (KmosExtension extension : extensions) {
			context.checkpoint();
			Extracted result = extension.isEmpty() ? new Extracted(extension, null, null)
					: extract(extension, file.primary(), parameters, chooser, caveats);
			publish(result, context);
			extracted.add(result);
			context.progress(extracted.size(), extensions.size(), "cube");
		}
		context.checkpoint();
		if (extracted.stream().allMatch(result -> result.spectrum() == null)) {
			throw new ActorException(Kind.DATA, ExtractMessage.NO_SPECTRUM.with(file.path().getFileName()));
		}
		ProductFile spectra = context.write("spectra", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), CATEGORY, ID));
				boolean withNoise = extracted.stream().anyMatch(Extracted::hasNoise);
				for (Extracted result : extracted) {
					result.writeSpectrum(writer, withNoise);
				}
				writer.commit();
			}
		});
		if (!parameters.saveMask()) {
			return new Outcome.Ok<>(new Outputs(spectra, Optional.empty()), caveats);
		}
		ProductFile regions = context.write("regions", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), MASK_CATEGORY, ID));
				for (Extracted result : extracted) {
					result.writeRegion(writer);
				}
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(spectra, Optional.of(regions)), caveats);
	}

	private static Extracted extract(KmosExtension extension, FitsHeader primary, Parameters parameters,
			RegionChooser chooser, List<Message> caveats) throws ActorException, IOException {
		Cube cube = extension.cube();
		Optional<Region> chosen = chooser.choose(extension, cube, caveats);
		if (chosen.isEmpty()) {
			return new Extracted(extension, null, null);
		}
		Region region = chosen.get();
		double area = region.area();
		if (area < WHOLE * region.wholeArea() && parameters.region() != RegionType.OPTIMAL) {
			caveats.add(ExtractMessage.REGION_CUT.with(extension.name(),
					String.format(Locale.ROOT, "%.0f", 100 * area / region.wholeArea())));
		}
		boolean optimal = parameters.region() == RegionType.OPTIMAL;
		SpectrumSum sum = optimal ? SpectrumSum.optimal(cube, region, parameters.minimumCoverage())
				: SpectrumSum.of(cube, region, parameters.minimumCoverage(),
						parameters.statistic() == Statistic.MEAN);
		if (sum.lost() == cube.nz()) {
			caveats.add(ExtractMessage.NO_DATA.with(extension.name()));
		} else if (sum.lost() > 0) {
			caveats.add(ExtractMessage.PLANES_LOST.with(extension.name(), sum.lost(), cube.nz(),
					parameters.minimumCoverage()));
		}
		NoiseCorrelation correlation = parameters.covariance().isEmpty()
				? NoiseCorrelation.of(extension.header(), primary)
				: new NoiseCorrelation(parameters.covariance().get(0), parameters.covariance().get(1));
		double spaxels = effectiveSpaxels(region);
		double factor = correlation.factor(spaxels);
		if (!(factor > 0)) {
			throw new ActorException(Kind.USER, ExtractMessage.COVARIANCE.with(extension.data().label(),
					correlation.a(), correlation.b(), String.format(Locale.ROOT, "%.1f", spaxels)));
		}
		double[] variance = Arrays.stream(sum.variance()).map(value -> value * factor * factor).toArray();
		FitsHeader header = SpectrumHeader.of(extension, region, parameters, area, factor, caveats);
		var spectrum = new Spectrum(Pixels.of(floats(sum.flux())),
				variance.length == 0 ? Optional.empty() : Optional.of(Pixels.of(variance)), Optional.empty(),
				cube.unit(), header);
		return new Extracted(extension, spectrum, region);
	}

	/** Number of equal weights that would give the same variance: (Σw)² / Σw². */
	private static double effectiveSpaxels(Region region) {
		double squares = Arrays.stream(region.weights()).map(weight -> weight * weight).sum();
		return region.area() * region.area() / squares;
	}

	private static float[] floats(double[] values) {
		float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) values[i];
		}
		return floats;
	}

	private static void publish(Extracted result, ActorContext context) {
		Spectrum spectrum = result.spectrum();
		if (spectrum == null) {
			return;
		}
		String subject = result.extension().name();
		double[] finite = Arrays.stream(spectrum.values().doubles()).filter(Double::isFinite).sorted().toArray();
		context.publish(new QcValue("median flux", subject,
				finite.length == 0 ? Double.NaN : finite[finite.length / 2], spectrum.unit()));
		if (spectrum.variance().isPresent()) {
			double[] ratios = new double[spectrum.length()];
			for (int i = 0; i < ratios.length; i++) {
				ratios[i] = spectrum.at(i) / Math.sqrt(spectrum.variance().get().at(i));
			}
			double[] sorted = Arrays.stream(ratios).filter(Double::isFinite).sorted().toArray();
			context.publish(new QcValue("median signal-to-noise", subject,
					sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2], ""));
		}
	}

	/** What was made of one extension; neither spectrum nor region for an IFU that was not used. */
	private record Extracted(KmosExtension extension, @Nullable Spectrum spectrum,
			@Nullable Region region) {

		boolean hasNoise() {
			return spectrum != null && spectrum.variance().isPresent();
		}

		void writeSpectrum(FitsWriter writer, boolean withNoise) throws IOException {
			if (spectrum == null) {
				extension.writeEmpty(writer, withNoise);
			} else {
				writer.spectrum(extension.data().name(), spectrum);
			}
		}

		void writeRegion(FitsWriter writer) throws IOException {
			if (region == null) {
				writer.empty(extension.data().name(), extension.header());
			} else {
				writer.image(extension.data().name(),
						new Image(region.ny(), region.nx(), Pixels.of(floats(region.weights())), Optional.empty(),
								Optional.empty(), "", SpectrumHeader.ofField(extension.header())));
			}
		}
	}
}
