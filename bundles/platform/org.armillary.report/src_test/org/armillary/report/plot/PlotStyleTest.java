package org.armillary.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.engine.quality.Interval;
import org.junit.jupiter.api.Test;

/** Plots can be read by everybody, in light and dark: contrast as WCAG 2.2 asks for (1.4.3 and 1.4.11). */
class PlotStyleTest {

	@Test
	void linesAndTextsStandOutOfThePaper() {
		for (boolean dark : new boolean[] { false, true }) {
			String paper = dark ? PlotStyle.DARK_PAPER : PlotStyle.PAPER;
			for (String colour : dark ? PlotStyle.DARK_SERIES : PlotStyle.SERIES) {
				assertContrast(3, colour, paper);
			}
			for (String text : dark ? List.of(PlotStyle.DARK_INK, PlotStyle.DARK_SOFT_INK, PlotStyle.DARK_GOAL,
					PlotStyle.DARK_REQUIREMENT)
					: List.of(PlotStyle.INK, PlotStyle.SOFT_INK, PlotStyle.GOAL, PlotStyle.REQUIREMENT)) {
				assertContrast(4.5, text, paper);
			}
		}
	}

	@Test
	void theStyleSheetKnowsEveryColour() {
		for (int i = 0; i < PlotStyle.SERIES.size(); i++) {
			assertTrue(PlotStyle.CSS.contains("--plot-" + i + ":" + PlotStyle.SERIES.get(i)));
			assertTrue(PlotStyle.CSS.contains("--plot-" + i + ":" + PlotStyle.DARK_SERIES.get(i)));
			assertTrue(PlotStyle.CSS.contains(".plot-s" + i + "{"));
		}
	}

	@Test
	void theLastValueOfASparklineSaysItsStateByShape() {
		Interval requirement = new Interval(0, 10);
		Interval goal = new Interval(2, 8);
		String good = last(5, requirement, goal);
		String fair = last(9, requirement, goal);
		String bad = last(11, requirement, goal);
		assertTrue(good.contains("a3 3"), good);
		assertEquals("diamond", fair.contains("a") || !fair.contains("z") ? "other" : "diamond", fair);
		assertEquals(2, bad.chars().filter(c -> c == 'M').count(), bad);
		assertTrue(Drawn.of(Sparkline.of(new double[] { 1, Double.NaN }, "").svg()).ofClass("plot-last").isEmpty());
	}

	private static String last(double value, Interval requirement, Interval goal) {
		String svg = Sparkline.of(new double[] { 4, 6, value }, "").withLimits(requirement, goal).svg();
		return Drawn.of(svg).ofClass("plot-last").getFirst().getAttribute("d");
	}

	private static void assertContrast(double least, String colour, String paper) {
		double a = luminance(colour);
		double b = luminance(paper);
		double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		assertTrue(contrast >= least, colour + " on " + paper + ": " + contrast);
	}

	private static double luminance(String colour) {
		int rgb = Integer.parseInt(colour.substring(1), 16);
		double[] share = { 0.2126, 0.7152, 0.0722 };
		double sum = 0;
		for (int i = 0; i < 3; i++) {
			double level = (rgb >> 16 - 8 * i & 255) / 255.0;
			sum += share[i] * (level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4));
		}
		return sum;
	}
}
