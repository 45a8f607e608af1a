package org.armillary.kmos.simulator.detector;

import java.util.Arrays;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;

/** Small detectors that see light, for tests. */
final class DetectorSettings {

	static final FrameFormat SMALL = new FrameFormat(128);
	static final double GAIN = 2.1;

	private DetectorSettings() {
	}

	/** A detector with one effect alone. */
	static Detector only(long seed, Setting setting, double value) {
		return small(seed, Settings.plain().with(setting, value));
	}

	/** A detector of 128 × 128 pixels and ten exposures. */
	static Detector small(long seed, Settings settings) {
		return Detector.of(seed, settings, 0, GAIN, 10, SMALL);
	}

	/** An exposure of a minute without read noise. */
	static DetectorExposure minute(int number) {
		return new DetectorExposure(number, 100.0 * number, 60, 1, 0);
	}

	/** An exposure of a minute with read noise. */
	static DetectorExposure noisyMinute(int number) {
		return new DetectorExposure(number, 100.0 * number, 60, 1, 10);
	}

	/** The same light everywhere, electrons/s. */
	static float[] flat(Detector detector, double rate) {
		var light = new float[detector.format().pixels()];
		Arrays.fill(light, (float) rate);
		return light;
	}

	/** The same light everywhere, such that a signal in adu comes together in each integration. */
	static float[] flat(Detector detector, DetectorExposure exposure, double adu) {
		return flat(detector, adu * detector.gain() / exposure.dit());
	}

	/** A raw frame of a detector in which nothing was left by other exposures. */
	static float[] expose(Detector detector, DetectorExposure exposure, float[] light) {
		return detector.expose(exposure, light, PixelValues.NONE);
	}
}
