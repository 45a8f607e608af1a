package org.armillary.kmos.simulator;

import java.util.List;

/** Parameters of {@link SimulateDarks} for tests: the defaults on small detectors, with some changed. */
final class DarkSettings {

	long seed = 1;
	int exposures = 5;
	double dit = 60;
	int ndit = 1;
	FrameSize size = FrameSize.SMALL;
	double readNoise = 10;
	List<Double> gain = List.of(2.1, 2.1, 2.1);
	double darkCurrent = 0.007;
	double biasLevel = 1000;
	double offsetSpread = 200;
	double drift = 2;
	List<Integer> hotPixels = List.of(48_000, 18_000, 17_000);
	double hotPairs = 0.1;
	int coldPixels = 40;
	double cosmicRate = 2;
	double saturation = 65_000;
	String startDate = "2013-12-08T10:00:00";

	/** Settings with a seed. */
	static DarkSettings seed(long seed) {
		var settings = new DarkSettings();
		settings.seed = seed;
		return settings;
	}

	/** Good pixels alone. */
	DarkSettings clean() {
		hotPixels = List.of(0, 0, 0);
		coldPixels = 0;
		cosmicRate = 0;
		return this;
	}

	SimulateDarks.Parameters parameters() {
		return new SimulateDarks.Parameters(seed, exposures, dit, ndit, size, readNoise, gain, darkCurrent, biasLevel,
				offsetSpread, drift, hotPixels, hotPairs, coldPixels, cosmicRate, saturation, startDate);
	}

	DarkDetector detector(int number) {
		return DarkDetector.of(parameters(), number);
	}

	/** A frame that nobody cancels. */
	static float[] expose(DarkDetector detector, int exposure) {
		try {
			return detector.expose(exposure, () -> {
				// nobody cancels
			});
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}
}
