package org.armillary.kmos.wavecal.solution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.lookup.LineSpreadMap;
import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.profile.LineShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorSolutionTest {

	private static final int LINES = 34;

	/** Distances of solved and true wavelengths in rows, of pixels well inside; only those with or without the flag. */
	private static double[] errors(SyntheticArc arc, DetectorSolution solution, boolean extrapolated) {
		float[] micron = new float[arc.value.length];
		byte[] mask = new byte[arc.value.length];
		solution.fill(micron, mask);
		List<Double> errors = new ArrayList<>();
		for (SlitletSolution slitlet : solution.slitlets()) {
			int s = slitlet.trace().slitlet().index();
			for (int row = 4; row < SyntheticArc.ROWS - 4; row++) {
				for (int column = (int) Math.ceil(arc.middle(s) - SyntheticArc.HALF_WIDTH + 1); column <= arc.middle(s)
						+ SyntheticArc.HALF_WIDTH - 1; column++) {
					int pixel = row * arc.columns + column;
					if (mask[pixel] == (extrapolated ? SlitletSolution.EXTRAPOLATED : 0)) {
						errors.add(Math.abs(micron[pixel] - arc.micron(s, column, row)) / SyntheticArc.DISPERSION);
					}
				}
			}
		}
		return errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
	}

	private static void assertGood(SyntheticArc arc, DetectorSolution solution) {
		double[] inside = errors(arc, solution, false);
		double[] outside = errors(arc, solution, true);
		assertTrue(inside[inside.length / 2] <= 0.012, "median " + inside[inside.length / 2]);
		assertTrue(inside[inside.length * 95 / 100] <= 0.035, "95 % " + inside[inside.length * 95 / 100]);
		assertTrue(outside[outside.length * 95 / 100] <= 0.1, "outside " + outside[outside.length * 95 / 100]);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 0.35", "3, -0.35" })
	void findsWavelengthsAndProfile(long seed, double asymmetry) throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(seed, 8, asymmetry).randomLines(LINES);
		DetectorSolution solution = arc.expose(arc.list).noise().solve();
		assertEquals(8, solution.slitlets().size());
		assertGood(arc, solution);
		assertTrue(solution.residuals().half() < 0.02, solution.residuals().toString());
		double[] errors = errors(arc, solution, false);
		assertEquals(1, solution.error().half() / errors[errors.length / 2], 0.4, solution.error().toString());
		assertEquals(1, solution.error().most() / errors[errors.length * 95 / 100], 0.4, solution.error().toString());
		LineSpreadMap map = solution.lineSpread(1, 60, Checkpoint.NONE);
		Slitlet slitlet = Slitlet.at(1, 3);
		for (int row : new int[] { 100, 500, 900 }) {
			assertEquals(1, map.fwhmAt(slitlet, row) / arc.fwhm(row), 0.015);
			assertEquals(arc.thirdMoment(row), map.thirdMomentAt(slitlet, row), 0.06);
			assertEquals(row, map.rowOf(slitlet, solution.find(slitlet).orElseThrow().micronAt(row, 0)), 0.01);
		}
		assertTrue(Double.isNaN(map.fwhmAt(Slitlet.at(1, 8), 500)));
	}

	@Test
	void givesTheSameBitsAgain() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(5, 4, 0.3).randomLines(LINES);
		arc.expose(arc.list).noise();
		List<ApproximateSolution> start = arc.approximate();
		float[][] micron = new float[2][arc.value.length];
		for (float[] result : micron) {
			List<ApproximateSolution> other = new ArrayList<>(start);
			if (result == micron[1]) {
				Collections.reverse(other);
			}
			DetectorSolution
					.solve(arc.frame(), arc.traces(), other, arc.list, new SolutionSettings(5, 4), Checkpoint.NONE)
					.fill(result,
							new byte[arc.value.length]);
		}
		assertArrayEquals(micron[0], micron[1]);
	}

	@ParameterizedTest
	@CsvSource({ "21, 0.75", "22, 1.5" })
	void findsOtherWidths(long seed, double stretch) throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(seed, 6, 0.3).randomLines(LINES);
		arc.stretch = stretch;
		DetectorSolution solution = arc.expose(arc.list).noise().solve();
		assertGood(arc, solution);
		assertEquals(1, solution.lineSpread(1, 0, Checkpoint.NONE).fwhmAt(Slitlet.at(1, 2), 500) / arc.fwhm(500), 0.02);
	}

	@Test
	void survivesDefectsCosmicRaysAndMissingLines() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(7, 8, 0.3).randomLines(LINES);
		List<ArcLine> shining = new ArrayList<>(arc.list);
		shining.remove(20);
		shining.remove(9);
		arc.expose(shining).noise();
		for (int i = 0; i < 600; i++) {
			int pixel = arc.random.nextInt(arc.value.length);
			arc.value[pixel] += 200 + arc.random.nextInt(20000);
			if (i % 3 == 0) {
				arc.flags[pixel] = PixelFlag.BAD.value();
				arc.value[pixel] = Float.NaN;
			}
		}
		DetectorSolution solution = arc.solve();
		assertEquals(8, solution.slitlets().size());
		assertGood(arc, solution);
	}

	@Test
	void leavesSaturatedLinesOut() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(8, 4, 0.3).randomLines(LINES).line(512, 400_000, Gas.ARGON);
		arc.expose(arc.list).noise();
		for (int i = 0; i < arc.value.length; i++) {
			if (arc.value[i] > 40_000) {
				arc.value[i] = 45_000;
				arc.flags[i] = PixelFlag.NON_LINEAR.value();
			}
		}
		DetectorSolution solution = arc.solve();
		assertEquals(4, solution.counts().saturated());
		assertGood(arc, solution);
	}

	@Test
	void reportsDarkAndWronglyIdentifiedSlitlets() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(9, 8, 0).randomLines(LINES);
		arc.expose(arc.list, 2).noise();
		List<ApproximateSolution> start = arc.approximate();
		start.set(5, arc.approximate(5, 17));
		DetectorSolution solution = DetectorSolution.solve(arc.frame(), arc.traces(), start, arc.list,
				new SolutionSettings(5, 4), Checkpoint.NONE);
		assertEquals(List.of(Slitlet.at(1, 2), Slitlet.at(1, 5)), solution.unsolved());
		assertEquals(6, solution.slitlets().size());
		assertGood(arc, solution);
		float[] micron = new float[arc.value.length];
		solution.fill(micron, new byte[arc.value.length]);
		assertTrue(Float.isNaN(micron[500 * arc.columns + (int) arc.middle(2)]));
	}

	@Test
	void measuresResolvedBlendsAndLeavesOthersOut() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(10, 6, 0.3).randomLines(LINES);
		arc.list.removeIf(line -> line.micron() > SyntheticArc.FIRST_MICRON + 480 * SyntheticArc.DISPERSION
				&& line.micron() < SyntheticArc.FIRST_MICRON + 620 * SyntheticArc.DISPERSION);
		int before = arc.list.size();
		arc.line(500, 8000, Gas.ARGON).line(503, 5000, Gas.ARGON).line(560, 8000, Gas.NEON).line(561.1, 7000, Gas.NEON);
		DetectorSolution solution = arc.expose(arc.list).noise().solve();
		List<LineQuality> lines = new ArrayList<>();
		for (ArcLine line : arc.list.subList(before, arc.list.size())) {
			lines.add(solution.lines().stream().filter(quality -> quality.line().equals(line)).findFirst()
					.orElseThrow());
		}
		assertEquals(6, lines.get(0).slitlets());
		assertEquals(6, lines.get(1).slitlets());
		assertEquals(0, lines.get(0).residual(), 0.02);
		assertEquals(0, lines.get(1).residual(), 0.02);
		assertEquals(0, lines.get(2).slitlets());
		assertEquals(0, lines.get(3).slitlets());
		assertEquals(12, solution.counts().blended());
		assertGood(arc, solution);
	}

	@Test
	void rejectsLinesWithWrongWavelengths() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(11, 6, 0.3).randomLines(LINES);
		arc.expose(arc.list).noise();
		ArcLine right = arc.list.get(12);
		ArcLine wrong = new ArcLine(right.micron() + 0.35 * SyntheticArc.DISPERSION, right.strength(), right.gas());
		arc.list.set(12, wrong);
		DetectorSolution solution = arc.solve();
		assertEquals(0, solution.lines().get(12).slitlets());
		assertGood(arc, solution);
	}

	@Test
	void aHighOrderDoesNoHarmOutsideTheLines() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(12, 8, 0).randomLines(LINES);
		arc.list.removeIf(line -> line.micron() < SyntheticArc.FIRST_MICRON + 100 * SyntheticArc.DISPERSION);
		arc.expose(arc.list).noise();
		DetectorSolution solution = DetectorSolution.solve(arc.frame(), arc.traces(), arc.approximate(), arc.list,
				new SolutionSettings(9, 4), Checkpoint.NONE);
		double[] outside = errors(arc, solution, true);
		assertTrue(outside[outside.length * 95 / 100] <= 0.15, "outside " + outside[outside.length * 95 / 100]);
	}

	@Test
	void withoutSlitletsOrLinesThereIsNoSolution() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(13, 3, 0).noise();
		assertEquals(3, arc.solve().unsolved().size());
		arc.randomLines(LINES);
		assertEquals(3, arc.solve().unsolved().size());
		DetectorSolution none = DetectorSolution.solve(arc.frame(), arc.traces(), List.of(), arc.list,
				new SolutionSettings(5, 4), Checkpoint.NONE);
		assertTrue(none.slitlets().isEmpty());
		float[] micron = new float[arc.value.length];
		none.fill(micron, new byte[arc.value.length]);
		float[] expected = new float[micron.length];
		Arrays.fill(expected, Float.NaN);
		assertArrayEquals(expected, micron);
	}

	@Test
	void theProfileHasAreaOneAndItsFirstMomentInTheMiddle() throws InterruptedException {
		SyntheticArc arc = new SyntheticArc(14, 4, 0.35).randomLines(LINES);
		LineShape shape = arc.expose(arc.list).noise().solve().profile().shapeAt(0.3, -0.4);
		double area = 0;
		double moment = 0;
		for (double u = -LineShape.REACH - 1; u < LineShape.REACH + 1; u += 0.001) {
			area += 0.001 * shape.value(u);
			moment += 0.001 * u * shape.value(u);
		}
		assertEquals(1, area, 1e-4);
		assertEquals(0, moment, 1e-4);
	}
}
