package org.armillary.kmos.makeimage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Small cubes and spectra for the tests of this bundle: 1.0 to 1.1 µm in steps of 0.001 µm. */
final class TestCubes {

	static final int NX = 6;
	static final int NY = 5;
	static final int NZ = 101;
	static final double NOISE = 0.5;

	private TestCubes() {
	}

	/** Level 10 in spaxel 0, one more in each further spaxel, all times {@code scale}; rising along the spectrum by 0.1. */
	static double truth(int spaxel, int z) {
		return 10 + spaxel + 0.001 * (z - (NZ - 1) / 2.0);
	}

	/** Two cubes, the first with noise, and an IFU that was not used. The last spaxel is 0 throughout: no data. */
	static void write(Path file, long seed, double scale) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(
					FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO PRO CATG", "SCI_RECONSTRUCTED").build());
			float[] noise = new float[NX * NY * NZ];
			java.util.Arrays.fill(noise, (float) (NOISE * scale));
			writer.image("IFU.1.DATA", wcs(), "adu/s", values(seed, scale), NX, NY, NZ);
			writer.image("IFU.1.NOISE", wcs(), "adu/s", noise, NX, NY, NZ);
			writer.empty("IFU.2.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.2.NOISE", FitsHeader.EMPTY);
			writer.image("IFU.3.DATA", wcs(), "adu/s", values(seed + 1, scale), NX, NY, NZ);
			writer.commit();
		}
	}

	/** An OH spectrum on a finer grid with lines at 1.030 (brightest) and 1.060 µm (a fifth), each a single sample. */
	static void ohSpectrum(Path file, double from) throws IOException {
		float[] emission = new float[1001];
		emission[300] = 100;
		emission[600] = 20;
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("OH", FitsHeader.builder().set("CTYPE1", "WAVE").set("CUNIT1", "um").set("CRPIX1", 1.0)
					.set("CRVAL1", from).set("CDELT1", 0.0001).build(), "", emission, emission.length);
			writer.commit();
		}
	}

	static FitsHeader wcs() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CTYPE3", "WAVE")
				.set("CUNIT1", "deg").set("CUNIT2", "deg").set("CUNIT3", "um").set("CRPIX1", 3.0).set("CRPIX2", 3.0)
				.set("CRPIX3", 1.0).set("CRVAL1", 53.0).set("CRVAL2", -27.0).set("CRVAL3", 1.0)
				.set("CD1_1", -5.5e-5).set("CD1_2", 0.0).set("CD2_1", 0.0).set("CD2_2", 5.5e-5).set("CD3_3", 0.001)
				.build();
	}

	private static float[] values(long seed, double scale) {
		var random = new SplittableRandom(seed);
		float[] values = new float[NX * NY * NZ];
		for (int i = 0; i < values.length; i++) {
			int spaxel = i % (NX * NY);
			double value = truth(spaxel, i / (NX * NY)) + NOISE * random.nextGaussian();
			values[i] = spaxel == NX * NY - 1 ? 0 : (float) (scale * value);
		}
		return values;
	}
}
