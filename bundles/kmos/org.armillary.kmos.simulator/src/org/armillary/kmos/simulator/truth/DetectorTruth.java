package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import org.armillary.data.FitsHeader;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.detector.DefectPixels;
import org.armillary.kmos.simulator.detector.Detector;
import org.armillary.kmos.simulator.detector.DetectorExposure;
import org.armillary.kmos.simulator.detector.FrameFormat;
import org.armillary.kmos.simulator.detector.Linearity;
import org.armillary.kmos.simulator.exposure.ExposureMaker;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.plan.NightExposure;

/**
 * What is true of the detectors of a night.
 *
 * @param instrument
 *            the instrument
 * @param exposures
 *            exposures of the night
 */
record DetectorTruth(NightInstrument instrument, List<NightExposure> exposures) {

	/** Read noise of the mode for which that of the channels is given, electrons. */
	private static final double NOMINAL_READ_NOISE = 10;
	private static final double SIGNAL_STEP = 500;
	private static final int SIGNALS = 241;

	/** The file. */
	TruthFile file() {
		var parts = new ArrayList<TruthPart>();
		parts.add(summary());
		for (int number = 0; number < Detector.COUNT; number++) {
			addTo(parts, number);
		}
		return TruthFile.ofNight("truth/detectors.fits", "DETECTOR_TRUTH", instrument,
				FitsHeader.builder().set("ORIGIN", "ARMILLARY", "Simulated, not observed")
						.set("ESO SIM SEED", instrument.night().seed(), "Seed of the night")
						.set("ESO SIM SATUR", setting(Setting.SATURATION), "[adu] Raw values are clipped here")
						.set("ESO SIM CAPACIT", setting(Setting.CAPACITANCE), "Share seen in each neighbour")
						.set("ESO SIM CROSS", setting(Setting.CROSSTALK), "Share of light spread along x")
						.set("ESO SIM PERSIST", setting(Setting.PERSISTENCE), "Share given off again in a minute")
						.build(),
				parts);
	}

	private void addTo(List<TruthPart> parts, int number) {
		int side = FrameFormat.FULL_SIDE;
		String chip = "CHIP" + (number + 1) + ".";
		FitsHeader header = FitsHeader.builder().set("ESO DET CHIP INDEX", number + 1, "Chip index")
				.set("ESO SIM GAIN", instrument.night().gains().get(number), "[electron/adu] Gain").build();
		FitsHeader classes = header.toBuilder()
				.set("ESO SIM CLASS REF", (long) DefectPixels.REFERENCE, "Reference pixel")
				.set("ESO SIM CLASS HOT", (long) DefectPixels.HOT, "Dark rate above the limit")
				.set("ESO SIM CLASS WARM", (long) DefectPixels.WARM, "Below the limit, above a tenth of it")
				.set("ESO SIM CLASS COLD", (long) DefectPixels.COLD, "Negative offset")
				.set("ESO SIM CLASS DEAD", (long) DefectPixels.DEAD, "Responds to a third of the light or less")
				.build();
		parts.add(TruthPart.floats(chip + "RESPONSE", header, "", () -> detector(number).response(), side, side));
		parts.add(TruthPart.bytes(chip + "CLASS", classes, () -> detector(number).classes(), side, side));
		parts.add(TruthPart.floats(chip + "DARK", header, "adu/s", () -> detector(number).darkRates(), side, side));
		parts.add(channels(chip + "CHANNELS", header, number));
		parts.add(offsets(chip + "OFFSETS", header, number));
		parts.add(linearity(chip + "LINEARITY", header));
	}

	private TruthPart summary() {
		return new TableLayout("DETECTORS", Detector.COUNT).integers("DETECTOR").reals("GAIN", "electron/adu")
				.reals("DARK", "adu/s").reals("HOTLIMIT", "adu/s").integers("HOT").integers("WARM").integers("COLD")
				.integers("DEAD").part(FitsHeader.EMPTY,
						() -> List.of(each(number -> number + 1), reals(number -> detector(number).gain()),
								reals(number -> detector(number).darkMean()),
								reals(number -> detector(number).defects().limit()), count(DefectPixels.HOT),
								count(DefectPixels.WARM), count(DefectPixels.COLD), count(DefectPixels.DEAD)));
	}

	private long[] count(byte pixelClass) {
		return each(number -> {
			long count = 0;
			for (byte classes : detector(number).classes()) {
				count += (classes & pixelClass) == 0 ? 0 : 1;
			}
			return count;
		});
	}

	private TruthPart channels(String name, FitsHeader header, int number) {
		FitsHeader mode = header.toBuilder()
				.set("ESO SIM RON", NOMINAL_READ_NOISE, "[electron] Nominal read noise of the mode").build();
		int columns = FrameFormat.FULL_SIDE / FrameFormat.CHANNELS;
		return new TableLayout(name, FrameFormat.CHANNELS).integers("CHANNEL").integers("FIRST").integers("LAST")
				.reals("RON", "electron").part(mode, () -> List.of(
						integers(FrameFormat.CHANNELS, channel -> channel + 1),
						integers(FrameFormat.CHANNELS, channel -> channel * columns + 1),
						integers(FrameFormat.CHANNELS, channel -> (channel + 1) * columns),
						detector(number).readNoise(new DetectorExposure(0, 0, 1, 1, NOMINAL_READ_NOISE))));
	}

	/** Column 1, of index 0, is an odd one for FITS. */
	private TruthPart offsets(String name, FitsHeader header, int number) {
		int rows = exposures.size() * FrameFormat.CHANNELS;
		return new TableLayout(name, rows).integers("EXPOSURE").integers("CHANNEL").reals("ODD", "adu")
				.reals("EVEN", "adu").part(header, () -> {
					var odd = new double[rows];
					var even = new double[rows];
					int row = 0;
					for (NightExposure exposure : exposures) {
						for (double[] pair : detector(number).offsets(ExposureMaker.detectorExposure(exposure))) {
							odd[row] = pair[0];
							even[row++] = pair[1];
						}
					}
					return List.of(integers(rows, i -> i / FrameFormat.CHANNELS + 1),
							integers(rows, i -> i % FrameFormat.CHANNELS + 1), odd, even);
				});
	}

	private TruthPart linearity(String name, FitsHeader header) {
		var law = new Linearity(setting(Setting.NONLINEARITY));
		FitsHeader numbers = header.toBuilder().set("ESO SIM LIN LOSS", law.loss(), "Share missing at the limit")
				.set("ESO SIM LIN LIMIT", Linearity.LIMIT_ADU, "[adu] Limit, above it the loss is steep")
				.set("ESO SIM LIN FULL", Linearity.FULL_WELL_ADU, "[adu] What full wells show").build();
		return new TableLayout(name, SIGNALS).reals("TRUE", "adu").reals("SHOWN", "adu").part(numbers, () -> {
			double[] signals = IntStream.range(0, SIGNALS).mapToDouble(i -> i * SIGNAL_STEP).toArray();
			return List.of(signals, IntStream.range(0, SIGNALS).mapToDouble(i -> law.measured(signals[i])).toArray());
		});
	}

	private Detector detector(int number) {
		return instrument.detector(number);
	}

	private double setting(Setting setting) {
		return instrument.night().strengths().get(setting);
	}

	private static long[] each(IntToLongFunction value) {
		return integers(Detector.COUNT, value);
	}

	private static long[] integers(int rows, IntToLongFunction value) {
		return IntStream.range(0, rows).mapToLong(value).toArray();
	}

	private static double[] reals(IntToDoubleFunction value) {
		return IntStream.range(0, Detector.COUNT).mapToDouble(value).toArray();
	}
}
