package org.armillary.kmos.illumination;

import java.io.IOException;
import java.util.ArrayList;
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
import org.armillary.actor.Label;
import org.armillary.actor.NotInKey;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.PlannedFrames;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.UsedArms;
import org.armillary.kmos.WavelengthRanges;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.lookup.XcalInterpolation;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.osgi.service.component.annotations.Component;

/**
 * Measures how unevenly the flat lamp lights the fields of the IFUs against the sky; ESO's recipe
 * {@code kmos_illumination}.
 *
 * <p>In: raw twilight flats or lamp flats, three detectors {@code float[2048][2048]} in adu, and the products of flat and
 * wavelength calibration. Out: ILLUM_CORR, an image {@code float[14][14]} with its noise for each IFU, by which data that
 * were divided by MASTER_FLAT are to be divided; the usual IFU of each detector has 1. From twilight with FLAT_EDGE also
 * SKYFLAT_EDGE, the edges of the slitlets where the twilight shows them.
 */
@ActorType(id = KmosIllumination.ID, algorithm = 3, title = "Illumination correction", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Twilight flats: combines exposures of different brightness, takes off the dark, divides by the master flat, and \
		collapses each slitlet over wavelength. What is left is how the lamp of the master flat lights a field \
		otherwise than the sky. With FLAT_EDGE the slitlets are found again in the twilight.

		Lamp flats: the smooth structure of the lamp's light in each field, inverted. It cannot tell the structure of the \
		lamp from vignetting of the optics, of which the sky feels the same; lampShare of it is taken for the lamp's. \
		On simulated nights that leaves errors of 1.1 % in the median IFU and 2.0 % in the worst, and up to 2.8 % in the \
		outermost spaxels along its slitlets, where no correction leaves 1.7, 2.1 and 3.4 %, and twilight 0.1 %. Ratios \
		between IFUs are not measured. But lamp flats exist at all angles. An IFU whose light is far more uneven than that \
		of the others is not corrected in that direction, and a caveat names it.""")
@Component(service = Actor.class)
public final class KmosIllumination
		implements Actor<KmosIllumination.Parameters, KmosIllumination.Inputs, KmosIllumination.Outputs> {

	static final String ID = "kmos.illumination";
	static final String SKY = "FLAT_SKY";
	static final String LAMP = "FLAT_ON";
	static final String CORRECTION = "ILLUM_CORR";
	static final String EDGES = "SKYFLAT_EDGE";

	private static final long HEAP_BYTES = 1600L << 20;
	private static final double FIELD_ARCSEC = 2 * Slitlet.HALF_FIELD_MAS / 1000;

	/** How exposures are combined. */
	public enum Method {
		/** Mean without outliers. */
		KSIGMA,
		/** Median. */
		MEDIAN,
		/** Mean of all. */
		AVERAGE
	}

	/**
	 * Parameters.
	 *
	 * @param range
	 *            wavelengths to collapse, µm
	 * @param addAll
	 *            whether the first exposure of a template of twilight flats is used
	 * @param pixelScale
	 *            side of a spaxel, arcsec
	 * @param method
	 *            how exposures are combined
	 * @param positiveKappa
	 *            rejection threshold above the centre, standard deviations
	 * @param negativeKappa
	 *            rejection threshold below the centre, standard deviations
	 * @param iterations
	 *            how often samples are rejected at most
	 * @param xcalInterpolation
	 *            how places between calibrated angles are found
	 * @param lampShare
	 *            share of the structure in lamp light that is the lamp's, 0 to 1
	 * @param threads
	 *            number of threads; 0 for one for each processor
	 */
	public record Parameters(
			@Label("Wavelength range") @Default("") @Unit("um") @Help("Wavelengths to collapse, such as 1.5,1.6;1.7,1.75; empty for the useful band without 5 % at each end. Only what all slitlets of a detector see is used.") String range,
			@Label("Use test exposure") @Default("false") @Alias("add-all") @Help("Whether the first exposure of a template of twilight flats, which tests the level, is used like the others.") boolean addAll,
			@Label("Spaxel scale") @Default("0.2") @Unit("arcsec") @Range(min = 0.05, max = 0.2) @Alias("pixscale") @Help("Side of a spaxel: 0.2, or a whole fraction of the field of 2.8 arcsec such as 0.1.") double pixelScale,
			@Label("Method") @Default("ksigma") @Alias("cmethod") @Help("How the exposures are combined. average keeps cosmic rays in.") Method method,
			@Label("Rejection threshold above") @Default("4.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cpos_rej") @Help("For ksigma: samples further above the centre than this are rejected.") double positiveKappa,
			@Label("Rejection threshold below") @Default("4.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cneg_rej") @Help("For ksigma: samples further below the centre than this are rejected.") double negativeKappa,
			@Label("Rejection iterations") @Default("3") @Range(min = 0, max = 100) @Alias("citer") @Help("For ksigma: how often samples are rejected at most; 0 rejects none.") int iterations,
			@Label("Flexure") @Default("auto") @Alias("xcal_interpolation") @Help("How slitlets between calibrated angles are found where FLAT_EDGE is not given: none takes the nearest angle, linear the two around, sine a wave through all; auto takes sine with four angles or more, else linear.") XcalInterpolation xcalInterpolation,
			@Label("Share of the lamp") @Default("0.75") @Range(min = 0, max = 1) @Help("For lamp flats: how much of the smooth structure in their light is taken for that of the lamp, and taken out. 1 inverts the smoothed image as SPARK does, and takes vignetting out, too, which the sky has and which must stay. The share cannot be measured on lamp light. The default of 0.75 is an assumption: it is right if vignetting makes a quarter of the mean square of the structure, and was tried on simulated nights alone. If you have twilight flats of some night, choose what comes closest to their correction.") double lampShare,
			@Label("Threads") @Default("0") @NotInKey @Range(min = 0, max = 256) @Help("Number of threads; 0 takes one for each processor. The result does not depend on it.") int threads) {

		/** Refuses what is malformed. */
		public Parameters {
			WavelengthRanges.parse(range);
			double side = FIELD_ARCSEC / pixelScale;
			if (Math.abs(side - Math.rint(side)) > 1e-6) {
				throw new IllegalArgumentException("a spaxel of " + pixelScale + " arcsec does not divide the field of "
						+ FIELD_ARCSEC + " arcsec; take 0.2 or 0.1");
			}
		}

		/** Spaxels along a side of an IFU. */
		int side() {
			return (int) Math.rint(FIELD_ARCSEC / pixelScale);
		}

		StackSettings stack() {
			return StackSettings.light().withCombination(CombineSettings.of(CombineMethod.valueOf(method.name()))
					.withKappa(negativeKappa, positiveKappa, iterations));
		}
	}

	/**
	 * Inputs.
	 *
	 * @param flats
	 *            twilight or lamp flats
	 * @param dark
	 *            master dark
	 * @param masterFlat
	 *            master flat
	 * @param xcal
	 *            x of each pixel
	 * @param ycal
	 *            y of each pixel
	 * @param lcal
	 *            wavelength of each pixel
	 * @param flatEdge
	 *            edges of the slitlets in the flat
	 * @param waveBand
	 *            limits of the bands
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, category = {
					SKY,
					LAMP }, variance = Presence.NONE, mask = Presence.NONE, help = "Raw twilight flats of one template (FLAT_SKY), or raw lamp flats (FLAT_ON); not both. Exposure times may differ.") List<ProductFile> flats,
			@Associated @Port(payload = Payload.IMAGE, category = "MASTER_DARK", mask = Presence.NONE, help = "The master dark; scaled where its exposure time differs.") Optional<ProductFile> dark,
			@Associated @Port(payload = Payload.IMAGE, category = "MASTER_FLAT", mask = Presence.NONE, help = "The master flat that the correction is for.") ProductFile masterFlat,
			@Associated @Port(payload = Payload.IMAGE, category = "XCAL", variance = Presence.NONE, mask = Presence.NONE, help = "x of each pixel.") ProductFile xcal,
			@Associated @Port(payload = Payload.IMAGE, category = "YCAL", variance = Presence.NONE, mask = Presence.NONE, help = "y of each pixel.") ProductFile ycal,
			@Associated @Port(payload = Payload.IMAGE, category = "LCAL", variance = Presence.NONE, help = "Wavelength of each pixel.") ProductFile lcal,
			@Associated @Port(payload = Payload.TABLE, category = "FLAT_EDGE", variance = Presence.NONE, mask = Presence.NONE, help = "Edges of the slitlets in the flat; with them the slitlets are found again in the twilight.") Optional<ProductFile> flatEdge,
			@Associated @Port(payload = Payload.TABLE, category = "WAVE_BAND", variance = Presence.NONE, mask = Presence.NONE, help = "Limits of the bands, if not the usual ones.") Optional<ProductFile> waveBand){
	}

	/**
	 * Outputs.
	 *
	 * @param correction
	 *            the illumination correction with its noise
	 * @param edges
	 *            edges of the slitlets in the twilight, where FLAT_EDGE was given
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = CORRECTION, variance = Presence.REQUIRED, mask = Presence.NONE, help = "For each IFU an image by which data divided by the master flat are to be divided, with its noise; empty for unused IFUs. The usual IFU of each detector, by the median, has a mean of 1.") ProductFile correction,
			@Port(payload = Payload.TABLE, category = EDGES, variance = Presence.NONE, mask = Presence.NONE, help = "Edges of the slitlets in the twilight: those of FLAT_EDGE, moved half segment by half segment.") Optional<ProductFile> edges) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		InputChecks.check(inputs, WavelengthRanges.parse(parameters.range()));
		List<ProductDescription> flats = inputs.port("flats");
		Keywords first = PlannedFrames.of(inputs, "flats").first();
		var products = new ArrayList<PredictedProduct>();
		products.add(ProductHeader.predict("correction", CORRECTION, first, ID));
		if (!inputs.port("flatEdge").isEmpty() && !flats.isEmpty()
				&& InputChecks.category(flats.getFirst()).equals(SKY)) {
			products.add(ProductHeader.predict("edges", EDGES, first, ID));
		}
		return new Plan(products, new ResourceEstimate(HEAP_BYTES, 0, 2));
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		String category = InputChecks.category(inputs.flats().getFirst().description());
		boolean isSky = category.equals(SKY);
		var caveats = new Caveats();
		InputChecks.checkCategories(inputs.flats(), category);
		FrameSelection flats = FrameSelection.open(inputs.flats());
		WavelengthRanges ranges = WavelengthRanges.parse(parameters.range());
		InputChecks.checkRanges(flats.first().setup().file(), flats.first().primary().values(), ranges);
		Exposures exposures = Exposures.choose(flats, isSky && !parameters.addAll(), parameters.threads(),
				caveats, context);
		Calibrations calibrations = Calibrations.open(inputs, isSky);
		calibrations.check(inputs, exposures, caveats);
		if (isSky && inputs.dark().isEmpty()) {
			caveats.add(IlluminationMessage.NO_DARK.with());
		}
		if (isSky && inputs.flatEdge().isEmpty()) {
			caveats.add(IlluminationMessage.NO_EDGES.with());
		}
		AngleStack<RawFrame> angles = AngleStack.ofFrames(exposures.used());
		for (double angle : angles.angles()) {
			calibrations.check(inputs, angle, caveats);
		}
		var settings = new DetectorReduction.Settings(parameters.stack(), parameters.xcalInterpolation(),
				WavelengthAxis.ofDetectors(exposures.used().getFirst(), ranges,
						inputs.waveBand().map(ProductFile::path)),
				parameters.side(), exposures.lit(caveats), !isSky, exposures.skipped());
		List<List<DetectorReduction>> reduced = new Reduction(calibrations, settings, parameters.threads(), context)
				.reduce(angles);
		for (int i = 0; i < reduced.size(); i++) {
			// where the slitlets were found again, tables of another angle do no harm
			if (!reduced.get(i).stream().allMatch(DetectorReduction::hasFoundSlitlets)) {
				calibrations.tables().caveats(angles.groups().get(i).angleDegrees(), parameters.xcalInterpolation())
						.forEach(caveats::add);
			}
		}
		context.checkpoint();
		UsedArms arms = UsedArms.of(exposures.used().getFirst());
		Illumination illumination = Illumination.of(reduced, angles, parameters.side(), arms.used(),
				inputs.xcal().category(), parameters.lampShare(), caveats);
		var report = new IlluminationReport(exposures, angles, reduced, calibrations.tables().angles(),
				IlluminationQuality.of(illumination.images()));
		report.publish(context);
		report.addCaveats(inputs, caveats);
		FitsHeader primary = flats.first().primary();
		ProductFile correction = context.write("correction", path -> IlluminationFile.write(path,
				report.addTo(ProductHeader.of(primary, CORRECTION, ID)), illumination, parameters.side()));
		Optional<ProductFile> edges = Optional.empty();
		if (isSky && inputs.flatEdge().isPresent()) {
			edges = Optional.of(context.write("edges", path -> {
				try (FitsWriter writer = FitsWriter.create(path)) {
					writer.primary(report.addEdgesTo(ProductHeader.of(primary, EDGES, ID)));
					report.edges().write(writer);
					writer.commit();
				}
			}));
		}
		return new Outcome.Ok<>(new Outputs(correction, edges), caveats.all());
	}
}
