package org.armillary.kmos.simulator.light;

import org.jspecify.annotations.Nullable;

/**
 * A spectrum convolved with the four {@link LineKernels}: electrons/s for each row, on the samples of the {@link
 * SpectralGrid}. Stretches without light take neither memory nor time. Immutable.
 */
public final class RowSpectrum {

	private static final int KERNELS = LineKernels.KERNELS;
	private static final int MARGIN = 4;
	private static final int BLOCK_BITS = 8;
	private static final int BLOCK = 1 << BLOCK_BITS;

	private final int size;
	private final double[] @Nullable [] blocks;

	private RowSpectrum(int size) {
		this.size = size;
		blocks = new double[(size + BLOCK - 1) >> BLOCK_BITS][];
	}

	/** Convolves an emission. Lines keep their exact places and electrons/s. */
	public static RowSpectrum of(Emission emission, LineKernels kernels) {
		var spectrum = new RowSpectrum(emission.grid().size());
		int samples = kernels.reach() * SpectralGrid.PER_ROW + 1;
		spectrum.addContinuum(emission.continuum(), kernels.sampled(LineKernels.PHASES / 2, samples), samples);
		if (emission.lineRows().length > 0) {
			spectrum.addLines(emission, new Phases(kernels, samples), samples);
		}
		return spectrum;
	}

	/** Whether there is light in a range of samples, the last included. */
	boolean shines(int first, int last) {
		int end = Math.min(blocks.length - 1, last >> BLOCK_BITS);
		for (int block = Math.max(0, first >> BLOCK_BITS); block <= end; block++) {
			if (blocks[block] != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Mixes the kernels: electrons/s for each row.
	 *
	 * @param first
	 *            first sample, inside the grid as is the last
	 * @param count
	 *            samples
	 * @param weights
	 *            shares of the kernels
	 * @param into
	 *            the result, by sample
	 */
	void mix(int first, int count, double[] weights, double[] into) {
		double w0 = weights[0];
		double w1 = weights[1];
		double w2 = weights[2];
		double w3 = weights[3];
		int done = 0;
		while (done < count) {
			int sample = first + done;
			int end = Math.min(count, done + BLOCK - (sample & (BLOCK - 1)));
			double[] block = blocks[sample >> BLOCK_BITS];
			if (block == null) {
				while (done < end) {
					into[done++] = 0;
				}
			} else {
				int at = (sample & (BLOCK - 1)) * KERNELS;
				while (done < end) {
					into[done++] = w0 * block[at] + w1 * block[at + 1] + w2 * block[at + 2] + w3 * block[at + 3];
					at += KERNELS;
				}
			}
		}
	}

	/**
	 * Convolves a continuum at half the sampling, four of its values at a time. Each sample is shared out among four
	 * values by the weights of cubic interpolation, which keeps its sum and its first three moments.
	 */
	private void addContinuum(double[] continuum, double[] kernel, int samples) {
		double outer = Cubic.first(0.25);
		double near = Cubic.second(0.25);
		double far = Cubic.third(0.25);
		double end = Cubic.fourth(0.25);
		var halved = new double[size / 2 + 2 * MARGIN];
		for (int pair = 0; pair < size / 2; pair++) {
			double lower = continuum[2 * pair];
			double upper = continuum[2 * pair + 1];
			if (lower != 0 || upper != 0) {
				int at = pair + MARGIN;
				halved[at - 2] += end * lower;
				halved[at - 1] += far * lower + outer * upper;
				halved[at] += near * (lower + upper);
				halved[at + 1] += outer * lower + far * upper;
				halved[at + 2] += end * upper;
			}
		}
		int step = 2 * KERNELS;
		var padded = new double[kernel.length + 6 * step];
		System.arraycopy(kernel, 0, padded, 3 * step, kernel.length);
		for (int at = 0; at < halved.length; at += 4) {
			if (halved[at] != 0 || halved[at + 1] != 0 || halved[at + 2] != 0 || halved[at + 3] != 0) {
				int first = 2 * (at - MARGIN) + 1 - samples;
				addFour(first, padded, halved, at);
			}
		}
	}

	private void addFour(int first, double[] padded, double[] halved, int at) {
		int step = 2 * KERNELS;
		int sample = Math.max(0, first);
		int to = Math.min(size, first + padded.length / KERNELS - 6);
		while (sample < to) {
			int end = Math.min(to, (sample >> BLOCK_BITS) + 1 << BLOCK_BITS);
			addScaled(block(sample), (sample & (BLOCK - 1)) * KERNELS, padded, (sample - first) * KERNELS + 3 * step,
					(end - sample) * KERNELS, halved, at);
			sample = end;
		}
	}

	private void addLines(Emission emission, Phases phases, int samples) {
		var kernel = new double[(2 * samples + 1) * KERNELS];
		for (int line = 0; line < emission.lineRows().length; line++) {
			double place = (emission.lineRows()[line] - SpectralGrid.FIRST_ROW) * SpectralGrid.PER_ROW - 0.5;
			double rate = emission.lineRates()[line];
			if (rate != 0 && place > -samples && place < size + samples) {
				int sample = (int) Math.floor(place);
				phases.at(place - sample, kernel);
				add(sample - samples, kernel, rate);
			}
		}
	}

	private void add(int first, double[] kernel, double rate) {
		int sample = Math.max(0, first);
		int to = Math.min(size, first + kernel.length / KERNELS);
		while (sample < to) {
			int end = Math.min(to, (sample >> BLOCK_BITS) + 1 << BLOCK_BITS);
			addScaled(block(sample), (sample & (BLOCK - 1)) * KERNELS, kernel, (sample - first) * KERNELS,
					(end - sample) * KERNELS, rate);
			sample = end;
		}
	}

	private double[] block(int sample) {
		int index = sample >> BLOCK_BITS;
		double[] block = blocks[index];
		if (block == null) {
			block = new double[BLOCK * KERNELS];
			blocks[index] = block;
		}
		return block;
	}

	private static void addScaled(double[] block, int to, double[] kernel, int from, int count, double rate) {
		for (int index = 0; index < count; index++) {
			block[to + index] += rate * kernel[from + index];
		}
	}

	/** Adds four neighbours' kernels, each two samples after the one before. */
	private static void addScaled(double[] block, int to, double[] kernel, int from, int count, double[] rates,
			int at) {
		double a = rates[at];
		double b = rates[at + 1];
		double c = rates[at + 2];
		double d = rates[at + 3];
		for (int index = 0; index < count; index++) {
			block[to + index] += a * kernel[from + index] + b * kernel[from + index - 2 * KERNELS]
					+ c * kernel[from + index - 4 * KERNELS] + d * kernel[from + index - 6 * KERNELS];
		}
	}

	/** The kernels at any distance from a sample, by cubic interpolation between those tabulated. */
	private static final class Phases {

		private final double[][] kernels = new double[LineKernels.PHASES + 4][];

		Phases(LineKernels kernels, int samples) {
			for (int phase = 0; phase < this.kernels.length; phase++) {
				this.kernels[phase] = kernels.sampled(phase - LineKernels.PHASES - 1, samples);
			}
		}

		/** The kernels for a line that lies a part of a sample above the middle sample. */
		void at(double part, double[] into) {
			double place = (1 - part) * LineKernels.PHASES + 1;
			int index = Math.min((int) place, LineKernels.PHASES + 1);
			double f = place - index;
			double wa = Cubic.first(f);
			double wb = Cubic.second(f);
			double wc = Cubic.third(f);
			double wd = Cubic.fourth(f);
			double[] a = kernels[index - 1];
			double[] b = kernels[index];
			double[] c = kernels[index + 1];
			double[] d = kernels[index + 2];
			for (int element = 0; element < into.length; element++) {
				into[element] = wa * a[element] + wb * b[element] + wc * c[element] + wd * d[element];
			}
		}
	}
}
