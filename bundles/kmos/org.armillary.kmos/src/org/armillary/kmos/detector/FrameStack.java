package org.armillary.kmos.detector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;

/**
 * One detector in several raw frames of one set-up, to be combined: levels of the read-out channels taken off, cosmic
 * rays rejected, noise propagated from read noise and photons, pixels flagged. Holds no pixels; reads them strip by
 * strip. The order of the frames is that of the list. Safe for threads.
 */
public final class FrameStack {

	private final StackSettings settings;
	private final StackInput input;
	private final double[] factors;
	private final Optional<byte[]> good;
	private final Optional<BrightPast> past;

	private FrameStack(StackSettings settings, StackInput input, double[] factors, Optional<byte[]> good,
			Optional<BrightPast> past) {
		this.settings = settings;
		this.input = input;
		this.factors = factors;
		this.good = good;
		this.past = past;
	}

	/**
	 * Measures levels and brightness of the frames; reads some rows of each.
	 *
	 * @param frames
	 *            at least one, of the same detectors ({@link RawFrame#checkSameDetectors}), in order of time
	 * @param detector
	 *            1 to 3
	 * @param settings
	 *            how to combine
	 */
	public static FrameStack of(List<RawFrame> frames, int detector, StackSettings settings)
			throws ActorException, FitsException {
		StackInput input = StackInput.of(frames, detector, settings);
		double[] factors = settings.scaled() ? BrightnessDrift.measure(input) : ones(frames.size());
		return new FrameStack(settings, input, factors, Optional.empty(), Optional.empty());
	}

	/**
	 * The same with bad pixels, which are flagged.
	 *
	 * @param mask
	 *            1 for good, 0 for bad, {@code [ny][nx]} in one
	 */
	public FrameStack withGood(byte[] mask) {
		return new FrameStack(settings, input, factors, Optional.of(mask), past);
	}

	/** The same with what earlier exposures showed, so that pixels that may still glow are flagged. */
	public FrameStack withPast(BrightPast earlier) {
		return new FrameStack(settings, input, factors, good, Optional.of(earlier));
	}

	/** Rows. */
	public int ny() {
		return input.channels().ny();
	}

	/** Columns. */
	public int nx() {
		return input.channels().nx();
	}

	/** The levels of the read-out channels of each frame; zero without level correction. */
	public List<LevelCorrection> levels() {
		return input.rows().levels();
	}

	/** Brightness of each frame over that of the first; 1 where the frames are not scaled or have hardly any light. */
	public double[] factors() {
		return factors.clone();
	}

	/**
	 * How bright each frame is: a quantile of its pixels above the level, adu, from 64 rows spread over the detector.
	 *
	 * @param quantile
	 *            0 to 1; 0.9 tells whether a lamp was on even if few IFUs are used
	 */
	public double[] brightness(double quantile) throws FitsException {
		double[] brightness = new double[input.frames()];
		for (int frame = 0; frame < brightness.length; frame++) {
			float[] finite = finite(input.rows().some(frame));
			Arrays.sort(finite);
			brightness[frame] = finite.length == 0 ? Double.NaN : finite[(int) (quantile * (finite.length - 1))];
		}
		return brightness;
	}

	/**
	 * Combines the frames.
	 *
	 * @param checkpoint
	 *            called at least every few hundredths of a second
	 * @throws InterruptedException
	 *             where the checkpoint ends the work
	 */
	public StackedFrame combine(Checkpoint checkpoint) throws FitsException, InterruptedException {
		var run = new StackRun(input, settings, factors);
		run.combine(checkpoint);
		byte[] flags = run.flags();
		if (good.isPresent()) {
			PixelFlags.addBad(flags, good.get());
		}
		if (past.isPresent()) {
			past.get().addTo(flags);
		}
		var frame = new DetectorFrame(ny(), nx(), run.value(), run.variance(), flags);
		return new StackedFrame(frame, FlagCounts.of(flags), run.rejected(), factors.clone());
	}

	private static float[] finite(float[] values) {
		float[] finite = new float[values.length];
		int count = 0;
		for (float value : values) {
			if (Float.isFinite(value)) {
				finite[count++] = value;
			}
		}
		return Arrays.copyOf(finite, count);
	}

	private static double[] ones(int count) {
		double[] ones = new double[count];
		Arrays.fill(ones, 1);
		return ones;
	}
}
