package org.armillary.kmos.slitlet;

import java.util.Arrays;

/** The light on both sides of all edges: inside the slitlets and over the gaps between them. For one thread. */
final class EdgeSurroundings {

	private final RowBins bins;
	private final double[][] start;
	private final SlitletLight[] lights;
	private final double[][] near;
	private final double[][] gap;
	private final double[] none;

	/**
	 * The light around edges.
	 *
	 * @param start
	 *            about where each edge lies in each bin; NaN in bins or of edges that shall not be measured
	 */
	EdgeSurroundings(RowBins bins, double[][] start) {
		this.bins = bins;
		this.start = start;
		this.lights = new SlitletLight[start.length / 2];
		this.near = new double[start.length][bins.count()];
		this.gap = new double[start.length][bins.count()];
		this.none = new double[bins.count()];
		Arrays.fill(none, Double.NaN);
	}

	/**
	 * Measures the light.
	 *
	 * @param step
	 *            of so many bins one is looked at for what changes slowly along the dispersion
	 */
	void measure(EdgeProfile profile, int step) {
		for (int i = 0; i < lights.length; i++) {
			lights[i] = SlitletLight.measure(bins, start[2 * i], start[2 * i + 1], profile, step);
		}
		for (int edge = 0; edge < start.length; edge++) {
			for (int bin = 0; bin < bins.count(); bin++) {
				near[edge][bin] = plateau(edge, bin, start[edge][bin]);
			}
		}
		for (int right = 0; right <= start.length; right += 2) {
			double[] light = new double[bins.count()];
			boolean hasLeft = right > 0;
			boolean hasRight = right < start.length;
			GapLight.measure(bins, hasLeft ? start[right - 1] : none, hasRight ? start[right] : none,
					hasLeft ? near[right - 1] : none, hasRight ? near[right] : none, profile, step, light);
			if (hasLeft) {
				gap[right - 1] = light;
			}
			if (hasRight) {
				gap[right] = light;
			}
		}
	}

	/** The light inside a slitlet by its index. */
	SlitletLight of(int slitlet) {
		return lights[slitlet];
	}

	/** Light next to an edge inside, adu. */
	double near(int edge, int bin) {
		return near[edge][bin];
	}

	/** Light over the gap outside an edge, adu. */
	double overGap(int edge, int bin) {
		return gap[edge][bin];
	}

	/** Light of a slitlet where one of its edges may be, adu. */
	double plateau(int edge, int bin, double place) {
		SlitletLight light = lights[edge / 2];
		double other = start[edge ^ 1][bin];
		double middle = (start[edge][bin] + other) / 2;
		double t = (place - middle) / (Math.abs(start[edge][bin] - other) / 2);
		return light.level()[bin] * (1 + t * (light.slope()[bin] + t * light.bend()[bin]));
	}
}
