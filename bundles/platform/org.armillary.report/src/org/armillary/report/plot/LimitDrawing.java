package org.armillary.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.armillary.engine.quality.Interval;

/**
 * Draws the limits of values: the goal tinted, what is beyond the requirement tinted, an inscribed line at each end.
 */
final class LimitDrawing {

	/** Distance of inscriptions, px. */
	private static final double LINE_HEIGHT = 12;
	private static final double TINT = 0.1;

	private LimitDrawing() {
	}

	/** One end of a range with its place, px. */
	private record End(String text, double y, boolean requirement) {
	}

	/** Inscriptions of limits: the words that stand beside the frame. */
	static List<String> texts(LinePlot.Limits limits) {
		var texts = new ArrayList<String>();
		for (boolean requirement : new boolean[] { true, false }) {
			Interval range = requirement ? limits.requirement() : limits.goal();
			if (Double.isFinite(range.highest())) {
				texts.add(text(requirement, true, range.highest()));
			}
			if (Double.isFinite(range.lowest())) {
				texts.add(text(requirement, false, range.lowest()));
			}
		}
		return texts;
	}

	static void draw(Svg svg, Frame frame, LinePlot.Limits limits) {
		Interval requirement = limits.requirement();
		Interval goal = limits.goal();
		svg.open("g", "class", "plot-goal", "color", PlotStyle.GOAL);
		if (Double.isFinite(goal.lowest()) || Double.isFinite(goal.highest())) {
			fill(svg, frame, frame.downWithin(bounded(goal.highest())), frame.downWithin(bounded(goal.lowest())));
		}
		lines(svg, frame, goal, "2 3");
		svg.close("g").open("g", "class", "plot-requirement", "color", PlotStyle.REQUIREMENT);
		if (Double.isFinite(requirement.highest())) {
			fill(svg, frame, frame.top(), frame.downWithin(requirement.highest()));
		}
		if (Double.isFinite(requirement.lowest())) {
			fill(svg, frame, frame.downWithin(requirement.lowest()), frame.bottom());
		}
		lines(svg, frame, requirement, "7 3");
		svg.close("g");
		inscribe(svg, frame, limits);
	}

	private static void fill(Svg svg, Frame frame, double upper, double lower) {
		if (upper < lower) {
			svg.leaf("rect", "class", "plot-limit", "fill", "currentColor", "fill-opacity", TINT, "x", frame.left(),
					"y",
					upper, "width", frame.width(), "height", lower - upper);
		}
	}

	private static void lines(Svg svg, Frame frame, Interval range, String dash) {
		for (double end : new double[] { range.lowest(), range.highest() }) {
			if (frame.y().contains(end)) {
				svg.leaf("path", "class", "plot-limit", "fill", "none", "stroke", "currentColor", "stroke-dasharray",
						dash,
						"d", "M" + Svg.number(frame.left()) + " " + Svg.number(frame.down(end)) + "h"
								+ Svg.number(frame.width()));
			}
		}
	}

	private static void inscribe(Svg svg, Frame frame, LinePlot.Limits limits) {
		var ends = new ArrayList<End>();
		for (boolean requirement : new boolean[] { true, false }) {
			Interval range = requirement ? limits.requirement() : limits.goal();
			for (boolean upper : new boolean[] { true, false }) {
				double value = upper ? range.highest() : range.lowest();
				if (Double.isFinite(value)) {
					String arrow = value > frame.y().highest() ? " ↑" : value < frame.y().lowest() ? " ↓" : "";
					ends.add(new End(text(requirement, upper, value) + arrow, frame.downWithin(value), requirement));
				}
			}
		}
		ends.sort(Comparator.comparingDouble(End::y).thenComparing(End::text));
		double[] places = new double[ends.size()];
		double next = frame.top();
		for (int i = 0; i < places.length; i++) {
			places[i] = Math.max(next, ends.get(i).y());
			next = places[i] + LINE_HEIGHT;
		}
		double last = frame.bottom();
		for (int i = places.length - 1; i >= 0; i--) {
			places[i] = Math.min(last, places[i]);
			last = places[i] - LINE_HEIGHT;
		}
		for (int i = 0; i < places.length; i++) {
			End end = ends.get(i);
			svg.words("text", end.text(), "class", end.requirement() ? "plot-requirement" : "plot-goal", "color",
					end.requirement() ? PlotStyle.REQUIREMENT : PlotStyle.GOAL, "fill", "currentColor", "x",
					frame.right() + 5, "y", places[i] + 4);
		}
	}

	private static double bounded(double value) {
		return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
	}

	private static String text(boolean requirement, boolean upper, double value) {
		return (requirement ? "required " : "goal ") + (upper ? "≤ " : "≥ ") + Numbers.text(value);
	}
}
