package org.armillary.kmos.detector;

import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;

/**
 * A mask of bad pixels in a file, 1 good and 0 bad: an image for each detector (BADPIXEL_DARK), or for each angle of
 * the rotator and each detector, all detectors of an angle together (BADPIXEL_FLAT). Reads pixels when they are asked
 * for.
 *
 * @param name
 *            category of the product, or name of the file where there is none, for messages
 * @param images
 *            the images: detectors 1 to 3 of the first angle, then of the second, and so on
 */
public record BadPixelMask(String name, List<Hdu> images) {

	/** Masks of real numbers are good above this. */
	private static final float GOOD = 0.5f;

	/** Copies the list. */
	public BadPixelMask {
		images = List.copyOf(images);
	}

	/**
	 * Opens a file.
	 *
	 * @throws ActorException
	 *             if its number of images is not a multiple of the number of detectors
	 */
	public static BadPixelMask open(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		String name = String
				.valueOf(file.primary().header().values().getOrDefault(ProductHeader.CATEGORY, path.getFileName()));
		List<Hdu> images = file.hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.IMAGE && hdu.hasImage()).toList();
		if (images.isEmpty() || images.size() % RawFrame.DETECTORS != 0) {
			throw new ActorException(Kind.DATA, KmosMessage.MASK_IMAGES.with(name, images.size(),
					RawFrame.DETECTORS + ", or as many for each angle"));
		}
		return new BadPixelMask(name, images);
	}

	/**
	 * The mask of a detector: 1 for good, 0 for bad and for what is no number, {@code [ny][nx]} in one.
	 *
	 * @param detector
	 *            1 to 3
	 * @param angleDegrees
	 *            angle of the rotator; that of the file that is nearest counts
	 * @param ny
	 *            rows of the frames
	 * @param nx
	 *            columns of the frames
	 * @throws ActorException
	 *             if the mask has another size
	 */
	public byte[] good(int detector, double angleDegrees, int ny, int nx) throws ActorException, FitsException {
		Hdu image = images.get(nearest(angleDegrees) * RawFrame.DETECTORS + detector - 1);
		if (!image.dimensions().equals(List.of((long) nx, (long) ny))) {
			throw new ActorException(Kind.DATA,
					KmosMessage.MASK_SIZE.with(name + "[" + image.name() + "]", image.dimensionText(),
							nx + " x " + ny));
		}
		float[] values = image.readFloats();
		byte[] good = new byte[values.length];
		for (int i = 0; i < good.length; i++) {
			good[i] = (byte) (values[i] > GOOD ? 1 : 0);
		}
		return good;
	}

	private int nearest(double angleDegrees) throws FitsException {
		double[] angles = new double[images.size() / RawFrame.DETECTORS];
		for (int i = 0; i < angles.length; i++) {
			angles[i] = images.get(i * RawFrame.DETECTORS).header().findReal(RotatorAngle.PRODUCT_KEYWORD)
					.orElse(0);
		}
		return RotatorAngle.nearest(angleDegrees, angles);
	}
}
