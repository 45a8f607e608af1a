package org.armillary.kmos.slitlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;
import org.junit.jupiter.api.Test;

class SlitletSearchTest {

	private static final Set<Integer> ALL = IntStream.rangeClosed(1, 24).boxed().collect(Collectors.toSet());
	private static final EdgeSettings SETTINGS = new EdgeSettings(4, EdgeSettings.AUTOMATIC);
	private static final int ROWS = 128;

	@Test
	void edgesAreThoseOfEvenLight() {
		for (long seed = 1; seed <= 3; seed++) {
			var frames = new SlitletFrames(ROWS, 20_000, 2.5, seed);
			TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
			assertEquals(112, result.traces().slitlets().size());
			assertEquals(List.of(), result.problems());
			// 32 measurements of 0.02 pixel and two parameters: 0.005; only 128 rows average the response
			double[] off = offsets(frames, result);
			assertTrue(rms(off) < 0.009, "rms " + rms(off));
			assertTrue(Math.abs(mean(off)) < 0.001, "mean " + mean(off));
			assertEquals(0.55 * 2.3548, result.blurPixel(), 0.06);
			double pull = rms(pulls(frames, result));
			assertTrue(pull > 0.5 && pull < 1.3, "pull " + pull);
		}
	}

	@Test
	void blurOfAnyWidthAndLightInGapsDoNotMoveEdges() {
		for (double sigma : new double[] { 0.3, 0.8, 1.0 }) {
			for (boolean point : new boolean[] { false, true }) {
				var frames = new SlitletFrames(ROWS, 20_000, 1.5, 43);
				// narrow edges between points are seen by none of them in a few rows
				frames.sigma = point ? Math.max(sigma, 0.42) : sigma;
				frames.point = point;
				frames.pedestal = 0;
				frames.everywhere = point ? 0 : 600;
				TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
				assertEquals(112, result.traces().slitlets().size());
				double[] off = offsets(frames, result);
				String what = sigma + " " + point;
				assertTrue(rms(off) < 0.02, what + ": rms " + rms(off));
				assertTrue(Math.abs(outward(off)) < 0.004, what + ": outward " + outward(off));
				double pull = rms(pulls(frames, result));
				assertTrue(pull > 0.4 && pull < 1.5, what + ": pull " + pull);
			}
		}
	}

	@Test
	void lightThatIsNotEvenDoesNotMoveEdges() {
		var frames = new SlitletFrames(ROWS, 20_000, -3, 7);
		for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
			frames.tilt[i] = i % 2 == 0 ? 0.02 : -0.02;
		}
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		double rising = 0;
		for (SlitletTrace trace : result.traces().slitlets()) {
			int i = trace.slitlet().index();
			double middle = (trace.left().at(64) + trace.right().at(64)) / 2;
			rising += Math.signum(frames.tilt[i]) * (middle - (frames.edge(i, 0, 64) + frames.edge(i, 1, 64)) / 2);
		}
		assertEquals(0, rising / 112, 0.003);
	}

	@Test
	void missingSlitletsDoNotShiftNumbers() {
		var frames = new SlitletFrames(ROWS, 20_000, 3, 11);
		Set<Integer> missing = Set.of(0, 5, 6, 40, 55, 56, 90, 111);
		missing.forEach(i -> frames.level[i] = 0);
		TraceResult result = SlitletSearch.trace(frames.frame(), 2, ALL, SETTINGS);
		assertEquals(104, result.traces().slitlets().size());
		assertTrue(rms(offsets(frames, result)) < 0.02);
		assertEquals(missing.stream().map(i -> Slitlet.at(2, i)).collect(Collectors.toSet()),
				result.problems().stream().map(SlitletProblem::slitlet).collect(Collectors.toSet()));
		assertTrue(result.problems().stream().allMatch(problem -> problem.reason() == Reason.NOT_LIT));
	}

	@Test
	void darkIfusAtTheBorderDoNotShiftNumbers() {
		for (int only : new int[] { 0, 3, 7 }) {
			for (double offset : new double[] { -8, 0, 8 }) {
				var frames = new SlitletFrames(ROWS, 20_000, offset, 13);
				for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
					frames.level[i] = i / Slitlet.SLICES == only ? 20_000 : 0;
				}
				TraceResult result = SlitletSearch.trace(frames.frame(), 1, Set.of(only + 1), SETTINGS);
				assertEquals(Slitlet.SLICES, result.traces().ofIfu(only + 1).size());
				assertEquals(List.of(), result.problems());
				assertTrue(rms(offsets(frames, result)) < 0.02);
			}
		}
	}

	@Test
	void faintAndUnevenSlitletsAreFound() {
		var frames = new SlitletFrames(ROWS, 500, 1, 17);
		var random = new Random(1);
		for (int i = 0; i < Slitlet.PER_DETECTOR; i++) {
			frames.level[i] *= 1 + 4 * random.nextDouble();
		}
		TraceResult result = SlitletSearch.trace(frames.frame(), 3, ALL, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		assertTrue(rms(offsets(frames, result)) < 0.02);
	}

	@Test
	void halfLitSlitletIsReportedWithoutHarmToOthers() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 19);
		frames.width[30] /= 2;
		frames.middle[30] += frames.width[30] / 2;
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		assertEquals(111, result.traces().slitlets().size());
		SlitletProblem problem = result.problems().getFirst();
		assertEquals(Slitlet.at(1, 30), problem.slitlet());
		assertTrue(Set.of(Reason.NO_LEFT_EDGE, Reason.WIDTH, Reason.PART_LIT).contains(problem.reason()),
				problem.toString());
		assertTrue(rms(offsets(frames, result)) < 0.02);
	}

	@Test
	void halfLitIfuIsLeftOutAsAWholeAndDoesNotSpoilErrors() {
		for (double part : new double[] { 0.5, 0.7, 0.9 }) {
			var frames = new SlitletFrames(ROWS, 20_000, 1, 53);
			for (int i = 28; i < 42; i++) {
				frames.lit[i] = part;
			}
			TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
			assertEquals(98, result.traces().slitlets().size());
			assertEquals(List.of(), result.traces().ofIfu(3));
			assertEquals(Slitlet.SLICES, result.problems().size());
			assertTrue(result.problems().stream().allMatch(
					problem -> problem.reason() == Reason.HALF_LIT && problem.slitlet().ifu() == 3),
					result.problems().toString());
			double lit = result.problems().stream().mapToDouble(SlitletProblem::found).filter(Double::isFinite)
					.average().orElse(Double.NaN);
			assertTrue(lit > 100 * part - 10 && lit < 97, part + ": lit " + lit);
			assertTrue(rms(offsets(frames, result)) < 0.02);
			double pull = rms(pulls(frames, result));
			assertTrue(pull > 0.5 && pull < 1.3, part + ": pull " + pull);
		}
	}

	@Test
	void missingSlitletsOfAnIfuLeaveTheOthers() {
		var frames = new SlitletFrames(ROWS, 20_000, 1, 59);
		for (int i = 28; i < 35; i++) {
			frames.level[i] = 0;
		}
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		assertEquals(7, result.traces().ofIfu(3).size());
		assertTrue(result.problems().stream().allMatch(problem -> problem.reason() == Reason.NOT_LIT));
	}

	@Test
	void widthThatDiffersFromThatOfTheIfuIsTold() {
		var frames = new SlitletFrames(ROWS, 20_000, 1, 61);
		for (int i = 0; i < frames.width.length; i++) {
			// IFUs differ, slitlets of an IFU do not
			frames.width[i] = Slitlet.WIDTH_PIXEL + 0.1 * (i / Slitlet.SLICES % 3 - 1);
		}
		frames.width[33] -= 0.5;
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		assertEquals(1, result.problems().size(), result.problems().toString());
		SlitletProblem problem = result.problems().getFirst();
		assertEquals(Slitlet.at(1, 33), problem.slitlet());
		assertEquals(Reason.WIDTH_ODD, problem.reason());
		assertEquals(frames.width[33], problem.found(), 0.1);
		assertEquals(frames.width[34], problem.expected(), 0.1);
	}

	@Test
	void blurThatVariesOverTheDetectorDoesNotMoveEdges() {
		var frames = new SlitletFrames(ROWS, 20_000, 1.3, 67);
		frames.blurGrowth = 0.2;
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		double[] off = offsets(frames, result);
		int some = 14 * 2 * (ROWS - 8);
		// one profile for all would put them off by 0.02 pixel at both ends
		assertEquals(0, outward(Arrays.copyOf(off, some)), 0.004);
		assertEquals(0, outward(Arrays.copyOfRange(off, off.length - some, off.length)), 0.004);
		double pull = rms(pulls(frames, result));
		assertTrue(pull > 0.5 && pull < 1.3, "pull " + pull);
	}

	@Test
	void vignettedSlitletIsTracedAndReported() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 23);
		frames.tilt[70] = 0.06;
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		assertEquals(List.of(Reason.VIGNETTED), result.problems().stream().map(SlitletProblem::reason).toList());
		SlitletTrace trace = result.traces().find(Slitlet.at(1, 70)).orElseThrow();
		assertEquals(frames.edge(70, 0, 64), trace.left().at(64), 0.06);
		assertEquals(frames.edge(70, 1, 64), trace.right().at(64), 0.06);
	}

	@Test
	void deadColumnsDoNotMoveEdges() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 29);
		var frame = frames.frame();
		for (int i = 3; i < Slitlet.PER_DETECTOR; i += 10) {
			int column = (int) Math.rint(frames.middle[i] + i % 7 - 3);
			for (int y = 0; y < ROWS; y++) {
				frame.value()[y * frame.nx() + column] = i % 20 == 3 ? 0 : 60_000;
			}
		}
		TraceResult result = SlitletSearch.trace(frame, 1, ALL, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		assertTrue(rms(offsets(frames, result)) < 0.02);
	}

	@Test
	void columnAtAnEdgeThatIsNotFlaggedDoesNotMoveIt() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 47);
		Arrays.fill(frames.slope, 0);
		var frame = frames.frame();
		for (int i = 3; i < Slitlet.PER_DETECTOR; i += 10) {
			// the first column that sees nearly all light, or the one before
			int column = (int) Math.ceil(frames.edge(i, 0, 64)) + i % 20 / 10;
			for (int y = 0; y < ROWS; y++) {
				frame.value()[y * frame.nx() + column] *= 0.1f;
			}
		}
		TraceResult result = SlitletSearch.trace(frame, 1, ALL, SETTINGS);
		double[] off = offsets(frames, result);
		assertTrue(result.traces().slitlets().size() >= 110, "found " + result.traces().slitlets().size());
		assertTrue(rms(off) < 0.03, "rms " + rms(off));
	}

	@Test
	void nothingLit() {
		var frames = new SlitletFrames(ROWS, 0, 0, 31);
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, Set.of(1, 2, 24), SETTINGS);
		assertEquals(List.of(), result.traces().slitlets());
		assertEquals(2 * Slitlet.SLICES, result.problems().size());
		assertTrue(result.problems().stream().allMatch(problem -> problem.reason() == Reason.NOT_LIT));
	}

	@Test
	void lightOfUnusedArmIsReported() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 37);
		Set<Integer> used = IntStream.rangeClosed(1, 7).boxed().collect(Collectors.toSet());
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, used, SETTINGS);
		assertEquals(112, result.traces().slitlets().size());
		assertEquals(Slitlet.SLICES, result.problems().size());
		assertTrue(result.problems().stream().allMatch(
				problem -> problem.reason() == Reason.UNEXPECTED_LIGHT && problem.slitlet().ifu() == 8));
	}

	@Test
	void orderThatIsAskedForIsUsed() {
		var frames = new SlitletFrames(ROWS, 20_000, 0, 41);
		TraceResult result = SlitletSearch.trace(frames.frame(), 1, ALL, new EdgeSettings(8, 2));
		assertEquals(2, result.order());
		assertTrue(result.traces().slitlets().stream().allMatch(trace -> trace.left().polynomial().degree() == 2));
	}

	private static double[] offsets(SlitletFrames frames, TraceResult result) {
		return result.traces().slitlets().stream().flatMapToDouble(trace -> IntStream.range(0, 2 * (ROWS - 8))
				.mapToDouble(k -> {
					int row = 4 + k / 2;
					EdgeTrace edge = k % 2 == 0 ? trace.left() : trace.right();
					return edge.at(row) - frames.edge(trace.slitlet().index(), k % 2, row);
				})).toArray();
	}

	private static double[] pulls(SlitletFrames frames, TraceResult result) {
		return result.traces().slitlets().stream().flatMapToDouble(trace -> IntStream.range(0, 10).mapToDouble(k -> {
			int row = 10 + 20 * (k / 2);
			EdgeTrace edge = k % 2 == 0 ? trace.left() : trace.right();
			return (edge.at(row) - frames.edge(trace.slitlet().index(), k % 2, row)) / edge.errorAt(row);
		})).toArray();
	}

	/** Mean by which slitlets are too wide on either side. */
	private static double outward(double[] offsets) {
		return IntStream.range(0, offsets.length).mapToDouble(k -> k % 2 == 0 ? -offsets[k] : offsets[k]).average()
				.orElseThrow();
	}

	private static double mean(double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	private static double rms(double[] values) {
		return Math.sqrt(Arrays.stream(values).map(value -> value * value).average().orElseThrow());
	}
}
