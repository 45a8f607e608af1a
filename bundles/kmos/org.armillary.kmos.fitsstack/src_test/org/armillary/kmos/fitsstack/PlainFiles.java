package org.armillary.kmos.fitsstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Plain files for the tests of this bundle. */
final class PlainFiles {

	private PlainFiles() {
	}

	static float[] values(long seed, int count) {
		var random = new SplittableRandom(seed);
		var values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = i % 13 == 5 ? Float.NaN : (float) (10 + random.nextGaussian());
		}
		return values;
	}

	static FitsHeader wcs() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CTYPE3", "WAVE")
				.set("CRPIX1", 2.0).set("CRPIX2", 1.5).set("CRPIX3", 1.0).set("CRVAL1", 53.07).set("CRVAL2", -27.75)
				.set("CRVAL3", 1.25).set("CD1_1", -5e-5).set("CD2_2", 5e-5).set("CD3_3", 0.001).set("CUNIT3", "um")
				.build();
	}

	/** A file with one image extension. */
	static void image(Path file, long seed, int... dimensions) throws IOException {
		int count = 1;
		for (int length : dimensions) {
			count *= length;
		}
		image(file, values(seed, count), dimensions);
	}

	static void image(Path file, float[] values, int... dimensions) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("OBJECT", "star").set("INSTRUME", "OTHER").build());
			writer.image("SCI", wcs(), "adu", values, dimensions);
			writer.commit();
		}
	}
}
