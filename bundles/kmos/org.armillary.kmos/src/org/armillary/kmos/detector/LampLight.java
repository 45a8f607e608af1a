package org.armillary.kmos.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.FrameSelection;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * Which frames show the light of lamps, from some rows of each detector. Light fills neighbouring columns, hot pixels and
 * cosmic rays do not, so the least of three neighbours along a row counts; and the brightest of these, so that a few
 * slitlets, or lines in them, are enough. Immutable.
 */
public final class LampLight {

	/** Bright enough for lines in the slitlets of one or two IFUs. */
	private static final double QUANTILE = 0.995;

	private final FrameSelection frames;
	/** Brightness, adu, {@code [frame][detector]}. */
	private final double[][] brightness;

	private LampLight(FrameSelection frames, double[][] brightness) {
		this.frames = frames;
		this.brightness = brightness;
	}

	/**
	 * Measures how bright frames are.
	 *
	 * @param frames
	 *            raw frames, exposed alike or not
	 * @param checkpoint
	 *            called for each detector of each frame
	 */
	public static LampLight measure(FrameSelection frames, Checkpoint checkpoint)
			throws ActorException, FitsException, InterruptedException {
		double[][] brightness = new double[frames.size()][RawFrame.DETECTORS];
		for (int frame = 0; frame < brightness.length; frame++) {
			for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
				checkpoint.check();
				brightness[frame][detector - 1] = brightness(
						RawRows.of(List.of(frames.frames().get(frame)), detector, true));
			}
		}
		return new LampLight(frames, brightness);
	}

	/**
	 * The frames of these that are dark; of others a caveat tells. A frame is dark if all its detectors are.
	 *
	 * @param lit
	 *            frames with the lamps on
	 * @param mostShare
	 *            a detector is dark up to this share of what it has in the brightest of {@code lit} …
	 * @param leastAdu
	 *            … and up to this level, which is lost in the noise, adu
	 * @throws ActorException
	 *             if none is dark
	 */
	public FrameSelection dark(LampLight lit, double mostShare, double leastAdu, Caveats caveats)
			throws ActorException {
		double[] most = lit.limits(mostShare, leastAdu);
		var dark = new ArrayList<RawFrame>();
		var failed = new ArrayList<Object[]>();
		for (int frame = 0; frame < brightness.length; frame++) {
			int worst = largest(brightness[frame], most);
			if (brightness[frame][worst] <= most[worst]) {
				dark.add(frames.frames().get(frame));
			} else {
				failed.add(values(frame, worst, most[worst]));
			}
		}
		if (dark.isEmpty() && !failed.isEmpty()) {
			throw new ActorException(Kind.DATA, none(KmosMessage.NO_DARKNESS, failed));
		}
		failed.forEach(values -> caveats.add(KmosMessage.OFF_LIT.with(values)));
		return new FrameSelection(dark);
	}

	/** A share of the brightest frame on each detector, and a level at least, adu. */
	private double[] limits(double share, double leastAdu) {
		double[] limits = new double[RawFrame.DETECTORS];
		Arrays.fill(limits, leastAdu);
		for (double[] frame : brightness) {
			for (int i = 0; i < limits.length; i++) {
				limits[i] = Math.max(limits[i], share * frame[i]);
			}
		}
		return limits;
	}

	/** The detector, from 0, that has most in units of its limit. */
	private static int largest(double[] ofFrame, double[] limits) {
		int largest = 0;
		for (int i = 1; i < limits.length; i++) {
			largest = ofFrame[i] / limits[i] > ofFrame[largest] / limits[largest] ? i : largest;
		}
		return largest;
	}

	/** File, detector, brightness and limit, for messages. */
	private Object[] values(int frame, int detector, double limit) {
		return new Object[] { frames.frames().get(frame).setup().file(), detector + 1,
				text(brightness[frame][detector]), text(limit) };
	}

	private static Message none(KmosMessage message, List<Object[]> failed) {
		Object[] first = failed.getFirst();
		return message.with(failed.size(), first[0], first[1], first[2], first[3]);
	}

	private static String text(double adu) {
		return String.format(Locale.ROOT, "%.0f", adu);
	}

	private static double brightness(RawRows rows) throws FitsException {
		float[] some = rows.some(0);
		int nx = rows.channels().nx();
		float[] least = new float[some.length];
		int found = 0;
		for (int row = 0; row < some.length; row += nx) {
			for (int x = ReadoutChannels.REFERENCE + 1; x < nx - ReadoutChannels.REFERENCE - 1; x++) {
				float value = Math.min(some[row + x], Math.min(some[row + x - 1], some[row + x + 1]));
				if (Float.isFinite(value)) {
					least[found++] = value;
				}
			}
		}
		Arrays.sort(least, 0, found);
		return found == 0 ? 0 : least[(int) (QUANTILE * (found - 1))];
	}
}
