package org.armillary.kmos.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.FrameOrder;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * Pixels that may still glow because an earlier exposure was bright there. A pixel that was just above the linear range
 * counts for {@link FlagLimits#persistenceMinutes}; the glow decays, so that one twice as bright counts twice as long.
 *
 * @param pixels
 *            indices of the pixels, rising
 */
public record BrightPast(int[] pixels) {

	/** So much brighter than the linear range a raw pixel can hardly be: exposures longer ago are not read. */
	private static final double MOST_EXCESS = 2;
	private static final double MINUTES_PER_DAY = 1440;
	/** Headers give times to a millisecond; an exposure may begin when the one before ends. */
	private static final double SAME_MINUTES = 1e-3;
	private static final int ROWS = 64;

	/**
	 * Looks through earlier exposures.
	 *
	 * @param earlier
	 *            exposures of the same detectors; those that do not end before a frame begins, or too long before, do
	 *            not count
	 * @param frames
	 *            frames that are to be flagged
	 * @param detector
	 *            1 to 3
	 * @param limits
	 *            end of the linear range and time
	 * @param checkpoint
	 *            called for each strip of rows that is read
	 */
	public static BrightPast of(List<RawFrame> earlier, List<RawFrame> frames, int detector, FlagLimits limits,
			Checkpoint checkpoint) throws ActorException, FitsException, InterruptedException {
		var all = new ArrayList<>(frames);
		all.addAll(earlier);
		RawFrame.checkSameDetectors(all);
		ReadoutChannels channels = frames.getFirst().channels();
		boolean[] glows = new boolean[channels.ny() * channels.nx()];
		for (RawFrame past : earlier) {
			double minutes = shortestPause(past, frames);
			if (minutes < MOST_EXCESS * limits.persistenceMinutes()) {
				double least = limits.linearAdu()
						* Math.max(1, minutes / Math.max(limits.persistenceMinutes(), SAME_MINUTES));
				mark(RawRows.of(List.of(past), detector, true), least, glows, checkpoint);
			}
		}
		int[] pixels = new int[glows.length];
		int count = 0;
		for (int i = 0; i < glows.length; i++) {
			if (glows[i]) {
				pixels[count++] = i;
			}
		}
		return new BrightPast(Arrays.copyOf(pixels, count));
	}

	/** Flags the pixels. */
	void addTo(byte[] flags) {
		PixelFlags.add(flags, pixels, PixelFlag.PERSISTENT);
	}

	/** Minutes from the end of an exposure to the beginning of the first frame after it; infinite if there is none. */
	private static double shortestPause(RawFrame past, List<RawFrame> frames) {
		double end = FrameOrder.end(past);
		double shortest = Double.POSITIVE_INFINITY;
		for (RawFrame frame : frames) {
			double minutes = (FrameOrder.start(frame) - end) * MINUTES_PER_DAY;
			if (minutes > -SAME_MINUTES && FrameOrder.start(past) > 0) {
				shortest = Math.min(shortest, Math.max(0, minutes));
			}
		}
		return shortest;
	}

	private static void mark(RawRows past, double least, boolean[] glows, Checkpoint checkpoint)
			throws FitsException, InterruptedException {
		ReadoutChannels channels = past.channels();
		float[] rows = new float[Math.min(ROWS, channels.ny()) * channels.nx()];
		for (int first = 0; first < channels.ny(); first += ROWS) {
			checkpoint.check();
			int count = Math.min(ROWS, channels.ny() - first);
			past.read(0, first, count, rows, 0);
			int at = first * channels.nx();
			for (int i = 0; i < count * channels.nx(); i++) {
				if (rows[i] > least) {
					glows[at + i] = true;
				}
			}
		}
	}
}
