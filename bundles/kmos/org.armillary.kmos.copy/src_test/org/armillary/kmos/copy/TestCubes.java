package org.armillary.kmos.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.data.Cube;
import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Mask.Flag;
import org.armillary.data.Pixels;
import org.armillary.data.fits.FitsWriter;

/** Small cubes for the tests of this bundle, each voxel of which tells where it is from. */
final class TestCubes {

	static final int NX = 6;
	static final int NY = 5;

	private TestCubes() {
	}

	static FitsHeader primary() {
		return FitsHeader.builder().set("INSTRUME", "KMOS").set("OBJECT", "test")
				.set("ESO PRO CATG", "SCI_RECONSTRUCTED")
				.set("ESO PRO REC1 PIPE ID", "armillary").set("ESO QC SOMETHING", 1.0).build();
	}

	/** World coordinates with a rotated field. */
	static FitsHeader header() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CTYPE3", "WAVE")
				.set("CRPIX1", 3.5).set("CRPIX2", 3.0).set("CRPIX3", 1.0).set("CRVAL1", 53.07).set("CRVAL2", -27.75)
				.set("CRVAL3", 1.25).set("CD1_1", -4e-5).set("CD1_2", 3e-5).set("CD2_1", 3e-5).set("CD2_2", 4e-5)
				.set("CD3_3", 0.001).set("CUNIT1", "deg").set("CUNIT2", "deg").set("CUNIT3", "um")
				.set("ESO OCS ARM7 NAME", "galaxy").build();
	}

	/** 10000 z + 100 y + x, counted from 1. */
	static float voxel(int x, int y, int z) {
		return 10_000 * z + 100 * y + x;
	}

	static Cube cube(int planes) {
		float[] values = new float[NX * NY * planes];
		double[] variance = new double[values.length];
		int[] bits = new int[values.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = voxel(i % NX + 1, i / NX % NY + 1, i / (NX * NY) + 1);
			variance[i] = (double) values[i] * values[i];
			bits[i] = i % 2;
		}
		return new Cube(planes, NY, NX, Pixels.of(values), Optional.of(Pixels.of(variance)),
				Optional.of(new Mask(List.of(new Flag("HOT", 0, "hot pixel")), bits)), "adu", header());
	}

	/** IFU 3 unused, IFUs 7 and 8 with noise, IFU 7 with a mask as well. */
	static void file(Path file, int planes) throws IOException {
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary());
			writer.empty("IFU.3.DATA", FitsHeader.EMPTY);
			writer.empty("IFU.3.NOISE", FitsHeader.EMPTY);
			Cube cube = cube(planes);
			writer.cube("IFU.7", cube);
			writer.cube("IFU.8",
					new Cube(cube.nz(), NY, NX, cube.values(), cube.variance(), Optional.empty(), "adu", header()));
			writer.commit();
		}
	}
}
