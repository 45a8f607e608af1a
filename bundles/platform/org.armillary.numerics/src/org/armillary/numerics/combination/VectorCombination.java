package org.armillary.numerics.combination;

/**
 * {@link FrameCombiner} in SIMD registers: one lane for each pixel, blocks of pixels that stay in the processor's cache.
 * All operations are those of {@link ScalarCombination} in the same order, so that the results have the same bits at any
 * width.
 */
final class VectorCombination implements Combination {

	/** Samples in a block: three arrays of 64 KiB stay in the second-level cache; prefetching likes long runs. */
	private static final int BLOCK_SAMPLES = 16384;
	private static final int LEAST_PIXELS = 64;
	private static final int MOST_PIXELS = 2048;

	private final CombinePlan plan;
	private final SampleBlock block;
	private final BlockRejection rejection;
	private final BlockResult result;
	private final ScalarCombination scalar;

	VectorCombination(CombinePlan plan) {
		this.plan = plan;
		int pixels = BLOCK_SAMPLES / plan.frames / LEAST_PIXELS * LEAST_PIXELS;
		int capacity = Math.clamp(pixels, LEAST_PIXELS, MOST_PIXELS);
		int[] network = plan.sorted ? SortingNetwork.pairs(plan.frames) : new int[0];
		block = new SampleBlock(plan, network, capacity);
		rejection = new BlockRejection(plan, new SampleBlock(plan, network, capacity));
		result = new BlockResult(plan, capacity);
		scalar = new ScalarCombination(plan);
	}

	@Override
	public void combine(FrameStrip strip, int from, int to, CombinedStrip output, long[] rejected) {
		boolean known = !(strip.variance() instanceof FrameVariance.None);
		for (int start = from; start < to; start += block.capacity) {
			int length = Math.min(block.capacity, to - start);
			block.load(strip, start, length);
			if (plan.sorted) {
				block.sort();
				block.centre();
			} else {
				block.count();
				block.centreOnMean();
			}
			switch (plan.settings.method()) {
			case KSIGMA -> {
				if (plan.frames > CombinePlan.FEW) {
					rejection.clipAroundMean(block, rejected);
				} else {
					rejection.clipAroundMedian(block, plan.leastForSpread(known), rejected);
				}
			}
			case MIN_MAX -> rejection.trim(block, rejected);
			case MEDIAN, AVERAGE, SUM -> {
			}
			}
			result.write(block, known, output, start, length);
			if (plan.settings.method() == CombineMethod.KSIGMA && plan.frames > CombinePlan.FEW) {
				combineFew(strip, start, length, output, rejected);
			}
		}
	}

	/** Combines the pixels of which only few of many frames have a sample: they are clipped around the median. */
	private void combineFew(FrameStrip strip, int start, int length, CombinedStrip output, long[] rejected) {
		for (int pixel = 0; pixel < length; pixel++) {
			if (block.count[pixel] <= CombinePlan.FEW) {
				scalar.combine(strip, start + pixel, start + pixel + 1, output, rejected);
			}
		}
	}
}
