package org.armillary.kmos.levelcorrection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.detector.BadPixelMask;
import org.armillary.kmos.detector.BrightPast;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FlagLimits;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.SliceLevels;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.detector.StackedFrame;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the levels of the read-out channels off a raw frame and flags pixels that cannot be trusted; the parameter
 * {@code lcmethod} of ESO's recipes as a step of its own.
 *
 * <p>In: a raw frame of any class, three detectors {@code float[2048][2048]} in adu. Out: the same frame without the
 * levels, which every recipe takes for a raw one: the reference pixels are at 0 in it, so that taking off their level
 * again changes nothing. And the flags of each pixel, a bit for each reason.
 */
@ActorType(id = KmosLevelCorrection.ID, algorithm = 1, title = "Level correction", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Each of the 32 read-out channels of a detector has a level of its own, for odd and for even columns. oscan \
		takes off what the reference pixels at the bottom and top tell. slices_mean and slices_median also take off, \
		in windows of 64 x 128 pixels, the mean or median of the pixels between the slitlets: for very faint sources \
		only, since bright ones leak into the gaps.

		Pixels above the linear range, saturated ones, those that may still glow from an earlier exposure, and bad \
		ones get a flag each in LEVEL_MASK; their numbers are published.""")
@Component(service = Actor.class)
public final class KmosLevelCorrection
		implements Actor<KmosLevelCorrection.Parameters, KmosLevelCorrection.Inputs, KmosLevelCorrection.Outputs> {

	static final String ID = "kmos.level-correction";
	static final String FRAME = "LEVEL_CORRECTED";
	static final String FLAGS = "LEVEL_MASK";

	/** Pixels beside a lit one see the wings of its light. */
	private static final int MARGIN = 1;
	/** Further from an angle of the wavelength calibration than this, the slitlets lie elsewhere, degrees. */
	private static final double FAR_DEGREES = 30;
	private static final long HEAP_BYTES = 300L << 20;

	/** How levels are measured. */
	public enum Method {
		/** On the reference pixels at the bottom and top. */
		OSCAN,
		/** Then also by the mean of the dark pixels of each window. */
		SLICES_MEAN,
		/** Then also by the median of the dark pixels of each window. */
		SLICES_MEDIAN,
		/** Not at all; pixels are flagged alone. */
		NONE;

		boolean byWindows() {
			return this == SLICES_MEAN || this == SLICES_MEDIAN;
		}
	}

	/**
	 * Parameters.
	 *
	 * @param method
	 *            how levels are measured
	 * @param linearLimit
	 *            end of the linear range above the level, adu
	 * @param saturationLimit
	 *            raw value from which on pixels are saturated, adu; -1 for that of the header
	 * @param persistenceMinutes
	 *            how long a pixel glows that was at the end of the linear range
	 */
	public record Parameters(
			@Label("Method") @Default("oscan") @Alias("lcmethod") @Help("oscan: levels of the reference pixels. slices_mean, slices_median: also the mean or median of the pixels between the slitlets in windows of 64 x 128 pixels, which needs LCAL. none: nothing is taken off, pixels are flagged alone.") Method method,
			@Label("Linear limit") @Default("40000.0") @Unit("adu") @Range(min = 0, minExcluded = true) @Help("Pixels above this, counted from the level, are flagged as non-linear.") double linearLimit,
			@Label("Saturation limit") @Default("-1.0") @Unit("adu") @Range(min = -1) @Help("Raw values from here on are saturated, and so are at least 16 equal highest ones; -1 takes SATURATE of the header, else 65535, the end of the converter.") double saturationLimit,
			@Label("Persistence") @Default("10.0") @Unit("min") @Range(min = 0, max = 1440) @Help("So long after an exposure that reached the linear limit a pixel is flagged; twice as long if it was twice as bright.") double persistenceMinutes) {

		/** Refuses what is neither -1 nor above 0. */
		public Parameters {
			if (saturationLimit != -1 && !(saturationLimit > 0)) {
				throw new IllegalArgumentException("the parameter saturationLimit is " + saturationLimit
						+ ", expected adu above 0, or -1 for the value of the header");
			}
		}

		FlagLimits limits() {
			return new FlagLimits(linearLimit, saturationLimit > 0 ? saturationLimit : Double.NaN, persistenceMinutes);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param frame
	 *            a raw frame
	 * @param lcal
	 *            which pixels are lit
	 * @param badPixels
	 *            which pixels are bad
	 * @param earlier
	 *            exposures that may have left a glow
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, variance = Presence.NONE, mask = Presence.NONE, help = "A raw frame of any class: an image for each of the three detectors.") ProductFile frame,
			@Associated @Port(payload = Payload.IMAGE, category = "LCAL", variance = Presence.NONE, help = "Wavelength calibration of the band: pixels without a wavelength are dark. The slices methods need it.") Optional<ProductFile> lcal,
			@Associated @Port(payload = Payload.IMAGE, category = "BADPIXEL_DARK", variance = Presence.NONE, mask = Presence.NONE, help = "1 for good pixels, 0 for bad ones.") Optional<ProductFile> badPixels,
			@Associated(min = 0) @Port(payload = Payload.IMAGE, variance = Presence.NONE, mask = Presence.NONE, help = "Raw frames that were exposed before, for persistence; those too long before, or after the frame, do not count.") List<ProductFile> earlier) {
	}

	/**
	 * Outputs.
	 *
	 * @param corrected
	 *            the frame without the levels
	 * @param flags
	 *            the flags of its pixels
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = FRAME, variance = Presence.NONE, mask = Presence.NONE, help = "The frame without the levels, in adu, with the keywords of the raw frame.") ProductFile corrected,
			@Port(payload = Payload.IMAGE, category = FLAGS, variance = Presence.NONE, mask = Presence.NONE, help = "For each detector the flags of its pixels: bit 0 bad, 1 non-linear, 2 saturated, 3 persistent, 4 without value.") ProductFile flags) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		Keywords input = inputs.keywords("frame");
		Optional<String> category = input.text(ProductHeader.CATEGORY);
		if (category.isPresent()) {
			throw new ActorException(Kind.DATA,
					LevelMessage.PRODUCT.with(inputs.name("frame", 0), ProductHeader.CATEGORY, category.get()));
		}
		if (parameters.method().byWindows() && inputs.port("lcal").isEmpty()) {
			throw new ActorException(Kind.USER, LevelMessage.NO_LOOKUP.with("method=" + parameters.method()));
		}
		return new Plan(
				List.of(ProductHeader.predict("corrected", FRAME, input, ID),
						ProductHeader.predict("flags", FLAGS, input, ID)),
				new ResourceEstimate(HEAP_BYTES, 0, 1));
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		RawFrame frame = RawFrame.open(inputs.frame().path());
		var caveats = new Caveats();
		List<RawFrame> earlier = FrameSelection.open(inputs.earlier()).frames();
		Optional<BadPixelMask> mask = inputs.badPixels().isPresent()
				? Optional.of(BadPixelMask.open(inputs.badPixels().get().path()))
				: Optional.empty();
		Optional<LitPixels> lit = inputs.lcal().isPresent()
				? Optional.of(LitPixels.open(inputs.lcal().get().path()))
				: Optional.empty();
		double angle = angle(frame);
		if (parameters.method().byWindows() && lit.isPresent()) {
			double nearest = lit.get().nearestAngle(angle);
			if (RotatorAngle.distance(angle, nearest) > FAR_DEGREES) {
				caveats.add(LevelMessage.ANGLE_FAR.with(frame.setup().file(), angle, lit.get().file(), nearest));
			}
		}
		var detectors = new ArrayList<CorrectedDetector>();
		for (int number = 1; number <= RawFrame.DETECTORS; number++) {
			context.progress(number - 1L, RawFrame.DETECTORS, "detector");
			CorrectedDetector detector = correct(frame, number, parameters, earlier, mask, lit, context);
			detector.publish(context);
			detector.caveats(parameters.limits()).forEach(caveats::add);
			detectors.add(detector);
		}
		context.progress(RawFrame.DETECTORS, RawFrame.DETECTORS, "detector");
		ProductFile corrected = context.write("corrected", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(frame.primary(), FRAME, ID));
				for (CorrectedDetector detector : detectors) {
					context.checkpoint();
					detector.write(writer, parameters.limits());
				}
				writer.commit();
			}
		});
		ProductFile flags = context.write("flags", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(frame.primary(), FLAGS, ID));
				for (CorrectedDetector detector : detectors) {
					context.checkpoint();
					detector.writeFlags(writer);
				}
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(corrected, flags), caveats.all());
	}

	private static CorrectedDetector correct(RawFrame frame, int number, Parameters parameters,
			List<RawFrame> earlier, Optional<BadPixelMask> mask, Optional<LitPixels> lit, ActorContext context)
			throws ActorException, FitsException, InterruptedException {
		FlagLimits limits = parameters.limits();
		FrameStack stack = FrameStack.of(List.of(frame), number, StackSettings.dark().withLimits(limits))
				.withPast(BrightPast.of(earlier, List.of(frame), number, limits, context::checkpoint));
		double angle = angle(frame);
		if (mask.isPresent()) {
			stack = stack.withGood(mask.get().good(number, angle, stack.ny(), stack.nx()));
		}
		StackedFrame combined = stack.combine(context::checkpoint);
		DetectorFrame detector = combined.frame();
		Optional<SliceLevels> windows = Optional.empty();
		if (parameters.method().byWindows() && lit.isPresent()) {
			byte[] dark = SliceLevels.dark(lit.get().lit(number, angle, stack.ny(), stack.nx()), detector.flags(),
					stack.nx(), MARGIN);
			SliceLevels slices = SliceLevels.measure(detector.value(), frame.channels(), dark,
					parameters.method() == Method.SLICES_MEDIAN);
			slices.subtract(detector.value());
			windows = Optional.of(slices);
		}
		boolean subtracted = parameters.method() != Method.NONE;
		float[] value = subtracted ? detector.value() : frame.detectors().get(number - 1).readFloats();
		return new CorrectedDetector(frame.detectors().get(number - 1), number, value, detector.flags(),
				combined.counts(), stack.levels().getFirst(), subtracted, windows);
	}

	/** Angle of the rotator, degrees; 0 where the header does not say. */
	private static double angle(RawFrame frame) {
		return frame.primary().values().get(RotatorAngle.KEYWORD) instanceof Number angle ? angle.doubleValue() : 0;
	}
}
