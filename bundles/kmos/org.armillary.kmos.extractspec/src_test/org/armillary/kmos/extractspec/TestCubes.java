package org.armillary.kmos.extractspec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** Small cubes for the tests of this bundle: a Gaussian source of known flux on a dark field, 1.0 to 1.04 µm. */
final class TestCubes {

	static final int SIDE = 14;
	static final int NZ = 41;
	static final double FLUX = 500;
	static final double NOISE = 0.5;
	static final double X = 7.3;
	static final double Y = 8.1;
	static final double SIGMA = 1.2;

	private TestCubes() {
	}

	/** A cube with noise, an IFU that was not used, a cube without noise; column 1 has no data. */
	static void write(Path file, long seed, FitsHeader keywords) throws IOException {
		FitsHeader.Builder header = wcs().toBuilder();
		keywords.cards().forEach(card -> header.set(card.keyword(), card.value()));
		float[] noise = new float[SIDE * SIDE * NZ];
		Arrays.fill(noise, (float) NOISE);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("INSTRUME", "KMOS").set("ESO PRO CATG", "COMBINED_CUBE").build());
			writer.image("IFU.1.DATA", header.build(), "adu/s", values(seed), SIDE, SIDE, NZ);
			writer.image("IFU.1.NOISE", header.build(), "adu/s", noise, SIDE, SIDE, NZ);
			writer.empty("IFU.2.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.2.NOISE", FitsHeader.EMPTY);
			writer.image("IFU.3.DATA", header.build(), "adu/s", values(seed + 1), SIDE, SIDE, NZ);
			writer.commit();
		}
	}

	/** A mask of ones in a square around the source, {@code value} at its corner. */
	static void mask(Path file, float value, int side) throws IOException {
		float[] weights = new float[side * side];
		for (int y = 5; y < 11; y++) {
			Arrays.fill(weights, y * side + 4, y * side + 10, 1);
		}
		weights[5 * side + 4] = value;
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("MASK", FitsHeader.EMPTY, "", weights, side, side);
			writer.commit();
		}
	}

	/** The share of the source on each spaxel. */
	static double[] profile() {
		double[] shares = new double[SIDE * SIDE];
		for (int i = 0; i < shares.length; i++) {
			double dx = i % SIDE + 1 - X;
			double dy = i / SIDE + 1 - Y;
			shares[i] = Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA * SIGMA)) / (2 * Math.PI * SIGMA * SIGMA);
		}
		return shares;
	}

	private static FitsHeader wcs() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CTYPE3", "WAVE")
				.set("CUNIT1", "deg").set("CUNIT2", "deg").set("CUNIT3", "um").set("CRPIX1", 7.5).set("CRPIX2", 7.5)
				.set("CRPIX3", 1.0).set("CRVAL1", 53.0).set("CRVAL2", 0.0).set("CRVAL3", 1.0)
				.set("CD1_1", -5.5e-5).set("CD1_2", 0.0).set("CD2_1", 0.0).set("CD2_2", 5.5e-5).set("CD3_3", 0.001)
				.build();
	}

	private static float[] values(long seed) {
		var random = new SplittableRandom(seed);
		float[] values = new float[SIDE * SIDE * NZ];
		for (int i = 0; i < values.length; i++) {
			int x = i % SIDE + 1;
			int y = i / SIDE % SIDE + 1;
			double distance = ((x - X) * (x - X) + (y - Y) * (y - Y)) / (2 * SIGMA * SIGMA);
			double value = FLUX / (2 * Math.PI * SIGMA * SIGMA) * Math.exp(-distance) + NOISE * random.nextGaussian();
			values[i] = x == 1 ? 0 : (float) value;
		}
		return values;
	}
}
