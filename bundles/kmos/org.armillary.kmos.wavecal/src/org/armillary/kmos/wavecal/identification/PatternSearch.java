package org.armillary.kmos.wavecal.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the pattern of a line list lies in a spectrum: all offsets, stretches and bends of the nominal law are tried,
 * and each is worth the brightness of the lines that fall on peaks, over what chance would bring. Wrong strengths,
 * missing lines and peaks of other origin cost little, since brightness counts by its logarithm.
 */
final class PatternSearch {

	private static final int LINES = 60;
	private static final int PEAKS = 60;
	/** Weight 0 of a peak is so many powers of ten below the brightest. */
	private static final double DECADES = 2.5;
	private static final double LEAST_WEIGHT = 0.15;
	/** Margin of the profile beyond the detector, rows. */
	private static final int MARGIN = 400;
	/** Laws closer than this are the same, rows. */
	private static final double CELL = 7;

	private final LinePattern pattern;
	private final int[] lines;
	private final double[] weights;

	PatternSearch(LinePattern pattern) {
		this.pattern = pattern;
		lines = pattern.brightest(LINES);
		weights = Arrays.stream(lines).mapToDouble(line -> pattern.weight()[line]).toArray();
	}

	/**
	 * How far to search around a law.
	 *
	 * @param offset
	 *            shift, rows
	 * @param stretch
	 *            shift of the ends against the middle, rows
	 * @param bend
	 *            shift of the middle against the ends, rows
	 * @param step
	 *            step of each, rows
	 * @param tolerance
	 *            distance of line and peak at which they have nothing to do with each other, rows
	 */
	record Range(double offset, double stretch, double bend, double step, double tolerance) {

		/** What nothing is known about: 100 rows of offset, 4 % of scale, 8 % of change of the dispersion. */
		static final Range BLIND = new Range(100, 40, 28, 2, 5);
		/** What the neighbour of a slitlet leaves open. */
		static final Range NEIGHBOUR = new Range(14, 2, 0, 0.5, 2);
	}

	/** A law with its score, in standard deviations of chance. */
	record Candidate(RowLaw law, double score) {
	}

	/** The best laws that differ, the best first. */
	List<Candidate> search(LinePeaks peaks, RowLaw start, Range range, int most) {
		float[] profile = profile(peaks.highest(PEAKS), range.tolerance());
		double[] moments = moments(profile);
		int bends = steps(range.bend(), range.step());
		int stretches = steps(range.stretch(), range.step());
		int offsets = steps(range.offset(), range.step());
		double[] places = new double[lines.length];
		double[] first = new double[lines.length];
		double[] slopes = new double[lines.length];
		double[] bows = new double[lines.length];
		for (int i = 0; i < places.length; i++) {
			slopes[i] = pattern.u()[lines[i]];
			bows[i] = (3 * slopes[i] * slopes[i] - 1) / 2;
			first[i] = start.rowAt(slopes[i]) + MARGIN + 0.5;
		}
		var found = new ArrayList<Candidate>();
		var sums = new OffsetSums(profile, MARGIN, weights, offsets, range.step());
		for (int bend = -bends; bend <= bends; bend++) {
			for (int stretch = -stretches; stretch <= stretches; stretch++) {
				// the best offset of each cell of offsets is enough
				double slope = stretch * range.step();
				double bow = bend * range.step();
				for (int i = 0; i < places.length; i++) {
					places[i] = first[i] + slope * slopes[i] + bow * bows[i];
				}
				RowLaw law = start.plus(0, slope, bow);
				sums.add(places);
				addBest(found, law, sums, moments, offsets, range.step());
			}
		}
		return different(found, most);
	}

	private static void addBest(List<Candidate> found, RowLaw law, OffsetSums sums, double[] moments, int offsets,
			double step) {
		double first = -1;
		double firstOffset = 0;
		double second = -1;
		double secondOffset = 0;
		for (int k = -offsets; k <= offsets; k++) {
			double offset = k * step;
			double squares = sums.squares()[k + offsets];
			double score = squares == 0 ? -1
					: (sums.sums()[k + offsets] - sums.weights()[k + offsets] * moments[0])
							/ Math.sqrt(squares * moments[1] + 1e-9);
			if (score > first) {
				if (Math.abs(offset - firstOffset) > CELL) {
					second = first;
					secondOffset = firstOffset;
				}
				first = score;
				firstOffset = offset;
			} else if (score > second && Math.abs(offset - firstOffset) > CELL) {
				second = score;
				secondOffset = offset;
			}
		}
		if (first > 0) {
			found.add(new Candidate(law.plus(firstOffset), first));
		}
		if (second > 0) {
			found.add(new Candidate(law.plus(secondOffset), second));
		}
	}

	private static int steps(double reach, double step) {
		return (int) Math.round(reach / step);
	}

	/** The best ones of which no two are the same. */
	private static List<Candidate> different(List<Candidate> found, int most) {
		found.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
		var kept = new ArrayList<Candidate>();
		for (Candidate candidate : found) {
			if (kept.size() == most) {
				break;
			}
			if (kept.stream().noneMatch(other -> distance(candidate.law(), other.law()) < CELL)) {
				kept.add(candidate);
			}
		}
		return kept;
	}

	/** Greatest difference of two laws over the useful range, rows. */
	static double distance(RowLaw law, RowLaw other) {
		double most = 0;
		for (double u = -1; u <= 1; u += 0.5) {
			most = Math.max(most, Math.abs(law.rowAt(u) - other.rowAt(u)));
		}
		return most;
	}

	/** By row, what a line is worth that falls there. */
	private float[] profile(LinePeaks peaks, double tolerance) {
		float[] profile = new float[pattern.nominal().rows() + 2 * MARGIN];
		double[] sorted = peaks.heights().clone();
		Arrays.sort(sorted);
		double bright = sorted.length == 0 ? 1 : sorted[Math.max(0, sorted.length - 4)];
		int reach = (int) Math.ceil(tolerance);
		for (int peak = 0; peak < peaks.count(); peak++) {
			double weight = Math.clamp(1 + StrictMath.log10(peaks.heights()[peak] / bright) / DECADES, LEAST_WEIGHT,
					1.2);
			int middle = (int) Math.rint(peaks.rows()[peak]);
			for (int row = middle - reach; row <= middle + reach; row++) {
				double share = 1 - Math.abs(row - peaks.rows()[peak]) / tolerance;
				int at = row + MARGIN;
				if (share > 0) {
					profile[at] = Math.max(profile[at], (float) (weight * share));
				}
			}
		}
		return profile;
	}

	/** Mean and variance of the profile on the detector. */
	private static double[] moments(float[] profile) {
		double sum = 0;
		double squares = 0;
		int count = profile.length - 2 * MARGIN;
		for (int i = MARGIN; i < MARGIN + count; i++) {
			sum += profile[i];
			squares += profile[i] * profile[i];
		}
		double mean = sum / count;
		return new double[] { mean, squares / count - mean * mean };
	}
}
