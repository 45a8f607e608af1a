package org.armillary.numerics.combination;

import org.armillary.numerics.kernel.Kernels;

/** A combination at work, with its working memory; for one thread. */
interface Combination {

	/** The implementation that runs in this process. */
	static Combination of(CombinePlan plan) {
		return Kernels.vector()
				? new VectorCombination(plan)
				: new ScalarCombination(plan);
	}

	/** Combines the pixels {@code from <= pixel < to} and adds the rejected samples of each frame to {@code rejected}. */
	void combine(FrameStrip strip, int from, int to, CombinedStrip output, long[] rejected);
}
