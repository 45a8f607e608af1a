package org.armillary.numerics.fitting;

import java.util.Arrays;

/** Starting values for sources in images. */
final class SourceSearch {

	private static final double FIRST_WIDTH = 2;
	private static final double WIDTH_RATIO = 1.5;
	/** Pixels above which an image is binned for the search. */
	private static final int MOST_PIXELS = 4096;

	private SourceSearch() {
	}

	/** The best of a grid of round sources. */
	static TemplateSearch search(int nx, int ny, double[] values, double[] weights, Background background,
			PeakSign sign, double span) {
		int bin = (int) Math.ceil(Math.sqrt((double) nx * ny / MOST_PIXELS));
		if (bin > 1) {
			Binned binned = Binned.of(nx, ny, values, weights, bin);
			return search(binned.nx(), binned.ny(), binned.values(), binned.weights(), bin, background, sign, span);
		}
		return search(nx, ny, values, weights, 1, background, sign, span);
	}

	/** Positions and widths are in pixels of the image before binning. */
	private static TemplateSearch search(int nx, int ny, double[] values, double[] weights, int bin,
			Background background, PeakSign sign, double span) {
		double[] ones = new double[nx * ny];
		Arrays.fill(ones, 1);
		double[] columns = new double[nx * ny];
		double[] rows = new double[nx * ny];
		Arrays.setAll(columns, i -> i % nx - (nx - 1) / 2.0);
		Arrays.setAll(rows, i -> Math.floorDiv(i, nx) - (ny - 1) / 2.0);
		var search = new TemplateSearch(values, weights,
				background == Background.LINEAR ? new double[][] { ones, columns, rows } : new double[][] { ones },
				sign);
		int[] points = new int[nx * ny];
		double[] heights = new double[nx * ny];
		double offset = (bin - 1) / 2.0;
		for (double width = FIRST_WIDTH; width <= Math.max(FIRST_WIDTH, span / bin); width *= WIDTH_RATIO) {
			double step = width / 3;
			for (double y = 0; y <= ny - 1; y += step) {
				for (double x = 0; x <= nx - 1; x += step) {
					int count = template(nx, ny, x, y, width, points, heights);
					search.offer(points, heights, count, x * bin + offset, y * bin + offset, width * bin);
				}
			}
		}
		return search;
	}

	private static int template(int nx, int ny, double x, double y, double width, int[] points, double[] heights) {
		int reach = (int) Math.ceil(1.5 * width);
		int left = Math.max(0, (int) x - reach);
		int right = Math.min(nx - 1, (int) x + reach);
		double[] along = new double[right - left + 1];
		Arrays.setAll(along, i -> gaussian(left + i - x, width));
		int count = 0;
		for (int row = Math.max(0, (int) y - reach); row <= Math.min(ny - 1, (int) y + reach); row++) {
			double across = gaussian(row - y, width);
			for (int column = left; column <= right; column++) {
				points[count] = row * nx + column;
				heights[count++] = across * along[column - left];
			}
		}
		return count;
	}

	private static double gaussian(double distance, double width) {
		double reduced = 2 * distance / width;
		return ProfileShape.GAUSS.height(reduced * reduced, Double.NaN);
	}

	/** The weighted mean of what remains without the source. */
	static double level(int nx, double[] values, double[] weights, TemplateSearch search) {
		double sum = 0;
		double weight = 0;
		for (int i = 0; i < values.length; i++) {
			if (weights[i] > 0) {
				double dx = 2 * (i % nx - search.centre()) / search.fwhm();
				double dy = 2 * (Math.floorDiv(i, nx) - search.secondCentre()) / search.fwhm();
				double source = search.amplitude() * ProfileShape.GAUSS.height(dx * dx + dy * dy, Double.NaN);
				sum += weights[i] * (values[i] - source);
				weight += weights[i];
			}
		}
		return sum / weight;
	}

	/** The median of each used pixel and its up to eight used neighbours. */
	static double[] runningMedian(int nx, int ny, FitInput input) {
		double[] smooth = input.values().clone();
		double[] near = new double[9];
		for (int y = 0; y < ny; y++) {
			for (int x = 0; x < nx; x++) {
				if (!input.isUsed(y * nx + x)) {
					continue;
				}
				int count = 0;
				for (int row = Math.max(0, y - 1); row <= Math.min(ny - 1, y + 1); row++) {
					for (int column = Math.max(0, x - 1); column <= Math.min(nx - 1, x + 1); column++) {
						if (input.isUsed(row * nx + column)) {
							near[count++] = input.values()[row * nx + column];
						}
					}
				}
				Arrays.sort(near, 0, count);
				smooth[y * nx + x] = (near[(count - 1) / 2] + near[count / 2]) / 2;
			}
		}
		return smooth;
	}

	/** An image of weighted means. */
	private record Binned(int nx, int ny, double[] values, double[] weights) {

		static Binned of(int nx, int ny, double[] values, double[] weights, int bin) {
			int columns = (nx + bin - 1) / bin;
			int rows = (ny + bin - 1) / bin;
			double[] sums = new double[columns * rows];
			double[] totals = new double[columns * rows];
			for (int y = 0; y < ny; y++) {
				for (int x = 0; x < nx; x++) {
					double weight = weights[y * nx + x];
					if (weight > 0) {
						int at = y / bin * columns + x / bin;
						sums[at] += weight * values[y * nx + x];
						totals[at] += weight;
					}
				}
			}
			Arrays.setAll(sums, i -> totals[i] > 0 ? sums[i] / totals[i] : Double.NaN);
			return new Binned(columns, rows, sums, totals);
		}
	}
}
