package org.armillary.numerics.combination;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The definition of {@link FrameCombiner}, one pixel after the other. Arithmetic is in single precision throughout;
 * differences from a pivot near the centre and compensated sums (Ogita, Rump and Oishi 2005, algorithm 4.4) keep the errors far below the noise.
 * Samples that are not used (NaN) take part in all sums, as 0: that is what SIMD registers do.
 */
final class ScalarCombination implements Combination {

	private final CombinePlan plan;
	private final CombineSettings settings;
	private final int frames;
	private final float[] values;
	private final float[] variances;
	private final float[] ordered;
	/** Which samples were there before any was rejected. */
	private final boolean[] present;
	/** Number of samples that are not NaN; {@link #sort} and {@link #addUp} set it. */
	private int count;
	private float pivot;
	/** Compensated sum of the weighted differences from the pivot. */
	private float sum;
	/** Sum of the weighted squares of the differences. */
	private float squares;

	ScalarCombination(CombinePlan plan) {
		this.plan = plan;
		settings = plan.settings;
		frames = plan.frames;
		values = new float[frames];
		variances = new float[frames];
		ordered = new float[frames];
		present = new boolean[frames];
	}

	@Override
	public void combine(FrameStrip strip, int from, int to, CombinedStrip output, long[] rejected) {
		boolean known = !(strip.variance() instanceof FrameVariance.None);
		for (int pixel = from; pixel < to; pixel++) {
			PixelSamples.gather(strip, pixel, values, variances);
			sort();
			int valid = count;
			pivot = plan.sorted ? plan.ranks[valid] == null ? 0 : median() : mean();
			for (int frame = 0; frame < frames; frame++) {
				present[frame] = !Float.isNaN(values[frame]);
			}
			switch (settings.method()) {
			case KSIGMA -> {
				if (valid > CombinePlan.FEW) {
					clipAroundMean();
				} else {
					clipAroundMedian(valid >= plan.leastForSpread(known));
				}
			}
			case MIN_MAX -> trim();
			case MEDIAN, AVERAGE, SUM -> {
			}
			}
			for (int frame = 0; frame < frames; frame++) {
				if (present[frame] && Float.isNaN(values[frame])) {
					rejected[frame]++;
				}
			}
			finish(pixel, valid, known, output);
		}
	}

	/** Puts the samples that are there in order and counts them. */
	private void sort() {
		count = 0;
		for (float value : values) {
			if (!Float.isNaN(value)) {
				ordered[count++] = value;
			}
		}
		Arrays.sort(ordered, 0, count);
	}

	private float median() {
		return plan.ranks[count].median(ordered, 0, 1);
	}

	private float squaredSpread() {
		return plan.ranks[count].squaredSpread(ordered, 0, 1);
	}

	/** Compensated mean. */
	private float mean() {
		float total = 0;
		float lost = 0;
		for (float value : values) {
			float addend = Float.isNaN(value) ? 0 : value;
			float next = total + addend;
			lost += lost(total, addend, next);
			total = next;
		}
		return (total + lost) / count;
	}

	private void clipAroundMedian(boolean usesSpread) {
		for (int iteration = 0; iteration < settings.iterations(); iteration++) {
			sort();
			if (count == 0) {
				return;
			}
			pivot = median();
			float spread = usesSpread ? squaredSpread() : 0;
			boolean found = false;
			for (int frame = 0; frame < frames; frame++) {
				float scale = variances[frame] > spread ? variances[frame] : spread;
				found |= reject(frame, values[frame] - pivot, scale);
			}
			if (!found) {
				return;
			}
		}
	}

	private void clipAroundMean() {
		float scale = squaredSpread();
		float shift = 0;
		if (!(scale > 0)) {
			addUp(null);
			scale = sampleVariance();
		}
		for (int iteration = 0; iteration < settings.iterations(); iteration++) {
			if (iteration > 0) {
				addUp(null);
				shift = sum / count;
				scale = sampleVariance();
			}
			boolean found = false;
			for (int frame = 0; frame < frames; frame++) {
				found |= reject(frame, values[frame] - pivot - shift, scale);
			}
			if (!found) {
				return;
			}
		}
	}

	/** Makes a sample NaN that lies too far from the centre for the squared scale. */
	private boolean reject(int frame, float difference, float scale) {
		float kappa = difference > 0 ? plan.positiveSquare : plan.negativeSquare;
		boolean far = difference * difference > kappa * scale && scale > 0;
		if (far) {
			values[frame] = Float.NaN;
		}
		return far;
	}

	/** Leaves out the lowest and highest values; of equal ones those of the first frames. */
	private void trim() {
		int kept = count - settings.minReject() - settings.maxReject();
		if (kept < 1) {
			Arrays.fill(values, Float.NaN);
			return;
		}
		float lowest = ordered[settings.minReject()];
		float highest = ordered[settings.minReject() + kept - 1];
		int low = settings.minReject();
		int high = settings.maxReject();
		for (float value : values) {
			low -= value < lowest ? 1 : 0;
			high -= value > highest ? 1 : 0;
		}
		for (int frame = 0; frame < frames; frame++) {
			float value = values[frame];
			if (value < lowest || value > highest) {
				values[frame] = Float.NaN;
			} else if (value == lowest && low > 0) {
				low--;
				values[frame] = Float.NaN;
			} else if (value == highest && high > 0) {
				high--;
				values[frame] = Float.NaN;
			}
		}
	}

	/** Sums over the differences from the pivot; weights null for 1. */
	private void addUp(float @Nullable [] weights) {
		count = 0;
		sum = 0;
		squares = 0;
		float lost = 0;
		for (int frame = 0; frame < frames; frame++) {
			boolean used = !Float.isNaN(values[frame]);
			count += used ? 1 : 0;
			float difference = used ? values[frame] - pivot : 0;
			float weighted = weights == null ? difference : weights[frame] * difference;
			squares += weighted * difference;
			float next = sum + weighted;
			lost += lost(sum, weighted, next);
			sum = next;
		}
		sum += lost;
	}

	/** What the rounded sum lacks: exactly (Knuth, The Art of Computer Programming, volume 2, theorem 4.2.2B). */
	private static float lost(float sum, float addend, float next) {
		float part = next - sum;
		return sum - (next - part) + (addend - part);
	}

	/** The variance of the samples, unweighted; NaN for fewer than two. */
	private float sampleVariance() {
		return notBelowZero(squares - sum * (sum / count)) / (count - 1);
	}

	/** What rounding may have made negative. */
	private static float notBelowZero(float square) {
		return square > 0 ? square : 0;
	}

	private void finish(int pixel, int valid, boolean known, CombinedStrip output) {
		addUp(plan.weights);
		output.used()[pixel] = (short) count;
		output.rejected()[pixel] = (short) (valid - count);
		if (count == 0) {
			output.value()[pixel] = Float.NaN;
			output.variance()[pixel] = Float.NaN;
			return;
		}
		float weights = 0;
		float squaredWeights = 0;
		float propagated = 0;
		float least = Float.POSITIVE_INFINITY;
		for (int frame = 0; frame < frames; frame++) {
			boolean used = !Float.isNaN(values[frame]);
			float weight = used ? plan.weights[frame] : 0;
			float variance = used ? variances[frame] : 0;
			float weighted = weight * variance;
			weights += weight;
			squaredWeights += weight * weight;
			propagated += weight * weighted;
			least = used && weighted < least ? weighted : least;
		}
		float shift = sum / weights;
		float squaresAroundMean = notBelowZero(squares - sum * shift);
		propagated = propagated / (weights * weights) * plan.propagatedFactor[valid];
		float scatter = squaresAroundMean / (weights - squaredWeights / weights)
				* (squaredWeights / (weights * weights)) * plan.scatterFactor[count];
		float variance = propagated;
		if (count >= plan.leastForScatter(known)) {
			variance = scatter;
		} else if (!known) {
			variance = Float.NaN;
		} else if (plan.testsScatter(known) && squaresAroundMean > plan.scatterLimit[count] * least) {
			variance = exceeding(plan, propagated, scatter, least, values, variances, 0, 1, pivot, count);
		}
		float value = settings.method() == CombineMethod.MEDIAN ? pivot : pivot + shift;
		if (settings.method() == CombineMethod.SUM) {
			value = sumOf(pivot, sum, count, frames);
			variance = variance * frames * frames;
		}
		output.value()[pixel] = oneNaN(value);
		output.variance()[pixel] = oneNaN(variance);
	}

	/** The same number; of the many NaN always the same one. For the vector twin too. */
	static float oneNaN(float number) {
		return Float.isNaN(number) ? Float.NaN : number;
	}

	/** The sum for all frames from the pivot and the sum of the differences. For the vector twin too. */
	static float sumOf(float pivot, float sum, float count, int frames) {
		return (float) ((double) pivot * frames + (double) sum * frames / count);
	}

	/**
	 * The variance of a pixel whose scatter seems to exceed the propagated variance; decides with the variance of each
	 * sample. For the vector twin too.
	 */
	static float exceeding(CombinePlan plan, float propagated, float scatter, float least, float[] values,
			float[] variances, int offset, int stride, float pivot, int count) {
		if (!(least > 0)) {
			return scatter;
		}
		double chiSquare = PixelSamples.chiSquare(values, variances, offset, stride, plan.frames, pivot);
		return chiSquare > plan.scatterLimit[count] ? (float) (propagated * chiSquare / (count - 1)) : propagated;
	}
}
