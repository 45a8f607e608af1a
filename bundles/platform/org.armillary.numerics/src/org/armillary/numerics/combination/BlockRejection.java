package org.armillary.numerics.combination;

import static org.armillary.numerics.combination.SampleBlock.LANES;
import static org.armillary.numerics.combination.SampleBlock.LENGTH;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Rejects outliers of a block, in SIMD registers: makes them NaN. For the formulas see {@link ScalarCombination}. */
final class BlockRejection {

	private final CombinePlan plan;
	private final int frames;
	/** Pixels of which a sample was just rejected. */
	private final int[] changed;
	private final float[] lowest;
	private final float[] highest;
	private final SampleBlock few;
	/** Number of samples of the pixels of {@link #few} before any was rejected. */
	private final float[] fewValid;
	private int changes;

	BlockRejection(CombinePlan plan, SampleBlock few) {
		this.plan = plan;
		this.few = few;
		frames = plan.frames;
		changed = new int[few.capacity];
		lowest = new float[few.capacity];
		highest = new float[few.capacity];
		fewValid = new float[few.capacity];
	}

	/**
	 * Clips around the median. The block is sorted and has its centres. What lost a sample is clipped again, gathered in
	 * a block of its own.
	 *
	 * @param leastForSpread
	 *            with how many valid samples or more the percentile spread of a pixel counts, and not the variance alone
	 */
	void clipAroundMedian(SampleBlock block, int leastForSpread, long[] rejected) {
		int iterations = plan.settings.iterations();
		if (iterations == 0) {
			return;
		}
		changes = 0;
		clip(block, block.count, leastForSpread, rejected);
		int length = changes;
		if (length == 0 || iterations == 1) {
			return;
		}
		int[] pixels = Arrays.copyOf(changed, length);
		few.gather(block, pixels, length);
		for (int i = 0; i < length; i++) {
			fewValid[i] = block.count[pixels[i]];
		}
		for (int iteration = 1; iteration < iterations && changes > 0; iteration++) {
			few.sort();
			few.centre();
			changes = 0;
			clip(few, fewValid, leastForSpread, rejected);
		}
		few.scatter(block, pixels, length);
	}

	/** One clip around the pivots with the greater of variance and squared spread as scale. */
	private void clip(SampleBlock block, float[] valid, int leastForSpread, long[] rejected) {
		for (int pixel = 0; pixel < block.padded; pixel += LENGTH) {
			FloatVector centre = FloatVector.fromArray(LANES, block.pivot, pixel);
			VectorMask<Float> usesSpread = FloatVector.fromArray(LANES, valid, pixel).compare(VectorOperators.GE,
					(float) leastForSpread);
			FloatVector spread = FloatVector.zero(LANES).blend(FloatVector.fromArray(LANES, block.spread, pixel),
					usesSpread);
			VectorMask<Float> any = LANES.maskAll(false);
			for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
				FloatVector value = FloatVector.fromArray(LANES, block.values, i);
				FloatVector variance = FloatVector.fromArray(LANES, block.variances, i);
				FloatVector scale = spread.blend(variance, variance.compare(VectorOperators.GT, spread));
				VectorMask<Float> far = far(value.sub(centre), scale);
				if (far.anyTrue()) {
					value.blend(Float.NaN, far).intoArray(block.values, i);
					rejected[frame] += far.trueCount();
				}
				any = any.or(far);
			}
			if (any.anyTrue()) {
				note(any, pixel);
			}
		}
	}

	private VectorMask<Float> far(FloatVector difference, FloatVector scale) {
		FloatVector kappa = FloatVector.broadcast(LANES, plan.negativeSquare).blend(plan.positiveSquare,
				difference.compare(VectorOperators.GT, 0f));
		return difference.mul(difference).compare(VectorOperators.GT, kappa.mul(scale))
				.and(scale.compare(VectorOperators.GT, 0f));
	}

	private void note(VectorMask<Float> lanes, int pixel) {
		for (long bits = lanes.toLong(); bits != 0; bits &= bits - 1) {
			changed[changes++] = pixel + Long.numberOfTrailingZeros(bits);
		}
	}

	/**
	 * Clips around the mean where there are many samples; leaves pixels with few alone. The block is sorted and has its
	 * centres.
	 */
	void clipAroundMean(SampleBlock block, long[] rejected) {
		for (int pixel = 0; pixel < block.padded; pixel += LENGTH) {
			VectorMask<Float> active = FloatVector.fromArray(LANES, block.count, pixel).compare(VectorOperators.GT,
					(float) CombinePlan.FEW);
			FloatVector centre = FloatVector.fromArray(LANES, block.pivot, pixel);
			FloatVector shift = FloatVector.zero(LANES);
			FloatVector scale = FloatVector.fromArray(LANES, block.spread, pixel);
			for (int iteration = 0; iteration < plan.settings.iterations() && active.anyTrue(); iteration++) {
				VectorMask<Float> needed = iteration > 0
						? active
						: scale.compare(VectorOperators.GT, 0f).not().and(active);
				if (needed.anyTrue()) {
					var moments = Moments.of(block, pixel, centre);
					shift = iteration > 0 ? moments.shift() : shift;
					scale = scale.blend(moments.variance(), needed);
				}
				VectorMask<Float> any = LANES.maskAll(false);
				for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
					FloatVector value = FloatVector.fromArray(LANES, block.values, i);
					VectorMask<Float> far = far(value.sub(centre).sub(shift), scale).and(active);
					if (far.anyTrue()) {
						value.blend(Float.NaN, far).intoArray(block.values, i);
						rejected[frame] += far.trueCount();
						any = any.or(far);
					}
				}
				active = any;
			}
		}
	}

	/** Leaves out the lowest and the highest samples. The block is sorted. */
	void trim(SampleBlock block, long[] rejected) {
		int low = plan.settings.minReject();
		int high = plan.settings.maxReject();
		for (int pixel = 0; pixel < block.padded; pixel++) {
			int last = (int) block.count[pixel] - high - 1;
			lowest[pixel] = last < low ? Float.POSITIVE_INFINITY : block.ordered[low * block.capacity + pixel];
			highest[pixel] = last < low ? Float.NEGATIVE_INFINITY : block.ordered[last * block.capacity + pixel];
		}
		for (int pixel = 0; pixel < block.padded; pixel += LENGTH) {
			FloatVector least = FloatVector.fromArray(LANES, lowest, pixel);
			FloatVector greatest = FloatVector.fromArray(LANES, highest, pixel);
			FloatVector equalLow = FloatVector.broadcast(LANES, (float) low);
			FloatVector equalHigh = FloatVector.broadcast(LANES, (float) high);
			for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
				FloatVector value = FloatVector.fromArray(LANES, block.values, i);
				equalLow = equalLow.sub(1f, value.compare(VectorOperators.LT, least));
				equalHigh = equalHigh.sub(1f, value.compare(VectorOperators.GT, greatest));
			}
			for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
				FloatVector value = FloatVector.fromArray(LANES, block.values, i);
				VectorMask<Float> out = value.compare(VectorOperators.LT, least)
						.or(value.compare(VectorOperators.GT, greatest));
				VectorMask<Float> tieLow = value.compare(VectorOperators.EQ, least)
						.and(equalLow.compare(VectorOperators.GT, 0f)).andNot(out);
				equalLow = equalLow.sub(1f, tieLow);
				out = out.or(tieLow);
				VectorMask<Float> tieHigh = value.compare(VectorOperators.EQ, greatest)
						.and(equalHigh.compare(VectorOperators.GT, 0f)).andNot(out);
				equalHigh = equalHigh.sub(1f, tieHigh);
				out = out.or(tieHigh);
				value.blend(Float.NaN, out).intoArray(block.values, i);
				rejected[frame] += out.trueCount();
			}
		}
	}

	/**
	 * Shift of the mean from the pivot, and variance, of the samples of one register full of pixels.
	 *
	 * @param shift
	 *            mean minus pivot
	 * @param variance
	 *            variance of the samples; NaN for fewer than two
	 */
	private record Moments(FloatVector shift, FloatVector variance) {

		static Moments of(SampleBlock block, int pixel, FloatVector centre) {
			FloatVector zero = FloatVector.zero(LANES);
			FloatVector count = zero;
			FloatVector sum = zero;
			FloatVector lost = zero;
			FloatVector squares = zero;
			for (int frame = 0, i = pixel; frame < block.frames; frame++, i += block.capacity) {
				FloatVector value = FloatVector.fromArray(LANES, block.values, i);
				VectorMask<Float> used = value.compare(VectorOperators.EQ, value);
				FloatVector difference = zero.blend(value.sub(centre), used);
				count = count.add(1f, used);
				squares = squares.add(difference.mul(difference));
				FloatVector next = sum.add(difference);
				FloatVector part = next.sub(sum);
				lost = lost.add(sum.sub(next.sub(part)).add(difference.sub(part)));
				sum = next;
			}
			sum = sum.add(lost);
			FloatVector shift = sum.div(count);
			FloatVector around = squares.sub(sum.mul(shift));
			around = zero.blend(around, around.compare(VectorOperators.GT, 0f));
			return new Moments(shift, around.div(count.sub(1f)));
		}
	}
}
