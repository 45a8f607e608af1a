package org.armillary.kmos.flat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.armillary.actor.ActorException;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.UsedArms;
import org.armillary.kmos.detector.BadPixelMask;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.detector.StackedFrame;
import org.armillary.kmos.lookup.AngleStack;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletProblem;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;
import org.armillary.kmos.slitlet.SlitletSearch;
import org.armillary.kmos.slitlet.TraceResult;

/**
 * One detector at one angle: the steps from raw frames to the master flat.
 *
 * @param result
 *            what stays in memory
 * @param master
 *            the master flat
 */
record FlatDetector(UnitResult result, MasterFlat master) {

	/** So much of the lit pixels may be saturated, per cent; edges are then measured where light is fainter. */
	private static final double MOST_SATURATED_PERCENT = 20;

	/**
	 * Combines the frames with the lamp off.
	 *
	 * @param detector
	 *            1 to 3
	 */
	static DetectorFrame off(FlatInputs inputs, int detector, StackSettings settings, Checkpoint checkpoint)
			throws ActorException, IOException, InterruptedException {
		return FrameStack.of(inputs.off(), detector, settings.withScaling(false)).combine(checkpoint).frame();
	}

	/**
	 * Reduces a detector at an angle.
	 *
	 * @param angle
	 *            place of the angle, from 0
	 * @param detector
	 *            1 to 3
	 * @param off
	 *            light with the lamp off
	 */
	static FlatDetector reduce(FlatInputs inputs, int angle, int detector, DetectorFrame off, FlatSettings settings,
			Checkpoint checkpoint) throws ActorException, IOException, InterruptedException {
		AngleStack.Group<RawFrame> group = inputs.on().groups().get(angle);
		RawFrame first = group.frames().getFirst();
		FrameStack stack = FrameStack.of(group.frames(), detector, settings.stack().withScaling(true));
		if (inputs.badPixels().isPresent()) {
			BadPixelMask mask = inputs.badPixels().get();
			stack = stack.withGood(mask.good(detector, group.angleDegrees(), stack.ny(), stack.nx()));
		}
		StackedFrame combined = stack.combine(checkpoint);
		DetectorFrame frame = combined.frame();
		takeOff(frame, off);
		checkpoint.check();
		TraceResult traced = traced(frame, detector, used(group.frames()), settings);
		checkpoint.check();
		SlitletRows rows = SlitletRows.of(traced.traces(), frame.ny(), frame.nx());
		SlitletLight light = SlitletLight.measure(frame, rows, checkpoint);
		checkpoint.check();
		LampSpectrum spectrum = LampSpectrum.of(light, checkpoint);
		checkpoint.check();
		ColdPixels bad = ColdPixels.find(frame, light, settings.threshold(), settings.surrounding());
		checkpoint.check();
		FlatQuality quality = FlatQuality.of(combined, rows, bad, group.frames().size(),
				first.gain(detector - 1) / first.setup().ditSeconds());
		checkpoint.check();
		MasterFlat master = MasterFlat.replace(frame, rows, spectrum, bad.good(), checkpoint);
		return new FlatDetector(new UnitResult(angle, detector, frame.ny(), frame.nx(), traced.traces(),
				traced.problems(), bad, quality), master);
	}

	/** Takes the light with the lamp off off a frame, in its own arrays: those of many units would fill the memory. */
	private static void takeOff(DetectorFrame frame, DetectorFrame off) {
		for (int pixel = 0; pixel < frame.value().length; pixel++) {
			frame.value()[pixel] -= off.value()[pixel];
			frame.variance()[pixel] += off.variance()[pixel];
			frame.flags()[pixel] |= off.flags()[pixel];
		}
	}

	/** Finds the slitlets, unless too many pixels are saturated: what is left of them tells wrong edges. */
	private static TraceResult traced(DetectorFrame frame, int detector, Set<Integer> used, FlatSettings settings) {
		List<Slitlet> lit = IntStream.range(0, Slitlet.PER_DETECTOR).mapToObj(index -> Slitlet.at(detector, index))
				.filter(slitlet -> used.contains(slitlet.ifu())).toList();
		long saturated = 0;
		for (byte flags : frame.flags()) {
			saturated += PixelFlag.SATURATED.in(flags) && !PixelFlag.BAD.in(flags) ? 1 : 0;
		}
		double rows = frame.ny() - 2.0 * ReadoutChannels.REFERENCE;
		double percent = Math.min(100, 100 * saturated / (rows * Slitlet.WIDTH_PIXEL * lit.size()));
		if (percent > MOST_SATURATED_PERCENT && !lit.isEmpty()) {
			return new TraceResult(new DetectorTraces(detector, List.of()),
					lit.stream().map(
							slitlet -> new SlitletProblem(slitlet, Reason.SATURATED, percent, MOST_SATURATED_PERCENT))
							.toList(),
					Double.NaN, 0);
		}
		return SlitletSearch.trace(frame, detector, used, settings.edges());
	}

	/** IFUs whose arm is used in a frame at least. */
	private static Set<Integer> used(List<RawFrame> frames) {
		Set<Integer> used = new TreeSet<>();
		for (RawFrame frame : frames) {
			used.addAll(UsedArms.of(frame).used());
		}
		return used;
	}
}
