package org.armillary.kmos.flat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.armillary.actor.ActorException;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.UsedArms;
import org.armillary.kmos.detector.BadPixelMask;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.FrameStack;
import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.detector.StackedFrame;
import org.armillary.kmos.lookup.AngleStack;
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
		DetectorFrame frame = combined.frame().minus(off);
		checkpoint.check();
		TraceResult traced = SlitletSearch.trace(frame, detector, used(group.frames()), settings.edges());
		checkpoint.check();
		SlitletRows rows = SlitletRows.of(traced.traces(), frame.ny(), frame.nx());
		SlitletLight light = SlitletLight.measure(frame, rows, checkpoint);
		checkpoint.check();
		LampSpectrum spectrum = LampSpectrum.of(light, checkpoint);
		checkpoint.check();
		ColdPixels bad = ColdPixels.find(frame, light, settings.threshold(), settings.surrounding());
		checkpoint.check();
		MasterFlat master = MasterFlat.of(frame, rows, spectrum, bad.good(), checkpoint);
		FlatQuality quality = FlatQuality.of(combined, frame, rows, bad, group.frames().size(),
				first.gain(detector - 1) / first.setup().ditSeconds());
		return new FlatDetector(new UnitResult(angle, detector, frame.ny(), frame.nx(), traced.traces(),
				traced.problems(), bad, quality), master);
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
