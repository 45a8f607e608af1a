package org.armillary.kmos.simulator;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

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
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Unit;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.detector.DarkDetector;
import org.armillary.kmos.simulator.detector.DefectPixels;
import org.armillary.kmos.simulator.detector.DetectorModel;
import org.armillary.kmos.simulator.detector.FrameFormat;
import org.osgi.service.component.annotations.Component;

/**
 * Makes a set of raw dark exposures of the three KMOS detectors, and a file with all that is true of them. See
 * {@link DarkDetector} for the model, {@link DefectPixels} for what a hot pixel is and {@link DarkTruth} for the truth.
 *
 * <p>Out: raw frames with extensions {@code CHIP1.INT1} to {@code CHIP3.INT1}, {@code float[side][side]} in adu.
 */
@ActorType(id = "kmos.simulate-darks", algorithm = 1, title = "Simulate dark exposures", category = "kmos/simulation", references = {
		"Moyal 1955, Phil. Mag. 46, 263",
		"Hörmann 1993, Insurance: Math. Econ. 12, 39" }, help = """
				Makes raw dark exposures in the format of KMOS: 32 read-out channels with offsets of their own that drift in time and \
				differ between odd and even columns, reference pixels all round, read noise, dark current, hot and cold pixels, and \
				cosmic rays.

				What is in the frames is written into a second product, to compare with what is measured. Another seed gives other \
				detectors; the same parameters always give the same frames.""")
@Component(service = Actor.class)
public final class SimulateDarks
		implements Actor<SimulateDarks.Parameters, SimulateDarks.Inputs, SimulateDarks.Outputs> {

	/** Category of the raw frames. */
	static final String CATEGORY = "DARK";

	/** Category of the truth. */
	static final String TRUTH_CATEGORY = "DARK_TRUTH";

	private static final int SPREADS_BELOW_SATURATION = 5;
	private static final int MOST_HITS = 200_000;
	private static final int FIRST_YEAR = 1980;
	private static final int LAST_YEAR = 2099;
	/** Bytes in memory for a cosmic-ray hit in the truth: about eight pixels with seven numbers. */
	private static final long BYTES_PER_HIT = 8 * 7 * Double.BYTES;
	private static final long BYTES_PER_DEFECT = 100;

	/**
	 * Parameters. What counts pixels is meant for a detector of full size, and goes with the area in others.
	 *
	 * @param seed
	 *            seed of detectors and noise
	 * @param exposures
	 *            number of raw frames
	 * @param dit
	 *            time of an integration, s
	 * @param ndit
	 *            number of integrations whose mean is a raw frame
	 * @param size
	 *            size of the detectors
	 * @param readNoise
	 *            nominal standard deviation of the read noise of one integration, electrons
	 * @param gain
	 *            electrons for each adu, of the three detectors
	 * @param darkCurrent
	 *            dark current of good pixels, electrons/s
	 * @param biasLevel
	 *            mean of the offsets, adu
	 * @param offsetSpread
	 *            standard deviation of the channels' offsets, adu
	 * @param drift
	 *            standard deviation of each channel's offset in time, adu
	 * @param hotPixels
	 *            number of hot pixels, of the three detectors
	 * @param hotPairs
	 *            share of hot pixels that are put beside another one
	 * @param coldPixels
	 *            number of cold pixels of each detector
	 * @param cosmicRate
	 *            cosmic rays, hits/cm²/min
	 * @param saturation
	 *            highest value in a raw frame, adu
	 * @param startDate
	 *            start of the template, UTC
	 */
	public record Parameters(
			@Label("Seed") @Default("1") @Help("Another number gives other detectors with other noise of the same kind.") long seed,
			@Label("Exposures") @Default("5") @Range(min = 1, max = 200) @Help("Number of raw frames.") int exposures,
			@Label("Integration time") @Default("60.0") @Unit("s") @Range(min = 0.1, max = 3600) @Help("Time of one integration, DIT.") double dit,
			@Label("Integrations") @Default("1") @Range(min = 1, max = 100) @Help("Number of integrations, NDIT; a raw frame is their mean.") int ndit,
			@Label("Size") @Default("FULL") @Help("FULL is 2048 x 2048 pixels, MEDIUM 512 x 512, SMALL 256 x 256; 32 read-out channels and a frame of 4 reference pixels in all.") FrameSize size,
			@Label("Read noise") @Default("10.0") @Unit("electron") @Range(min = 0.5, max = 1000) @Help("Nominal read noise of one integration; that of the channels scatters around it by 10 per cent.") double readNoise,
			@Label("Gain") @Default("2.1,2.1,2.1") @Unit("electron/adu") @Range(min = 0.01, max = 1000) @Help("Electrons for each adu, of the three detectors.") List<Double> gain,
			@Label("Dark current") @Default("0.007") @Unit("electron/s") @Range(min = 0, max = 1000) @Help("Dark current of good pixels.") double darkCurrent,
			@Label("Bias level") @Default("1000.0") @Unit("adu") @Range(min = 0, max = 20_000) @Help("Mean offset of the read-out channels.") double biasLevel,
			@Label("Spread of offsets") @Default("200.0") @Unit("adu") @Range(min = 0, max = 2000) @Help("Standard deviation of the offsets of the channels; odd and even columns differ by a tenth of it.") double offsetSpread,
			@Label("Drift") @Default("2.0") @Unit("adu") @Range(min = 0, max = 100) @Help("Standard deviation in time of the offset of each channel.") double drift,
			@Label("Hot pixels") @Default("48000,18000,17000") @Range(min = 0, max = 200_000) @Help("Number of pixels of the three detectors whose dark rate lies 50 sigma above the others in the mean of five exposures of 60 s.") List<Integer> hotPixels,
			@Label("Hot pairs") @Default("0.1") @Range(min = 0, max = 0.5) @Help("Share of hot pixels that are put beside another one.") double hotPairs,
			@Label("Cold pixels") @Default("40") @Range(min = 0, max = 10_000) @Help("Number of pixels of each detector whose offset lies 60 to 400 sigma below the others.") int coldPixels,
			@Label("Cosmic rays") @Default("2.0") @Unit("cm-2 min-1") @Range(min = 0, max = 1000) @Help("Hits on the detector by area and time.") double cosmicRate,
			@Label("Saturation") @Default("65000.0") @Unit("adu") @Range(min = 1000, max = 1_000_000) @Help("No value in a raw frame is higher than this.") double saturation,
			@Label("Start") @Default("2013-12-08T10:00:00") @Help("Start of the template in UTC, as 2013-12-08T10:00:00.") String startDate) {

		/** Checks what depends on several parameters, and copies the lists. */
		public Parameters {
			gain = three("gain", gain);
			hotPixels = three("hotPixels", hotPixels);
			if (saturation <= biasLevel + SPREADS_BELOW_SATURATION * offsetSpread) {
				throw new IllegalArgumentException("saturation = " + saturation
						+ " adu lies within the offsets of the channels; it must be above biasLevel + "
						+ SPREADS_BELOW_SATURATION + " offsetSpread = "
						+ (biasLevel + SPREADS_BELOW_SATURATION * offsetSpread) + " adu");
			}
			int year = parse(startDate).getYear();
			if (year < FIRST_YEAR || year > LAST_YEAR) {
				throw new IllegalArgumentException("startDate is of the year " + year + "; give one from " + FIRST_YEAR
						+ " to " + LAST_YEAR);
			}
			double hits = exposures * cosmicRate * size.format().activeAreaCm2() * dit * ndit / 60;
			if (hits > MOST_HITS) {
				throw new IllegalArgumentException("exposures, dit, ndit and cosmicRate give " + Math.round(hits)
						+ " hits of cosmic rays on each detector; at most " + MOST_HITS + " can be made");
			}
		}

		/** A detector, counted from 0. */
		DarkDetector detector(int number) {
			return DarkDetector.of(model(number), dit, ndit);
		}

		/** What a detector, counted from 0, is drawn from. */
		private DetectorModel model(int number) {
			return new DetectorModel(seed, number, size.format(), exposures, gain.get(number), readNoise, darkCurrent,
					biasLevel, offsetSpread, drift, hotPixels.get(number), hotPairs, coldPixels, cosmicRate,
					saturation);
		}

		/** Start of the template, UTC. */
		LocalDateTime start() {
			return parse(startDate);
		}

		private static <T> List<T> three(String name, List<T> values) {
			if (values.size() != DarkDetector.COUNT) {
				throw new IllegalArgumentException(
						name + " has " + values.size() + " values; give one for each of the three detectors");
			}
			return List.copyOf(values);
		}

		private static LocalDateTime parse(String date) {
			try {
				return LocalDateTime.parse(date);
			} catch (DateTimeParseException e) {
				throw new IllegalArgumentException(
						"startDate is ‘" + date + "’; give date and time as 2013-12-08T10:00:00", e);
			}
		}
	}

	/** Inputs: none. */
	public record Inputs() {
	}

	/**
	 * Outputs.
	 *
	 * @param darks
	 *            the raw frames, in order of time
	 * @param truth
	 *            what is in them
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "The raw frames, in order of time.") List<ProductFile> darks,
			@Port(payload = Payload.FILE, category = TRUTH_CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "What is true of the frames: dark rates, hot and cold pixels, offsets, read noise and cosmic rays.") ProductFile truth) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) {
		RawDarkHeaders headers = RawDarkHeaders.of(parameters);
		var products = new ArrayList<PredictedProduct>();
		for (int exposure = 0; exposure < parameters.exposures(); exposure++) {
			products.add(predicted("darks", CATEGORY, headers.primary(exposure)));
		}
		products.add(predicted("truth", TRUTH_CATEGORY, DarkTruth.primary(parameters)));
		return new Plan(products, new ResourceEstimate(memoryBytes(parameters), 0, FramePipeline.THREADS));
	}

	private static PredictedProduct predicted(String port, String category, FitsHeader header) {
		return new PredictedProduct(port, new ProductDescription(category, new Keywords(header.values())));
	}

	/** Frames under way, classes of the pixels of all detectors, and the truth of one. */
	private static long memoryBytes(Parameters parameters) {
		FrameFormat format = parameters.size().format();
		long frames = (FramePipeline.AHEAD + 2L) * Float.BYTES * format.pixels();
		long classes = (long) DarkDetector.COUNT * format.pixels();
		double warmForEachHot = StrictMath.pow(DefectPixels.WARMEST_SHARE, -DefectPixels.POWER);
		double defects = parameters.hotPixels().stream().mapToLong(Integer::longValue).sum() * warmForEachHot
				* format.shareOfFullSize();
		double hits = parameters.exposures() * parameters.model(0).expectedHits(parameters.dit() * parameters.ndit());
		return frames + classes + (long) (BYTES_PER_DEFECT * defects + BYTES_PER_HIT * hits);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		var detectors = new ArrayList<DarkDetector>();
		for (int detector = 0; detector < DarkDetector.COUNT; detector++) {
			context.checkpoint();
			detectors.add(parameters.detector(detector));
		}
		List<ProductFile> darks = expose(parameters, detectors, context);
		ProductFile truth = context.write("truth",
				file -> new DarkTruth(parameters, detectors).write(file, context));
		for (DarkDetector detector : detectors) {
			String subject = "detector " + (detector.number() + 1);
			context.publish(new QcValue("true dark current", subject,
					detector.darkMean() * parameters.gain().get(detector.number()), "electron/s"));
			context.publish(new QcValue("true read noise", subject, detector.readNoise(), "electron"));
			context.publish(
					new QcValue("true hot pixels", subject, detector.defects().count(DefectPixels.HOT), ""));
		}
		return Outcome.ok(new Outputs(darks, truth));
	}

	private static List<ProductFile> expose(Parameters parameters, List<DarkDetector> detectors, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		RawDarkHeaders headers = RawDarkHeaders.of(parameters);
		int side = parameters.size().format().side();
		var darks = new ArrayList<ProductFile>();
		try (var frames = new FramePipeline(detectors, parameters.exposures())) {
			for (int exposure = 0; exposure < parameters.exposures(); exposure++) {
				FitsHeader primary = headers.primary(exposure);
				darks.add(context.write("darks", file -> {
					try (FitsWriter writer = FitsWriter.create(file)) {
						writer.primary(primary);
						for (DarkDetector detector : detectors) {
							writer.image(extensionName(detector), headers.extension(detector.number()), "",
									frames.next(context), side, side);
						}
						writer.commit();
					}
				}));
				context.progress(exposure + 1L, parameters.exposures(), "exposure");
			}
		}
		return darks;
	}

	/** EXTNAME of a detector in a raw frame. */
	private static String extensionName(DarkDetector detector) {
		return "CHIP" + (detector.number() + 1) + ".INT1";
	}
}
