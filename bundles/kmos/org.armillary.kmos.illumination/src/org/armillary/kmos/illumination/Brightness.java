package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * How bright a frame is on one detector, from some rows spread over it, above the level of the read-out channels.
 *
 * @param bright
 *            a tenth of the pixels is brighter, adu; NaN if no pixel has a value
 * @param brightest
 *            a twentieth of the pixels is brighter, adu
 */
record Brightness(double bright, double brightest) {

	private static final int ROWS = 32;
	private static final double BRIGHT = 0.9;
	private static final double BRIGHTEST = 0.95;

	/** Measures a detector, 1 to 3, of a frame. */
	static Brightness of(RawFrame frame, int detector) throws ActorException, FitsException {
		Hdu image = frame.detectors().get(detector - 1);
		ReadoutChannels channels = frame.channels();
		LevelCorrection levels = LevelCorrection.measure(image, channels);
		int inner = channels.ny() - 2 * ReadoutChannels.REFERENCE;
		int count = Math.min(ROWS, inner);
		float[] some = new float[count * channels.nx()];
		for (int i = 0; i < count; i++) {
			int row = ReadoutChannels.REFERENCE + (int) ((2L * i + 1) * inner / (2L * count));
			image.readFloats((long) row * channels.nx(), some, i * channels.nx(), channels.nx());
		}
		levels.subtract(some, 0, count);
		int finite = 0;
		for (float value : some) {
			if (Float.isFinite(value)) {
				some[finite++] = value;
			}
		}
		Arrays.sort(some, 0, finite);
		return finite == 0 ? new Brightness(Double.NaN, Double.NaN)
				: new Brightness(some[(int) (BRIGHT * (finite - 1))], some[(int) (BRIGHTEST * (finite - 1))]);
	}
}
