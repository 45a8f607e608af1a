package org.armillary.kmos.noisemap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Small raw frames for the tests of this bundle. */
final class RawFrames {

	static final double READ_NOISE = 8.5;
	static final double[] GAINS = { 2.1, 1.9, 2.3 };

	private RawFrames() {
	}

	/** Counts around a level, some of them negative, some NaN. */
	static float[] counts(long seed, int size) {
		var random = new SplittableRandom(seed);
		var counts = new float[size];
		for (int i = 0; i < size; i++) {
			counts[i] = i % 53 == 7 ? Float.NaN : (float) (20 * seed + 40 * random.nextGaussian());
		}
		return counts;
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "DARK").set("EXPTIME", 60.0)
				.set("ESO DPR TYPE", "DARK").set("ESO DET NDIT", 1L).set("ESO DET CHIP RON", READ_NOISE).build();
	}

	static FitsHeader detector(int number) {
		return FitsHeader.builder().set("ESO DET CHIP INDEX", number).set("ESO DET CHIP GAIN", GAINS[number - 1])
				.build();
	}

	/** A frame of three detectors. */
	static void frame(Path file, FitsHeader primary, long seed, int side) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			for (int number = 1; number <= GAINS.length; number++) {
				writer.image("CHIP" + number + ".INT1", detector(number), "", counts(seed + number, side * side), side,
						side);
			}
			writer.commit();
		}
	}
}
