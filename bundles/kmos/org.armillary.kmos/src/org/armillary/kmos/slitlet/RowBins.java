package org.armillary.kmos.slitlet;

import java.util.Arrays;

import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;

/**
 * A frame binned along y: the mean of each column over some rows, without pixels that are flagged or far from the
 * median of the bin. Reference pixels belong to no bin.
 */
final class RowBins {

	/** Pixels that carry no light worth measuring. */
	private static final int USELESS = PixelFlag.BAD.value() | PixelFlag.SATURATED.value() | PixelFlag.NO_DATA.value();
	/** Range of a bin, relative to its mean, up to which nothing is looked for: response scatters by some per cent. */
	private static final float USUAL_RANGE = 0.2f;
	/** Distance from the median, relative to it, that a pixel may have. */
	private static final float LARGEST_DISTANCE = 0.15f;
	/** The same in standard deviations of the noise, added. */
	private static final float SIGMA = 5;

	/** Light over that of the darker neighbour below which a column is dead. */
	private static final float DEAD = 0.4f;
	/** Light of both neighbours, over the brightest pixel near, from which on there is no gap between them. */
	private static final float PLATEAU = 0.25f;
	private static final int NEAR = 4;
	/** Light over that of the brighter neighbour above which a column is hot. */
	private static final float HOT = 1.7f;

	private final int nx;
	private final int rowsPerBin;
	private final double[] rows;
	private final float[] mean;
	private final float[] variance;

	private RowBins(int nx, int rowsPerBin, double[] rows) {
		this.nx = nx;
		this.rowsPerBin = rowsPerBin;
		this.rows = rows;
		this.mean = new float[rows.length * nx];
		this.variance = new float[mean.length];
	}

	/**
	 * Bins a frame.
	 *
	 * @param rowsPerBin
	 *            rows of a bin; the last bin may have fewer, but not less than half
	 */
	static RowBins of(DetectorFrame frame, int rowsPerBin) {
		int first = ReadoutChannels.REFERENCE;
		int last = frame.ny() - ReadoutChannels.REFERENCE;
		int count = Math.max(0, last - first + rowsPerBin / 2) / rowsPerBin;
		double[] rows = new double[count];
		for (int bin = 0; bin < count; bin++) {
			int from = first + bin * rowsPerBin;
			rows[bin] = (from + Math.min(from + rowsPerBin, last) - 1) / 2.0;
		}
		var bins = new RowBins(frame.nx(), rowsPerBin, rows);
		float[] values = new float[rowsPerBin];
		for (int bin = 0; bin < count; bin++) {
			int from = first + bin * rowsPerBin;
			bins.fill(frame, bin, from, Math.min(from + rowsPerBin, last), values);
			bins.dropColumns(bin);
		}
		return bins;
	}

	/** Number of bins. */
	int count() {
		return rows.length;
	}

	/** Rows of a bin. */
	int rowsPerBin() {
		return rowsPerBin;
	}

	/** Number of columns. */
	int columns() {
		return nx;
	}

	/** Middle row of a bin, from 0. */
	double row(int bin) {
		return rows[bin];
	}

	/** Mean of a column in a bin, adu; NaN without a good pixel or outside the detector. */
	float mean(int bin, int column) {
		return column < ReadoutChannels.REFERENCE || column >= nx - ReadoutChannels.REFERENCE ? Float.NaN
				: mean[bin * nx + column];
	}

	/** Variance of that mean, adu². */
	float variance(int bin, int column) {
		return variance[bin * nx + column];
	}

	/** Drops whole columns; returns whether there were any. */
	boolean drop(boolean[] columns) {
		boolean any = false;
		for (int x = 0; x < nx; x++) {
			any |= columns[x];
			for (int i = x; columns[x] && i < mean.length; i += nx) {
				mean[i] = Float.NaN;
			}
		}
		return any;
	}

	private void fill(DetectorFrame frame, int bin, int from, int to, float[] values) {
		float[] pixels = frame.value();
		float[] variances = frame.variance();
		byte[] flags = frame.flags();
		for (int x = 0; x < nx; x++) {
			int used = 0;
			float sum = 0;
			float sumOfVariance = 0;
			float least = Float.POSITIVE_INFINITY;
			float greatest = Float.NEGATIVE_INFINITY;
			for (int i = from * nx + x; i < to * nx; i += nx) {
				float value = pixels[i];
				if ((flags[i] & USELESS) == 0 && Math.abs(value) <= Float.MAX_VALUE && variances[i] >= 0) {
					values[used++] = value;
					sum += value;
					sumOfVariance += variances[i];
					least = Math.min(least, value);
					greatest = Math.max(greatest, value);
				}
			}
			int i = bin * nx + x;
			if (used == 0) {
				mean[i] = Float.NaN;
				variance[i] = Float.NaN;
				continue;
			}
			float each = sumOfVariance / used;
			float noise = (float) Math.sqrt(each);
			float average = sum / used;
			if (used > 2 && greatest - least > USUAL_RANGE * Math.abs(average) + SIGMA * noise) {
				Arrays.sort(values, 0, used);
				float median = (values[(used - 1) / 2] + values[used / 2]) / 2;
				float limit = LARGEST_DISTANCE * Math.abs(median) + SIGMA * noise;
				int kept = 0;
				sum = 0;
				for (int k = 0; k < used; k++) {
					if (Math.abs(values[k] - median) <= limit) {
						sum += values[k];
						kept++;
					}
				}
				if (kept > 0) {
					average = sum / kept;
					used = kept;
				} else {
					average = median;
				}
			}
			mean[i] = average;
			variance[i] = each / used;
		}
	}

	/** Drops single columns that are far below or above both neighbours: dead and hot ones, since gaps are wider. */
	private void dropColumns(int bin) {
		int from = bin * nx;
		float before = mean[from];
		for (int i = from + 1; i < from + nx - 1; i++) {
			float here = mean[i];
			float least = Math.min(before, mean[i + 1]);
			float greatest = Math.max(before, mean[i + 1]);
			float noise = SIGMA * (float) Math.sqrt(variance[i]);
			boolean dead = here < DEAD * least - noise && least > PLATEAU * brightest(i, from);
			if (dead || here > HOT * Math.max(0, greatest) + 2 * noise) {
				mean[i] = Float.NaN;
			}
			before = here;
		}
	}

	/** The brightest pixel of those near a pixel. */
	private float brightest(int middle, int from) {
		float brightest = 0;
		for (int i = Math.max(from, middle - NEAR); i <= Math.min(from + nx - 1, middle + NEAR); i++) {
			brightest = mean[i] > brightest ? mean[i] : brightest;
		}
		return brightest;
	}
}
