package org.armillary.kmos.levelcorrection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * Small raw frames with known truth for the tests of this bundle: 32 channels of 32 columns with levels of their own
 * for odd and even columns, which drift along the channel, lit stripes of 12 columns every 18, and noise. Written for
 * the tests alone.
 */
final class LevelFrames {

	static final int NX = 1024;
	static final int NY = 256;
	static final double NOISE = 4;
	static final double GAIN = 2;
	static final double SIGNAL = 50;
	/** Pixels, from 0, that are beyond the linear range, saturated, bad. */
	static final int BRIGHT = 50 * NX + 20;
	static final int FULL = 51 * NX + 21;
	static final int BAD = 52 * NX + 22;

	private LevelFrames() {
	}

	static boolean lit(int pixel) {
		return !isReference(pixel) && pixel % NX % 18 >= 4 && pixel % NX % 18 < 16;
	}

	static boolean isReference(int pixel) {
		int x = pixel % NX;
		int y = pixel / NX;
		return x < 4 || y < 4 || x >= NX - 4 || y >= NY - 4;
	}

	/** What is left of the level, beside that of the reference pixels, in a band of rows of a channel. */
	static double drift(int pixel) {
		return isReference(pixel) ? 0 : 6 * Math.sin(pixel % NX / 32 + pixel / NX / 16 / 3.0);
	}

	/** Writes a frame. */
	static void write(Path file, int number, FitsHeader keywords) throws IOException {
		FitsHeader.Builder primary = FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "OBJECT,SKY")
				.set("MJD-OBS", 56634.4 + number * 2e-3).set("ESO DPR CATG", "SCIENCE")
				.set("ESO DPR TYPE", "OBJECT,SKY").set("ESO DET SEQ1 DIT", 100.0).set("ESO DET NDIT", 1L)
				.set("ESO DET CHIP RON", NOISE * GAIN).set("ESO OCS ROT NAANGLE", -58.0);
		keywords.cards().forEach(card -> primary.set(card.keyword(), card.value()));
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary.build());
			for (int detector = 1; detector <= 3; detector++) {
				writer.image("CHIP" + detector + ".INT1", FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN)
						.set("ESO DET CHIP INDEX", (long) detector).build(), "", pixels(number, detector), NX, NY);
			}
			writer.commit();
		}
	}

	private static float[] pixels(int number, int detector) {
		var random = new SplittableRandom(100L * number + detector);
		double[] levels = new double[64];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = 1000 + 20 * random.nextGaussian();
		}
		float[] pixels = new float[NX * NY];
		for (int i = 0; i < pixels.length; i++) {
			int x = i % NX;
			pixels[i] = (float) (levels[2 * (x / 32) + x % 2] + drift(i) + (lit(i) ? SIGNAL : 0)
					+ NOISE * random.nextGaussian());
		}
		pixels[BRIGHT] = 45_000;
		pixels[FULL] = 65_535;
		return pixels;
	}

	/** Writes a wavelength calibration of two angles, -120 and 300; nothing is lit at the first. */
	static void writeLcal(Path file) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO PRO CATG", "LCAL").build());
			for (double angle : new double[] { -120, 300 }) {
				for (int detector = 1; detector <= 3; detector++) {
					float[] micron = new float[NX * NY];
					for (int i = 0; i < micron.length; i++) {
						micron[i] = angle > 0 && lit(i) ? 1.6f : Float.NaN;
					}
					writer.image("DET." + detector + ".DATA", angle(angle), "um", micron, NX, NY);
				}
			}
			for (int i = 0; i < 6; i++) {
				writer.image("DET." + (i % 3 + 1) + ".MASK", angle(i < 3 ? -120 : 300), "", new byte[NX * NY], NX, NY);
			}
			writer.commit();
		}
	}

	/** Writes a mask of bad pixels. */
	static void writeMask(Path file) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO PRO CATG", "BADPIXEL_DARK").build());
			for (int detector = 1; detector <= 3; detector++) {
				byte[] good = new byte[NX * NY];
				for (int i = 0; i < good.length; i++) {
					good[i] = (byte) (i == BAD ? 0 : 1);
				}
				writer.image("DET." + detector + ".DATA", FitsHeader.EMPTY, "", good, NX, NY);
			}
			writer.commit();
		}
	}

	private static FitsHeader angle(double degrees) {
		return FitsHeader.EMPTY.with("ESO PRO ROT NAANGLE", degrees);
	}
}
