package org.armillary.kmos.flat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * Short lamp flats with known truth for the tests of this bundle: 112 slitlets over the full width of each detector, some
 * rows only; response of pixels, dead pixels, noise. Written for the tests alone.
 *
 * @param seed
 *            of noise and response
 * @param ny
 *            rows
 * @param darkIfu
 *            IFU without light; 0 for none, {@link #FEW} if only the arm of one IFU of each detector is used
 */
record FlatFrames(long seed, int ny, int darkIfu) {

	static final int FEW = -1;
	/** Keyword of frames, of which this detector has no values between its reference rows. */
	static final String BLANK = "ESO TEST BLANK";
	/** Keyword of frames that are so many times as bright. */
	static final String BRIGHTNESS = "ESO TEST BRIGHTNESS";
	static final int NX = 2048;
	static final double GAIN = 2.1;
	static final double DIT = 3;
	static final double WIDTH = 13.6;
	/** Dead pixels show this share of the light. */
	static final double DEAD = 0.1;

	private static final double PITCH = (2007 - WIDTH) / 111;
	private static final double LEVEL = 20_000;
	private static final double BLUR = 0.35;
	private static final double READ_NOISE = 5;

	/** Left edge of a slitlet (0 to 111) in a row, columns from 0. */
	double left(int slitlet, int row, double angle) {
		return 20.3 + PITCH * slitlet + 0.3 * Math.sin(Math.toRadians(angle)) + (row - ny / 2) * (slitlet - 55) * 1e-4;
	}

	/** Throughput of a slitlet. */
	static double throughput(int detector, int slitlet) {
		return 1 + 0.05 * Math.sin(1.7 * slitlet + detector);
	}

	/** Spectrum of the lamp. */
	double spectrum(int row) {
		double u = (2.0 * row - ny) / ny;
		return 1 - 0.4 * u * u + 0.1 * u;
	}

	/** Response of a pixel. */
	double response(int detector, int pixel) {
		var random = new SplittableRandom(31 * seed + 7_000_003L * detector + 13L * pixel);
		return random.nextInt(400) == 0 ? DEAD : 1 + 0.015 * random.nextGaussian();
	}

	/** Writes a frame with the lamp on. */
	void on(Path file, int number, double angle, FitsHeader keywords) throws IOException {
		write(file, number, angle, true, keywords);
	}

	/** Writes a frame with the lamp off. */
	void off(Path file, int number, FitsHeader keywords) throws IOException {
		write(file, number, 0, false, keywords);
	}

	/** Writes a mask of bad pixels: the first ten of row 20. */
	void mask(Path file) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO PRO CATG", "BADPIXEL_DARK").build());
			for (int detector = 1; detector <= 3; detector++) {
				byte[] good = new byte[NX * ny];
				Arrays.fill(good, (byte) 1);
				Arrays.fill(good, 20 * NX + 25, 20 * NX + 30, (byte) 0);
				writer.image("DET." + detector + ".DATA", FitsHeader.EMPTY, "", good, NX, ny);
			}
			writer.commit();
		}
	}

	private void write(Path file, int number, double angle, boolean lamp, FitsHeader keywords) throws IOException {
		FitsHeader.Builder primary = FitsHeader.builder().set("INSTRUME", "KMOS").set("EXPTIME", DIT)
				.set("MJD-OBS", 56634.4 + number * 2e-4)
				.set("ARCFILE", "KMOS.2013-12-08T10:00:%02d.000.fits".formatted(number))
				.set("ESO DPR CATG", "CALIB").set("ESO DPR TYPE", lamp ? "FLAT,LAMP" : "FLAT,OFF")
				.set("ESO DET SEQ1 DIT", DIT).set("ESO DET NDIT", 1L).set("ESO DET READ CURNAME", "Nondest")
				.set("ESO DET CHIP RON", READ_NOISE * GAIN).set("ESO OCS ROT NAANGLE", angle)
				.set("ESO INS LAMP3 ST", lamp).set("ESO INS TEMP7 VAL", 120.0);
		for (int i = 1; i <= 3; i++) {
			primary.set("ESO INS GRAT" + i + " ID", "H").set("ESO INS FILT" + i + " ID", lamp ? "H" : "Block");
		}
		for (int ifu = 1; ifu <= 24; ifu++) {
			if (darkIfu == FEW && !isLit(ifu)) {
				primary.set("ESO OCS ARM" + ifu + " NOTUSED", "not needed");
			}
		}
		keywords.cards().forEach(card -> primary.set(card.keyword(), card.value()));
		boolean shining = lamp && !Boolean.FALSE.equals(keywords.values().get("ESO INS LAMP3 ST"))
				|| !lamp && Boolean.TRUE.equals(keywords.values().get("ESO INS LAMP3 ST"));
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary.build());
			for (int detector = 1; detector <= 3; detector++) {
				FitsHeader header = FitsHeader.builder().set("ESO DET CHIP GAIN", GAIN)
						.set("ESO DET CHIP INDEX", (long) detector).build();
				float[] pixels = pixels(detector, number, angle, shining);
				if (keywords.values().get(BRIGHTNESS) instanceof Double factor) {
					for (int pixel = 0; pixel < pixels.length; pixel++) {
						pixels[pixel] = (float) (1000 + factor * (pixels[pixel] - 1000));
					}
				}
				if (Long.valueOf(detector).equals(keywords.values().get(BLANK))) {
					Arrays.fill(pixels, 4 * NX, (ny - 4) * NX, Float.NaN);
				}
				writer.image("CHIP" + detector + ".INT1", header, "", pixels, NX, ny);
			}
			writer.commit();
		}
	}

	private boolean isLit(int ifu) {
		return darkIfu == FEW ? ifu % 8 == 4 : ifu != darkIfu;
	}

	private float[] pixels(int detector, int number, double angle, boolean lamp) {
		var random = new SplittableRandom(seed * 1009 + number * 10L + detector);
		float[] pixels = new float[NX * ny];
		for (int pixel = 0; pixel < pixels.length; pixel++) {
			pixels[pixel] = (float) (1000 + 3 * (pixel % 2) + READ_NOISE * random.nextGaussian());
		}
		for (int row = 4; row < ny - 4 && lamp; row++) {
			for (int slitlet = 0; slitlet < 112; slitlet++) {
				if (isLit((detector - 1) * 8 + slitlet / 14 + 1)) {
					light(pixels, detector, row, slitlet, angle, random);
				}
			}
		}
		return pixels;
	}

	private void light(float[] pixels, int detector, int row, int slitlet, double angle, SplittableRandom random) {
		double left = left(slitlet, row, angle);
		for (int column = (int) left - 3; column < left + WIDTH + 4; column++) {
			int pixel = row * NX + column;
			double adu = LEVEL * spectrum(row) * throughput(detector, slitlet) * share(column - left)
					* response(detector, pixel);
			pixels[pixel] += (float) (adu + Math.sqrt(Math.max(0, adu) / GAIN) * random.nextGaussian());
		}
	}

	/** Light so many columns right of the left edge. */
	static double share(double along) {
		return 1 / ((1 + Math.exp(-along / BLUR)) * (1 + Math.exp((along - WIDTH) / BLUR)));
	}
}
