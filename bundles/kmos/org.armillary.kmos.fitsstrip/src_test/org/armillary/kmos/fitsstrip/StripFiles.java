package org.armillary.kmos.fitsstrip;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;

/** Small files for the tests of this bundle. */
final class StripFiles {

	private StripFiles() {
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test")
				.set("ESO PRO CATG", "SCI_RECONSTRUCTED")
				.set("ESO PRO REC1 ID", "kmos_sci_red").set("ESO QC SOMETHING", 1.0).history("made elsewhere").build();
	}

	private static FitsHeader wcs() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CRPIX1", 1.25).set("CRVAL1", 53.1)
				.set("ESO DET CHIP GAIN", 2.1).comment("kept as it is").build();
	}

	/** Two IFUs with noise, one of them unused; a table; integers with an offset. */
	static void cubes(Path file, int planes) throws IOException {
		var values = new float[4 * planes];
		for (int i = 0; i < values.length; i++) {
			values[i] = i % 5 == 0 ? 0 : i;
		}
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			writer.image("IFU.1.DATA", wcs(), "adu/s", values, 2, 2, planes);
			writer.image("IFU.1.NOISE", wcs(), "adu/s", values, 2, 2, planes);
			writer.empty("IFU.2.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.2.NOISE", FitsHeader.EMPTY);
			writer.table(Table.builder("LIST").texts("name", "a", "bb").reals("x", "um", 1, Double.NaN).build());
			writer.image("NUMBERS", FitsHeader.EMPTY, "", new short[] { 1, -2, 3 }, 3);
			writer.commit();
		}
	}

	/** A calibration for three angles. */
	static void angles(Path file, double... angles) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			for (double angle : angles) {
				for (int detector = 1; detector <= 3; detector++) {
					writer.image("DET." + detector + ".DATA",
							FitsHeader.builder().set("ESO PRO ROT NAANGLE", angle).build(), "",
							new float[] { (float) angle, detector }, 2, 1);
				}
			}
			writer.commit();
		}
	}
}
