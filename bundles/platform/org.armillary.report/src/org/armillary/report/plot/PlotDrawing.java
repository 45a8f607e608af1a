package org.armillary.report.plot;

import java.util.List;
import java.util.stream.IntStream;

/** Draws plots with their axes, titles and legends. */
final class PlotDrawing {

	/** Height of texts, px. */
	private static final double FONT = 11;
	private static final double LINE = 15;
	private static final double TITLE = 20;
	/** Length of a major mark, px. */
	private static final double MARK = 5;
	private static final double MINOR_MARK = 3;
	/** Width of the sign of a series in the legend, px. */
	private static final double KEY = 26;
	/** Room that a label of an axis takes, px. */
	private static final double LABEL_ROOM = 56;
	private static final double DATE_ROOM = 84;
	private static final double LABEL_HEIGHT = 24;

	private final Svg svg;
	private final LinePlot plot;
	private final Ticks across;
	private final Ticks up;
	private final Frame frame;

	private PlotDrawing(Svg svg, LinePlot plot) {
		this.svg = svg;
		this.plot = plot;
		Range x = Range.ofX(plot);
		Range y = Range.ofY(plot);
		double top = 8 + (plot.title().isEmpty() ? 0 : TITLE) + legendRows() * LINE;
		boolean dates = plot.x().scale() == Axis.Scale.TIME;
		double bottom = 20 + (title(plot.x(), 0).isEmpty() ? 0 : LINE) + (dates ? LINE - 3 : 0);
		double height = Math.max(20, plot.height() - top - bottom);
		this.up = Ticks.linear(y.lowest(), y.highest(), Math.max(2, (int) (height / LABEL_HEIGHT)));
		double left = 12 + up.labels().stream().mapToDouble(text -> TextWidth.of(text, FONT, false)).max().orElse(FONT)
				+ (title(plot.y(), 0).isEmpty() ? 0 : LINE);
		double right = plot.limits().map(LimitDrawing::texts).stream().flatMap(List::stream)
				.mapToDouble(text -> 14 + TextWidth.of(text + " ↑", FONT, false)).max().orElse(16);
		double width = Math.max(40, plot.width() - left - right);
		int most = Math.max(2, (int) (width / (dates ? DATE_ROOM : LABEL_ROOM)));
		this.across = dates ? TimeTicks.of(x.lowest(), x.highest(), most) : Ticks.linear(x.lowest(), x.highest(), most);
		this.frame = new Frame(left, top, width, height, x, y);
	}

	/** Plots in rows as an element of a page. */
	static String element(List<LinePlot> plots, int columns, String title, String description) {
		return write(plots, columns, title, description, false);
	}

	/** Plots in rows as a file. */
	static String document(List<LinePlot> plots, int columns, String title, String description) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + write(plots, columns, title, description, true) + "\n";
	}

	private static String write(List<LinePlot> plots, int columns, String title, String description, boolean alone) {
		boolean heading = plots.size() > 1 && !title.isEmpty();
		int inRow = Math.min(columns, plots.size());
		double width = plots.stream().mapToInt(LinePlot::width).max().orElse(0);
		double height = plots.stream().mapToInt(LinePlot::height).max().orElse(0);
		double wholeWidth = width * inRow;
		double wholeHeight = (heading ? TITLE + 4 : 0) + height * Math.ceilDiv(plots.size(), inRow);
		var svg = new Svg();
		svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "plot", "role", "img", "width", wholeWidth,
				"height", wholeHeight, "viewBox", "0 0 " + Svg.number(wholeWidth) + " " + Svg.number(wholeHeight),
				"font-family", "system-ui, sans-serif", "font-size", FONT);
		svg.words("title", title.isEmpty() ? "Plot" : title);
		if (!description.isEmpty()) {
			svg.words("desc", description);
		}
		if (alone) {
			svg.leaf("rect", "class", "plot-paper", "fill", PlotStyle.PAPER, "width", wholeWidth, "height",
					wholeHeight);
		}
		if (heading) {
			heading(svg, title, 8, wholeWidth - 16);
		}
		for (int i = 0; i < plots.size(); i++) {
			svg.open("g", "transform", "translate(" + Svg.number(i % inRow * width) + " "
					+ Svg.number((heading ? TITLE + 4 : 0) + i / inRow * height) + ")");
			new PlotDrawing(svg, plots.get(i)).draw();
			svg.close("g");
		}
		return svg.close("svg").toString();
	}

	private void draw() {
		if (!plot.title().isEmpty()) {
			heading(svg, plot.title(), frame.left(), plot.width() - frame.left() - 4);
		}
		drawLegend();
		drawAxes();
		plot.limits().ifPresent(limits -> LimitDrawing.draw(svg, frame, limits));
		for (int i = 0; i < plot.series().size(); i++) {
			SeriesDrawing.draw(svg, frame, plot.series().get(i), i);
		}
		if (plot.series().stream().allMatch(series -> IntStream.range(0, series.length())
				.allMatch(i -> Double.isNaN(series.yAt(i)) || Double.isNaN(series.xAt(i))))) {
			soft("no data", frame.left() + frame.width() / 2, frame.top() + frame.height() / 2, "middle");
		}
	}

	private static void heading(Svg svg, String title, double x, double room) {
		svg.words("text", TextWidth.fitted(title, room, FONT + 2, true), "class", "plot-text plot-title", "fill",
				PlotStyle.INK,
				"font-size", FONT + 2, "font-weight", "bold", "x", x, "y", 17.0);
	}

	private void drawAxes() {
		svg.open("g", "class", "plot-grid", "stroke", PlotStyle.GRID, "fill", "none");
		svg.leaf("path", "d", marks(up.major(), true, frame.width()) + marks(across.major(), false, -frame.height()));
		svg.close("g").open("g", "class", "plot-frame", "stroke", PlotStyle.SOFT_INK, "fill", "none");
		svg.leaf("rect", "x", frame.left(), "y", frame.top(), "width", frame.width(), "height", frame.height());
		svg.leaf("path", "d", marks(up.major(), true, MARK) + marks(up.minor(), true, MINOR_MARK)
				+ marks(across.major(), false, -MARK) + marks(across.minor(), false, -MINOR_MARK));
		svg.close("g");
		for (int i = 0; i < up.major().size(); i++) {
			text(up.labels().get(i), frame.left() - 5, frame.down(up.major().get(i)) + 4, "end");
		}
		for (int i = 0; i < across.major().size(); i++) {
			double x = frame.across(across.major().get(i));
			text(across.labels().get(i), x, frame.bottom() + LINE, "middle");
			if (!across.contexts().get(i).isEmpty()) {
				soft(across.contexts().get(i), x, frame.bottom() + 2 * LINE - 3, "middle");
			}
		}
		String horizontal = title(plot.x(), across.exponent());
		if (!horizontal.isEmpty()) {
			text(TextWidth.fitted(horizontal, plot.width(), FONT, false), frame.left() + frame.width() / 2,
					plot.height() - 5.0,
					"middle");
		}
		String vertical = title(plot.y(), up.exponent());
		if (!vertical.isEmpty()) {
			double middle = frame.top() + frame.height() / 2;
			svg.words("text", TextWidth.fitted(vertical, plot.height(), FONT, false), "class", "plot-text", "fill",
					PlotStyle.INK,
					"text-anchor", "middle", "x", 12.0, "y", middle, "transform",
					"rotate(-90 12 " + Svg.number(middle) + ")");
		}
	}

	private String marks(List<Double> values, boolean vertical, double length) {
		var path = new StringBuilder();
		for (double value : values) {
			double x = vertical ? frame.left() : frame.across(value);
			double y = vertical ? frame.down(value) : frame.bottom();
			path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y)).append(vertical ? 'h' : 'v')
					.append(Svg.number(length));
		}
		return path.toString();
	}

	private void text(String content, double x, double y, String anchor) {
		svg.words("text", content, "class", "plot-text", "fill", PlotStyle.INK, "text-anchor", anchor, "x", x, "y", y);
	}

	private void soft(String content, double x, double y, String anchor) {
		svg.words("text", content, "class", "plot-soft", "fill", PlotStyle.SOFT_INK, "text-anchor", anchor, "x", x, "y",
				y);
	}

	/** The title of an axis with its unit and the power of ten that the labels leave out. */
	private static String title(Axis axis, int exponent) {
		String unit = (Ticks.factor(exponent) + " " + axis.unit()).strip();
		return unit.isEmpty() ? axis.label() : axis.label().isEmpty() ? unit : axis.label() + " (" + unit + ")";
	}

	private boolean hasLegend() {
		return plot.series().size() > 1 && plot.series().stream().anyMatch(series -> !series.name().isEmpty());
	}

	private int legendRows() {
		return hasLegend() ? flow(false, 0) : 0;
	}

	private void drawLegend() {
		if (hasLegend()) {
			flow(true, plot.title().isEmpty() ? 10 : TITLE + 10);
		}
	}

	/** Places the legend in rows, and draws it if asked to; gives the number of rows. */
	private int flow(boolean drawn, double top) {
		double begin = 40;
		double x = begin;
		int row = 0;
		for (int i = 0; i < plot.series().size(); i++) {
			Series series = plot.series().get(i);
			String name = TextWidth.fitted(series.name(), plot.width() - begin - KEY - 10, FONT, false);
			double room = KEY + TextWidth.of(name, FONT, false) + 12;
			if (x > begin && x + room > plot.width()) {
				x = begin;
				row++;
			}
			if (drawn) {
				SeriesDrawing.key(svg, x, top + row * LINE, series, i);
				text(name, x + KEY, top + row * LINE + 4, "start");
			}
			x += room;
		}
		return row + 1;
	}
}
