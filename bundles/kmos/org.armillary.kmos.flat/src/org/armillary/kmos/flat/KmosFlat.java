package org.armillary.kmos.flat;

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
import org.armillary.actor.NotInKey;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.Range;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.ExposureSetup;
import org.armillary.kmos.FrameNumber;
import org.armillary.kmos.FrameOrder;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.lookup.PlacePlanes;
import org.armillary.kmos.slitlet.EdgeSettings;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.osgi.service.component.annotations.Component;

/**
 * Makes flat field, slitlet edges, places of pixels on the sky and bad pixels from lamp flats; ESO's recipe
 * {@code kmos_flat}.
 *
 * <p>In: raw flats with the lamp on at one or more angles of the rotator, raw frames with the lamp off, three detectors
 * {@code float[2048][2048]} in adu each. Out, for each angle and detector: MASTER_FLAT with its noise (median 1),
 * XCAL and YCAL (mas, with the IFU as decimal), BADPIXEL_FLAT (1 good, 0 bad) and FLAT_EDGE (tables).
 */
@ActorType(id = KmosFlat.ID, algorithm = 2, title = "Flat field", category = "kmos/calibration", references = "Davies et al. 2013, A&A 558, A56", help = """
		Combines the flats of each angle of the rotator, takes off the light with the lamp off, traces both edges of each \
		slitlet, and divides by the spectrum of the lamp: one smooth function of wavelength for each detector, so that \
		structure along the slitlets, their throughput and that of the IFUs stay in the flat field. Pixels that show far \
		less or more light than their neighbours let expect are bad, and so are all pixels outside the slitlets.

		The edges give the place of each pixel on the sky (XCAL, YCAL). Slitlets without light or with a single edge are \
		left out and told; the others are calibrated.""")
@Component(service = Actor.class)
public final class KmosFlat implements Actor<KmosFlat.Parameters, KmosFlat.Inputs, KmosFlat.Outputs> {

	static final String ID = "kmos.flat";
	static final String MASTER_FLAT = "MASTER_FLAT";
	static final String XCAL = "XCAL";
	static final String YCAL = "YCAL";
	static final String BADPIXEL_FLAT = "BADPIXEL_FLAT";
	static final String FLAT_EDGE = "FLAT_EDGE";

	private static final String TYPE = "ESO DPR TYPE";
	private static final long HEAP_BYTES = 1600L << 20;
	private static final double PER_CENT = 0.01;

	/** How frames are combined. */
	public enum Method {
		/** Mean without outliers. */
		KSIGMA,
		/** Median. */
		MEDIAN,
		/** Mean of all. */
		AVERAGE,
		/** Mean without the highest and lowest values. */
		MIN_MAX
	}

	/**
	 * Parameters.
	 *
	 * @param badPixelThreshold
	 *            least light of a good pixel, per cent of what is expected
	 * @param surroundingPixels
	 *            number of bad neighbours that make a good pixel bad
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
	 * @param rowsPerBin
	 *            rows that make one measurement of an edge
	 * @param edgeOrder
	 *            order of the polynomials of edges; 0 for what the data ask for
	 * @param threads
	 *            number of threads; 0 for one for each processor
	 */
	public record Parameters(
			@Label("Bad pixel threshold") @Default("35.0") @Unit("%") @Range(min = 0, max = 95) @Alias("badpix_thresh") @Help("Pixels that show less than this share of the light that their neighbours let expect are bad, and so are those that show more than the inverse.") double badPixelThreshold,
			@Label("Surrounding pixels") @Default("5") @Range(min = 1, max = 9) @Alias("surrounding_pixels") @Help("A good pixel with at least so many bad ones among its eight neighbours is bad, too; 9 closes none. Gaps between slitlets do not count.") int surroundingPixels,
			@Label("Method") @Default("ksigma") @Alias("cmethod") @Help("How the frames are combined. Only ksigma, median and min_max keep out cosmic rays.") Method method,
			@Label("Rejection threshold above") @Default("4.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cpos_rej") @Help("For ksigma: samples further above the centre than this are rejected. With three frames 3 would throw away one good sample of 170 and raise the noise by 2 %, 4 one of 2000.") double positiveKappa,
			@Label("Rejection threshold below") @Default("4.0") @Unit("sigma") @Range(min = 0, minExcluded = true) @Alias("cneg_rej") @Help("For ksigma: samples further below the centre than this are rejected. With three frames 3 would throw away one good sample of 170 and raise the noise by 2 %, 4 one of 2000.") double negativeKappa,
			@Label("Rejection iterations") @Default("3") @Range(min = 0, max = 100) @Alias("citer") @Help("For ksigma: how often samples are rejected at most; 0 rejects none.") int iterations,
			@Label("Highest rejected") @Default("1") @Range(min = 0, max = 100) @Alias("cmax") @Help("For min_max: how many of the highest samples of a pixel are left out.") int highestRejected,
			@Label("Lowest rejected") @Default("1") @Range(min = 0, max = 100) @Alias("cmin") @Help("For min_max: how many of the lowest samples of a pixel are left out.") int lowestRejected,
			@Label("Rows of a measurement") @Default("8") @Range(min = 1, max = EdgeSettings.MOST_ROWS) @Help("An edge is measured on so many rows together, which follow its slope.") int rowsPerBin,
			@Label("Order of edges") @Default("0") @Range(min = 0, max = EdgeSettings.HIGHEST_ORDER) @Help("Order of the polynomial along the dispersion that an edge is; 0 takes what the edges of the detector ask for.") int edgeOrder,
			@Label("Threads") @Default("0") @NotInKey @Range(min = 0, max = 256) @Help("Number of threads; 0 takes one for each processor. The result does not depend on it.") int threads) {

		FlatSettings settings() {
			CombineSettings combination = CombineSettings.of(CombineMethod.valueOf(method.name()))
					.withKappa(negativeKappa, positiveKappa, iterations).withRejected(lowestRejected, highestRejected);
			return new FlatSettings(StackSettings.light().withCombination(combination),
					new EdgeSettings(rowsPerBin, edgeOrder), badPixelThreshold * PER_CENT, surroundingPixels);
		}
	}

	/**
	 * Inputs.
	 *
	 * @param lampOn
	 *            raw flats with the lamp on, at any angles
	 * @param lampOff
	 *            raw frames with the lamp off
	 * @param badPixels
	 *            bad pixels of the detectors
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.IMAGE, category = "FLAT_ON", variance = Presence.NONE, mask = Presence.NONE, help = "Raw flats with the lamp on, of one band, at one or more angles of the rotator; usually three at each.") List<ProductFile> lampOn,
			@Associated @Port(payload = Payload.IMAGE, category = "FLAT_OFF", variance = Presence.NONE, mask = Presence.NONE, help = "Raw frames with the lamp off; usually three.") List<ProductFile> lampOff,
			@Associated @Port(payload = Payload.IMAGE, category = "BADPIXEL_DARK", variance = Presence.NONE, mask = Presence.NONE, help = "Bad pixels of the detectors, 1 good and 0 bad; without them hot pixels stay in the flat field.") Optional<ProductFile> badPixels) {
	}

	/**
	 * Outputs.
	 *
	 * @param masterFlat
	 *            flat field with its noise
	 * @param xcal
	 *            x of each pixel
	 * @param ycal
	 *            y of each pixel
	 * @param badPixels
	 *            which pixels are good
	 * @param edges
	 *            edges of the slitlets
	 */
	public record Outputs(
			@Port(payload = Payload.IMAGE, category = MASTER_FLAT, variance = Presence.REQUIRED, mask = Presence.NONE, help = "The flat field of each detector at each angle, with a median of 1, and its noise; NaN in bad pixels and outside the slitlets.") ProductFile masterFlat,
			@Port(payload = Payload.IMAGE, category = XCAL, variance = Presence.NONE, mask = Presence.NONE, help = "Place of each pixel in x from the middle of its IFU, in mas; the first decimal is the number of the IFU on its detector. NaN in bad pixels and outside the slitlets.") ProductFile xcal,
			@Port(payload = Payload.IMAGE, category = YCAL, variance = Presence.NONE, mask = Presence.NONE, help = "The same in y.") ProductFile ycal,
			@Port(payload = Payload.IMAGE, category = BADPIXEL_FLAT, variance = Presence.NONE, mask = Presence.NONE, help = "For each detector at each angle 1 where a pixel is good, and 0 where it is bad or lies outside the slitlets.") ProductFile badPixels,
			@Port(payload = Payload.TABLE, category = FLAT_EDGE, help = "Both edges of each slitlet as polynomials of the row, with their errors: a table for each IFU at each angle.") ProductFile edges) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		checkPort(inputs, "lampOn", "FLAT,LAMP");
		checkPort(inputs, "lampOff", "FLAT,OFF");
		checkNumbers(parameters, inputs);
		Keywords first = FrameOrder.first(inputs.port("lampOn").stream().map(ProductDescription::keywords).toList());
		return new Plan(
				List.of(ProductHeader.predict("masterFlat", MASTER_FLAT, first, ID),
						ProductHeader.predict("xcal", XCAL, first, ID), ProductHeader.predict("ycal", YCAL, first, ID),
						ProductHeader.predict("badPixels", BADPIXEL_FLAT, first, ID),
						ProductHeader.predict("edges", FLAT_EDGE, first, ID)),
				new ResourceEstimate(HEAP_BYTES, 0, 2));
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		var caveats = new Caveats();
		FlatInputs frames = FlatInputs.open(inputs.lampOn(), inputs.lampOff(), inputs.badPixels(), caveats,
				context::checkpoint);
		FlatSettings settings = parameters.settings();
		frames.checkNumbers(settings.stack().combination());
		int threads = OrderedWork.threads(parameters.threads());
		var off = new ArrayList<DetectorFrame>();
		OrderedWork.<DetectorFrame>run(RawFrame.DETECTORS, threads,
				unit -> FlatDetector.off(frames, unit + 1, settings.stack(), context::checkpoint),
				(_, frame) -> off.add(frame));
		int count = RawFrame.DETECTORS * frames.on().groups().size();
		var units = new ArrayList<UnitResult>();
		var products = new FlatProducts(frames, threads, context);
		ProductFile master = products.master(taker -> OrderedWork.<FlatDetector>run(count, threads, unit -> {
			int detector = unit % RawFrame.DETECTORS;
			return FlatDetector.reduce(frames, unit / RawFrame.DETECTORS, detector + 1, off.get(detector), settings,
					context::checkpoint);
		}, (unit, reduced) -> {
			context.checkpoint();
			context.progress(unit, count, "detector");
			taker.take(unit, reduced);
			units.add(reduced.result());
			report(reduced.result(), units, frames, caveats, context);
		}));
		context.progress(count, count, "detector");
		if (units.stream().allMatch(unit -> unit.traces().slitlets().isEmpty())) {
			throw new ActorException(Kind.DATA, FlatTroubles.nothing(units, frames));
		}
		return new Outcome.Ok<>(new Outputs(master, products.places("xcal", XCAL, units, PlacePlanes::x),
				products.places("ycal", YCAL, units, PlacePlanes::y), products.badPixels(units),
				products.edges(units)), caveats.all());
	}

	/** Tells what was found, and publishes how good it is. */
	private static void report(UnitResult unit, List<UnitResult> units, FlatInputs frames, Caveats caveats,
			ActorContext context) {
		FlatTroubles.tell(unit, frames.on().groups().get(unit.angle()), caveats);
		String angle = FlatInputs.text(frames.on().groups().get(unit.angle()).angleDegrees());
		unit.quality().publish("detector " + unit.detector() + ", angle " + angle, context);
		for (int half = 2 * unit.detector() - 1; half <= 2 * unit.detector() && unit.angle() > 0; half++) {
			double shift = EdgeDrift.pixels(unit, units.get(unit.detector() - 1), half);
			if (Double.isFinite(shift)) {
				context.publish(new QcValue("edge shift", "half segment " + half + ", angle " + angle, shift, "pixel"));
			}
		}
	}

	/** Refuses too few frames for min-max rejection, and frames without an angle. */
	private static void checkNumbers(Parameters parameters, PlanInput inputs) throws ActorException {
		var angles = new ArrayList<Double>();
		for (int i = 0; i < inputs.port("lampOn").size(); i++) {
			angles.add(RotatorAngle.of(inputs.name("lampOn", i),
					inputs.port("lampOn").get(i).keywords().values()));
		}
		CombineSettings combination = parameters.settings().stack().combination();
		for (AngleStack.Group<Double> group : AngleStack.<Double>of(angles, angle -> angle).groups()) {
			FrameNumber.check(combination, group.frames().size(), FlatInputs.kind(group.angleDegrees()));
		}
		if (!inputs.port("lampOff").isEmpty()) {
			FrameNumber.check(combination, inputs.port("lampOff").size(), FlatInputs.LAMP_OFF);
		}
	}

	private static void checkPort(PlanInput inputs, String port, String expected) throws ActorException {
		List<ProductDescription> products = inputs.port(port);
		var setups = new ArrayList<ExposureSetup>();
		for (int i = 0; i < products.size(); i++) {
			Keywords keywords = products.get(i).keywords();
			String name = inputs.name(port, i);
			String type = keywords.text(TYPE).orElse(expected);
			if (!type.equals(expected)) {
				throw new ActorException(Kind.DATA, KmosMessage.KEYWORD_VALUE.with(name, TYPE, type, expected));
			}
			setups.add(ExposureSetup.of(name, keywords.values()));
			if (!inputs.port("lampOn").isEmpty()) {
				FlatInputs.checkBand(name, keywords.values(), inputs.name("lampOn", 0),
						inputs.keywords("lampOn").values(), port.equals("lampOn"));
			}
		}
		if (!setups.isEmpty()) {
			ExposureSetup.checkAlike(setups);
		}
	}
}
