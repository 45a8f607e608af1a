package org.armillary.report.plot;

import java.util.Optional;
import java.util.stream.IntStream;

import org.armillary.engine.quality.Interval;

/** Draws a {@link Sparkline}. */
final class SparklineDrawing {

	private static final double WIDTH = 120;
	private static final double HEIGHT = 24;
	private static final double MARGIN = 5;
	private static final double RADIUS = 3;

	private SparklineDrawing() {
	}

	static String element(double[] values, Optional<LinePlot.Limits> limits, String description) {
		double[] places = IntStream.range(0, values.length).asDoubleStream().toArray();
		Range range = range(values, limits);
		Range across = values.length < 2 ? new Range(values.length - 2.0, Math.max(values.length - 1, 0))
				: new Range(0, values.length - 1);
		var frame = new Frame(1, MARGIN, WIDTH - 2 - MARGIN, HEIGHT - 2 * MARGIN, across, range);
		var svg = new Svg();
		svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "plot plot-spark", "role", "img", "width",
				WIDTH,
				"height", HEIGHT, "viewBox", "0 0 " + Svg.number(WIDTH) + " " + Svg.number(HEIGHT));
		svg.words("title", description.isEmpty() ? "Trend" : description);
		limits.ifPresent(shown -> drawLimits(svg, frame, shown));
		SeriesDrawing.draw(svg, frame, Series.line("", places, values), 0);
		int last = values.length - 1;
		if (last >= 0 && Double.isFinite(values[last])) {
			drawLast(svg, frame.across(last), frame.downWithin(values[last]), values[last], limits);
		}
		return svg.close("svg").toString();
	}

	private static Range range(double[] values, Optional<LinePlot.Limits> limits) {
		Range data = Range.plain(values);
		if (limits.isPresent()) {
			Interval requirement = limits.get().requirement();
			Interval goal = limits.get().goal();
			data = data.widened(goal.lowest(), goal.highest(), requirement.lowest(), requirement.highest());
		}
		if (Double.isNaN(data.lowest())) {
			return new Range(0, 1);
		}
		double least = Math.max(Math.max(Math.abs(data.lowest()), Math.abs(data.highest())) * 1e-9,
				Double.MIN_NORMAL * 1e9);
		return data.highest() - data.lowest() > least ? data : new Range(data.lowest() - least, data.highest() + least);
	}

	private static void drawLimits(Svg svg, Frame frame, LinePlot.Limits limits) {
		Interval goal = limits.goal();
		if (Double.isFinite(goal.lowest()) || Double.isFinite(goal.highest())) {
			// the goal reaches to the edge of the picture where nothing bounds it
			double upper = Double.isFinite(goal.highest()) ? frame.downWithin(goal.highest()) : 0;
			double lower = Double.isFinite(goal.lowest()) ? frame.downWithin(goal.lowest()) : HEIGHT;
			svg.leaf("rect", "class", "plot-goal", "color", PlotStyle.GOAL, "fill", "currentColor", "fill-opacity",
					0.16,
					"x", 0.0, "y", upper, "width", WIDTH, "height", Math.max(1, lower - upper));
		}
		for (double end : new double[] { limits.requirement().lowest(), limits.requirement().highest() }) {
			if (frame.y().contains(end)) {
				svg.leaf("path", "class", "plot-requirement", "color", PlotStyle.REQUIREMENT, "fill", "none", "stroke",
						"currentColor", "stroke-dasharray", "4 2", "d",
						"M0 " + Svg.number(frame.down(end)) + "h" + Svg.number(WIDTH));
			}
		}
	}

	/**
	 * The last value: a circle where the goal is met or nobody asks, a diamond where the requirement is, else a cross.
	 */
	private static void drawLast(Svg svg, double x, double y, double value, Optional<LinePlot.Limits> limits) {
		boolean required = limits.isEmpty() || limits.get().requirement().contains(value);
		boolean good = limits.isEmpty() || limits.get().goal().contains(value);
		Marker marker = !required ? Marker.CROSS : good ? Marker.CIRCLE : Marker.DIAMOND;
		String style = limits.isEmpty() ? "plot-s0" : required && good ? "plot-goal" : "plot-requirement";
		String colour = limits.isEmpty() ? PlotStyle.SERIES.getFirst()
				: required && good ? PlotStyle.GOAL : PlotStyle.REQUIREMENT;
		svg.leaf("path", "class", style + " plot-last", "color", colour, "fill", required ? "currentColor" : "none",
				"stroke", "currentColor", "stroke-width", required ? 1.0 : 2.0, "d", marker.path(x, y, RADIUS));
	}
}
