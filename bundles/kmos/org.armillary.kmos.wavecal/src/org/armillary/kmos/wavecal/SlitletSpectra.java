package org.armillary.kmos.wavecal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.Checkpoint;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.wavecal.identification.LinePeaks;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.Selection;

/**
 * Takes the spectra of all slitlets of a detector. The tilt of the lines is measured on the brightest ones, so that
 * columns can be averaged along it. Bad pixels are left out; the mean is that of the middle half of the columns,
 * which cosmic rays do not reach.
 */
final class SlitletSpectra {

	/** Columns closer to an edge than this are left out. */
	private static final double MARGIN = 1.5;
	private static final int FEWEST_COLUMNS = 3;
	/** Edges are smooth: between rows so far apart they are straight. */
	private static final int EDGE_STEP = 16;
	private static final int CONTINUUM_STEP = 32;
	/** The window of the continuum reaches so far on both sides, rows; every other one is looked at. */
	private static final int CONTINUUM_REACH = 64;
	/** Share of the rows of a window that the continuum lies above. */
	private static final double CONTINUUM_QUANTILE = 0.25;
	/** Noise of the middle half over that of the mean of all, squared. */
	private static final double MIDDLE_HALF = 1.3;
	/** The response of pixels differs by 3 %, of which the mean over the columns keeps this share of the signal. */
	private static final double RESPONSE_NOISE = 0.01;
	private static final int TILT_LINES = 24;
	/** Lines whose tilt is not known are looked for in so many columns in the middle. */
	private static final int TILT_COLUMNS = 5;
	private static final int FEWEST_TILT_LINES = 4;
	private static final int TILT_SURROUNDING = 6;
	/** Every other slitlet is measured; the others have the tilt of their surroundings. */
	private static final int TILT_STEP = 2;
	/** A tilt that differs from its surroundings by more than this is wrong, rows per column. */
	private static final double WRONG_TILT = 0.02;
	private static final byte LEFT_OUT = (byte) (PixelFlag.BAD.value() | PixelFlag.NO_DATA.value());
	private static final byte FULL = (byte) (PixelFlag.SATURATED.value() | PixelFlag.NON_LINEAR.value());

	private final DetectorFrame frame;
	private final boolean[] usable;
	private final float[] samples = new float[64];

	private SlitletSpectra(DetectorFrame frame) {
		this.frame = frame;
		usable = new boolean[frame.ny() * frame.nx()];
		float[] value = frame.value();
		float[] variance = frame.variance();
		byte[] flags = frame.flags();
		for (int i = 0; i < usable.length; i++) {
			usable[i] = (flags[i] & LEFT_OUT) == 0 && Math.abs(value[i]) < Float.POSITIVE_INFINITY && variance[i] >= 0;
		}
	}

	/** The spectra of the slitlets that were traced, in their order. */
	static List<SlitletSpectrum> of(DetectorFrame frame, DetectorTraces traces, Checkpoint checkpoint)
			throws InterruptedException {
		var spectra = new SlitletSpectra(frame);
		List<SlitletTrace> slitlets = traces.slitlets();
		var columns = new ArrayList<Columns>();
		double[] tilts = new double[slitlets.size()];
		for (int i = 0; i < tilts.length; i++) {
			checkpoint.check();
			columns.add(Columns.of(slitlets.get(i), frame));
			tilts[i] = i % TILT_STEP == 0 ? spectra.tilt(slitlets.get(i), columns.get(i)) : Double.NaN;
		}
		tilts = smooth(tilts);
		var result = new ArrayList<SlitletSpectrum>();
		for (int i = 0; i < tilts.length; i++) {
			checkpoint.check();
			result.add(spectra.spectrum(slitlets.get(i), columns.get(i), tilts[i]));
		}
		return result;
	}

	/** First and last column of a slitlet by row, and its middle. */
	private record Columns(int[] first, int[] last, double[] middle) {

		static Columns of(SlitletTrace trace, DetectorFrame frame) {
			int ny = frame.ny();
			var columns = new Columns(new int[ny], new int[ny], new double[ny]);
			for (int from = 0; from < ny; from += EDGE_STEP) {
				double left = trace.left().at(from);
				double right = trace.right().at(from);
				double leftStep = (trace.left().at(from + EDGE_STEP) - left) / EDGE_STEP;
				double rightStep = (trace.right().at(from + EDGE_STEP) - right) / EDGE_STEP;
				for (int row = from; row < Math.min(ny, from + EDGE_STEP); row++) {
					double low = left + (row - from) * leftStep;
					double high = right + (row - from) * rightStep;
					columns.first[row] = Math.max(ReadoutChannels.REFERENCE, (int) Math.ceil(low + MARGIN));
					columns.last[row] = Math.min(frame.nx() - ReadoutChannels.REFERENCE - 1,
							(int) Math.floor(high - MARGIN));
					columns.middle[row] = 0.5 * (low + high);
				}
			}
			return columns;
		}

		/** Only so many of them in the middle. */
		Columns middle(int most) {
			int[] from = first.clone();
			int[] to = last.clone();
			for (int row = 0; row < from.length; row++) {
				int middleColumn = (int) Math.rint(middle[row]);
				from[row] = Math.max(from[row], middleColumn - most / 2);
				to[row] = Math.min(to[row], middleColumn + most / 2);
			}
			return new Columns(from, to, middle);
		}
	}

	private SlitletSpectrum spectrum(SlitletTrace trace, Columns columns, double tilt) {
		int ny = frame.ny();
		int nx = frame.nx();
		float[] value = frame.value();
		float[] variances = frame.variance();
		byte[] flags = frame.flags();
		float[] flux = new float[ny];
		float[] noise = new float[ny];
		boolean[] saturation = new boolean[ny];
		boolean[] known = new boolean[ny];
		for (int row = ReadoutChannels.REFERENCE; row < ny - ReadoutChannels.REFERENCE; row++) {
			int count = 0;
			int full = 0;
			double variance = 0;
			int last = Math.min(columns.last[row], columns.first[row] + samples.length - 1);
			double place = row + tilt * (columns.first[row] - columns.middle[row]);
			for (int column = columns.first[row]; column <= last; column++, place += tilt) {
				int below = Math.clamp((int) Math.floor(place), 0, ny - 2);
				double share = place - below;
				int pixel = below * nx + column;
				int above = pixel + nx;
				boolean first = usable[pixel];
				boolean second = usable[above];
				if (first && second) {
					samples[count] = (float) ((1 - share) * value[pixel] + share * value[above]);
				} else if (share < 0.5 && first || share > 0.5 && second) {
					samples[count] = value[first ? pixel : above];
				} else {
					continue;
				}
				int nearest = share < 0.5 ? pixel : above;
				variance += variances[first && second ? nearest : first ? pixel : above];
				full += (flags[nearest] & FULL) != 0 ? 1 : 0;
				count++;
			}
			if (count >= FEWEST_COLUMNS) {
				known[row] = true;
				flux[row] = middleHalf(samples, count);
				saturation[row] = 2 * full > count;
				double signal = RESPONSE_NOISE * Math.max(0, flux[row]);
				noise[row] = (float) Math.sqrt(MIDDLE_HALF * variance / count / count + signal * signal);
			} else {
				noise[row] = Float.MAX_VALUE;
			}
		}
		subtractContinuum(flux, known);
		return new SlitletSpectrum(trace, flux, noise, saturation, tilt);
	}

	private boolean isUsable(int pixel) {
		return usable[pixel];
	}

	private static float middleHalf(float[] samples, int count) {
		for (int i = 1; i < count; i++) {
			float value = samples[i];
			int at = i;
			while (at > 0 && samples[at - 1] > value) {
				samples[at] = samples[at - 1];
				at--;
			}
			samples[at] = value;
		}
		int cut = count / 4;
		double sum = 0;
		for (int i = cut; i < count - cut; i++) {
			sum += samples[i];
		}
		return (float) (sum / (count - 2 * cut));
	}

	private static void subtractContinuum(float[] flux, boolean[] known) {
		int ny = flux.length;
		int nodes = ny / CONTINUUM_STEP + 1;
		double[] continuum = new double[nodes + 1];
		double[] window = new double[2 * CONTINUUM_REACH + 1];
		for (int node = 0; node <= nodes; node++) {
			int middle = node * CONTINUUM_STEP;
			int count = 0;
			int last = Math.min(ny - 1, middle + CONTINUUM_REACH);
			for (int row = Math.max(0, middle - CONTINUUM_REACH); row <= last; row += 2) {
				if (known[row]) {
					window[count++] = flux[row];
				}
			}
			continuum[node] = count == 0 ? 0
					: Selection.select(window, count, (int) (CONTINUUM_QUANTILE * (count - 1)));
		}
		for (int row = 0; row < ny; row++) {
			int node = row / CONTINUUM_STEP;
			double share = (double) (row % CONTINUUM_STEP) / CONTINUUM_STEP;
			flux[row] = known[row]
					? (float) (flux[row] - (1 - share) * continuum[node] - share * continuum[node + 1])
					: 0;
		}
	}

	/** Rows by which lines lie higher in the next column, the median of the brightest ones; NaN of too few. */
	private double tilt(SlitletTrace trace, Columns columns) {
		LinePeaks brightest = spectrum(trace, columns.middle(TILT_COLUMNS), 0).peaks().highest(TILT_LINES);
		double[] tilts = new double[brightest.count()];
		int count = 0;
		for (int peak = 0; peak < tilts.length; peak++) {
			if (!brightest.saturated()[peak]) {
				double tilt = tilt(columns, (int) Math.rint(brightest.rows()[peak]));
				if (Double.isFinite(tilt)) {
					tilts[count++] = tilt;
				}
			}
		}
		return count < FEWEST_TILT_LINES ? Double.NaN : RobustStatistics.median(Arrays.copyOf(tilts, count));
	}

	/** Slope of the vertices of a line in the columns. */
	private double tilt(Columns columns, int row) {
		if (row < 3 || row > frame.ny() - 4) {
			return Double.NaN;
		}
		double n = 0;
		double x = 0;
		double y = 0;
		double xx = 0;
		double xy = 0;
		for (int column = columns.first[row]; column <= columns.last[row]; column++) {
			double vertex = vertex(column, row);
			if (Double.isFinite(vertex)) {
				double place = column - columns.middle[row];
				n++;
				x += place;
				y += vertex;
				xx += place * place;
				xy += place * vertex;
			}
		}
		double spread = n * xx - x * x;
		return n < FEWEST_COLUMNS + 1 || spread <= 0 ? Double.NaN : (n * xy - x * y) / spread;
	}

	/** Where a line is highest in a column, rows from {@code row}; NaN if it cannot be told. */
	private double vertex(int column, int row) {
		int best = row;
		for (int other = row - 1; other <= row + 1; other++) {
			boolean isHigher = frame.value()[other * frame.nx() + column] > frame.value()[best * frame.nx() + column];
			best = isHigher ? other : best;
		}
		int pixel = best * frame.nx() + column;
		int before = pixel - frame.nx();
		int after = pixel + frame.nx();
		double low = frame.value()[before];
		double high = frame.value()[pixel];
		double next = frame.value()[after];
		if (!isUsable(before) || !isUsable(pixel) || !isUsable(after) || !(low > 0) || !(next > 0) || high < low
				|| high < next) {
			return Double.NaN;
		}
		double logLow = StrictMath.log(low);
		double logNext = StrictMath.log(next);
		double bend = logLow - 2 * StrictMath.log(high) + logNext;
		return bend < 0 ? best - row + 0.5 * (logLow - logNext) / bend : Double.NaN;
	}

	/** Tilts that differ from their surroundings, or are missing, become those of the surroundings. */
	private static double[] smooth(double[] tilts) {
		double[] smooth = new double[tilts.length];
		for (int i = 0; i < tilts.length; i++) {
			int from = Math.max(0, i - TILT_SURROUNDING);
			int to = Math.min(tilts.length, i + TILT_SURROUNDING + 1);
			double[] finite = Arrays.stream(tilts, from, to).filter(Double::isFinite).toArray();
			double usual = finite.length == 0 ? 0 : RobustStatistics.median(finite);
			smooth[i] = Math.abs(tilts[i] - usual) <= WRONG_TILT ? tilts[i] : usual;
		}
		return smooth;
	}
}
