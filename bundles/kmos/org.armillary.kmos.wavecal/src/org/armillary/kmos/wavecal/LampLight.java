package org.armillary.kmos.wavecal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.Checkpoint;

/**
 * Whether frames that should be dark show light of lamps. Light fills neighbouring columns, hot pixels and cosmic rays
 * do not, so the least of three neighbours along a row counts.
 */
final class LampLight {

	/** More light than this share of that of the arcs does not come from the sky or the instrument. */
	private static final double MOST_SHARE = 0.05;
	/** Less is lost in the noise, adu. */
	private static final double LEAST_ADU = 10;
	/** Bright enough for lines in the slitlets of one or two IFUs. */
	private static final double QUANTILE = 0.995;
	private static final int ROWS = 64;

	private LampLight() {
	}

	/**
	 * The frames that are dark; of others a caveat tells.
	 *
	 * @param arcs
	 *            frames with the lamps on
	 * @param off
	 *            frames with the lamps off
	 * @throws ActorException
	 *             if none is dark
	 */
	static List<RawFrame> dark(List<RawFrame> arcs, List<RawFrame> off, Caveats caveats, Checkpoint checkpoint)
			throws ActorException, FitsException, InterruptedException {
		double[] brightest = new double[RawFrame.DETECTORS];
		for (RawFrame frame : arcs) {
			double[] light = light(frame, checkpoint);
			for (int i = 0; i < light.length; i++) {
				brightest[i] = Math.max(brightest[i], light[i]);
			}
		}
		var dark = new ArrayList<RawFrame>();
		String[] first = null;
		for (RawFrame frame : off) {
			double[] light = light(frame, checkpoint);
			int worst = -1;
			for (int i = 0; i < light.length; i++) {
				boolean isLit = light[i] > most(brightest[i]);
				worst = isLit && (worst < 0 || light[i] > light[worst]) ? i : worst;
			}
			if (worst < 0) {
				dark.add(frame);
				continue;
			}
			String[] values = { frame.setup().file(), String.valueOf(worst + 1), text(light[worst]),
					text(most(brightest[worst])) };
			caveats.add(WaveCalMessage.OFF_LIT.with((Object[]) values));
			first = first == null ? values : first;
		}
		if (dark.isEmpty() && first != null) {
			throw new ActorException(Kind.DATA,
					WaveCalMessage.NO_DARKNESS.with(off.size(), first[0], first[1], first[2], first[3]));
		}
		return dark;
	}

	private static double most(double brightest) {
		return Math.max(LEAST_ADU, MOST_SHARE * brightest);
	}

	private static String text(double adu) {
		return String.format(Locale.ROOT, "%.0f", adu);
	}

	/** How bright the light of a frame is on each detector, adu. */
	private static double[] light(RawFrame frame, Checkpoint checkpoint)
			throws ActorException, FitsException, InterruptedException {
		ReadoutChannels channels = frame.channels();
		int inner = channels.ny() - 2 * ReadoutChannels.REFERENCE;
		int count = Math.min(ROWS, inner);
		float[] row = new float[channels.nx()];
		double[] light = new double[RawFrame.DETECTORS];
		for (int detector = 0; detector < light.length; detector++) {
			checkpoint.check();
			LevelCorrection level = LevelCorrection.measure(frame.detectors().get(detector), channels);
			float[] values = new float[count * row.length];
			int found = 0;
			for (int i = 0; i < count; i++) {
				long number = ReadoutChannels.REFERENCE + (2L * i + 1) * inner / (2L * count);
				frame.detectors().get(detector).readFloats(number * row.length, row, 0, row.length);
				level.subtract(row, 0, 1);
				for (int x = ReadoutChannels.REFERENCE + 1; x < row.length - ReadoutChannels.REFERENCE - 1; x++) {
					float least = Math.min(row[x], Math.min(row[x - 1], row[x + 1]));
					if (Float.isFinite(least)) {
						values[found++] = least;
					}
				}
			}
			Arrays.sort(values, 0, found);
			light[detector] = found == 0 ? 0 : values[(int) (QUANTILE * (found - 1))];
		}
		return light;
	}
}
