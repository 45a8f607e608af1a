package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.armillary.kmos.Slitlet;

/**
 * Finds slitlets in a cut along x and tells their numbers. Pairs of a rising and a falling edge at the usual distance
 * are slitlets; the comb of equal distances that fits them best numbers them, so that missing ones do not shift the
 * others.
 */
final class CombFinder {

	/** A slitlet of the cut: columns of its edges at half level, and how bright it is, adu. */
	record Candidate(double left, double right, double level) {

		double middle() {
			return (left + right) / 2;
		}

		double width() {
			return right - left;
		}
	}

	/** Where slitlets lie: for each of the 112 its left and right edge, and whether it was seen. */
	record Comb(double[] left, double[] right, boolean[] seen, double level) {

		/** Light of a column relative to the other slitlets from which on it counts as lit. */
		private static final double LIT = 0.3;

		/** Part of the columns of a slitlet that are lit in a bin. */
		double litPart(int index, RowBins bins, int bin) {
			int lit = 0;
			int seen = 0;
			for (int x = (int) Math.ceil(left[index]); x <= right[index]; x++) {
				float light = x >= 0 && x < bins.columns() ? bins.mean(bin, x) : Float.NaN;
				if (!Float.isNaN(light)) {
					seen++;
					lit += light > Math.max(LIT * level, SIGMA * Math.sqrt(bins.variance(bin, x))) ? 1 : 0;
				}
			}
			return seen == 0 ? 0 : (double) lit / seen;
		}
	}

	private static final double PITCH = (Slitlet.PATTERN_PIXEL - Slitlet.WIDTH_PIXEL) / (Slitlet.PER_DETECTOR - 1);
	private static final double WIDTH_RANGE = 2.5;
	private static final double SIGMA = 8;
	/** Steps of the distance between slitlets that are tried, each so much relative to it. */
	private static final int PITCH_STEPS = 12;
	private static final double PITCH_STEP = 0.0005;
	/** Length of the pattern below which the distance of slitlets is not fitted, pixel. */
	private static final double SPAN_FOR_PITCH = 600;
	/** How far a slitlet may be off the comb, in distances between slitlets. */
	private static final double OFF_COMB = 0.33;
	/** Slitlets on each side whose places tell where one should be. */
	private static final int NEIGHBOURS = 3;
	/** How bad a slitlet in a place that should be dark is, against a pattern that is off by a whole slitlet. */
	private static final double DARK_PENALTY = 0.5;
	/** Pixels from an edge that tell the light inside and outside. */
	private static final int INSIDE_FIRST = 2;
	private static final int INSIDE_LAST = 9;
	private static final int OUTSIDE = 3;

	private final int detector;
	private final Set<Integer> usedIfus;

	CombFinder(int detector, Set<Integer> usedIfus) {
		this.detector = detector;
		this.usedIfus = usedIfus;
	}

	/** Slitlets of a cut along x, from small to large x. */
	static List<Candidate> candidates(double[] cut, double[] noise) {
		double[] rising = edges(cut, noise, 1);
		double[] falling = edges(cut, noise, -1);
		List<Candidate> found = new ArrayList<>();
		for (double left : rising) {
			if (!found.isEmpty() && left < found.getLast().right()) {
				continue;
			}
			double best = Double.NaN;
			for (double right : falling) {
				double distance = Math.abs(right - left - Slitlet.WIDTH_PIXEL);
				if (distance <= WIDTH_RANGE && !(Math.abs(best - left - Slitlet.WIDTH_PIXEL) <= distance)) {
					best = right;
				}
			}
			if (!Double.isNaN(best)) {
				found.add(new Candidate(left, best, median(cut, (int) left + 3, (int) best - 2)));
			}
		}
		return found;
	}

	/** Columns where the cut falls to half of what it is inside; direction 1 for left edges, -1 for right ones. */
	private static double[] edges(double[] cut, double[] noise, int direction) {
		List<Double> found = new ArrayList<>();
		for (int x = INSIDE_LAST; x < cut.length - INSIDE_LAST; x++) {
			int inner = x + direction;
			double inside = direction > 0 ? median(cut, x + INSIDE_FIRST, x + INSIDE_LAST)
					: median(cut, x - INSIDE_LAST, x - INSIDE_FIRST);
			double outside = Double.POSITIVE_INFINITY;
			for (int k = 1; k <= OUTSIDE; k++) {
				outside = Math.min(outside, cut[x - direction * k]);
			}
			double half = (inside + outside) / 2;
			double rise = inside - outside;
			if (cut[x] < half && cut[inner] >= half && rise > inside / 2 && rise > SIGMA * noise[x]) {
				double place = x + direction * (half - cut[x]) / (cut[inner] - cut[x]);
				if (found.isEmpty() || place - found.getLast() > OUTSIDE) {
					found.add(place);
				}
			}
		}
		return found.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** The comb through the candidates; at least one. */
	Comb comb(List<Candidate> candidates, int columns) {
		double middle = (columns - 1) / 2.0;
		double[] places = candidates.stream().mapToDouble(Candidate::middle).toArray();
		double span = places[places.length - 1] - places[0];
		double pitch = PITCH;
		double best = -1;
		double phase = 0;
		int steps = span < SPAN_FOR_PITCH ? 0 : PITCH_STEPS;
		for (int step = -steps; step <= steps; step++) {
			double tried = PITCH * (1 + step * PITCH_STEP);
			double cosine = 0;
			double sine = 0;
			for (double place : places) {
				double turn = 2 * Math.PI * (place - middle) / tried;
				cosine += StrictMath.cos(turn);
				sine += StrictMath.sin(turn);
			}
			double length = Math.sqrt(cosine * cosine + sine * sine);
			if (length > best) {
				best = length;
				pitch = tried;
				phase = StrictMath.atan2(sine, cosine) / (2 * Math.PI);
			}
		}
		int[] numbers = numbers(places, middle + phase * pitch, pitch, middle);
		return placed(candidates, numbers, middle + phase * pitch, pitch);
	}

	/** Number of each candidate counted from the tooth at {@code anchor}, shifted so that it counts from 0 to 111. */
	private int[] numbers(double[] places, double anchor, double pitch, double middle) {
		int half = Slitlet.PER_DETECTOR / 2;
		int bestShift = half;
		double leastCost = Double.POSITIVE_INFINITY;
		for (int shift = half - 2; shift <= half + 1; shift++) {
			double offset = anchor + ((Slitlet.PER_DETECTOR - 1) / 2.0 - shift) * pitch - middle;
			double cost = Math.abs(offset) / pitch;
			for (double place : places) {
				int number = (int) Math.rint((place - anchor) / pitch) + shift;
				if (number < 0 || number >= Slitlet.PER_DETECTOR
						|| !usedIfus.contains(Slitlet.at(detector, number).ifu())) {
					cost += DARK_PENALTY;
				}
			}
			if (cost < leastCost) {
				leastCost = cost;
				bestShift = shift;
			}
		}
		int[] numbers = new int[places.length];
		for (int i = 0; i < places.length; i++) {
			double tooth = (places[i] - anchor) / pitch;
			boolean on = Math.abs(tooth - Math.rint(tooth)) <= OFF_COMB;
			int number = (int) Math.rint(tooth) + bestShift;
			numbers[i] = on && number >= 0 && number < Slitlet.PER_DETECTOR ? number : -1;
		}
		return numbers;
	}

	private static Comb placed(List<Candidate> candidates, int[] numbers, double anchor, double pitch) {
		int count = Slitlet.PER_DETECTOR;
		double[] left = new double[count];
		double[] right = new double[count];
		boolean[] seen = new boolean[count];
		double[] departure = new double[count];
		Arrays.fill(departure, Double.NaN);
		// place of tooth 0: all numbered candidates agree on it, whatever their number
		double zero = anchor;
		for (int i = 0; i < numbers.length; i++) {
			if (numbers[i] >= 0) {
				zero = anchor + (Math.rint((candidates.get(i).middle() - anchor) / pitch) - numbers[i]) * pitch;
				break;
			}
		}
		double[] widths = candidates.stream().mapToDouble(Candidate::width).toArray();
		double[] levels = candidates.stream().mapToDouble(Candidate::level).toArray();
		double width = median(widths, 0, widths.length - 1);
		for (int i = 0; i < numbers.length; i++) {
			if (numbers[i] >= 0 && !seen[numbers[i]]) {
				seen[numbers[i]] = true;
				left[numbers[i]] = candidates.get(i).left();
				right[numbers[i]] = candidates.get(i).right();
				departure[numbers[i]] = candidates.get(i).middle() - zero - numbers[i] * pitch;
			}
		}
		for (int i = 0; i < count; i++) {
			if (!seen[i]) {
				double place = zero + i * pitch + departure(departure, i);
				left[i] = place - width / 2;
				right[i] = place + width / 2;
			}
		}
		return new Comb(left, right, seen, median(levels, 0, levels.length - 1));
	}

	/** Median departure from the comb of the closest slitlets on both sides. */
	private static double departure(double[] departure, int index) {
		double[] near = new double[2 * NEIGHBOURS];
		int found = 0;
		for (int direction = -1; direction <= 1; direction += 2) {
			int taken = 0;
			for (int i = index + direction; i >= 0 && i < departure.length && taken < NEIGHBOURS; i += direction) {
				if (!Double.isNaN(departure[i])) {
					near[found++] = departure[i];
					taken++;
				}
			}
		}
		return found == 0 ? 0 : median(near, 0, found - 1);
	}

	/** The median of an array from one place to another, both included. */
	static double median(double[] values, int first, int last) {
		double[] sorted = Arrays.copyOfRange(values, Math.max(0, first), Math.min(values.length, last + 1));
		if (sorted.length == 0) {
			return Double.NaN;
		}
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}
}
