package org.armillary.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Draws the values of one series into a frame. */
final class SeriesDrawing {

	/** How lines are broken, so that series differ without their colours; empty for not at all. */
	private static final String[] DASHES = { "", "7 3", "2 2", "8 2 2 2", "4 2", "10 3 2 3 2 3", "1 3" };
	private static final double RADIUS = 3.2;
	/** Half the width of the end of an error bar, px. */
	private static final double CAP = 2;
	/** Size of the arrows at the edge, px. */
	private static final double ARROW = 4;
	/** Arrows at the edge have at least this distance, px. */
	private static final double ARROW_DISTANCE = 8;

	private final Svg svg;
	private final Frame frame;
	private final Series series;
	private final int number;
	private final boolean thinned;
	private final int[] shown;

	private SeriesDrawing(Svg svg, Frame frame, Series series, int number) {
		this.svg = svg;
		this.frame = frame;
		this.series = series;
		this.number = number;
		this.thinned = Decimation.isNeeded(series, frame);
		this.shown = Decimation.of(series, frame);
	}

	/** Draws series {@code number} (from 0) of a plot. */
	static void draw(Svg svg, Frame frame, Series series, int number) {
		begin(svg, number);
		new SeriesDrawing(svg, frame, series, number).draw();
		svg.close("g");
	}

	/** Draws what stands for a series in the legend, 20 px wide from {@code x} on. */
	static void key(Svg svg, double x, double y, Series series, int number) {
		begin(svg, number);
		if (series.form() != Series.Form.POINTS) {
			line(svg, "M" + place(x) + " " + place(y) + "h20", number, series.form());
		}
		if (series.form() != Series.Form.LINE) {
			svg.leaf("path", "class", "plot-marker", "fill", "currentColor", "stroke", "currentColor", "d",
					Marker.of(number).path(x + 10, y, RADIUS));
		}
		svg.close("g");
	}

	/** A coordinate of a value with one decimal, which is finer than any screen. */
	private static String place(double value) {
		return Svg.number(Math.rint(10 * value) / 10);
	}

	private static void begin(Svg svg, int number) {
		int colour = number % PlotStyle.SERIES.size();
		svg.open("g", "class", "plot-s" + colour, "color", PlotStyle.SERIES.get(colour));
	}

	private static void line(Svg svg, String path, int number, Series.Form form) {
		String dash = DASHES[number % DASHES.length];
		Object[] solid = { "class", "plot-line", "fill", "none", "stroke", "currentColor", "stroke-width",
				form == Series.Form.LINE ? 1.3 : 0.8, "stroke-linejoin", "round", "stroke-linecap", "round", "d",
				path };
		if (dash.isEmpty() || form != Series.Form.LINE) {
			svg.leaf("path", solid);
		} else {
			Object[] broken = Arrays.copyOf(solid, solid.length + 2);
			broken[solid.length] = "stroke-dasharray";
			broken[solid.length + 1] = dash;
			svg.leaf("path", broken);
		}
	}

	private void draw() {
		boolean points = series.form() != Series.Form.LINE;
		if (series.hasErrors()) {
			String errors = points ? bars() : band();
			if (!errors.isEmpty() && points) {
				svg.leaf("path", "class", "plot-bars", "fill", "none", "stroke", "currentColor", "d", errors);
			} else if (!errors.isEmpty()) {
				svg.leaf("path", "class", "plot-band", "fill", "currentColor", "fill-opacity", 0.22, "d", errors);
			}
		}
		if (series.form() != Series.Form.POINTS) {
			String path = polyline();
			if (!path.isEmpty()) {
				line(svg, path, number, series.form());
			}
		}
		if (points) {
			drawMarkers();
		}
		String arrows = arrows();
		if (!arrows.isEmpty()) {
			svg.leaf("path", "class", "plot-beyond", "fill", "currentColor", "d", arrows);
		}
	}

	/** Where a value stands; of thinned values the middle of their column of pixels. */
	private double across(int index) {
		double x = series.xAt(index);
		return thinned && frame.spans(x) ? Math.clamp(Decimation.column(frame, x) + 0.5, frame.left(), frame.right())
				: frame.across(x);
	}

	private boolean isValue(int index) {
		return Double.isFinite(series.yAt(index)) && Double.isFinite(series.xAt(index));
	}

	/** The line through the values, cut at the frame, interrupted where there is no data. */
	private String polyline() {
		var path = new StringBuilder();
		boolean drawing = false;
		for (int i = 0; i < shown.length; i++) {
			int index = shown[i];
			if (!isValue(index)) {
				drawing = false;
				continue;
			}
			boolean follows = i > 0 && isValue(shown[i - 1]);
			boolean alone = !follows && (i + 1 == shown.length || !isValue(shown[i + 1]));
			if (follows) {
				drawing = segment(path, shown[i - 1], index, drawing);
			} else if (alone && frame.spans(series.xAt(index)) && frame.y().contains(series.yAt(index))) {
				move(path, frame.across(series.xAt(index)), frame.down(series.yAt(index)));
				path.append("h0");
			}
		}
		return path.toString();
	}

	/**
	 * Adds what of a line lies within the frame (Liang and Barsky 1984).
	 *
	 * @return whether it reaches its end
	 */
	private boolean segment(StringBuilder path, int from, int to, boolean drawing) {
		double x = across(from);
		double y = frame.down(series.yAt(from));
		double dx = across(to) - x;
		double dy = frame.down(series.yAt(to)) - y;
		double[] towards = { -dx, dx, -dy, dy };
		double[] distance = { x - frame.left(), frame.right() - x, y - frame.top(), frame.bottom() - y };
		double begin = 0;
		double end = 1;
		for (int edge = 0; edge < towards.length; edge++) {
			if (towards[edge] == 0) {
				begin = distance[edge] < 0 ? 2 : begin;
			} else if (towards[edge] < 0) {
				begin = Math.max(begin, distance[edge] / towards[edge]);
			} else {
				end = Math.min(end, distance[edge] / towards[edge]);
			}
		}
		if (!(begin <= end)) {
			return false;
		}
		if (!drawing || begin > 0) {
			move(path, x + begin * dx, y + begin * dy);
		}
		if (dx == 0) {
			path.append('V').append(place(y + end * dy));
		} else {
			path.append('L').append(place(x + end * dx)).append(' ').append(place(y + end * dy));
		}
		return end == 1;
	}

	private static void move(StringBuilder path, double x, double y) {
		path.append('M').append(place(x)).append(' ').append(place(y));
	}

	/**
	 * The band of one standard deviation to either side, piece by piece; of thinned values the extremes of each column.
	 */
	private String band() {
		var path = new StringBuilder();
		var piece = new ArrayList<double[]>();
		int column = Integer.MIN_VALUE;
		boolean interrupted = false;
		for (int i = 0; i < series.length(); i++) {
			if (!isValue(i) || !frame.spans(series.xAt(i))) {
				interrupted = true;
				continue;
			}
			int own = thinned ? Decimation.column(frame, series.xAt(i)) : i;
			if (interrupted && own != column) {
				piece(path, piece);
			}
			interrupted = false;
			double upper = frame.downWithin(series.yAt(i) + series.errorAt(i));
			double lower = frame.downWithin(series.yAt(i) - series.errorAt(i));
			if (own == column && !piece.isEmpty()) {
				piece.getLast()[1] = Math.min(piece.getLast()[1], upper);
				piece.getLast()[2] = Math.max(piece.getLast()[2], lower);
			} else {
				piece.add(new double[] { across(i), upper, lower });
			}
			column = own;
		}
		piece(path, piece);
		return path.toString();
	}

	/** Adds a piece of a band, places with an upper and a lower end each, and empties it. */
	private static void piece(StringBuilder path, List<double[]> piece) {
		if (piece.size() > 1) {
			path.append('M');
			for (double[] place : piece) {
				path.append(place(place[0])).append(' ').append(place(place[1])).append(' ');
			}
			for (double[] place : piece.reversed()) {
				path.append(place(place[0])).append(' ').append(place(place[2])).append(' ');
			}
			path.setCharAt(path.length() - 1, 'z');
		}
		piece.clear();
	}

	private String bars() {
		var path = new StringBuilder();
		for (int index : shown) {
			double error = series.errorAt(index);
			if (isValue(index) && error > 0 && frame.spans(series.xAt(index))) {
				double x = frame.across(series.xAt(index));
				double upper = frame.downWithin(series.yAt(index) + error);
				double lower = frame.downWithin(series.yAt(index) - error);
				if (upper < lower) {
					move(path, x - CAP, upper);
					path.append('h').append(place(2 * CAP)).append('m').append(place(-CAP)).append(" 0V")
							.append(place(lower)).append('m').append(place(-CAP)).append(" 0h")
							.append(place(2 * CAP));
				}
			}
		}
		return path.toString();
	}

	private void drawMarkers() {
		boolean labelled = !series.labels().isEmpty() && shown.length == series.length();
		Marker marker = Marker.of(number);
		var together = new StringBuilder();
		svg.open("g", "class", "plot-marker", "fill", "currentColor", "stroke", "currentColor");
		for (int index : shown) {
			if (isValue(index) && frame.spans(series.xAt(index)) && frame.y().contains(series.yAt(index))) {
				String path = marker.path(frame.across(series.xAt(index)), frame.down(series.yAt(index)), RADIUS);
				if (labelled) {
					svg.open("path", "d", path).words("title", series.labels().get(index)).close("path");
				} else {
					together.append(path);
				}
			}
		}
		if (!together.isEmpty()) {
			svg.leaf("path", "d", together);
		}
		svg.close("g");
	}

	/** Arrows at the upper and the lower edge for values beyond. */
	private String arrows() {
		var path = new StringBuilder();
		var taken = new HashSet<Long>();
		for (int index : shown) {
			double value = series.yAt(index);
			boolean above = value > frame.y().highest();
			boolean below = value < frame.y().lowest();
			if ((above || below) && frame.spans(series.xAt(index))) {
				double x = frame.across(series.xAt(index));
				long place = Math.round(x / ARROW_DISTANCE);
				if (taken.add(above ? place : ~place)) {
					double tip = above ? frame.top() + 1 : frame.bottom() - 1;
					double foot = above ? tip + 1.5 * ARROW : tip - 1.5 * ARROW;
					move(path, x, tip);
					path.append('L').append(place(x + ARROW)).append(' ').append(place(foot)).append('h')
							.append(place(-2 * ARROW)).append('z');
				}
			}
		}
		return path.toString();
	}
}
