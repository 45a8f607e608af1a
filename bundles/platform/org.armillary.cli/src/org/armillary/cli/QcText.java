package org.armillary.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.engine.MadeProduct;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.Measurement;
import org.armillary.engine.quality.QualityTrend;
import org.armillary.numerics.RobustStatistics;

/** Quality-control values of a store as text. */
final class QcText {

	private static final int BARS = 16;
	private static final String SHAPES = "▁▂▃▄▅▆▇█";
	private static final char NOTHING = '·';
	private static final double HALF = 0.5;
	private static final MathContext TWO_DIGITS = new MathContext(2);
	private static final String MADE = "*";
	private static final String NOT_COUNTED = ", not counted";
	private static final String OF_SAME = "not counted: a later result of the same files tells the value";
	private static final String NO_TIME = "* no time of observation is known (MJD-OBS of the products): "
			+ "when it was made, UTC";

	private final List<QcSeries> all;
	private final boolean draws;

	/**
	 * A text.
	 *
	 * @param all
	 *            the series, those of one value behind each other
	 * @param draws
	 *            whether the terminal shows characters outside of ASCII
	 */
	QcText(List<QcSeries> all, boolean draws) {
		this.all = all;
		this.draws = draws;
	}

	/** For each value its limits, and for each subject how it was and is. */
	String summary() {
		var header = new ArrayList<String>(
				List.of("", "n", "failed", "latest", "observed", "median", "scatter", "state", "change per month"));
		if (draws) {
			header.add("course");
		}
		var table = new TextTable(header);
		for (QcSeries one : all) {
			table.add(row(one));
		}
		String[] rows = table.text("    ").split("\n");
		var lines = new ArrayList<String>();
		String actor = "";
		String value = "";
		for (int i = 0; i < all.size(); i++) {
			QcSeries one = all.get(i);
			if (!one.series().actor().equals(actor)) {
				actor = one.series().actor();
				value = "";
				lines.add((lines.isEmpty() ? "" : "\n") + actor);
				lines.add(rows[0]);
			}
			String title = "  " + Shown.of(one.title()) + limits(one.limit());
			if (!title.equals(value)) {
				value = title;
				lines.add(title);
			}
			lines.add(rows[i + 1]);
		}
		if (!all.stream().allMatch(QcSeries::isObserved)) {
			lines.add("");
			lines.add(NO_TIME);
		}
		return String.join("\n", lines);
	}

	private List<String> row(QcSeries one) {
		Measurement latest = one.series().latest();
		var cells = new ArrayList<String>(List.of(
				one.series().subject().isEmpty() ? "all" : Shown.of(one.series().subject()),
				Integer.toString(one.series().measurements().size()),
				one.failed() == 0 ? "" : Long.toString(one.failed()), RunText.number(latest.value().value()),
				Mjd.time(latest.time()).replaceFirst(" .*", "") + (latest.isObserved() ? "" : MADE),
				median(one.series().median()), number(one.series().scatter()),
				QcMark.text(one.state()), one.series().trend().map(QcText::trend).orElse("–")));
		if (draws) {
			cells.add(course(one));
		}
		return cells;
	}

	/** As many digits as the values have; a median is shown among them. */
	private static String median(double median) {
		return Double.isFinite(median) ? RunText.number(median) : "–";
	}

	private static String limits(Optional<Limit> limit) {
		return limit.map(known -> "   requirement " + known.requirement().text() + ", goal " + known.goal().text())
				.orElse("");
	}

	private static String trend(QualityTrend trend) {
		return (trend.perMonth() > 0 ? "+" : "") + number(trend.perMonth()) + " ± "
				+ number(trend.errorPerMonth())
				+ (trend.isSignificant() ? trend.perMonth() > 0 ? "  rises" : "  falls" : "");
	}

	/** The values in their order as bars between the smallest and the largest; of many values medians of neighbours. */
	private static String course(QcSeries one) {
		double[] values = one.series().measurements().stream().mapToDouble(each -> each.value().value()).toArray();
		double[] shown = new double[Math.min(BARS, values.length)];
		for (int i = 0; i < shown.length; i++) {
			shown[i] = RobustStatistics.median(Arrays.copyOfRange(values, i * values.length / shown.length,
					(i + 1) * values.length / shown.length));
		}
		double lowest = Arrays.stream(shown).filter(Double::isFinite).min().orElse(0);
		double highest = Arrays.stream(shown).filter(Double::isFinite).max().orElse(0);
		var bars = new StringBuilder();
		for (double value : shown) {
			double part = highest > lowest ? (value - lowest) / (highest - lowest) : HALF;
			bars.append(Double.isFinite(value)
					? SHAPES.charAt((int) Math.min(SHAPES.length() - 1, part * SHAPES.length()))
					: NOTHING);
		}
		return bars.toString();
	}

	/** Each measurement in a line, oldest first. */
	String measurements() {
		var table = new TextTable("observed (UTC)", "value", "subject", "number", "state", "run", "job", "products");
		record Line(Measurement measurement, List<String> cells) {
		}
		var lines = new ArrayList<Line>();
		for (QcSeries one : all) {
			for (int i = 0; i < one.verdicts().size(); i++) {
				Measurement measurement = one.series().measurements().get(i);
				lines.add(new Line(measurement, List.of(
						Mjd.time(measurement.time()) + (measurement.isObserved() ? "" : MADE), Shown.of(one.title()),
						Shown.of(measurement.value().subject()), RunText.number(measurement.value().value()),
						QcMark.text(one.verdicts().get(i).state()) + (measurement.counts() ? "" : NOT_COUNTED),
						measurement.run(), Shown.of(measurement.job()),
						String.join(", ", products(measurement)))));
			}
		}
		lines.stream().sorted(Comparator.comparingDouble(line -> line.measurement.time()))
				.forEach(line -> table.add(line.cells));
		boolean isWhole = lines.stream().allMatch(line -> line.measurement.counts());
		return table.text("") + (isWhole ? "" : "\n\n" + OF_SAME)
				+ (all.stream().allMatch(QcSeries::isObserved) ? "" : "\n\n" + NO_TIME);
	}

	/** How many results are left out of the numbers; empty where all count. */
	static String leftOut(List<Measurement> all) {
		Set<String> counted = all.stream().filter(Measurement::counts).map(Measurement::key)
				.collect(Collectors.toSet());
		long results = all.stream().map(Measurement::key).distinct().count();
		long others = results - counted.size();
		return others == 0 ? ""
				: others + " of " + Amounts.count(results, "result") + (others == 1 ? " is" : " are")
						+ " not counted: later ones are of the same files; ‘--all’ lists all";
	}

	/** Categories of the products of a measurement, and the number of those of which there are several. */
	private static List<String> products(Measurement measurement) {
		List<String> categories = measurement.products().stream().map(MadeProduct::description)
				.map(description -> description.category().isEmpty() ? "file" : description.category()).toList();
		return categories.stream().distinct().map(category -> {
			long number = categories.stream().filter(category::equals).count();
			return number == 1 ? Shown.of(category) : number + " " + Shown.of(category);
		}).toList();
	}

	/** A number with two digits, whole ones with all; a dash where there is none. */
	private static String number(double number) {
		if (!Double.isFinite(number)) {
			return "–";
		}
		if (number == Math.rint(number) && Math.abs(number) < 1e7) {
			return Long.toString((long) number);
		}
		BigDecimal rounded = BigDecimal.valueOf(number).round(TWO_DIGITS);
		double size = Math.abs(number);
		return size >= 1e-4 && size < 1e7 ? rounded.toPlainString()
				: rounded.stripTrailingZeros().toString().replace("E+", "e").replace('E', 'e');
	}
}
