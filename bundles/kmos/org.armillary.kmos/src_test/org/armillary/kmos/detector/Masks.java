package org.armillary.kmos.detector;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Small files for the tests of this package. */
final class Masks {

	static final int NX = 4;
	static final int NY = 2;

	private Masks() {
	}

	/** Masks of 4 x 2 pixels, three for each angle; pixel n of the n-th image is bad. */
	static Path mask(Path file, boolean real, double... angles) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").build());
			for (int i = 0; i < 3 * angles.length; i++) {
				FitsHeader header = FitsHeader.builder().set("ESO PRO ROT NAANGLE", angles[i / 3]).build();
				byte[] good = { 1, 1, 1, 1, 1, 1, 1, 1 };
				good[i] = 0;
				String name = "DET." + (i % 3 + 1) + ".DATA";
				if (real) {
					float[] values = new float[good.length];
					for (int pixel = 0; pixel < values.length; pixel++) {
						values[pixel] = good[pixel] == 0 ? Float.NaN : 1;
					}
					writer.image(name, header, "", values, NX, NY);
				} else {
					writer.image(name, header, "", good, NX, NY);
				}
			}
			writer.commit();
		}
		return file;
	}

	/** A raw frame of detectors of 64 x 16 pixels. */
	static Path frame(Path file) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO DET SEQ1 DIT", 3.0)
					.set("ESO DET NDIT", 1L).build());
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("CHIP" + detector + ".INT1",
						FitsHeader.builder().set("ESO DET CHIP GAIN", TestFrames.GAIN).build(), "",
						new float[64 * 16], 64, 16);
			}
			writer.commit();
		}
		return file;
	}
}
