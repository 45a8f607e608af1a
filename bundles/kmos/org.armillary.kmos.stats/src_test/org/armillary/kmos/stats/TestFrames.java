package org.armillary.kmos.stats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Small files for the tests of this bundle. */
final class TestFrames {

	static final int SIDE = 14;

	private TestFrames() {
	}

	/** Gaussian noise on a level, with a bright source in one corner and NaN at some places. */
	static float[] values(long seed, int count) {
		var random = new SplittableRandom(seed);
		var values = new float[count];
		for (int i = 0; i < count; i++) {
			double source = i % 37 == 0 ? 50 * random.nextDouble() : 0;
			values[i] = i % 29 == 3 ? Float.NaN : (float) (10 * seed + 2 * random.nextGaussian() + source);
		}
		values[count / 2] = Float.POSITIVE_INFINITY;
		return values;
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test").set("EXPTIME", 600.0)
				.set("ESO PRO CATG", "COMBINED_CUBE").set("ESO PRO REC1 ID", "kmos_combine")
				.set("ESO INS GRAT1 ID", "YJ")
				.set("ESO PRO IFUNR", 3L).set("ESO QC SOMETHING", 1.5).set("COMMAND", "combine").build();
	}

	/** A cube with data, noise and an IFU that was not used. */
	static void cube(Path file, long seed, int planes) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			writer.image("IFU.3.DATA", FitsHeader.EMPTY, "adu/s", values(seed, SIDE * SIDE * planes), SIDE, SIDE,
					planes);
			writer.image("IFU.3.NOISE", FitsHeader.EMPTY, "adu/s", values(seed + 1, SIDE * SIDE * planes), SIDE, SIDE,
					planes);
			writer.empty("IFU.4.DATA", FitsHeader.EMPTY);
			writer.commit();
		}
	}

	/** Many cubes in one file. */
	static void night(Path file, int extensions, int planes) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			for (int ifu = 1; ifu <= extensions; ifu++) {
				writer.image("IFU." + ifu + ".DATA", FitsHeader.EMPTY, "adu/s", values(ifu, SIDE * SIDE * planes), SIDE,
						SIDE, planes);
			}
			writer.commit();
		}
	}

	/** A frame of integers, one of double precision, and a spectrum. */
	static void mixture(Path file) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("CHIP1.INT1", FitsHeader.EMPTY, "adu", new int[] { 1, 2, 3, 4, 1_000_000_007, 6 }, 3, 2);
			writer.image("", FitsHeader.EMPTY, "", new double[] { 1, 1e-9, Double.NaN }, 3);
			writer.image("SPECTRUM", FitsHeader.EMPTY, "W/m2/um", new float[] { 5, 6, 7, 8, 9 }, 5);
			writer.commit();
		}
	}

	/** A mask for each spaxel: all but a diagonal strip. */
	static void spaxelMask(Path file) throws IOException {
		var mask = new byte[SIDE * SIDE];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = (byte) (i % SIDE == i / SIDE ? 0 : 1);
		}
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("MASK", FitsHeader.EMPTY, "", mask, SIDE, SIDE);
			writer.commit();
		}
	}
}
