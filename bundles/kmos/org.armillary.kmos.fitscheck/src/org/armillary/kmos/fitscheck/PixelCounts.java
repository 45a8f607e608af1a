package org.armillary.kmos.fitscheck;

import org.armillary.actor.ActorContext;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;

/**
 * What the pixels of an image are.
 *
 * @param finite
 *            number of finite pixels
 * @param nan
 *            number of NaN
 * @param infinite
 *            number of infinite pixels
 * @param zero
 *            number of pixels that are exactly 0
 * @param negative
 *            number of pixels below 0
 * @param other
 *            number of finite pixels that are neither 0 nor 1
 * @param minimum
 *            least finite value; NaN if there is none
 * @param maximum
 *            greatest finite value; NaN if there is none
 */
record PixelCounts(long finite, long nan, long infinite, long zero, long negative, long other, double minimum,
		double maximum) {

	/** No pixels. */
	static final PixelCounts NONE = new PixelCounts(0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN);

	private static final int STRIP = 1 << 18;

	/** Counts the pixels of an image, strip by strip, so that an image of any size can be counted. */
	static PixelCounts of(Hdu image, ActorContext context) throws FitsException, InterruptedException {
		PixelCounts counts = NONE;
		long size = image.pixelCount();
		for (long first = 0; first < size; first += STRIP) {
			context.checkpoint();
			counts = counts.plus(image.readDoubles(first, (int) Math.min(STRIP, size - first)));
		}
		return counts;
	}

	private PixelCounts plus(double[] pixels) {
		long moreFinite = 0;
		long moreNan = 0;
		long zeros = 0;
		long negatives = 0;
		long others = 0;
		double least = Double.POSITIVE_INFINITY;
		double greatest = Double.NEGATIVE_INFINITY;
		for (double pixel : pixels) {
			if (Double.isFinite(pixel)) {
				moreFinite++;
				zeros += pixel == 0 ? 1 : 0;
				negatives += pixel < 0 ? 1 : 0;
				others += pixel == 0 || pixel == 1 ? 0 : 1;
				least = Math.min(least, pixel);
				greatest = Math.max(greatest, pixel);
			} else {
				moreNan += Double.isNaN(pixel) ? 1 : 0;
			}
		}
		boolean none = moreFinite == 0;
		return new PixelCounts(finite + moreFinite, nan + moreNan, infinite + pixels.length - moreFinite - moreNan,
				zero + zeros, negative + negatives, other + others,
				none ? minimum : finite == 0 ? least : Math.min(minimum, least),
				none ? maximum : finite == 0 ? greatest : Math.max(maximum, greatest));
	}
}
