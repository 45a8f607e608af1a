package org.armillary.kmos.detector;

import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;

/**
 * How the frames of a stack are made one.
 *
 * @param combination
 *            how the values of a pixel are combined
 * @param scaled
 *            whether the light drifts from frame to frame, so that frames are brought to the same brightness before
 *            they are compared
 * @param levelCorrected
 *            whether the levels of the read-out channels are taken off
 * @param limits
 *            from where on pixels are flagged
 */
public record StackSettings(CombineSettings combination, boolean scaled, boolean levelCorrected, FlagLimits limits) {

	/**
	 * Rejection threshold for a few frames, standard deviations: 3 would throw away one of 170 good samples of three
	 * frames, since their median scatters too, and raise the noise of the mean by 2 % over what is propagated; 4 one of
	 * 2000, and by 0.3 %.
	 */
	public static final double KAPPA = 4;

	private static final int ITERATIONS = 3;
	private static final StackSettings USUAL = new StackSettings(
			CombineSettings.of(CombineMethod.KSIGMA).withKappa(KAPPA, KAPPA, ITERATIONS), false, true,
			FlagLimits.USUAL);

	/** For darks and lamp-off frames: mean without outliers, no scaling. */
	public static StackSettings dark() {
		return USUAL;
	}

	/** For frames with the light of a lamp or of twilight: the same, each frame scaled to the mean brightness. */
	public static StackSettings light() {
		return USUAL.withScaling(true);
	}

	/** The same with another combination. */
	public StackSettings withCombination(CombineSettings other) {
		return new StackSettings(other, scaled, levelCorrected, limits);
	}

	/** The same with or without scaling. */
	public StackSettings withScaling(boolean drifts) {
		return new StackSettings(combination, drifts, levelCorrected, limits);
	}

	/** The same with or without level correction. */
	public StackSettings withLevelCorrection(boolean wanted) {
		return new StackSettings(combination, scaled, wanted, limits);
	}

	/** The same with other limits. */
	public StackSettings withLimits(FlagLimits other) {
		return new StackSettings(combination, scaled, levelCorrected, other);
	}
}
