package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.numerics.fitting.Cholesky;

/**
 * The light of each slitlet: how bright it is in each row, and how the light goes along it, edges included. A pixel is
 * expected to show level times profile; what one pixel does differently hardly matters to either.
 */
final class SlitletLight {

	/** Steps of the profile for each pixel. */
	private static final int STEPS = 4;
	/** The profile goes so far beyond the edges, pixel. */
	private static final double BEYOND = 1;
	/** Pixels this far inside the edges, pixel, see neither of them. */
	private static final double INSIDE = 1.5;
	/** Fewest pixels of a row that tell its level. */
	private static final int FEWEST = 4;
	/** The level is smooth over so many rows to each side. */
	private static final int SMOOTH_ROWS = 8;
	/** Of every so many rows one goes into the profile. */
	private static final int PROFILE_STEP = 2;
	/** Pixels that differ by more than this share from what is expected do not count … */
	private static final double ODD_SHARE = 0.25;
	/** … and by what noise of so many variances makes. */
	private static final double ODD_VARIANCES = 16;
	/** Degree of the polynomial that the profile is inside the edges. */
	private static final int INNER_DEGREE = 5;
	/** Fewest samples of a step of the profile. */
	private static final int FEWEST_SAMPLES = 5;
	private static final byte UNUSABLE = (byte) (PixelFlag.BAD.value() | PixelFlag.SATURATED.value()
			| PixelFlag.NO_DATA.value());

	private final SlitletRows rows;
	private final double[][] smooth;
	private final double[][] profile;
	private final double[][] level;
	private final double[][] variance;

	private SlitletLight(SlitletRows rows) {
		this.rows = rows;
		smooth = new double[rows.count()][];
		profile = new double[rows.count()][];
		level = new double[rows.count()][rows.ny()];
		variance = new double[rows.count()][rows.ny()];
	}

	/** Measures all slitlets of a frame of lamp light, adu. */
	static SlitletLight measure(DetectorFrame frame, SlitletRows rows, Checkpoint checkpoint)
			throws InterruptedException {
		var light = new SlitletLight(rows);
		double[] medians = new double[rows.ny()];
		var samples = new Samples((rows.ny() / PROFILE_STEP + 1) * 2);
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			checkpoint.check();
			light.rowMedians(frame, slitlet, medians);
			light.smooth[slitlet] = runningMedian(medians, rows.firstRow(), rows.endRow());
			light.profile[slitlet] = light.profile(frame, slitlet, samples);
			light.levels(frame, slitlet);
		}
		return light;
	}

	/** Whether a pixel cannot be used whatever it shows. */
	static boolean isUnusable(byte flags) {
		return (flags & UNUSABLE) != 0;
	}

	SlitletRows rows() {
		return rows;
	}

	/** Mean light of a slitlet along its rows, without odd pixels, adu; NaN where there is none. */
	double[] level(int slitlet) {
		return level[slitlet];
	}

	/** Variance of {@link #level}, adu². */
	double[] variance(int slitlet) {
		return variance[slitlet];
	}

	/** Level of a slitlet, smooth over a few rows, adu; NaN where there is no light at all. */
	double[] smooth(int slitlet) {
		return smooth[slitlet];
	}

	/**
	 * Light in some columns of a row over the level of the slitlet: 1 on average inside; NaN where it was not measured.
	 *
	 * @param target
	 *            takes the values of columns {@code first} to {@code last}, beginning at 0
	 */
	void profile(int slitlet, int row, int first, int last, double[] target) {
		double left = rows.left()[slitlet][row];
		double[] steps = profile[slitlet];
		double scale = (steps.length - 2 * BEYOND * STEPS) / (rows.right()[slitlet][row] - left);
		for (int column = first; column <= last; column++) {
			double at = (column - left) * scale + BEYOND * STEPS - 0.5;
			int step = Math.clamp((int) at, 0, steps.length - 2);
			double share = Math.clamp(at - step, 0.0, 1.0);
			target[column - first] = steps[step] * (1 - share) + steps[step + 1] * share;
		}
	}

	private void rowMedians(DetectorFrame frame, int slitlet, double[] medians) {
		double[] values = new double[rows.nx()];
		Arrays.fill(medians, Double.NaN);
		for (int row = rows.firstRow(); row < rows.endRow(); row++) {
			int last = rows.lastColumn(slitlet, row, INSIDE);
			int count = 0;
			for (int column = rows.firstColumn(slitlet, row, INSIDE); column <= last; column++) {
				int pixel = row * rows.nx() + column;
				if (!isUnusable(frame.flags()[pixel]) && !Float.isNaN(frame.value()[pixel])) {
					count = insert(values, count, frame.value()[pixel]);
				}
			}
			if (count >= FEWEST) {
				medians[row] = 0.5 * (values[count / 2] + values[(count - 1) / 2]);
			}
		}
	}

	private static double[] runningMedian(double[] values, int from, int to) {
		double[] smooth = new double[values.length];
		Arrays.fill(smooth, Double.NaN);
		// the values from "first" to before "end", without NaN, sorted
		double[] window = new double[2 * SMOOTH_ROWS + 1];
		int count = 0;
		int first = from;
		int end = from;
		for (int row = from; row < to; row++) {
			int reach = Math.min(SMOOTH_ROWS, Math.max(1, Math.min(row - from, to - 1 - row)));
			while (first < row - reach) {
				count = remove(window, count, values[first++]);
			}
			while (end <= Math.min(to - 1, row + reach)) {
				count = insert(window, count, values[end++]);
			}
			smooth[row] = count == 0 ? Double.NaN : 0.5 * (window[count / 2] + window[(count - 1) / 2]);
		}
		return smooth;
	}

	/** Puts a value, unless it is NaN, into a sorted array of {@code count} values; returns how many there are then. */
	private static int insert(double[] sorted, int count, double value) {
		if (Double.isNaN(value)) {
			return count;
		}
		int place = count;
		while (place > 0 && sorted[place - 1] > value) {
			sorted[place] = sorted[place - 1];
			place--;
		}
		sorted[place] = value;
		return count + 1;
	}

	/** Takes a value, unless it is NaN, out of a sorted array of {@code count} values; returns how many are left. */
	private static int remove(double[] sorted, int count, double value) {
		if (Double.isNaN(value)) {
			return count;
		}
		int place = 0;
		while (sorted[place] != value) {
			place++;
		}
		System.arraycopy(sorted, place + 1, sorted, place, count - place - 1);
		return count - 1;
	}

	/** Median of value over level in each step across the slitlet, over all rows; the mean inside the edges is 1. */
	private double[] profile(DetectorFrame frame, int slitlet, Samples samples) {
		double width = rows.width(slitlet);
		int steps = Math.max(2, (int) Math.ceil((width + 2 * BEYOND) * STEPS));
		double measured = steps / (double) STEPS - 2 * BEYOND;
		samples.begin(steps);
		for (int row = rows.firstRow(); row < rows.endRow(); row += PROFILE_STEP) {
			double expected = smooth[slitlet][row];
			if (!(expected > 0)) {
				continue;
			}
			double left = rows.left()[slitlet][row];
			double scale = measured / (rows.right()[slitlet][row] - left);
			int last = rows.lastColumn(slitlet, row, -BEYOND);
			for (int column = rows.firstColumn(slitlet, row, -BEYOND); column <= last; column++) {
				int pixel = row * rows.nx() + column;
				int step = (int) (((column - left) * scale + BEYOND) * STEPS);
				if (step >= 0 && step < steps && !isUnusable(frame.flags()[pixel])
						&& !Float.isNaN(frame.value()[pixel])) {
					samples.add(step, (float) (frame.value()[pixel] / expected));
				}
			}
		}
		double[] medians = new double[steps];
		for (int step = 0; step < steps; step++) {
			medians[step] = samples.counts[step] < FEWEST_SAMPLES ? Double.NaN : samples.median(step);
		}
		fill(medians);
		smoothInside(medians);
		normalise(medians);
		return medians;
	}

	/** Steps without samples get the value of the nearest one that has some. */
	private static void fill(double[] steps) {
		double[] known = steps.clone();
		for (int i = 0; i < steps.length; i++) {
			for (int distance = 1; Double.isNaN(steps[i]) && distance < steps.length; distance++) {
				if (i >= distance && !Double.isNaN(known[i - distance])) {
					steps[i] = known[i - distance];
				} else if (i + distance < steps.length && !Double.isNaN(known[i + distance])) {
					steps[i] = known[i + distance];
				}
			}
		}
	}

	/**
	 * Replaces the inner part by a polynomial. The levels that the samples were divided by depend on where the columns
	 * fall on the slitlet, and so do the samples; this must not come back in the levels as a ripple along traces.
	 */
	private static void smoothInside(double[] steps) {
		int margin = (int) ((BEYOND + INSIDE) * STEPS) - 1;
		int n = Math.min(INNER_DEGREE + 1, (steps.length - 2 * margin) / 2);
		if (n < 1) {
			return;
		}
		double[][] gram = new double[n][n];
		double[] right = new double[n];
		double[] powers = new double[n];
		for (int i = margin; i < steps.length - margin; i++) {
			powers(i, steps.length, powers);
			for (int j = 0; j < n; j++) {
				right[j] += powers[j] * steps[i];
				for (int k = 0; k <= j; k++) {
					gram[j][k] += powers[j] * powers[k];
				}
			}
		}
		double[] coefficients = Cholesky.of(gram, Cholesky.ROUNDING).solution(right);
		for (int i = margin; i < steps.length - margin; i++) {
			powers(i, steps.length, powers);
			steps[i] = 0;
			for (int j = 0; j < n; j++) {
				steps[i] += coefficients[j] * powers[j];
			}
		}
	}

	private static void powers(int step, int steps, double[] powers) {
		double t = (2.0 * step - (steps - 1)) / steps;
		powers[0] = 1;
		for (int j = 1; j < powers.length; j++) {
			powers[j] = powers[j - 1] * t;
		}
	}

	private static void normalise(double[] steps) {
		int margin = (int) ((BEYOND + INSIDE) * STEPS);
		double sum = 0;
		int count = 0;
		for (int i = margin; i < steps.length - margin; i++) {
			sum += steps[i];
			count++;
		}
		double mean = sum / count;
		for (int i = 0; i < steps.length && mean > 0; i++) {
			steps[i] /= mean;
		}
	}

	/** The level of each row: all light over all profile. */
	private void levels(DetectorFrame frame, int slitlet) {
		double[] shares = new double[rows.nx()];
		for (int row = 0; row < rows.ny(); row++) {
			level[slitlet][row] = Double.NaN;
			variance[slitlet][row] = Double.NaN;
			double expected = smooth[slitlet][row];
			if (row < rows.firstRow() || row >= rows.endRow() || !(expected > 0)) {
				continue;
			}
			double sum = 0;
			double variances = 0;
			double profiles = 0;
			int count = 0;
			int first = rows.firstColumn(slitlet, row, INSIDE);
			int last = rows.lastColumn(slitlet, row, INSIDE);
			profile(slitlet, row, first, last, shares);
			for (int column = first; column <= last; column++) {
				int pixel = row * rows.nx() + column;
				double share = shares[column - first];
				double value = frame.value()[pixel];
				double beyond = Math.abs(value - expected * share) - ODD_SHARE * expected * share;
				boolean odd = !(beyond < 0 || beyond * beyond < ODD_VARIANCES * frame.variance()[pixel]);
				if (!isUnusable(frame.flags()[pixel]) && !odd) {
					sum += value;
					variances += frame.variance()[pixel];
					profiles += share;
					count++;
				}
			}
			if (count >= FEWEST && profiles > 0) {
				level[slitlet][row] = sum / profiles;
				variance[slitlet][row] = variances / (profiles * profiles);
			}
		}
	}

	/** Values by step of the profile; used for one slitlet after the other. */
	private static final class Samples {

		private final int most;
		private float[][] values = new float[0][];
		private int[] counts = new int[0];

		Samples(int most) {
			this.most = most;
		}

		void begin(int steps) {
			if (values.length < steps) {
				values = new float[steps][most];
				counts = new int[steps];
			}
			Arrays.fill(counts, 0);
		}

		void add(int step, float value) {
			if (counts[step] < most) {
				values[step][counts[step]++] = value;
			}
		}

		/** The middle value, the upper one of two; changes the order of the values (Hoare 1961, Find). */
		float median(int step) {
			float[] some = values[step];
			int middle = counts[step] / 2;
			int low = 0;
			int high = counts[step] - 1;
			while (low < high) {
				float pivot = some[middle];
				int i = low;
				int j = high;
				while (i <= j) {
					while (some[i] < pivot) {
						i++;
					}
					while (pivot < some[j]) {
						j--;
					}
					if (i <= j) {
						float swapped = some[i];
						some[i++] = some[j];
						some[j--] = swapped;
					}
				}
				if (j < middle) {
					low = i;
				}
				if (middle < i) {
					high = j;
				}
			}
			return some[middle];
		}
	}
}
