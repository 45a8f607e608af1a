package org.armillary.numerics.combination;

import java.util.Arrays;

/**
 * What {@link FrameCombiner} needs to know beforehand: tables by the number of values. Immutable; the arrays are for
 * reading only.
 */
final class CombinePlan {

	/** With so many valid values or fewer, ksigma clips around the median. */
	static final int FEW = 10;

	/** With fewer valid values of known variance, ksigma does not look at their spread. */
	private static final int LEAST_FOR_SPREAD = 5;

	/** Share of a normal distribution below the mean minus one standard deviation. */
	private static final double ONE_SIGMA_BELOW = 0.15865525393145707;
	private static final double ONE_SIGMA_ABOVE = 0.8413447460685429;

	final CombineSettings settings;
	final int frames;
	/** Weight of each frame. */
	final float[] weights;
	/** Squares of the kappas, for values above and below the centre. */
	final float positiveSquare;
	final float negativeSquare;
	/** Whether the centre is the median, so that values have to be sorted. */
	final boolean sorted;
	/** For each number of values: where the quantiles stand among the sorted values. */
	final Rank[] ranks;
	/** For each number of values: the limit for chi-square, beyond which scatter counts as significant. */
	final float[] scatterLimit;
	/** For each number of valid values: by what the propagated variance of a mean has to be multiplied. */
	final float[] propagatedFactor;
	/** For each number of values: by what the scatter of a mean has to be multiplied. */
	final float[] scatterFactor;

	CombinePlan(CombineSettings settings, float[] weights) {
		this.settings = settings;
		this.frames = weights.length;
		this.weights = weights;
		positiveSquare = (float) (settings.positiveKappa() * settings.positiveKappa());
		negativeSquare = (float) (settings.negativeKappa() * settings.negativeKappa());
		sorted = switch (settings.method()) {
		case KSIGMA, MEDIAN, MIN_MAX -> true;
		case AVERAGE, SUM -> false;
		};
		ranks = new Rank[frames + 1];
		scatterLimit = new float[frames + 1];
		propagatedFactor = new float[frames + 1];
		scatterFactor = new float[frames + 1];
		Arrays.fill(propagatedFactor, 1);
		Arrays.fill(scatterFactor, 1);
		Arrays.fill(scatterLimit, Float.POSITIVE_INFINITY);
		for (int count = 1; count <= frames; count++) {
			ranks[count] = Rank.of(count);
			if (count > 1) {
				scatterLimit[count] = (float) ChiSquare.upperQuantile(settings.scatterProbability(), count - 1);
			}
			switch (settings.method()) {
			case MEDIAN -> {
				propagatedFactor[count] = (float) NormalDistribution.medianFactor(count);
				scatterFactor[count] = propagatedFactor[count];
			}
			case MIN_MAX -> {
				if (count > settings.minReject() + settings.maxReject()) {
					propagatedFactor[count] = (float) NormalDistribution.trimmedFactor(count,
							settings.minReject(), settings.maxReject());
				}
			}
			case KSIGMA, AVERAGE, SUM -> {
			}
			}
		}
	}

	/**
	 * From how many values on the variance is that of their scatter, whatever the propagated one says.
	 *
	 * @param known
	 *            whether the variance of the samples is known
	 */
	int leastForScatter(boolean known) {
		if (!known) {
			return 2;
		}
		return settings.noise() == NoiseRule.SCATTER ? 3 : Integer.MAX_VALUE;
	}

	/**
	 * From how many valid values on ksigma, where it clips around the median, looks at their percentile spread. Among
	 * fewer than five a single outlier decides it: of three values none would ever be rejected.
	 *
	 * @param known
	 *            whether the variance of the samples is known
	 */
	int leastForSpread(boolean known) {
		return known ? LEAST_FOR_SPREAD : 0;
	}

	/** Whether scatter has to be compared with the propagated variance. */
	boolean testsScatter(boolean known) {
		return known && settings.noise() == NoiseRule.PROPAGATED_OR_SCATTER;
	}

	/** Whether the weights are anything but 1. */
	boolean weighted() {
		for (float weight : weights) {
			if (weight != 1) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Where median and percentiles stand among {@code count} sorted values: the quantile of fraction f at
	 * {@code f * (count - 1)}, linear between the values beside it.
	 *
	 * @param middle
	 *            index of the middle value, of the lower one if there are two
	 * @param middleNext
	 *            index of the upper one of the middle values
	 * @param lower
	 *            index below the 15.87th percentile
	 * @param lowerNext
	 *            index above it
	 * @param lowerPart
	 *            where it lies between, from 0 to 1
	 * @param upper
	 *            index below the 84.13th percentile
	 * @param upperNext
	 *            index above it
	 * @param upperPart
	 *            where it lies between, from 0 to 1
	 */
	record Rank(int middle, int middleNext, int lower, int lowerNext, float lowerPart, int upper, int upperNext,
			float upperPart) {

		private static Rank of(int count) {
			int last = count - 1;
			double low = ONE_SIGMA_BELOW * last;
			double high = ONE_SIGMA_ABOVE * last;
			int lower = (int) low;
			int upper = (int) high;
			return new Rank(last / 2, count / 2, lower, Math.min(lower + 1, last), (float) (low - lower), upper,
					Math.min(upper + 1, last), (float) (high - upper));
		}

		/** The median of sorted values at {@code offset + stride * index}. */
		float median(float[] ordered, int offset, int stride) {
			return 0.5f * ordered[offset + stride * middle] + 0.5f * ordered[offset + stride * middleNext];
		}

		/** Half the distance between the 15.87th and the 84.13th percentile of the same, squared. */
		float squaredSpread(float[] ordered, int offset, int stride) {
			float low = ordered[offset + stride * lower];
			float lowGap = ordered[offset + stride * lowerNext] - low;
			float high = ordered[offset + stride * upper];
			float highGap = ordered[offset + stride * upperNext] - high;
			float spread = 0.5f * (high - low + (upperPart * highGap - lowerPart * lowGap));
			return spread * spread;
		}
	}
}
