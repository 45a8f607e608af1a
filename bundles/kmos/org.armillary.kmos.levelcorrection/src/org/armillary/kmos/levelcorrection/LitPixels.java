package org.armillary.kmos.levelcorrection;

import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;

/**
 * Pixels that light falls on: those that have a wavelength in a calibration (LCAL). Pixels without one are NaN, in
 * files of other software 0.
 *
 * @param file
 *            name of the file
 * @param images
 *            wavelengths, µm: detectors 1 to 3 of the first angle, then of the second, and so on
 */
record LitPixels(String file, List<Hdu> images) {

	private static final int MASK_BITS = 8;

	/** Opens a wavelength calibration. Its masks are images of 8 bits. */
	static LitPixels open(Path path) throws ActorException, FitsException {
		List<Hdu> images = FitsFile.open(path).hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.IMAGE && hdu.hasImage() && hdu.bitpix() != MASK_BITS).toList();
		String name = String.valueOf(path.getFileName());
		if (images.isEmpty() || images.size() % RawFrame.DETECTORS != 0) {
			throw new ActorException(Kind.DATA, LevelMessage.LOOKUP_IMAGES.with(name, images.size(),
					RawFrame.DETECTORS + " for each angle"));
		}
		return new LitPixels(name, images);
	}

	/** The angle of the file that is nearest to another, degrees. */
	double nearestAngle(double degrees) throws FitsException {
		return angles()[RotatorAngle.nearest(degrees, angles())];
	}

	/** 1 where a detector (1 to 3) is lit at the nearest angle, otherwise 0; {@code [ny][nx]} in one. */
	byte[] lit(int detector, double degrees, int ny, int nx) throws ActorException, FitsException {
		int angle = RotatorAngle.nearest(degrees, angles());
		Hdu image = images.get(angle * RawFrame.DETECTORS + detector - 1);
		if (!image.dimensions().equals(List.of((long) nx, (long) ny))) {
			throw new ActorException(Kind.DATA,
					LevelMessage.LOOKUP_SIZE.with(image.label(), image.dimensionText(), nx + " x " + ny));
		}
		float[] micron = image.readFloats();
		byte[] lit = new byte[micron.length];
		for (int i = 0; i < lit.length; i++) {
			lit[i] = (byte) (micron[i] > 0 ? 1 : 0);
		}
		return lit;
	}

	private double[] angles() throws FitsException {
		double[] angles = new double[images.size() / RawFrame.DETECTORS];
		for (int i = 0; i < angles.length; i++) {
			angles[i] = images.get(i * RawFrame.DETECTORS).header().findReal(RotatorAngle.PRODUCT_KEYWORD).orElse(0);
		}
		return angles;
	}
}
