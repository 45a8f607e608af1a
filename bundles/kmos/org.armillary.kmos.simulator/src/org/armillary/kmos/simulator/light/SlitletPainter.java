package org.armillary.kmos.simulator.light;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Adds the light of slitlets to an image, row by row; holds what a row needs, so that nothing is allocated on the
 * way. Used by one thread.
 */
final class SlitletPainter {

	private static final int COLUMNS = FrameRenderer.COLUMNS;
	private static final int SPECTRUM_SAMPLES = SpectralGrid.ROWS * SpectralGrid.PER_ROW;

	private final LineKernels kernels;
	private final float[] image;
	private final double margin;
	private final ColumnProfile.Edges edges;
	private final double[] kernelWeights = new double[LineKernels.KERNELS];
	private final int[] sample;
	private final double[] sampleWeights;
	private final double[] shares;
	private final double[] sum;
	private double[] spectrum = new double[256];
	private int firstColumn;
	private int count;
	private int firstSample;
	private int samples;

	SlitletPainter(LineKernels kernels, ColumnBlur blur, float[] image, int mostColumns) {
		this.kernels = kernels;
		this.image = image;
		margin = (double) blur.reach() / SlitletProfile.BINS;
		edges = new ColumnProfile.Edges(blur, mostColumns + 1);
		sample = new int[mostColumns];
		sampleWeights = new double[4 * mostColumns];
		shares = new double[mostColumns];
		sum = new double[mostColumns];
	}

	/** Adds lights to the slitlet's place in the image. */
	void paint(SlitletGeometry slitlet, List<FrameRenderer.SlitletLight> lights, double factor) {
		int rows = slitlet.left().length;
		for (int y = 0; y < rows; y++) {
			if (place(slitlet, y) && shines(lights)) {
				paintRow(slitlet, y, lights, factor);
			}
		}
	}

	private boolean shines(List<FrameRenderer.SlitletLight> lights) {
		for (FrameRenderer.SlitletLight light : lights) {
			if (light.spectrum().shines(firstSample, firstSample + samples - 1)) {
				return true;
			}
		}
		return false;
	}

	/** Finds columns and samples of a row; false where there are none on the detector and the grid. */
	private boolean place(SlitletGeometry slitlet, int y) {
		double left = slitlet.left()[y];
		double width = slitlet.right()[y] - left;
		firstColumn = Math.max(0, (int) Math.ceil(left - margin * width - 0.5));
		int last = Math.min(COLUMNS - 1, (int) Math.floor(left + (1 + margin) * width + 0.5));
		count = last - firstColumn + 1;
		if (count <= 0) {
			return false;
		}
		double low = Double.MAX_VALUE;
		double high = -Double.MAX_VALUE;
		for (int column = 0; column < count; column++) {
			double t = (firstColumn + column - left) / width;
			double at = (slitlet.canonicalRow(y, t) - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW - 0.5;
			sampleWeights[4 * column] = at;
			low = Math.min(low, at);
			high = Math.max(high, at);
		}
		firstSample = (int) Math.floor(low) - 1;
		samples = (int) Math.floor(high) + 3 - firstSample;
		return firstSample >= 0 && firstSample + samples <= SPECTRUM_SAMPLES;
	}

	private void paintRow(SlitletGeometry slitlet, int y, List<FrameRenderer.SlitletLight> lights, double factor) {
		double left = slitlet.left()[y];
		double width = slitlet.right()[y] - left;
		for (int column = 0; column < count; column++) {
			double at = sampleWeights[4 * column] - firstSample;
			int index = (int) at;
			double f = at - index;
			sample[column] = index - 1;
			sampleWeights[4 * column] = Cubic.first(f);
			sampleWeights[4 * column + 1] = Cubic.second(f);
			sampleWeights[4 * column + 2] = Cubic.third(f);
			sampleWeights[4 * column + 3] = Cubic.fourth(f);
		}
		for (int edge = 0; edge <= count; edge++) {
			edges.set(edge, (firstColumn + edge - 0.5 - left) / width);
		}
		double row = slitlet.row()[y];
		kernels.weights(kernels.width(row, slitlet.widthFactor()[y]), slitlet.skewness()[y], kernelWeights);
		if (samples > spectrum.length) {
			spectrum = new double[2 * samples];
		}
		Arrays.fill(sum, 0, count, 0);
		addLights(lights, row, factor * slitlet.rowStep()[y]);
		int at = y * COLUMNS + firstColumn;
		for (int column = 0; column < count; column++) {
			image[at + column] += (float) Math.max(0, sum[column]);
		}
	}

	private void addLights(List<FrameRenderer.SlitletLight> lights, double row, double factor) {
		@Nullable
		ColumnProfile filled = null;
		for (FrameRenderer.SlitletLight light : lights) {
			if (light.spectrum().shines(firstSample, firstSample + samples - 1)) {
				light.spectrum().mix(firstSample, samples, kernelWeights, spectrum);
				if (light.column() != filled) {
					filled = light.column();
					filled.fill(row, edges, count, shares);
				}
				addLight(light.scale() * factor);
			}
		}
	}

	private void addLight(double factor) {
		for (int column = 0; column < count; column++) {
			int at = sample[column];
			int weight = 4 * column;
			double value = sampleWeights[weight] * spectrum[at] + sampleWeights[weight + 1] * spectrum[at + 1]
					+ sampleWeights[weight + 2] * spectrum[at + 2] + sampleWeights[weight + 3] * spectrum[at + 3];
			sum[column] += factor * value * shares[column];
		}
	}
}
