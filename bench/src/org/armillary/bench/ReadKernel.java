package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/** Opens a FITS file and reads all its images as floats into new arrays. */
final class ReadKernel implements Kernel {

	private final Path file;

	ReadKernel(Path file) {
		this.file = file;
	}

	@Override
	public double run() throws IOException {
		double check = 0;
		for (Hdu hdu : FitsFile.open(file).hdus()) {
			if (hdu.hasImage()) {
				float[] pixels = hdu.readFloats();
				check += (double) pixels[0] + pixels[pixels.length / 2] + pixels[pixels.length - 1];
			}
		}
		return check;
	}
}
