package org.armillary.kmos.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.armillary.actor.ActorContext;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.detector.CosmicRays;
import org.armillary.kmos.simulator.detector.DarkDetector;
import org.armillary.kmos.simulator.detector.DefectPixels;
import org.armillary.kmos.simulator.detector.FrameFormat;
import org.armillary.kmos.simulator.detector.PixelValues;

/**
 * Writes what is true of simulated darks, in a FITS file. For each detector n there are images {@code CHIPn.RATE} (dark
 * rate, adu/s) and {@code CHIPn.CLASS} (classes of {@link DefectPixels}), and tables {@code CHIPn.HOT},
 * {@code CHIPn.COLD}, {@code CHIPn.CHANNELS}, {@code CHIPn.OFFSETS} and {@code CHIPn.COSMICS}. Pixels, channels, exposures
 * and hits count from 1 there, as FITS does, so that the first column is an odd one.
 *
 * @param parameters
 *            what the user asked for
 * @param detectors
 *            the detectors
 */
record DarkTruth(SimulateDarks.Parameters parameters, List<DarkDetector> detectors) {

	private static final String RATE_UNIT = "adu/s";
	private static final String SIGNAL_UNIT = "adu";
	private static final String CHARGE_UNIT = "electron";

	/** The primary header. */
	static FitsHeader primary(SimulateDarks.Parameters truth) {
		return FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed").set("INSTRUME", "KMOS")
				.set("OBJECT", "DARK").set("ESO PRO CATG", SimulateDarks.TRUTH_CATEGORY, "Product category")
				.set("EXPTIME", truth.dit(), "[s] Integration time")
				.set("ESO DET SEQ1 DIT", truth.dit(), "[s] Integration time of one integration")
				.set("ESO DET NDIT", truth.ndit(), "Number of integrations averaged")
				.set("ESO SIM SEED", truth.seed(), "Seed")
				.set("ESO SIM NEXP", truth.exposures(), "Number of exposures")
				.set("ESO SIM SIZE", truth.size().format().side(), "[pixel] Side of the detectors")
				.set("ESO SIM RON", truth.readNoise(), "[electron] Nominal read noise, one integration")
				.set("ESO SIM DARK", truth.darkCurrent(), "[electron/s] Dark current asked for")
				.set("ESO SIM BIAS", truth.biasLevel(), "[adu] Mean offset")
				.set("ESO SIM SPREAD", truth.offsetSpread(), "[adu] Sd of the offsets of channels")
				.set("ESO SIM DRIFT", truth.drift(), "[adu] Sd of offsets in time")
				.set("ESO SIM HOT PAIRS", truth.hotPairs(), "Share of hot pixels put beside another")
				.set("ESO SIM HOT POWER", DefectPixels.POWER, "N(>rate) falls with this power")
				.set("ESO SIM HOT WARM", DefectPixels.WARMEST_SHARE, "Warm pixels begin here, in limits")
				.set("ESO SIM COSMIC RATE", truth.cosmicRate(), "[cm-2 min-1] Rate of hits")
				.set("ESO SIM SATUR", truth.saturation(), "[adu] Raw values are clipped here").build();
	}

	/** Writes the file. */
	void write(Path file, ActorContext context) throws IOException, InterruptedException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary(parameters));
			for (DarkDetector detector : detectors) {
				context.checkpoint();
				write(writer, detector, context);
			}
			writer.commit();
		}
	}

	private void write(FitsWriter writer, DarkDetector detector, ActorContext context)
			throws IOException, InterruptedException {
		String name = "CHIP" + (detector.number() + 1) + ".";
		int side = parameters.size().format().side();
		FitsHeader header = header(detector);
		writer.image(name + "RATE", header, RATE_UNIT, detector.rates(), side, side);
		context.checkpoint();
		writer.image(name + "CLASS", classHeader(header), "", detector.defects().classes(), side, side);
		writer.table(hot(name + "HOT", detector));
		writer.table(cold(name + "COLD", detector));
		writer.table(channels(name + "CHANNELS", detector));
		writer.table(offsets(name + "OFFSETS", detector));
		context.checkpoint();
		writer.table(cosmics(name + "COSMICS", detector, context));
	}

	private static FitsHeader header(DarkDetector detector) {
		DefectPixels defects = detector.defects();
		return FitsHeader.builder().set("ESO DET CHIP INDEX", detector.number() + 1, "Chip index")
				.set("ESO SIM GAIN", detector.gain(), "[electron/adu] Gain")
				.set("ESO SIM DARK MEAN", detector.darkMean(), "[adu/s] Mean dark current of good pixels")
				.set("ESO SIM RON RMS", detector.readNoise(), "[electron] Read noise, rms of channels")
				.set("ESO SIM HOT SIGMA", defects.sigma(), "[adu] Noise of the mean of 5 x 60 s")
				.set("ESO SIM HOT LIMIT", defects.limit(), "[adu/s] Excess, 50 sigma in 60 s")
				.set("ESO SIM HOT NUM", defects.count(DefectPixels.HOT), "Pixels above the limit")
				.set("ESO SIM WARM NUM", defects.count(DefectPixels.WARM), "Pixels below it, above a tenth")
				.set("ESO SIM COLD NUM", defects.count(DefectPixels.COLD), "Pixels with negative offset").build();
	}

	private static FitsHeader classHeader(FitsHeader header) {
		return header.toBuilder().set("ESO SIM CLASS REF", (long) DefectPixels.REFERENCE, "Reference pixel")
				.set("ESO SIM CLASS HOT", (long) DefectPixels.HOT, "Above the limit")
				.set("ESO SIM CLASS WARM", (long) DefectPixels.WARM, "Below the limit, above a tenth of it")
				.set("ESO SIM CLASS COLD", (long) DefectPixels.COLD, "Negative offset").build();
	}

	private Table hot(String name, DarkDetector detector) {
		int side = parameters.size().format().side();
		DefectPixels defects = detector.defects();
		PixelValues excess = defects.excess();
		int[] order = IntStream.range(0, excess.size()).boxed()
				.sorted(Comparator.<Integer>comparingDouble(i -> -excess.values()[i])).mapToInt(Integer::intValue)
				.toArray();
		int rows = order.length;
		var x = new long[rows];
		var y = new long[rows];
		var rate = new double[rows];
		var above = new double[rows];
		var sigmas = new double[rows];
		for (int row = 0; row < rows; row++) {
			int pixel = excess.pixels()[order[row]];
			x[row] = pixel % side + 1;
			y[row] = pixel / side + 1;
			above[row] = excess.values()[order[row]];
			rate[row] = above[row] + detector.dark().rate(pixel % side, pixel / side) / detector.gain();
			sigmas[row] = above[row] * DefectPixels.REFERENCE_SECONDS / defects.sigma();
		}
		return Table.builder(name).integers("X", "pixel", x).integers("Y", "pixel", y).reals("RATE", RATE_UNIT, rate)
				.reals("EXCESS", RATE_UNIT, above).reals("SIGMAS", "", sigmas).build();
	}

	private Table cold(String name, DarkDetector detector) {
		int side = parameters.size().format().side();
		PixelValues cold = detector.defects().coldOffsets();
		double sigma = detector.defects().sigma();
		return Table.builder(name).integers("X", "pixel", positions(cold.pixels(), pixel -> pixel % side))
				.integers("Y", "pixel", positions(cold.pixels(), pixel -> pixel / side))
				.reals("OFFSET", SIGNAL_UNIT, cold.values())
				.reals("SIGMAS", "", DoubleStream.of(cold.values()).map(offset -> offset / sigma).toArray())
				.build();
	}

	private Table channels(String name, DarkDetector detector) {
		int columns = parameters.size().format().channelColumns();
		return Table.builder(name).integers("CHANNEL", "", eachChannel(channel -> channel + 1))
				.integers("FIRST", "pixel", eachChannel(channel -> channel * columns + 1))
				.integers("LAST", "pixel", eachChannel(channel -> (channel + 1) * columns))
				.reals("RON", CHARGE_UNIT, detector.channels().readNoise())
				.reals("NOISE", SIGNAL_UNIT,
						IntStream.range(0, FrameFormat.CHANNELS).mapToDouble(detector::frameNoise).toArray())
				.build();
	}

	private static long[] eachChannel(IntToLongFunction value) {
		return IntStream.range(0, FrameFormat.CHANNELS).mapToLong(value).toArray();
	}

	private static long[] positions(int[] pixels, IntUnaryOperator fromZero) {
		return IntStream.of(pixels).map(fromZero).mapToLong(position -> position + 1L).toArray();
	}

	private Table offsets(String name, DarkDetector detector) {
		int rows = parameters.exposures() * FrameFormat.CHANNELS;
		var exposure = new long[rows];
		var channel = new long[rows];
		var odd = new double[rows];
		var even = new double[rows];
		for (int row = 0; row < rows; row++) {
			exposure[row] = row / FrameFormat.CHANNELS + 1;
			channel[row] = row % FrameFormat.CHANNELS + 1;
			double[] pair = detector.channels().offsets()[row / FrameFormat.CHANNELS][row % FrameFormat.CHANNELS];
			// the column of index 0 is the first for FITS, an odd one
			odd[row] = pair[0];
			even[row] = pair[1];
		}
		return Table.builder(name).integers("EXPOSURE", "", exposure).integers("CHANNEL", "", channel)
				.reals("ODD", SIGNAL_UNIT, odd).reals("EVEN", SIGNAL_UNIT, even).build();
	}

	private Table cosmics(String name, DarkDetector detector, ActorContext context) throws InterruptedException {
		int side = parameters.size().format().side();
		var exposure = LongStream.builder();
		var hit = LongStream.builder();
		var x = LongStream.builder();
		var y = LongStream.builder();
		var charge = DoubleStream.builder();
		for (int number = 0; number < parameters.exposures(); number++) {
			context.checkpoint();
			CosmicRays rays = detector.cosmicRays(number);
			for (int i = 0; i < rays.pixels().length; i++) {
				exposure.add(number + 1L);
				hit.add(rays.hits()[i]);
				x.add(rays.pixels()[i] % side + 1L);
				y.add(rays.pixels()[i] / side + 1L);
				charge.add(rays.charges()[i]);
			}
		}
		double[] charges = charge.build().toArray();
		return Table.builder(name).integers("EXPOSURE", "", exposure.build().toArray())
				.integers("HIT", "", hit.build().toArray()).integers("X", "pixel", x.build().toArray())
				.integers("Y", "pixel", y.build().toArray()).reals("CHARGE", CHARGE_UNIT, charges)
				.reals("SIGNAL", SIGNAL_UNIT,
						DoubleStream.of(charges).map(electrons -> electrons * detector.aduPerElectron()).toArray())
				.build();
	}
}
