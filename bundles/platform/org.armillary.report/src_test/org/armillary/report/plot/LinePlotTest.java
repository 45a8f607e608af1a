package org.armillary.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.armillary.engine.quality.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Plots say what the values are, and are harmless XML whatever they are given. */
class LinePlotTest {

	private static final String HOSTILE = "<script>alert(1)</script>\"' onload=x & \u0000\u0007\u202e\ud800 ]]> ü 恒星";

	private static double[] count(int length) {
		return IntStream.range(0, length).asDoubleStream().toArray();
	}

	private static LinePlot.Builder plot(double... values) {
		return LinePlot.titled("").add(Series.line("", count(values.length), values));
	}

	private static String line(String svg) {
		return Drawn.of(svg).ofClass("plot-line").getFirst().getAttribute("d");
	}

	@Test
	void valuesStandWhereTheAxesSay() {
		String svg = LinePlot.titled("").x(Axis.of("", "").between(0, 4)).y(Axis.of("", "").between(-1, 1))
				.add(Series.line("", new double[] { 0, 1, 4 }, new double[] { -1, 0, 1 })).build().svg();
		Element frame = Drawn.of(svg).ofClass("plot-frame").getFirst();
		Element box = (Element) frame.getElementsByTagName("rect").item(0);
		double left = Double.parseDouble(box.getAttribute("x"));
		double top = Double.parseDouble(box.getAttribute("y"));
		double width = Double.parseDouble(box.getAttribute("width"));
		double height = Double.parseDouble(box.getAttribute("height"));
		List<double[]> corners = Drawn.corners(line(svg));
		assertEquals(3, corners.size());
		assertPlace(left, top + height, corners.get(0));
		assertPlace(left + width / 4, top + height / 2, corners.get(1));
		assertPlace(left + width, top, corners.get(2));
	}

	private static void assertPlace(double x, double y, double[] found) {
		assertEquals(x, found[0], 0.06);
		assertEquals(y, found[1], 0.06);
	}

	@Test
	void aGapInterruptsTheLineAndALonelyValueIsSeen() {
		String path = line(plot(1, 2, Double.NaN, 3, Double.NaN, 1, 2).build().svg());
		assertEquals(3, path.chars().filter(c -> c == 'M').count(), path);
		assertTrue(path.contains("h0"), path);
	}

	@Test
	void valuesBeyondTheFrameAreMarkedAndTheLineIsCutThere() {
		String svg = plot(0, 0, 9, 0, -9, 0).y(Axis.of("", "").between(-1, 1)).build().svg();
		Drawn drawn = Drawn.of(svg);
		String arrows = drawn.ofClass("plot-beyond").getFirst().getAttribute("d");
		assertEquals(2, arrows.chars().filter(c -> c == 'M').count(), arrows);
		List<double[]> corners = Drawn.corners(line(svg));
		double top = corners.stream().mapToDouble(place -> place[1]).min().orElseThrow();
		double bottom = corners.stream().mapToDouble(place -> place[1]).max().orElseThrow();
		assertEquals(Double.parseDouble(box(drawn).getAttribute("y")), top, 0.06);
		assertEquals(Double.parseDouble(box(drawn).getAttribute("height")), bottom - top, 0.11);
		assertTrue(Drawn.of(plot(0, 1, 2).build().svg()).ofClass("plot-beyond").isEmpty());
	}

	private static Element box(Drawn drawn) {
		return (Element) drawn.ofClass("plot-frame").getFirst().getElementsByTagName("rect").item(0);
	}

	@Test
	void aRobustAxisLeavesAFewFarValuesOut() {
		double[] values = count(1000);
		values[500] = 1e9;
		Range range = Range.ofY(plot(values).y(Axis.of("", "").robust()).build());
		assertTrue(range.highest() < 1300 && range.lowest() > -100, range.toString());
		Range all = Range.ofY(plot(values).build());
		assertTrue(all.contains(1e9), all.toString());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void thinningKeepsTheExtremesOfEveryColumn(long seed) {
		var random = new Random(seed);
		int length = 20_000 + random.nextInt(40_000);
		double[] values = DoubleStream.generate(random::nextGaussian).limit(length).toArray();
		for (int i = 0; i < 20; i++) {
			values[random.nextInt(length)] = 50 * random.nextGaussian();
		}
		Series series = Series.line("", count(length), values);
		var frame = new Frame(50, 10, 500, 200, new Range(0, length - 1), new Range(-200, 200));
		int[] kept = Decimation.of(series, frame);
		assertTrue(kept.length <= 4 * 502, kept.length + " values kept");
		assertEquals(extremes(series, frame, IntStream.range(0, length).toArray()), extremes(series, frame, kept));
		assertTrue(Arrays.equals(kept, Arrays.stream(kept).sorted().distinct().toArray()));
		String svg = plot(values).build().svg();
		assertTrue(svg.length() < 40_000, svg.length() + " characters");
	}

	private static Object extremes(Series series, Frame frame, int[] indices) {
		return Arrays.stream(indices).boxed()
				.collect(Collectors.groupingBy(i -> Decimation.column(frame, series.xAt(i)),
						Collectors.collectingAndThen(Collectors.summarizingDouble(series::yAt),
								statistics -> List.of(statistics.getMin(), statistics.getMax()))));
	}

	@Test
	void aGapStaysWhenValuesAreThinned() {
		double[] values = new double[30_000];
		Arrays.fill(values, 10_000, 20_000, Double.NaN);
		String path = line(plot(values).y(Axis.of("", "").between(-1, 1)).build().svg());
		assertEquals(2, path.chars().filter(c -> c == 'M').count(), path);
	}

	@Test
	void theBandCoversOneStandardDeviationToEitherSide() {
		String svg = LinePlot.titled("").x(Axis.of("", "").between(0, 1)).y(Axis.of("", "").between(-4, 4))
				.add(Series.line("", new double[] { 0, 1 }, new double[] { 0, 2 }).withErrors(new double[] { 1, 2 }))
				.build().svg();
		Drawn drawn = Drawn.of(svg);
		double top = Double.parseDouble(box(drawn).getAttribute("y"));
		double height = Double.parseDouble(box(drawn).getAttribute("height"));
		List<double[]> corners = Drawn.corners(drawn.ofClass("plot-band").getFirst().getAttribute("d"));
		double[] expected = { 1, 4, 0, -1 };
		for (int i = 0; i < expected.length; i++) {
			assertEquals(top + height * (4 - expected[i]) / 8, corners.get(i)[1], 0.06);
		}
	}

	@Test
	void limitsAreDrawnAndInscribed() {
		LinePlot.Builder builder = plot(8, 9, 12);
		assertTrue(Drawn.of(builder.build().svg()).ofClass("plot-limit").isEmpty());
		String svg = builder.limits(new Interval(Double.NEGATIVE_INFINITY, 11), new Interval(7, 10)).build().svg();
		List<String> texts = Drawn.of(svg).texts();
		assertTrue(texts.containsAll(List.of("required ≤ 11", "goal ≤ 10", "goal ≥ 7")), texts.toString());
		List<String> far = Drawn.of(builder.limits(new Interval(0, 1e6), Interval.ALL).build().svg()).texts();
		assertTrue(far.contains("required ≤ 1000000 ↑"), far.toString());
	}

	@Test
	void seriesDifferNotByColourAlone() {
		var builder = LinePlot.titled("");
		var dots = LinePlot.titled("");
		for (int i = 0; i < PlotStyle.SERIES.size(); i++) {
			builder.add(Series.line("line " + i, count(3), count(3)));
			dots.add(Series.points("points " + i, count(3), count(3)));
		}
		long dashes = Drawn.of(builder.build().svg()).ofClass("plot-line").stream()
				.map(element -> element.getAttribute("stroke-dasharray")).distinct().count();
		assertEquals(PlotStyle.SERIES.size(), dashes);
		long shapes = IntStream.range(0, PlotStyle.SERIES.size()).mapToObj(i -> Marker.of(i).path(0, 0, 3)).distinct()
				.count();
		assertEquals(PlotStyle.SERIES.size(), shapes);
		assertTrue(Drawn.of(dots.build().svg()).texts().contains("points 6"));
	}

	@Test
	void hostileTextsStayTexts() {
		var plot = LinePlot.titled(HOSTILE).description(HOSTILE).x(Axis.of(HOSTILE, HOSTILE))
				.y(Axis.of(HOSTILE, HOSTILE))
				.size(900, 300)
				.add(Series.points(HOSTILE, count(2), count(2)).withLabels(List.of(HOSTILE, HOSTILE)))
				.add(Series.line(HOSTILE, count(2), count(2))).build();
		for (String svg : List.of(plot.svg(), plot.document(),
				new PlotGrid(HOSTILE, HOSTILE, List.of(plot, plot), 2).document(),
				Sparkline.of(count(4), HOSTILE).svg())) {
			Drawn drawn = Drawn.of(svg);
			for (Element element : drawn.elements()) {
				assertTrue(
						List.of("svg", "g", "path", "rect", "text", "title", "desc").contains(element.getLocalName()),
						element.getLocalName());
				for (String attribute : List.of("style", "id", "onload", "href")) {
					assertFalse(element.hasAttribute(attribute), attribute);
				}
			}
			assertFalse(svg.contains("\u202e") || svg.contains("<script"), svg);
			assertTrue(drawn.root().getTextContent().contains("恒星"));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void anyValuesGiveAPlot(long seed) {
		var random = new Random(seed);
		double[] special = { 0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
				Double.MAX_VALUE,
				-Double.MAX_VALUE, Double.MIN_VALUE, 1e300, -1e300, 1e-300, 5 };
		for (int i = 0; i < 100; i++) {
			int length = random.nextInt(6);
			double[] x = random.ints(length, 0, special.length).mapToDouble(k -> special[k]).toArray();
			double[] y = random.ints(length, 0, special.length).mapToDouble(k -> special[k]).toArray();
			double[] errors = random.ints(length, 0, special.length).mapToDouble(k -> special[k]).toArray();
			Axis axis = random.nextBoolean() ? Axis.time("t") : Axis.of("x", "");
			Axis vertical = random.nextBoolean() ? Axis.of("y", "").robust() : Axis.of("y", "").between(2, Double.NaN);
			Series series = new Series("s", x, y, errors, Series.Form.values()[random.nextInt(3)], List.of());
			String svg = LinePlot.titled("t").x(axis).y(vertical).add(series)
					.limits(new Interval(0, 1e300), Interval.ALL)
					.build().svg();
			Drawn.of(svg);
			assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
			Drawn.of(Sparkline.of(y, "").withLimits(new Interval(0, 1e300), Interval.ALL).svg());
		}
	}

	@Test
	void theSameValuesGiveTheSameBytesWithFewDigits() {
		double[] values = new Random(7).doubles(300).toArray();
		String svg = plot(values).build().svg();
		assertEquals(svg, plot(values).build().svg());
		values[17] += 0.5;
		assertNotEquals(svg, plot(values).build().svg());
		assertFalse(svg.matches("(?s).*\\d\\.\\d{3}.*"), svg);
	}

	@Test
	void numbersAreRoundedToHundredths() {
		assertEquals("0", Svg.number(-0.001));
		assertEquals("-1.5", Svg.number(-1.5));
		assertEquals("-0.07", Svg.number(-0.07));
		assertEquals("12.35", Svg.number(12.349));
		assertEquals("3 × 10⁻¹⁷", Numbers.text(3e-17));
		assertEquals("−1.25", Numbers.text(-1.25));
		assertEquals("0.00123", Numbers.text(0.00123));
	}
}
