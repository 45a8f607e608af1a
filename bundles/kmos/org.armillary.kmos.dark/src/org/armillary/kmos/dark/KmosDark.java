package org.armillary.kmos.dark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Label;
import org.armillary.actor.NotInKey;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameNumber;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.PlannedFrames;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.NoiseRule;
import org.osgi.service.component.annotations.Component;

/**
 * Combines dark frames into a master dark and finds bad pixels; ESO's recipe {@code kmos_dark}.
 *
 * <p>In: raw darks of one set-up, three detectors {@code float[2048][2048]} in adu. Out: MASTER_DARK with its noise
 * (adu, for the integration time of the frames) and BADPIXEL_DARK (1 good, 0 bad).
 */
@ActorType(id = KmosDark.ID, algorithm = 1, title = "Master dark", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Takes off the level of each read-out channel, combines the frames pixel by pixel without cosmic rays, and marks \
		as bad the pixels far above (hot) or below (cold) the level of their detector.

		The noise of the master dark is that of the detector as the frames show it, channel by channel, with the photon \
		noise of hot pixels; where a pixel scatters significantly more than that, its own scatter counts. With \
		noise=scatter it is always the pixel's own scatter, as in ESO's recipe.""")
@Component(service = Actor.class)
public final class KmosDark implements Actor<KmosDark.Parameters, KmosDark.Inputs, KmosDark.Outputs> {

	static final String ID = "kmos.dark";
	static final String CATEGORY = "DARK";
	static final String MASTER = "MASTER_DARK";
	static final String BAD_PIXELS = "BADPIXEL_DARK";

	private static final int ESO_FRAMES = 3;
	/** More bad pixels than this, in per cent, are worth a caveat. */
	private static final double MANY_BAD_PERCENT = 5;
	/** A read noise that differs from the header by more than this factor is worth a caveat. */
	private static final double NOISE_FACTOR = 1.5;
	private static final long HEAP_BYTES = 400L << 20;
	private static final int MOST_FRAMES = Short.MAX_VALUE;

	/** How frames are combined. */
	public enum Method {
		/** Mean without outliers. */
		KSIGMA,
		/** Median. */
		MEDIAN,
		/** Mean of all. */
		AVERAGE,
		/** Sum of all. */
		SUM,
		/** Mean without the highest and lowest values. */
		MIN_MAX
	}

	/** Where the noise of the master dark comes from. */
	public enum Noise {
		/** The detector model, and scatter where it is significantly larger. */
		MODEL,
		/** The scatter of each pixel, as ESO's recipe has it. */
		SCATTER
	}

	/**
	 * Parameters.
	 *
	 * @param levelCorrection
	 *            whether to take off the level of each read-out channel
	 * @param positiveBadPixelThreshold
	 *            upper threshold of good pixels, standard deviations of the master dark
	 * @param negativeBadPixelThreshold
	 *            lower threshold of good pixels, standard deviations of the master dark
	 * @param method
	 *            how frames are combined
	 * @param positiveKappa
	 *            rejection threshold above the centre, standard deviations
	 * @param negativeKappa
	 *            rejection threshold below the centre, standard deviations
	 * @param iterations
	 *            how often samples are rejected at most
	 * @param highestRejected
	 *            number of highest samples that min-max leaves out
	 * @param lowestRejected
	 *            number of lowest samples that min-max leaves out
	 * @param noise
	 *            where the noise comes from
	 * @param threads
	 *            number of threads; 0 for one for each processor
	 */
	public record Parameters(
			@Label("Level correction") @Default("true") @Alias("oscan") @Help("Takes off the level of each read-out channel, for odd and even columns, as measured on the reference pixels at the bottom and top.") boolean levelCorrection,
			@Label("Hot pixel threshold") @Default("50.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("pos_bad_pix_rej") @Help("Pixels further above the mean of their detector than this are bad. Sigma is the standard deviation of the master dark without outliers.") double positiveBadPixelThreshold,
			@Label("Cold pixel threshold") @Default("50.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("neg_bad_pix_rej") @Help("Pixels further below the mean of their detector than this are bad.") double negativeBadPixelThreshold,
			@Label("Method") @Default("ksigma") @Alias("cmethod") @Help("How the frames are combined. Only ksigma, median and min_max keep out cosmic rays.") Method method,
			@Label("Rejection threshold above") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cpos_rej") @Help("For ksigma: samples further above the centre than this are rejected.") double positiveKappa,
			@Label("Rejection threshold below") @Default("3.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cneg_rej") @Help("For ksigma: samples further below the centre than this are rejected.") double negativeKappa,
			@Label("Rejection iterations") @Default("3") @Range(min = 0, max = 100) @Alias("citer") @Help("For ksigma: how often samples are rejected at most; 0 rejects none.") int iterations,
			@Label("Highest rejected") @Default("1") @Range(min = 0, max = 100) @Alias("cmax") @Help("For min_max: how many of the highest samples of a pixel are left out.") int highestRejected,
			@Label("Lowest rejected") @Default("1") @Range(min = 0, max = 100) @Alias("cmin") @Help("For min_max: how many of the lowest samples of a pixel are left out.") int lowestRejected,
			@Label("Noise") @Default("model") @Help("model: the noise of the detector, and the scatter of a pixel only where it is significantly larger (p < 1e-4). scatter: always the scatter, as ESO's recipe; uncertain with few frames.") Noise noise,
			@Label("Threads") @Default("0") @NotInKey @Range(min = 0, max = 256) @Help("Number of threads; 0 takes one for each processor. The result does not depend on it.") int threads) {

		CombineSettings settings() {
			return CombineSettings.of(CombineMethod.valueOf(method.name()))
					.withKappa(negativeKappa, positiveKappa, iterations).withRejected(lowestRejected, highestRejected)
					.withNoise(noise == Noise.SCATTER ? NoiseRule.SCATTER : NoiseRule.PROPAGATED_OR_SCATTER);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param darks
	 *            raw dark frames of one set-up
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, category = CATEGORY, variance = Presence.NONE, mask = Presence.NONE, help = "Raw dark frames of one exposure time and read-out mode; usually five.") List<ProductFile> darks) {
	}

	/**
	 * Outputs.
	 *
	 * @param master
	 *            the master dark with its noise
	 * @param badPixels
	 *            which pixels are good
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = MASTER, variance = Presence.REQUIRED, mask = Presence.NONE, help = "The master dark of each detector in adu, with its noise.") ProductFile master,
			@Port(payload = Payload.IMAGE, category = BAD_PIXELS, variance = Presence.NONE, mask = Presence.NONE, help = "For each detector 1 where a pixel is good and 0 where it is hot or cold, or has no value. The reference frame is not judged.") ProductFile badPixels) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		PlannedFrames darks = PlannedFrames.of(inputs, "darks").checkType(CATEGORY).checkSetups();
		if (darks.size() > 0) {
			checkNumber(parameters, darks.size());
		}
		return new Plan(
				List.of(ProductHeader.predict("master", MASTER, darks.first(), ID),
						ProductHeader.predict("badPixels", BAD_PIXELS, darks.first(), ID)),
				new ResourceEstimate(HEAP_BYTES, 0, 2));
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		var caveats = new Caveats();
		List<RawFrame> frames = FrameSelection.open(inputs.darks()).checkSetups().tellRepeated(caveats).frames();
		checkNumber(parameters, frames.size());
		caveats(parameters, frames.size()).forEach(caveats::add);
		int threads = parameters.threads() > 0 ? parameters.threads() : Runtime.getRuntime().availableProcessors();
		var detectors = new ArrayList<DarkDetector>();
		for (int detector = 0; detector < RawFrame.DETECTORS; detector++) {
			context.progress(detector, RawFrame.DETECTORS, "detector");
			FrameSet set = FrameSet.of(frames, detector + 1, parameters.levelCorrection());
			ChannelNoise noise = ChannelNoise.measure(set);
			MasterFrame master = MasterFrame.combine(set, noise, parameters.settings(), threads, context);
			BadPixels bad = BadPixels.find(master.value(), set.channels(), parameters.positiveBadPixelThreshold(),
					parameters.negativeBadPixelThreshold());
			DarkQuality quality = DarkQuality.of(set, noise, master, bad, frames.getFirst().setup().ditSeconds(),
					parameters.method() == Method.SUM ? frames.size() : 1);
			quality.publish("detector " + (detector + 1), context);
			caveats(detector + 1, frames.getFirst(), quality).forEach(caveats::add);
			detectors.add(new DarkDetector(frames.getFirst().detectors().get(detector).header(), set.channels(), master,
					bad, quality));
		}
		context.progress(RawFrame.DETECTORS, RawFrame.DETECTORS, "detector");
		context.checkpoint();
		FitsHeader primary = frames.getFirst().primary();
		ProductFile master = context.write("master", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(header(primary, MASTER, frames.size()));
				for (int i = 0; i < detectors.size(); i++) {
					detectors.get(i).writeMaster(writer, i + 1);
				}
				writer.commit();
			}
		});
		ProductFile badPixels = context.write("badPixels", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(header(primary, BAD_PIXELS, frames.size()));
				for (int i = 0; i < detectors.size(); i++) {
					detectors.get(i).writeBadPixels(writer, i + 1);
				}
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(master, badPixels), caveats.all());
	}

	private static FitsHeader header(FitsHeader input, String category, int frames) {
		return ProductHeader.of(input, category, ID).with("ESO PRO DATANCOM", (long) frames,
				"Number of frames combined");
	}

	private static void checkNumber(Parameters parameters, int frames) throws ActorException {
		if (frames > MOST_FRAMES) {
			throw new ActorException(Kind.USER, DarkMessage.TOO_MANY_FRAMES.with(frames, MOST_FRAMES));
		}
		FrameNumber.check(parameters.settings(), frames, "dark frames");
	}

	private static List<Message> caveats(Parameters parameters, int frames) {
		var caveats = new ArrayList<Message>();
		if (frames == 1) {
			caveats.add(DarkMessage.SINGLE_FRAME.with());
		} else if (frames == 2 && parameters.method() == Method.KSIGMA) {
			caveats.add(DarkMessage.TWO_FRAMES.with());
		}
		if (!parameters.levelCorrection()) {
			caveats.add(DarkMessage.NOT_CORRECTED.with());
		}
		if (parameters.noise() == Noise.SCATTER && frames < ESO_FRAMES) {
			caveats.add(DarkMessage.FEW_FRAMES.with(frames));
		}
		return caveats;
	}

	private static List<Message> caveats(int detector, RawFrame frame, DarkQuality quality) {
		var caveats = new ArrayList<Message>();
		for (int channel : quality.deadChannels()) {
			caveats.add(DarkMessage.DEAD_CHANNEL.with(detector, channel));
		}
		if (quality.readNoise() == 0) {
			caveats.add(DarkMessage.NO_NOISE.with(detector));
		}
		if (quality.badPercent() > MANY_BAD_PERCENT) {
			caveats.add(DarkMessage.MANY_BAD.with(detector, String.format(Locale.ROOT, "%.1f", quality.badPercent()),
					MANY_BAD_PERCENT));
		}
		if (frame.primary().values().get("ESO DET CHIP RON") instanceof Number stated && stated.doubleValue() > 0
				&& quality.readNoise() > 0) {
			double ratio = quality.readNoise() * Math.sqrt(frame.setup().integrations()) / stated.doubleValue();
			if (ratio > NOISE_FACTOR || ratio < 1 / NOISE_FACTOR) {
				caveats.add(DarkMessage.READ_NOISE.with(detector, String.format(Locale.ROOT, "%.1f",
						quality.readNoise() * Math.sqrt(frame.setup().integrations())), stated));
			}
		}
		return caveats;
	}
}
