package org.armillary.numerics.combination;

import static org.armillary.numerics.combination.SampleBlock.LANES;
import static org.armillary.numerics.combination.SampleBlock.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Value and variance of the pixels of a block from what samples are left, in SIMD registers. For the formulas see
 * {@link ScalarCombination}.
 */
final class BlockResult {

	private final CombinePlan plan;
	private final int frames;
	private final boolean weighted;
	private final float[] value;
	private final float[] variance;
	private final float[] used;
	/** Sums over the samples that are left: see {@link #addUp}. */
	private final float[] sum;
	private final float[] squares;
	private final float[] weights;
	private final float[] squaredWeights;
	private final float[] propagated;
	private final float[] least;
	/** Entries of the plan's tables. */
	private final float[] propagatedFactor;
	private final float[] scatterFactor;
	private final float[] scatterLimit;

	BlockResult(CombinePlan plan, int capacity) {
		this.plan = plan;
		frames = plan.frames;
		weighted = plan.weighted();
		value = new float[capacity];
		variance = new float[capacity];
		used = new float[capacity];
		sum = new float[capacity];
		squares = new float[capacity];
		weights = weighted ? new float[capacity] : used;
		squaredWeights = weighted ? new float[capacity] : used;
		propagated = new float[capacity];
		least = new float[capacity];
		propagatedFactor = new float[capacity];
		scatterFactor = new float[capacity];
		scatterLimit = new float[capacity];
	}

	/**
	 * Computes the results of {@code length} pixels and writes them to {@code output} from index {@code from} on. The
	 * block's counts are those before rejection.
	 */
	void write(SampleBlock block, boolean known, CombinedStrip output, int from, int length) {
		for (int pixel = 0; pixel < block.padded; pixel += LENGTH) {
			addUp(block, pixel);
			if (weighted) {
				addUpWeights(block, pixel);
			}
		}
		lookUp(block);
		for (int pixel = 0; pixel < block.padded; pixel += LENGTH) {
			finish(block, pixel, known);
			if (plan.testsScatter(known)) {
				test(block, pixel);
			}
		}
		if (plan.settings.method() == CombineMethod.SUM) {
			toSums(block);
		}
		System.arraycopy(value, 0, output.value(), from, length);
		System.arraycopy(variance, 0, output.variance(), from, length);
		short[] outputUsed = output.used();
		short[] outputRejected = output.rejected();
		for (int pixel = 0; pixel < length; pixel++) {
			outputUsed[from + pixel] = (short) used[pixel];
			outputRejected[from + pixel] = (short) (block.count[pixel] - used[pixel]);
		}
	}

	/** Sums over differences and variances; of one register full of pixels, as all that follow. */
	private void addUp(SampleBlock block, int pixel) {
		FloatVector zero = FloatVector.zero(LANES);
		FloatVector pivot = load(block.pivot, pixel);
		FloatVector count = zero;
		FloatVector total = zero;
		FloatVector lost = zero;
		FloatVector square = zero;
		FloatVector noise = zero;
		FloatVector smallest = FloatVector.broadcast(LANES, Float.POSITIVE_INFINITY);
		for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
			float weight = plan.weights[frame];
			FloatVector sample = load(block.values, i);
			VectorMask<Float> there = sample.compare(VectorOperators.EQ, sample);
			FloatVector difference = zero.blend(sample.sub(pivot), there);
			FloatVector weightedDifference = difference.mul(weight);
			FloatVector weightedVariance = zero.blend(load(block.variances, i), there).mul(weight);
			count = count.add(1f, there);
			square = square.add(weightedDifference.mul(difference));
			noise = noise.add(weightedVariance.mul(weight));
			FloatVector next = total.add(weightedDifference);
			FloatVector part = next.sub(total);
			lost = lost.add(total.sub(next.sub(part)).add(weightedDifference.sub(part)));
			total = next;
			smallest = smallest.blend(weightedVariance,
					weightedVariance.compare(VectorOperators.LT, smallest).and(there));
		}
		total.add(lost).intoArray(sum, pixel);
		square.intoArray(squares, pixel);
		noise.intoArray(propagated, pixel);
		smallest.intoArray(least, pixel);
		count.intoArray(used, pixel);
	}

	/** Sums over weights; where all are 1 they are the counts. */
	private void addUpWeights(SampleBlock block, int pixel) {
		FloatVector total = FloatVector.zero(LANES);
		FloatVector square = FloatVector.zero(LANES);
		for (int frame = 0, i = pixel; frame < frames; frame++, i += block.capacity) {
			float weight = plan.weights[frame];
			FloatVector sample = load(block.values, i);
			VectorMask<Float> there = sample.compare(VectorOperators.EQ, sample);
			total = total.add(weight, there);
			square = square.add(weight * weight, there);
		}
		total.intoArray(weights, pixel);
		square.intoArray(squaredWeights, pixel);
	}

	private void lookUp(SampleBlock block) {
		for (int pixel = 0; pixel < block.padded; pixel++) {
			int left = (int) used[pixel];
			propagatedFactor[pixel] = plan.propagatedFactor[(int) block.count[pixel]];
			scatterFactor[pixel] = plan.scatterFactor[left];
			scatterLimit[pixel] = plan.scatterLimit[left];
		}
	}

	private void finish(SampleBlock block, int pixel, boolean known) {
		FloatVector count = load(used, pixel);
		FloatVector weight = load(weights, pixel);
		FloatVector squaredWeight = load(squaredWeights, pixel);
		FloatVector total = load(sum, pixel);
		FloatVector pivot = load(block.pivot, pixel);
		FloatVector shift = total.div(weight);
		FloatVector around = load(squares, pixel).sub(total.mul(shift));
		around = FloatVector.zero(LANES).blend(around, around.compare(VectorOperators.GT, 0f));
		FloatVector weightSquare = weight.mul(weight);
		FloatVector noise = load(propagated, pixel).div(weightSquare).mul(load(propagatedFactor, pixel));
		FloatVector scatter = around.div(weight.sub(squaredWeight.div(weight)))
				.mul(squaredWeight.div(weightSquare)).mul(load(scatterFactor, pixel));
		VectorMask<Float> none = count.compare(VectorOperators.EQ, 0f);
		FloatVector result = noise.mul(known ? 1f : Float.NaN).blend(scatter,
				count.compare(VectorOperators.GE, (float) plan.leastForScatter(known)));
		result.blend(Float.NaN, result.compare(VectorOperators.NE, result).or(none)).intoArray(variance, pixel);
		FloatVector centre = plan.settings.method() == CombineMethod.MEDIAN ? pivot : pivot.add(shift);
		centre.blend(Float.NaN, centre.compare(VectorOperators.NE, centre).or(none)).intoArray(value, pixel);
		// for test(), in place of what is not needed any more
		around.intoArray(squares, pixel);
		noise.intoArray(propagated, pixel);
		scatter.intoArray(scatterFactor, pixel);
	}

	/** Corrects the variances where scatter is significant. The few that may be are looked at one by one. */
	private void test(SampleBlock block, int pixel) {
		VectorMask<Float> suspect = load(squares, pixel).compare(VectorOperators.GT,
				load(scatterLimit, pixel).mul(load(least, pixel)));
		for (long bits = suspect.toLong(); bits != 0; bits &= bits - 1) {
			int found = pixel + Long.numberOfTrailingZeros(bits);
			variance[found] = ScalarCombination.oneNaN(
					ScalarCombination.exceeding(plan, propagated[found], scatterFactor[found], least[found],
							block.values, block.variances, found, block.capacity, block.pivot[found],
							(int) used[found]));
		}
	}

	/** Makes sums of the means. */
	private void toSums(SampleBlock block) {
		for (int pixel = 0; pixel < block.padded; pixel++) {
			if (used[pixel] > 0) {
				value[pixel] = ScalarCombination.oneNaN(
						ScalarCombination.sumOf(block.pivot[pixel], sum[pixel], used[pixel], frames));
				variance[pixel] = ScalarCombination.oneNaN(variance[pixel] * frames * frames);
			}
		}
	}

	private static FloatVector load(float[] values, int pixel) {
		return FloatVector.fromArray(LANES, values, pixel);
	}
}
