package org.armillary.kmos.illumination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.detector.FlagLimits;

/**
 * Which exposures are used, and how bright they are.
 *
 * @param used
 *            in order of time
 * @param skipped
 *            test exposures, the first of their templates
 * @param levels
 *            brightness of each used exposure on each detector, adu: a tenth of the pixels is brighter
 */
record Exposures(List<RawFrame> used, List<RawFrame> skipped, List<double[]> levels) {

	private static final String NUMBER = "ESO TPL EXPNO";
	private static final String READ_NOISE = "ESO DET CHIP RON";
	private static final double USUAL_READ_NOISE = 10;
	/** With so many exposures the first one in time is the test exposure, where headers do not count them. */
	private static final int USUAL_EXPOSURES = 4;
	private static final double LEAST_SIGNAL_TO_NOISE = 5;

	/**
	 * Chooses exposures.
	 *
	 * @param given
	 *            all frames of the job
	 * @param skipsFirst
	 *            whether test exposures are left out
	 * @param threads
	 *            number of threads; 0 for one for each processor
	 * @throws ActorException
	 *             if frames differ in band or detectors, or none can be used
	 */
	static Exposures choose(FrameSelection given, boolean skipsFirst, int threads, Caveats caveats,
			ActorContext context) throws ActorException, IOException, InterruptedException {
		List<RawFrame> sorted = given.checkDetectors().checkBands().tellRepeated(caveats).tellTemperatures(caveats)
				.frames();
		List<double[]> bright = sorted.stream().map(_ -> new double[RawFrame.DETECTORS]).toList();
		List<double[]> brightest = sorted.stream().map(_ -> new double[RawFrame.DETECTORS]).toList();
		OrderedWork.run(sorted.size() * RawFrame.DETECTORS, OrderedWork.threads(threads), unit -> {
			context.checkpoint();
			return Brightness.of(sorted.get(unit / RawFrame.DETECTORS), unit % RawFrame.DETECTORS + 1);
		}, (unit, brightness) -> {
			bright.get(unit / RawFrame.DETECTORS)[unit % RawFrame.DETECTORS] = brightness.bright();
			brightest.get(unit / RawFrame.DETECTORS)[unit % RawFrame.DETECTORS] = brightness.brightest();
		});
		var usable = new ArrayList<Integer>();
		for (int i = 0; i < sorted.size(); i++) {
			if (isUsable(sorted.get(i), bright.get(i), brightest.get(i), caveats)) {
				usable.add(i);
			}
		}
		if (usable.isEmpty()) {
			throw new ActorException(Kind.DATA, withCauses(sorted.size(), caveats));
		}
		List<Integer> tests = skipsFirst ? tests(sorted, usable) : List.of();
		if (tests.size() == usable.size()) {
			caveats.add(IlluminationMessage.ONLY_ACQUISITION.with(sorted.get(usable.getFirst()).setup().file()));
			tests = List.of();
		}
		List<Integer> skipped = tests;
		List<Integer> used = usable.stream().filter(i -> !skipped.contains(i)).toList();
		return new Exposures(used.stream().map(sorted::get).toList(), skipped.stream().map(sorted::get).toList(),
				used.stream().map(bright::get).toList());
	}

	/** Which detectors have light in any of the used exposures; a caveat for each that has none. */
	boolean[] lit(Caveats caveats) throws ActorException, FitsException {
		boolean[] lit = new boolean[RawFrame.DETECTORS];
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			double best = Double.NEGATIVE_INFINITY;
			int brightest = 0;
			for (int i = 0; i < used.size(); i++) {
				double ratio = signalToNoise(used.get(i), detector, levels.get(i)[detector - 1]);
				if (ratio > best) {
					best = ratio;
					brightest = i;
				}
			}
			lit[detector - 1] = best >= LEAST_SIGNAL_TO_NOISE;
			if (!lit[detector - 1]) {
				caveats.add(IlluminationMessage.DETECTOR_DARK.with(detector,
						used.get(brightest).setup().file(),
						String.format(Locale.ROOT, "%.0f", levels.get(brightest)[detector - 1]),
						String.format(Locale.ROOT, "%.1f", best), LEAST_SIGNAL_TO_NOISE));
			}
		}
		return lit;
	}

	/** Mean integration time of the used exposures, s. */
	double meanDit() {
		return used.stream().mapToDouble(frame -> frame.setup().ditSeconds()).average().orElseThrow();
	}

	private static Message withCauses(int given, Caveats caveats) {
		String causes = caveats.all().stream().map(caveat -> caveat.summary()).collect(Collectors.joining("; "));
		return IlluminationMessage.NOTHING_LEFT.with(given).withDetail(causes);
	}

	private static boolean isUsable(RawFrame frame, double[] bright, double[] brightest, Caveats caveats)
			throws ActorException, FitsException {
		double best = 0;
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			if (brightest[detector - 1] > FlagLimits.LINEAR_ADU) {
				caveats.add(IlluminationMessage.SATURATED.with(frame.setup().file(), detector,
						Math.round(brightest[detector - 1]), Math.round(FlagLimits.LINEAR_ADU)));
				return false;
			}
			best = Math.max(best, signalToNoise(frame, detector, bright[detector - 1]));
		}
		if (best < LEAST_SIGNAL_TO_NOISE) {
			caveats.add(IlluminationMessage.DARK_FRAME.with(frame.setup().file(),
					String.format(Locale.ROOT, "%.1f", best), LEAST_SIGNAL_TO_NOISE));
			return false;
		}
		return true;
	}

	/** Signal-to-noise of a pixel of so many adu. */
	private static double signalToNoise(RawFrame frame, int detector, double adu)
			throws ActorException, FitsException {
		double gain = frame.gain(detector - 1);
		double readNoise = frame.primary().findReal(READ_NOISE).orElse(USUAL_READ_NOISE) / gain;
		double signal = Math.max(0, adu);
		return signal / Math.sqrt((signal / gain + readNoise * readNoise) / frame.setup().integrations());
	}

	/** Those of the usable exposures that are the first of their template. */
	private static List<Integer> tests(List<RawFrame> sorted, List<Integer> usable) throws FitsException {
		var tests = new ArrayList<Integer>();
		boolean counted = false;
		for (int i = 0; i < sorted.size(); i++) {
			var number = sorted.get(i).primary().findInteger(NUMBER);
			counted |= number.isPresent();
			if (number.isPresent() && number.getAsLong() == 1 && usable.contains(i)) {
				tests.add(i);
			}
		}
		if (!counted && sorted.size() >= USUAL_EXPOSURES && usable.contains(0)) {
			tests.add(0);
		}
		return tests;
	}
}
