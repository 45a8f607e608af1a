package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.engine.quality.Interval;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.Measurement;
import org.armillary.report.plot.Axis;
import org.armillary.report.plot.LinePlot;
import org.armillary.report.plot.PlotGrid;
import org.armillary.report.plot.Series;

/** Quality-control values of a store as one picture: a panel for each value, with its limits and the subjects as series. */
final class QcPlot {

	private static final int WIDTH = 620;
	private static final int HEIGHT = 260;
	private static final int COLUMNS = 2;

	/** Share of the values at either end that may lie beyond the frame, where arrows mark them. */
	private static final double TAIL = 0.03;
	/** By how many widths of the others they must be away for that. */
	private static final double FAR = 1;
	private static final double MARGIN = 0.06;
	/** Ends of limits that are so near, in lengths of the axis, widen it. */
	private static final double NEAR = 0.5;

	/** What makes a panel: the same value with the same limits. */
	private record Panel(String actor, String title, Optional<Interval> requirement, Optional<Interval> goal) {
	}

	private QcPlot() {
	}

	/** The picture as an SVG document. */
	static String document(List<QcSeries> all) {
		var panels = new LinkedHashMap<Panel, List<QcSeries>>();
		for (QcSeries one : all) {
			panels.computeIfAbsent(new Panel(one.series().actor(), one.title(), one.limit().map(Limit::requirement),
					one.limit().map(Limit::goal)), _ -> new ArrayList<>()).add(one);
		}
		long actors = panels.keySet().stream().map(Panel::actor).distinct().count();
		var plots = new ArrayList<LinePlot>();
		panels.forEach((panel, series) -> plots.add(plot(panel, series, actors > 1)));
		return new PlotGrid("Quality control", description(all), plots, Math.min(COLUMNS, plots.size())).document();
	}

	private static LinePlot plot(Panel panel, List<QcSeries> all, boolean namesActor) {
		QcSeries first = all.getFirst();
		boolean observed = all.stream().allMatch(QcSeries::isObserved);
		String subject = all.size() == 1 && !first.series().subject().isEmpty() ? ", " + first.series().subject() : "";
		LinePlot.Builder plot = LinePlot
				.titled((namesActor ? panel.actor + ": " : "") + first.series().name() + subject)
				.description(description(all)).x(Axis.time(observed ? "observed" : "observed or made"))
				.y(axis(panel, all)).size(WIDTH, HEIGHT);
		panel.requirement.ifPresent(requirement -> plot.limits(requirement, panel.goal.orElse(requirement)));
		for (QcSeries one : all) {
			plot.add(series(one));
		}
		return plot.build();
	}

	/** An axis that shows all values but few that are far away from the others of their series. */
	private static Axis axis(Panel panel, List<QcSeries> all) {
		Axis axis = Axis.of(all.getFirst().series().name(), all.getFirst().series().unit());
		double lowest = Double.POSITIVE_INFINITY;
		double highest = Double.NEGATIVE_INFINITY;
		for (QcSeries one : all) {
			double[] sorted = one.series().measurements().stream().mapToDouble(each -> each.value().value())
					.filter(Double::isFinite).sorted().toArray();
			if (sorted.length > 0) {
				int tail = (int) (TAIL * sorted.length);
				double width = sorted[sorted.length - 1 - tail] - sorted[tail];
				double reach = width > 0 ? FAR * width : Double.POSITIVE_INFINITY;
				lowest = Math.min(lowest, Math.max(sorted[0], sorted[tail] - reach));
				highest = Math.max(highest,
						Math.min(sorted[sorted.length - 1], sorted[sorted.length - 1 - tail] + reach));
			}
		}
		if (!(lowest < highest)) {
			return axis;
		}
		double length = highest - lowest;
		double from = lowest;
		double to = highest;
		for (Interval limit : Stream.of(panel.requirement, panel.goal).flatMap(Optional::stream).toList()) {
			from = limit.lowest() >= lowest - NEAR * length ? Math.min(from, limit.lowest()) : from;
			to = limit.highest() <= highest + NEAR * length ? Math.max(to, limit.highest()) : to;
		}
		return axis.between(from - MARGIN * length, to + MARGIN * length);
	}

	private static Series series(QcSeries one) {
		List<Measurement> measurements = one.series().measurements();
		var labels = new ArrayList<String>();
		for (int i = 0; i < measurements.size(); i++) {
			Measurement measurement = measurements.get(i);
			labels.add(String.join(", ",
					Mjd.time(measurement.time()) + " UTC" + (measurement.isObserved() ? "" : " (made)"),
					RunText.number(measurement.value().value()) + " " + one.series().unit(),
					QcMark.words(one.verdicts().get(i).state()), measurement.run()));
		}
		return Series
				.joined(one.series().subject(),
						measurements.stream().mapToDouble(each -> Axis.secondsOfMjd(each.time())).toArray(),
						measurements.stream().mapToDouble(each -> each.value().value()).toArray())
				.withLabels(labels);
	}

	private static String description(List<QcSeries> all) {
		long values = all.stream().mapToLong(one -> one.series().measurements().size()).sum();
		long failed = all.stream().mapToLong(QcSeries::failed).sum();
		return Amounts.count(values, "measurement") + ", " + failed + " of them beyond the requirement";
	}
}
