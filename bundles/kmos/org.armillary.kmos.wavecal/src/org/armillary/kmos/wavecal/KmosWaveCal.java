package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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
import org.armillary.actor.NotInKey;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.kmos.Band;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.PlannedFrames;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.tables.WaveBands;
import org.osgi.service.component.annotations.Component;

/**
 * Finds the wavelength of each pixel from arcs; ESO's recipe {@code kmos_wave_cal}.
 *
 * <p>In: raw arcs at any angles of the rotator, frames with the lamps off, and products of the flat. Out: LCAL (µm in
 * vacuum), DET_IMG_WAVE (the arcs on a grid of wavelengths, adu) and LSF_MAP (the line profile).
 */
@ActorType(id = KmosWaveCal.ID, algorithm = 3, title = "Wavelength calibration", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Takes off the frames with the lamps off, identifies the argon and neon lines of each slitlet, measures them in \
		each of its columns, fits a polynomial along the dispersion, and gives each pixel its wavelength.

		Lines are identified by their pattern, with no need to know where they should be: the slit image is curved, \
		flexure moves it, lines may be missing or saturated, and a lamp may have failed. A slitlet whose lines cannot \
		be identified beyond doubt gets no wavelengths.""")
@Component(service = Actor.class)
public final class KmosWaveCal implements Actor<KmosWaveCal.Parameters, KmosWaveCal.Inputs, KmosWaveCal.Outputs> {

	static final String ID = "kmos.wave-cal";
	static final String XCAL = "XCAL";
	static final String YCAL = "YCAL";
	static final String FLAT_EDGE = "FLAT_EDGE";
	static final String BADPIXEL_FLAT = "BADPIXEL_FLAT";
	static final String MASTER_FLAT = "MASTER_FLAT";
	static final String LCAL = "LCAL";
	static final String IMAGE = "DET_IMG_WAVE";
	static final String PROFILE = "LSF_MAP";
	/** Input ports of products of the flat, with their categories. */
	private static final Map<String, String> PRODUCTS = Map.of("xcal", XCAL, "ycal", YCAL, "flatEdge", FLAT_EDGE,
			"badPixels", BADPIXEL_FLAT, "masterFlat", MASTER_FLAT);
	private static final long HEAP_BYTES = 300L << 20;
	/** For each thread: frames and the products of a detector. */
	private static final long HEAP_BYTES_A_THREAD = 220L << 20;
	/** For each plane of DET_IMG_WAVE and thread: one in work, one waiting. */
	private static final long HEAP_BYTES_A_PLANE = 2L * Float.BYTES * ResampledArc.COLUMNS;

	/**
	 * Parameters.
	 *
	 * @param order
	 *            degree of the polynomial along the dispersion; 0 for the one that suits the band
	 * @param samples
	 *            planes of DET_IMG_WAVE
	 * @param bandStart
	 *            where DET_IMG_WAVE begins, µm; −1 for the limit of the band
	 * @param bandEnd
	 *            where it ends, µm; −1 for the limit of the band
	 * @param linesEstimation
	 *            whether reference lines are not to be used
	 * @param threads
	 *            number of threads; 0 for one for each processor
	 */
	public record Parameters(
			@Label("Order") @Default("0") @Range(min = 0, max = 12) @Help("Degree of the polynomial along the dispersion; 0 takes the one that suits the band: 6 for H, K and YJ, 5 for HK, 4 for IZ.") int order,
			@Label("Samples") @Default("2048") @Alias("b_samples") @Range(min = 16, max = 16384) @Help("Number of wavelengths of DET_IMG_WAVE.") int samples,
			@Label("Band start") @Default("-1.0") @Unit("um") @Alias("b_start") @Help("Where DET_IMG_WAVE begins; -1 for the limit of the band (WAVE_BAND).") double bandStart,
			@Label("Band end") @Default("-1.0") @Unit("um") @Alias("b_end") @Help("Where DET_IMG_WAVE ends; -1 for the limit of the band (WAVE_BAND).") double bandEnd,
			@Label("Lines estimation") @Default("false") @Alias("lines_estimation") @Help("Whether the places of lines are estimated without REF_LINES. They always are; REF_LINES are a hint where that fails, and true leaves it out.") boolean linesEstimation,
			@Label("Threads") @Default("0") @NotInKey @Range(min = 0, max = 256) @Help("Number of threads; 0 takes one for each processor. The result does not depend on it.") int threads) {

		/** The limits of DET_IMG_WAVE in a band, within the usual ones. */
		WaveBands.Limits limits(Band band, WaveBands.Limits usual) throws ActorException {
			double start = bandStart > 0 ? bandStart : usual.firstMicron();
			double end = bandEnd > 0 ? bandEnd : usual.lastMicron();
			if (!(end > start) || start < usual.firstMicron() || end > usual.lastMicron()) {
				throw new ActorException(Kind.USER, WaveCalMessage.BAND_LIMITS.with(start, end, usual.firstMicron(),
						usual.lastMicron(), band));
			}
			return new WaveBands.Limits(start, end);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param arcs
	 *            raw arcs
	 * @param off
	 *            frames with the lamps off
	 * @param xcal
	 *            place along x
	 * @param ycal
	 *            place along y
	 * @param flatEdge
	 *            edges of the slitlets
	 * @param badPixels
	 *            which pixels are good
	 * @param masterFlat
	 *            response of the pixels
	 * @param arcList
	 *            lines of the lamps
	 * @param referenceLines
	 *            where some lines lie
	 * @param waveBand
	 *            limits of the bands
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, category = "ARC_ON", variance = Presence.NONE, mask = Presence.NONE, help = "Raw arcs of one band, one or more at each angle of the rotator; those of other lamps at the same angle are added.") List<ProductFile> arcs,
			@Associated @Port(payload = Payload.IMAGE, category = "ARC_OFF", variance = Presence.NONE, mask = Presence.NONE, help = "The same with the lamps off, at any angle.") List<ProductFile> off,
			@Associated @Port(payload = Payload.IMAGE, category = XCAL, variance = Presence.NONE, mask = Presence.NONE, help = "Place of each pixel along x, of the flat.") ProductFile xcal,
			@Associated @Port(payload = Payload.IMAGE, category = YCAL, variance = Presence.NONE, mask = Presence.NONE, help = "Place of each pixel along y, of the flat.") ProductFile ycal,
			@Associated @Port(payload = Payload.TABLE, category = FLAT_EDGE, variance = Presence.NONE, mask = Presence.NONE, help = "Edges of the slitlets, of the flat.") ProductFile flatEdge,
			@Associated @Port(payload = Payload.IMAGE, category = BADPIXEL_FLAT, variance = Presence.NONE, mask = Presence.NONE, help = "Which pixels are good, 1, or bad, 0; without it those that have a place in XCAL.") Optional<ProductFile> badPixels,
			@Associated @Port(payload = Payload.IMAGE, category = MASTER_FLAT, variance = Presence.OPTIONAL, mask = Presence.NONE, help = "Response of the pixels, by which arcs are divided if it is there.") Optional<ProductFile> masterFlat,
			@Associated @Port(payload = Payload.TABLE, category = "ARC_LIST", variance = Presence.NONE, mask = Presence.NONE, help = "Lines of the lamps; without it ours.") Optional<ProductFile> arcList,
			@Associated @Port(payload = Payload.TABLE, category = "REF_LINES", variance = Presence.NONE, mask = Presence.NONE, help = "Where some lines lie, a hint for spectra that cannot be identified by themselves.") Optional<ProductFile> referenceLines,
			@Associated @Port(payload = Payload.TABLE, category = "WAVE_BAND", variance = Presence.NONE, mask = Presence.NONE, help = "Limits of the bands; without it ours.") Optional<ProductFile> waveBand) {
	}

	/**
	 * Outputs.
	 *
	 * @param lcal
	 *            wavelength of each pixel
	 * @param image
	 *            arcs on a grid of wavelengths
	 * @param profile
	 *            line profile
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = LCAL, variance = Presence.NONE, mask = Presence.REQUIRED, help = "Wavelength of each pixel in um in vacuum, for each angle and detector; NaN where there is none. Masks flag pixels outside the lines that were used.") ProductFile lcal,
			@Port(payload = Payload.IMAGE, category = IMAGE, variance = Presence.NONE, mask = Presence.NONE, help = "The arcs with all slitlets side by side, 14 columns each, on a common grid of wavelengths, in adu: lines are straight if wavelengths are right.") ProductFile image,
			@Port(payload = Payload.CUBE, category = PROFILE, variance = Presence.NONE, mask = Presence.NONE, help = "The line profile by row and slitlet: width (FWHM), third moment, and their errors, in pixels.") ProductFile profile) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		PlannedFrames arcs = PlannedFrames.of(inputs, "arcs").checkBands();
		arcs.and(PlannedFrames.of(inputs, "off")).checkSetups();
		for (int i = 0; i < arcs.size(); i++) {
			String name = arcs.names().get(i);
			Map<String, Object> keywords = arcs.headers().get(i).values();
			RotatorAngle.of(name, keywords);
			checkProducts(name, keywords, inputs);
			for (int detector = 1; detector <= RawFrame.DETECTORS && inputs.port("waveBand").isEmpty(); detector++) {
				Band band = Band.of(name, keywords, detector);
				parameters.limits(band, WaveBands.ours().of(band));
			}
		}
		Keywords first = arcs.first();
		int threads = OrderedWork.threads(parameters.threads());
		return new Plan(
				List.of(ProductHeader.predict("lcal", LCAL, first, ID),
						ProductHeader.predict("image", IMAGE, first, ID),
						ProductHeader.predict("profile", PROFILE, first, ID)),
				new ResourceEstimate(
						HEAP_BYTES + threads * (HEAP_BYTES_A_THREAD + HEAP_BYTES_A_PLANE * parameters.samples()), 0,
						threads));
	}

	private static void checkProducts(String arc, Map<String, Object> keywords, PlanInput inputs)
			throws ActorException {
		for (Map.Entry<String, String> port : PRODUCTS.entrySet()) {
			for (ProductDescription product : inputs.port(port.getKey())) {
				Map<String, Object> values = product.keywords().values();
				ArcCalibrations.checkCategory(port.getValue(), values, false);
				ArcCalibrations.checkBands(arc, keywords, port.getValue(), values);
			}
		}
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		var caveats = new Caveats();
		ArcSet arcs = ArcSet.open(inputs.arcs(), inputs.off(), caveats, context::checkpoint);
		ArcCalibrations calibrations = ArcCalibrations.open(inputs, !parameters.linesEstimation());
		calibrations.check(arcs.arcs());
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			Band band = arcs.band(detector);
			parameters.limits(band, calibrations.bands().of(band));
		}
		arcs.checkTemperature(calibrations, caveats);
		for (AngleStack.Group<RawFrame> group : arcs.groups()) {
			calibrations.check(group.frames().getFirst().setup().file(), group.angleDegrees(), caveats);
		}
		var products = new WaveProducts(parameters, arcs, calibrations, context, caveats);
		Outputs outputs = products.write();
		return new Outcome.Ok<>(outputs, caveats.all());
	}
}
