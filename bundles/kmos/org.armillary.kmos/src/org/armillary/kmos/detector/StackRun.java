package org.armillary.kmos.detector;

import java.util.Arrays;

import org.armillary.data.FitsException;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.CombinedStrip;
import org.armillary.numerics.combination.FrameCombiner;
import org.armillary.numerics.combination.FrameStrip;
import org.armillary.numerics.combination.FrameVariance;

/**
 * One combination of a stack, strip by strip: read, bring to one brightness, expect from the middle value what noise
 * the samples have, reject, combine, flag. Not for several threads.
 */
final class StackRun {

	/** Rows of a strip: three frames of it fit into the second cache. */
	private static final int ROWS = 8;
	/** Of the variance by read noise at least this share stays where the noise makes a value negative. */
	private static final float LEAST_SHARE = 0.5f;

	private final StackInput input;
	private final int frames;
	private final int nx;
	private final int ny;
	private final boolean single;
	private final boolean rejectsOfTwo;
	private final float kappaOfTwo;
	private final float[] scale;
	private final float[][] samples;
	private final float[][] variances;
	private final float[][] readColumns;
	private final float[] photons;
	private final float[] centre;
	private final byte[] over;
	private final float[] overLimit;
	private final FrameCombiner medians;
	private final FrameCombiner combiner;
	private final FrameStrip forMedians;
	private final FrameStrip forCombination;
	private final CombinedStrip result;
	private final Saturation saturation;
	private final float[] value;
	private final float[] variance;
	private final byte[] flags;
	private long rejected;

	StackRun(StackInput input, StackSettings settings, double[] factors) {
		this.input = input;
		frames = input.frames();
		nx = input.channels().nx();
		ny = input.channels().ny();
		CombineSettings combination = settings.combination();
		single = frames == 1 && combination.method() != CombineMethod.MIN_MAX;
		rejectsOfTwo = frames == 2 && combination.method() == CombineMethod.KSIGMA && combination.iterations() > 0;
		kappaOfTwo = (float) (combination.positiveKappa() * combination.positiveKappa());
		double mean = Arrays.stream(factors).average().orElse(1);
		scale = new float[frames];
		float[] weights = new float[frames];
		readColumns = new float[frames][nx];
		photons = new float[frames];
		for (int frame = 0; frame < frames; frame++) {
			scale[frame] = (float) (mean / factors[frame]);
			weights[frame] = (float) (factors[frame] / mean);
			photons[frame] = (float) (scale[frame] * input.photonVariance()[frame]);
			for (int x = 0; x < nx; x++) {
				readColumns[frame][x] = scale[frame] * scale[frame] * input.readVariance()[frame][x];
			}
		}
		int pixels = ROWS * nx;
		samples = new float[frames][pixels];
		variances = new float[frames][pixels];
		centre = new float[pixels];
		over = new byte[pixels];
		overLimit = new float[frames];
		saturation = new Saturation(input, scale);
		for (int frame = 0; frame < frames; frame++) {
			overLimit[frame] = scale[frame] * (float) saturation.least(frame);
		}
		boolean weighted = combination.method() != CombineMethod.MEDIAN && combination.method() != CombineMethod.SUM;
		combiner = weighted ? new FrameCombiner(combination, weights) : new FrameCombiner(combination, frames);
		medians = new FrameCombiner(CombineSettings.of(CombineMethod.MEDIAN), frames);
		forMedians = FrameStrip.of(samples, new FrameVariance.None(), nx);
		forCombination = FrameStrip.of(samples, new FrameVariance.PerPixel(variances), nx);
		result = CombinedStrip.ofLength(pixels);
		value = new float[nx * ny];
		variance = new float[nx * ny];
		flags = new byte[nx * ny];
	}

	void combine(Checkpoint checkpoint) throws FitsException, InterruptedException {
		for (int row = 0; row < ny; row += ROWS) {
			checkpoint.check();
			combine(row, Math.min(ROWS, ny - row));
		}
		saturation.addTo(flags);
	}

	/** Mean, adu, {@code [ny][nx]} in one. */
	float[] value() {
		return value;
	}

	/** Its variance, adu². */
	float[] variance() {
		return variance;
	}

	/** Bits {@link PixelFlag#NON_LINEAR}, {@link PixelFlag#SATURATED} and {@link PixelFlag#NO_DATA}. */
	byte[] flags() {
		return flags;
	}

	/** Number of samples rejected so far. */
	long rejected() {
		return rejected;
	}

	private void combine(int firstRow, int rows) throws FitsException {
		int pixels = rows * nx;
		int at = firstRow * nx;
		boolean bright = read(firstRow, rows, pixels);
		expect(pixels);
		if (rejectsOfTwo) {
			rejectOfTwo(pixels);
		}
		for (int frame = 0; frame < frames; frame++) {
			expectNoise(variances[frame], readColumns[frame], photons[frame], rows);
		}
		if (single) {
			takeSingle(pixels);
		} else {
			combiner.combine(forCombination, 0, pixels, result);
		}
		System.arraycopy(result.value(), 0, value, at, pixels);
		System.arraycopy(result.variance(), 0, variance, at, pixels);
		short[] out = result.rejected();
		int sum = 0;
		for (int i = 0; i < pixels; i++) {
			sum += out[i];
		}
		rejected += sum;
		byte none = PixelFlag.NO_DATA.value();
		for (int i = 0; i < pixels; i++) {
			if (Float.isNaN(value[at + i])) {
				flags[at + i] |= none;
			}
		}
		if (bright) {
			for (int i = 0; i < pixels; i++) {
				if (over[i] > 0) {
					flags[at + i] |= saturation.judge(samples, i, at + i, out[i]);
				}
			}
		}
	}

	/** Reads a strip; whether a sample is above the linear range. */
	private boolean read(int firstRow, int rows, int pixels) throws FitsException {
		boolean bright = false;
		for (int frame = 0; frame < frames; frame++) {
			float[] values = samples[frame];
			input.read(frame, firstRow, rows, values);
			float factor = scale[frame];
			float greatest = Float.NEGATIVE_INFINITY;
			for (int i = 0; i < pixels; i++) {
				values[i] *= factor;
			}
			for (int i = 0; i < pixels; i++) {
				greatest = values[i] > greatest ? values[i] : greatest;
			}
			if (greatest > overLimit[frame]) {
				bright = mark(values, pixels, overLimit[frame], bright);
			}
		}
		return bright;
	}

	private boolean mark(float[] values, int pixels, float limit, boolean marked) {
		if (!marked) {
			Arrays.fill(over, (byte) 0);
		}
		for (int i = 0; i < pixels; i++) {
			if (values[i] > limit) {
				over[i] = 1;
			}
		}
		return true;
	}

	/** What is expected of each pixel: the middle value; of two the lower, which a cosmic ray has not hit. */
	private void expect(int pixels) {
		switch (frames) {
		case 1 -> System.arraycopy(samples[0], 0, centre, 0, pixels);
		case 2 -> {
			float[] one = samples[0];
			float[] two = samples[1];
			for (int i = 0; i < pixels; i++) {
				centre[i] = Math.min(one[i], two[i]);
			}
		}
		case 3 -> {
			float[] one = samples[0];
			float[] two = samples[1];
			float[] three = samples[2];
			for (int i = 0; i < pixels; i++) {
				float low = Math.min(one[i], two[i]);
				float high = Math.max(one[i], two[i]);
				centre[i] = Math.max(low, Math.min(high, three[i]));
			}
		}
		default -> {
			medians.combine(forMedians, 0, pixels, result);
			System.arraycopy(result.value(), 0, centre, 0, pixels);
		}
		}
		for (int i = 0; i < pixels; i++) {
			if (Float.isNaN(centre[i])) {
				centre[i] = lowestFinite(i);
			}
		}
	}

	private float lowestFinite(int i) {
		float lowest = Float.NaN;
		for (float[] frame : samples) {
			if (Float.isFinite(frame[i]) && !(frame[i] > lowest)) {
				lowest = frame[i];
			}
		}
		return lowest;
	}

	/**
	 * Of two samples that differ by more than their noise the higher one is a cosmic ray; else the mean is expected.
	 *
	 */
	private void rejectOfTwo(int pixels) {
		float[] one = samples[0];
		float[] two = samples[1];
		for (int i = 0; i < pixels; i++) {
			float difference = one[i] - two[i];
			int x = i % nx;
			float noise = readColumns[0][x] + readColumns[1][x] + Math.max(0, centre[i]) * (photons[0] + photons[1]);
			if (difference * difference > kappaOfTwo * noise) {
				(difference > 0 ? one : two)[i] = Float.NaN;
				rejected++;
			} else {
				centre[i] = Float.isNaN(difference) ? centre[i] : 0.5f * (one[i] + two[i]);
			}
		}
	}

	/** The combination of a single frame is the frame. */
	private void takeSingle(int pixels) {
		float[] values = samples[0];
		float[] noise = variances[0];
		for (int i = 0; i < pixels; i++) {
			boolean usable = Math.abs(values[i]) < Float.POSITIVE_INFINITY;
			result.value()[i] = usable ? values[i] : Float.NaN;
			result.variance()[i] = usable ? noise[i] : Float.NaN;
		}
	}

	private void expectNoise(float[] target, float[] read, float photon, int rows) {
		for (int row = 0; row < rows; row++) {
			int start = row * nx;
			for (int x = 0; x < nx; x++) {
				target[start + x] = read[x] + Math.max(centre[start + x] * photon, -LEAST_SHARE * read[x]);
			}
		}
	}
}
