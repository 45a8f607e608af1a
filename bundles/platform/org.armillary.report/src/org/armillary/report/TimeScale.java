package org.armillary.report;

import java.util.ArrayList;
import java.util.List;

import org.armillary.report.Timeline.Pause;

/**
 * Time as places on a page: long pauses are as wide as a gap, all other times have one scale.
 *
 * @param seconds
 *            the whole time, s
 * @param pauses
 *            the pauses, in order
 * @param left
 *            place of the begin, pixels
 * @param width
 *            width of the whole, pixels
 */
record TimeScale(double seconds, List<Pause> pauses, double left, double width) {

	private static final double PAUSE_WIDTH = 28;
	private static final double[] STEPS = { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600,
			1200,
			1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800 };

	/** A mark of the axis: its time in seconds, and its place in pixels. */
	record Tick(double seconds, double x) {
	}

	/** Pixels of a second at work. */
	private double scale() {
		double paused = pauses.stream().mapToDouble(pause -> pause.to() - pause.from()).sum();
		double time = seconds - paused;
		return time > 0 ? (width - PAUSE_WIDTH * pauses.size()) / time : 0;
	}

	/** Place of a moment, pixels. */
	double x(double moment) {
		double scale = scale();
		double x = left;
		double done = 0;
		for (Pause pause : pauses) {
			if (moment < pause.from()) {
				break;
			}
			x += (pause.from() - done) * scale;
			done = Math.min(moment, pause.to());
			x += PAUSE_WIDTH * (done - pause.from()) / (pause.to() - pause.from());
			if (moment <= pause.to()) {
				return x;
			}
		}
		return x + (moment - done) * scale;
	}

	/** Marks at round times, none within pauses. */
	List<Tick> ticks(int most) {
		double time = seconds - pauses.stream().mapToDouble(pause -> pause.to() - pause.from()).sum();
		double step = STEPS[STEPS.length - 1];
		for (double candidate : STEPS) {
			if (time / candidate <= most) {
				step = candidate;
				break;
			}
		}
		var ticks = new ArrayList<Tick>();
		double before = Double.NEGATIVE_INFINITY;
		for (long i = 0; i * step <= seconds; i++) {
			double moment = i * step;
			double x = x(moment);
			boolean paused = pauses.stream().anyMatch(pause -> moment > pause.from() && moment < pause.to());
			if (!paused && x - before > width / (2.0 * most)) {
				ticks.add(new Tick(moment, x));
				before = x;
			} else if (paused) {
				Pause pause = pauses.stream().filter(one -> moment > one.from() && moment < one.to()).findFirst()
						.orElseThrow();
				i = Math.max(i, (long) Math.floor(pause.to() / step) - 1);
			}
		}
		return ticks;
	}
}
