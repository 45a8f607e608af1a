package org.armillary.kmos.illumination;

import java.nio.file.Path;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Slitlet;

/** Files of category ILLUM_CORR: for each of the 24 IFUs the correction and its noise; empty where there is none. */
final class IlluminationFile {

	private static final String DATA = "IFU.%d.DATA";
	private static final String NOISE = "IFU.%d.NOISE";

	private IlluminationFile() {
	}

	/**
	 * Writes the file.
	 *
	 * @param side
	 *            spaxels along a side of an IFU
	 */
	static void write(Path path, FitsHeader primary, Illumination illumination, int side) throws FitsException {
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.primary(primary);
			for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
				IfuImage image = illumination.images().get(ifu);
				if (image == null) {
					writer.empty(DATA.formatted(ifu), FitsHeader.EMPTY);
					writer.empty(NOISE.formatted(ifu), FitsHeader.EMPTY);
				} else {
					FitsHeader header = grid(side);
					writer.image(DATA.formatted(ifu), header.toBuilder()
							.set("ESO QC SPAT MEAN", image.mean(), "Mean of the spaxels")
							.set("ESO QC SPAT UNIF", image.deviation(), "Standard deviation of the spaxels").build(),
							"", image.value(), side, side);
					writer.image(NOISE.formatted(ifu), header, "", image.noise(), side, side);
				}
			}
			writer.commit();
		}
	}

	/** Places of the spaxels, from the middle of the IFU. */
	private static FitsHeader grid(int side) {
		double scale = 2 * Slitlet.HALF_FIELD_MAS / side / 1000;
		FitsHeader.Builder header = FitsHeader.builder();
		for (int axis = 1; axis <= 2; axis++) {
			header.set("CTYPE" + axis, axis == 1 ? "XOFFSET" : "YOFFSET", "Linear, on the sky")
					.set("CRPIX" + axis, (side + 1) / 2.0, "Middle of the IFU").set("CRVAL" + axis, 0.0, "[arcsec]")
					.set("CDELT" + axis, scale, "[arcsec] Side of a spaxel").set("CUNIT" + axis, "arcsec");
		}
		return header.build();
	}
}
