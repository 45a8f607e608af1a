package org.armillary.kmos.simulator.detector;

import java.util.List;

/** Detectors in the dark for tests: those that darks are simulated with where nothing is asked for, but small. */
public final class DarkSettings {

	public long seed = 1;
	public int exposures = 5;
	public double dit = 60;
	public int ndit = 1;
	public FrameFormat size = new FrameFormat(256);
	public double readNoise = 10;
	public List<Double> gain = List.of(2.1, 2.1, 2.1);
	public double darkCurrent = 0.007;
	public double biasLevel = 1000;
	public double offsetSpread = 200;
	public double drift = 2;
	public List<Integer> hotPixels = List.of(48_000, 18_000, 17_000);
	public double hotPairs = 0.1;
	public int coldPixels = 40;
	public double cosmicRate = 2;
	public double saturation = 65_000;

	/** Settings with a seed. */
	public static DarkSettings seed(long seed) {
		var settings = new DarkSettings();
		settings.seed = seed;
		return settings;
	}

	/** Good pixels alone. */
	public DarkSettings clean() {
		hotPixels = List.of(0, 0, 0);
		coldPixels = 0;
		cosmicRate = 0;
		return this;
	}

	/** What a detector is drawn from. */
	public DetectorModel model(int number) {
		return new DetectorModel(seed, number, size, exposures, gain.get(number), readNoise, darkCurrent, biasLevel,
				offsetSpread, drift, hotPixels.get(number), hotPairs, coldPixels, cosmicRate, saturation);
	}

	/** A detector in the dark. */
	public DarkDetector detector(int number) {
		return DarkDetector.of(model(number), dit, ndit);
	}

	/** A frame that nobody cancels. */
	public static float[] expose(DarkDetector detector, int exposure) {
		try {
			return detector.expose(exposure, () -> {
				// nobody cancels
			});
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}
}
