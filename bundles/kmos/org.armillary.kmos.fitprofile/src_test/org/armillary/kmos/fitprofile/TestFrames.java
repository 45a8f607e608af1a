package org.armillary.kmos.fitprofile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Spectra and images with known lines and sources. */
final class TestFrames {

	static final int LENGTH = 300;
	static final double FIRST_MICRON = 1.27;
	static final double STEP_MICRON = 1.75e-4;
	/** Of the line, 0-based pixels. */
	static final double CENTRE = 152.3;
	static final double SIGMA = 2.9;
	static final double AMPLITUDE = 8e-17;

	static final int NX = 15;
	static final int NY = 14;
	/** Of the source, 0-based pixels. */
	static final double X = 6.53;
	static final double Y = 6.11;
	static final double MAJOR = 4.8;
	static final double MINOR = 3.4;
	static final double ANGLE = 30;

	private TestFrames() {
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test").set("ESO PRO CATG", "EXTRACT_SPEC")
				.set("ESO INS GRAT1 ID", "YJ").build();
	}

	static FitsHeader wavelengths() {
		return FitsHeader.builder().set("CTYPE1", "WAVE").set("CUNIT1", "um").set("CRPIX1", 1.0)
				.set("CRVAL1", FIRST_MICRON).set("CDELT1", STEP_MICRON).build();
	}

	/** North up, east to the left, 0.2 arcsec per pixel, the reference at FITS pixel 7.5, 7.5. */
	static FitsHeader sky() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CUNIT1", "deg")
				.set("CUNIT2", "deg").set("CRPIX1", 7.5).set("CRPIX2", 7.5).set("CRVAL1", 53.06873)
				.set("CRVAL2", -27.74692).set("CD1_1", -0.2 / 3600).set("CD1_2", 0.0).set("CD2_1", 0.0)
				.set("CD2_2", 0.2 / 3600).build();
	}

	/** A Gaussian line on a level that rises; noise that differs from pixel to pixel. */
	static float[] line(long seed, double scale, float[] noise) {
		var random = new SplittableRandom(seed);
		float[] values = new float[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			double distance = (i - CENTRE) / SIGMA;
			values[i] = (float) (2e-17 + 1e-20 * i + scale * AMPLITUDE * Math.exp(-distance * distance / 2)
					+ noise[i] * random.nextGaussian());
		}
		return values;
	}

	static float[] noise(double level) {
		float[] noise = new float[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			noise[i] = (float) (level * (1 + 0.1 * Math.sin(i)));
		}
		return noise;
	}

	static float[] source(long seed, double noise) {
		var random = new SplittableRandom(seed);
		double cos = Math.cos(Math.toRadians(ANGLE));
		double sin = Math.sin(Math.toRadians(ANGLE));
		float[] values = new float[NX * NY];
		for (int i = 0; i < values.length; i++) {
			double dx = i % NX - X;
			double dy = i / NX - Y;
			double along = 2 * (dx * cos + dy * sin) / MAJOR;
			double across = 2 * (dy * cos - dx * sin) / MINOR;
			values[i] = (float) (0.5 + 10 * Math.pow(2, -along * along - across * across)
					+ noise * random.nextGaussian());
		}
		return values;
	}

	static float[] filled(int length, float value) {
		float[] values = new float[length];
		Arrays.fill(values, value);
		return values;
	}

	/** Spectra of some IFUs with noise; one of them was not used, one has NaN alone. */
	static void spectra(Path file, long seed, int used) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			float[] noise = noise(3e-18);
			for (int ifu = 1; ifu <= used; ifu++) {
				writer.image("IFU." + ifu + ".DATA", wavelengths(), "W/m2/um",
						line(seed + ifu, ifu % 2 == 0 ? -1 : 1, noise),
						LENGTH);
				writer.image("IFU." + ifu + ".NOISE", wavelengths(), "W/m2/um", noise, LENGTH);
			}
			writer.empty("IFU." + (used + 1) + ".DATA", wavelengths());
			writer.image("IFU." + (used + 2) + ".DATA", wavelengths(), "W/m2/um", filled(LENGTH, Float.NaN), LENGTH);
			writer.commit();
		}
	}

	/** Images of some IFUs without noise, with a border of zeros. */
	static void images(Path file, long seed, int count) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			for (int ifu = 1; ifu <= count; ifu++) {
				float[] values = source(seed + ifu, 0.3);
				for (int i = 0; i < values.length; i++) {
					values[i] = i % NX == 0 || i % NX == NX - 1 || i / NX == 0 ? 0 : values[i];
				}
				writer.image("IFU." + ifu + ".DATA", sky(), "adu", values, NX, NY);
			}
			writer.commit();
		}
	}
}
