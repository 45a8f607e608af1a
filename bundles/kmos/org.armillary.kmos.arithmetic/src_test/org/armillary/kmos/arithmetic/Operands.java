package org.armillary.kmos.arithmetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Mask.Flag;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.armillary.data.fits.FitsWriter;

/** Small operands for the tests of this bundle. */
final class Operands {

	static final int NX = 5;
	static final int NY = 4;
	static final int NZ = 7;
	static final int PLANE = NX * NY;
	static final int SIZE = PLANE * NZ;

	private Operands() {
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test")
				.set("ESO PRO REC1 PIPE ID", "armillary").build();
	}

	static FitsHeader wavelengths(int axis, double first, double step) {
		return FitsHeader.builder().set("CTYPE" + axis, "WAVE").set("CUNIT" + axis, "um").set("CRPIX" + axis, 1.0)
				.set("CRVAL" + axis, first).set("CDELT" + axis, step).build();
	}

	/** Values of both signs between 1 and 21 in size, some of them NaN. */
	static float[] values(long seed, int count, double scale) {
		var random = new SplittableRandom(seed);
		var values = new float[count];
		for (int i = 0; i < count; i++) {
			double size = 1 + 20 * random.nextDouble();
			values[i] = i % 31 == 11 ? Float.NaN : (float) (scale * (random.nextInt(4) == 0 ? -size : size));
		}
		return values;
	}

	/** Variances of about the square of a tenth of {@code scale}. */
	static double[] variances(long seed, int count, double scale) {
		var random = new SplittableRandom(seed + 1000);
		var variances = new double[count];
		for (int i = 0; i < count; i++) {
			double noise = (float) (scale * (0.05 + 0.1 * random.nextDouble()));
			variances[i] = noise * noise;
		}
		return variances;
	}

	static Cube cube(long seed, double scale, String unit) {
		int[] bits = new int[SIZE];
		bits[(int) seed] = 1;
		return new Cube(NZ, NY, NX, Pixels.of(values(seed, SIZE, scale)),
				Optional.of(Pixels.of(variances(seed, SIZE, scale))),
				Optional.of(new Mask(List.of(new Flag("HOT", 0, "hot pixel")), bits)), unit,
				wavelengths(3, 1.2, 0.001));
	}

	/** A file of cubes for these IFUs, of which the first is not used. */
	static void cubes(Path file, long seed, int... ifus) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			for (int ifu : ifus) {
				if (ifu == ifus[0]) {
					writer.empty("IFU." + ifu + ".DATA", FitsHeader.EMPTY);
					writer.empty("IFU." + ifu + ".NOISE", FitsHeader.EMPTY);
				} else {
					writer.cube("IFU." + ifu, cube(seed + ifu, 1, "adu/s"));
				}
			}
			writer.commit();
		}
	}

	/** A spectrum with noise. */
	static void spectrum(Path file, long seed, double first, double step) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			writer.spectrum("IFU.1",
					new Spectrum(Pixels.of(values(seed, NZ, 1)), Optional.of(Pixels.of(variances(seed, NZ, 1))),
							Optional.empty(), "adu/s", wavelengths(1, first, step)));
			writer.commit();
		}
	}

	/** Many large cubes. */
	static void night(Path file, int ifus, int planes) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			for (int ifu = 1; ifu <= ifus; ifu++) {
				int size = PLANE * planes;
				writer.cube("IFU." + ifu,
						new Cube(planes, NY, NX, Pixels.of(values(ifu, size, 1)),
								Optional.of(Pixels.of(variances(ifu, size, 1))), Optional.empty(), "adu/s",
								FitsHeader.EMPTY));
			}
			writer.commit();
		}
	}
}
