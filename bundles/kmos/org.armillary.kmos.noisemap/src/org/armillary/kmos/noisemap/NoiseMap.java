package org.armillary.kmos.noisemap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
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
import org.armillary.data.FitsException;
import org.armillary.data.Image;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.DetectorNoise;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.numerics.RobustStatistics;
import org.osgi.service.component.annotations.Component;

/**
 * Noise of each pixel of a raw frame from read noise and photon noise; ESO's recipe {@code kmo_noise_map}.
 *
 * <p>In: a raw frame, three images in ADU. Out: the same images with their noise (standard deviation, ADU), as {@code
 * DET.n.DATA} and {@code DET.n.NOISE}: six extensions. The variance is ((RON / gain)² + counts / gain) / NDIT, since a
 * frame is the mean of NDIT integrations; see {@link DetectorNoise}.
 */
@ActorType(id = "kmos.noise-map", algorithm = 1, title = "Noise map", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Estimates the noise of each pixel of a raw frame from the read noise, the gain and the counts, and writes it \
		beside the data.

		The variance in ADU squared is ((read noise / gain)² + counts / gain) / NDIT; negative counts count as none, \
		and pixels without data get no noise. The read noise comes from ESO DET CHIP RON of the primary header, else \
		of each detector's own; the gain from ESO DET CHIP GAIN of each detector. The frame must not have been \
		divided by anything before.""")
@Component(service = Actor.class)
public final class NoiseMap implements Actor<NoiseMap.Parameters, NoiseMap.Inputs, NoiseMap.Outputs> {

	private static final String CATEGORY = "NOISE_MAP";
	private static final String ID = "kmos.noise-map";
	private static final String ADU = "adu";
	private static final int DETECTORS = 3;
	private static final int IMAGE_AXES = 2;

	/**
	 * Parameters.
	 *
	 * @param readNoise
	 *            read noise of one integration in electrons; -1 for that of the header
	 * @param gain
	 *            electrons per ADU; -1 for that of the header
	 */
	public record Parameters(
			@Label("Read noise") @Default("-1.0") @Unit("electron") @Range(min = -1) @Help("Read noise of one integration, for all detectors; -1 takes ESO DET CHIP RON of the header.") double readNoise,
			@Label("Gain") @Default("-1.0") @Unit("electron/adu") @Range(min = -1) @Help("Electrons per ADU, for all detectors; -1 takes ESO DET CHIP GAIN of each detector's header.") double gain) {

		/** Refuses what is neither -1 nor above 0. */
		public Parameters {
			check("readNoise", readNoise);
			check("gain", gain);
		}

		private static void check(String name, double value) {
			if (value != -1 && !(value > 0) || Double.isInfinite(value)) {
				throw new IllegalArgumentException("the parameter " + name + " is " + value
						+ ", expected a number above 0, or -1 for the value of the header");
			}
		}
	}

	/**
	 * Inputs.
	 *
	 * @param frame
	 *            a raw frame
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, variance = Presence.NONE, mask = Presence.NONE, help = "A raw frame: one image for each of the three detectors, in ADU.") ProductFile frame) {
	}

	/**
	 * Outputs.
	 *
	 * @param map
	 *            the frame with noise
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = CATEGORY, variance = Presence.REQUIRED, mask = Presence.NONE, help = "The images of the frame and their noise, in ADU.") ProductFile map) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		Keywords input = inputs.keywords("frame");
		Optional<String> category = input.text(ProductHeader.CATEGORY);
		if (category.isPresent()) {
			throw new ActorException(Kind.DATA,
					NoiseMapMessage.PRODUCT.with(inputs.name("frame", 0), ProductHeader.CATEGORY, category.get()));
		}
		OptionalDouble readNoise = input.number(DetectorKeywords.READ_NOISE);
		if (parameters.readNoise() < 0 && readNoise.isPresent()) {
			DetectorKeywords.checkedReadNoise(inputs.name("frame", 0) + ", primary header", readNoise.getAsDouble());
		}
		return new Plan(List.of(ProductHeader.predict("map", CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		KmosFile file = KmosFile.open(inputs.frame().path());
		List<KmosExtension> detectors = detectors(file);
		var noise = new ArrayList<DetectorNoise>();
		var caveats = new ArrayList<Message>();
		for (KmosExtension detector : detectors) {
			DetectorKeywords.checkNumber(detector, noise.size() + 1);
			checkUnit(detector);
			noise.add(DetectorKeywords.noise(file, detector, parameters));
			if (detector.noise().isPresent()) {
				caveats.add(NoiseMapMessage.NOISE_REPLACED.with(detector.data().label()));
			}
		}
		ProductFile map = context.write("map", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(file.primary(), CATEGORY, ID));
				for (int i = 0; i < DETECTORS; i++) {
					context.checkpoint();
					Image image = detectors.get(i).image();
					Image measured = new Image(image.ny(), image.nx(), image.values(),
							Optional.of(noise.get(i).variance(image.values())), Optional.empty(), ADU,
							image.header());
					String name = "DET." + (i + 1);
					publish(name, noise.get(i), measured, context);
					writer.image(name + ".DATA", measured);
					context.progress(i + 1L, DETECTORS, "detector");
				}
				context.checkpoint();
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(map), caveats);
	}

	/** The images of the three detectors, in the order of the file. */
	private static List<KmosExtension> detectors(KmosFile file) throws ActorException {
		List<KmosExtension> detectors = file.used();
		if (detectors.size() != DETECTORS) {
			throw new ActorException(Kind.DATA,
					KmosMessage.DETECTOR_COUNT.with(file.path().getFileName(), detectors.size(), DETECTORS));
		}
		for (KmosExtension detector : detectors) {
			if (detector.axes() != IMAGE_AXES) {
				throw new ActorException(Kind.DATA,
						KmosMessage.AXES.with(detector.data().label(), detector.axes(), IMAGE_AXES));
			}
			if (!detector.data().dimensions().equals(detectors.getFirst().data().dimensions())) {
				throw new ActorException(Kind.DATA, KmosMessage.DETECTOR_SIZE.with(detector.data().label(),
						detector.data().dimensionText(), detectors.getFirst().data().dimensionText()
								+ " as the first detector has"));
			}
		}
		return detectors;
	}

	private static void checkUnit(KmosExtension detector) throws ActorException, FitsException {
		String unit = detector.unit();
		if (!List.of("", ADU, "count", "counts", "ct").contains(unit.toLowerCase(Locale.ROOT))) {
			throw new ActorException(Kind.DATA, NoiseMapMessage.UNIT.with(detector.data().label(), unit));
		}
	}

	private static void publish(String detector, DetectorNoise noise, Image image, ActorContext context)
			throws ActorException {
		double[] variance = image.variance().orElseThrow().doubles();
		double median = Math.sqrt(RobustStatistics.median(variance));
		if (Double.isNaN(median)) {
			throw new ActorException(Kind.DATA, KmosMessage.NO_FINITE_PIXEL.with(image.header().source()));
		}
		context.publish(new QcValue("read noise", detector, noise.readNoiseElectron(), "electron"));
		context.publish(new QcValue("gain", detector, noise.gain(), "electron/adu"));
		context.publish(new QcValue("median noise", detector, median, ADU));
	}
}
