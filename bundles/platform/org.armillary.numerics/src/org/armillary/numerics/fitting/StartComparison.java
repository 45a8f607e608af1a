package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/** Chooses among the minima that different starting values led to. */
final class StartComparison {

	/**
	 * Amplitude in units of its error that a profile must have where another, narrower than a pixel, fits better:
	 * else it is a trace that the bad pixel left in a fit of nothing.
	 */
	private static final double SIGNIFICANT = 3;

	private final int amplitude;
	private @Nullable NonlinearFit best;
	private @Nullable NonlinearFit narrow;
	private FitStatus status = FitStatus.NO_PEAK;

	/** With the place of the amplitude among the parameters. */
	StartComparison(int amplitude) {
		this.amplitude = amplitude;
	}

	void offer(NonlinearFit fit, FitStatus fitStatus, boolean errorsKnown) {
		if (fitStatus == FitStatus.TOO_NARROW && (narrow == null || fit.chiSquare() < narrow.chiSquare())) {
			narrow = fit;
		}
		boolean first = best == null;
		if (first || fitStatus.isConverged() && (!status.isConverged() || fit.chiSquare() < best.chiSquare())) {
			best = fit;
			status = fitStatus;
		}
		if (best != null && narrow != null && status.isConverged() && narrow.chiSquare() < best.chiSquare()) {
			Covariance covariance = errorsKnown ? best.covariance() : best.covarianceFromResiduals();
			if (!(Math.abs(best.parameters()[amplitude]) >= SIGNIFICANT * covariance.error(amplitude))) {
				best = narrow;
				status = FitStatus.TOO_NARROW;
			}
		}
	}

	FitStatus status() {
		return status;
	}

	/** The best minimum; null where there was none. */
	@Nullable
	NonlinearFit best() {
		return best;
	}
}
