package org.armillary.kmos.illumination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.lookup.AngleStack;

/**
 * Reduces detectors side by side; the results stand in order, whatever the number of threads.
 *
 * @param calibrations
 *            what to calibrate with
 * @param settings
 *            how
 * @param threads
 *            number of threads; 0 for one for each processor
 * @param context
 *            may cancel
 */
record Reduction(Calibrations calibrations, DetectorReduction.Settings settings, int threads, ActorContext context) {

	/** Reduces all angles; for each the three detectors. */
	List<List<DetectorReduction>> reduce(AngleStack<RawFrame> angles)
			throws ActorException, IOException, InterruptedException {
		int units = angles.groups().size() * RawFrame.DETECTORS;
		context.progress(0, units, "detector");
		var detectors = new ArrayList<DetectorReduction>();
		OrderedWork.run(units, Math.min(RawFrame.DETECTORS, OrderedWork.threads(threads)), unit -> {
			AngleStack.Group<RawFrame> group = angles.groups().get(unit / RawFrame.DETECTORS);
			return DetectorReduction.of(group.frames(), group.angleDegrees(), unit % RawFrame.DETECTORS + 1,
					calibrations,
					settings, context::checkpoint);
		}, (unit, reduced) -> {
			detectors.add(reduced);
			context.progress(unit + 1, units, "detector");
		});
		var reduced = new ArrayList<List<DetectorReduction>>();
		for (int first = 0; first < units; first += RawFrame.DETECTORS) {
			reduced.add(List.copyOf(detectors.subList(first, first + RawFrame.DETECTORS)));
		}
		return reduced;
	}
}
