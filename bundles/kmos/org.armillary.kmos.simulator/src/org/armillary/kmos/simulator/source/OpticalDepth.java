package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.light.SpectralGrid;

/**
 * Sum of Lorentz lines on the samples of a grid. Each sample holds the mean of the optical depth over its width; a
 * line ends where its wing is negligible and at the latest {@value #LONGEST_WING} cm⁻¹ from its middle.
 */
final class OpticalDepth {

	private static final double LONGEST_WING = 25;
	private static final double NEGLIGIBLE = 1e-4;
	/** Distance in half widths from which the value in the middle of a sample is as good as its mean. */
	private static final double FAR = 12;

	/** Wavenumbers of the edges of samples, cm⁻¹, falling. */
	private final double[] edges;
	private final double[] depths;

	OpticalDepth(SpectralGrid grid) {
		depths = new double[grid.size()];
		edges = new double[depths.length + 1];
		for (int edge = 0; edge < edges.length; edge++) {
			edges[edge] = 1e4 / grid.band().micron(SpectralGrid.FIRST_ROW + (double) edge / SpectralGrid.PER_ROW);
		}
	}

	/** Smallest wavenumber at which a line can matter, cm⁻¹. */
	double first() {
		return edges[edges.length - 1] - LONGEST_WING;
	}

	/** Largest wavenumber at which a line can matter, cm⁻¹. */
	double last() {
		return edges[0] + LONGEST_WING;
	}

	/** Adds a line of an integrated optical depth and a half width, cm⁻¹. */
	void add(double wavenumber, double area, double halfWidth) {
		double wing = StrictMath.min(LONGEST_WING,
				StrictMath.max(1, StrictMath.sqrt(area * halfWidth / (StrictMath.PI * NEGLIGIBLE))));
		if (area <= 0 || wavenumber + wing < edges[depths.length] || wavenumber - wing > edges[0]) {
			return;
		}
		double share = area / StrictMath.PI;
		for (int i = sample(wavenumber + wing); i < depths.length && edges[i] > wavenumber - wing; i++) {
			double right = edges[i] - wavenumber;
			double left = edges[i + 1] - wavenumber;
			double middle = (left + right) / 2;
			depths[i] += share * (StrictMath.abs(middle) > FAR * halfWidth
					? halfWidth / (middle * middle + halfWidth * halfWidth)
					: (StrictMath.atan(right / halfWidth) - StrictMath.atan(left / halfWidth)) / (right - left));
		}
	}

	/** The sum, by sample. */
	double[] depths() {
		return depths.clone();
	}

	private int sample(double wavenumber) {
		int low = 0;
		int high = depths.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (edges[middle + 1] >= wavenumber) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}
}
