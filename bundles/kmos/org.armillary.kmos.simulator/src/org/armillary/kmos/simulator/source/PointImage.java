package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * The image of a star in an IFU at one wavelength, integrated over parts of slitlets: across the slitlets in closed form,
 * along them by Simpson's rule. Coordinates are mas along and across the slitlets, from the middle of the image.
 */
final class PointImage {

	private static final double MAS = 1000;

	private final Moffat moffat;
	/** Of the quadratic form {@code narrow u² + (stretch v + shear u)²} whose value is the squared radius. */
	private final double narrow;
	private final double stretch;
	private final double shear;
	private final double scale;

	/**
	 * Makes it.
	 *
	 * @param moffat
	 *            tables for the exponent of the profile
	 */
	PointImage(Moffat moffat, PointSpread spread, IfuOrientation orientation, double micron) {
		this.moffat = moffat;
		double alpha = MAS * spread.alphaArcsec(micron);
		double ratio = 1 - spread.ellipticity();
		double along = orientation.along(spread.zenithX(), spread.zenithY());
		double across = orientation.across(spread.zenithX(), spread.zenithY());
		double squared = (ratio * along * along + across * across / ratio) / (alpha * alpha);
		double mixed = (ratio - 1 / ratio) * along * across / (alpha * alpha);
		double acrossSquared = (ratio * across * across + along * along / ratio) / (alpha * alpha);
		stretch = StrictMath.sqrt(acrossSquared);
		shear = mixed / stretch;
		narrow = squared - shear * shear;
		scale = (moffat.beta() - 1) / (StrictMath.PI * alpha * alpha * stretch);
	}

	/** Light for each mas along the slitlets, at u, between v = lower and v = upper. */
	double strip(double u, double lower, double upper) {
		double w = 1 / Math.sqrt(1 + narrow * u * u);
		double shift = shear * u;
		return scale * moffat.power(w)
				* (moffat.integral((stretch * upper + shift) * w) - moffat.integral((stretch * lower + shift) * w));
	}

	/** Fills {@code [i]} with the light for each mas along the slitlets, at u, between v = 0 and {@code first + i step}. */
	void strips(double u, double first, double step, double[] target) {
		double w = 1 / Math.sqrt(1 + narrow * u * u);
		double factor = scale * moffat.power(w);
		double shift = shear * u;
		for (int i = 0; i < target.length; i++) {
			target[i] = factor * moffat.integral((stretch * (first + i * step) + shift) * w);
		}
	}

	/**
	 * Shares of the star by slice and part of the slitlet, {@code [14][136]}, times the throughput of each place.
	 *
	 * @param along
	 *            place of the middle of the image in the IFU, mas
	 * @param across
	 *            likewise across
	 */
	double[][] shares(IfuAperture aperture, double along, double across) {
		var shares = new double[SlitletGeometry.SLICES][SlitletProfile.BINS];
		for (int slice = 0; slice < shares.length; slice++) {
			double lower = IfuAperture.lowerEdge(slice) - across;
			double upper = IfuAperture.lowerEdge(slice + 1) - across;
			double left = aperture.edge(slice, 0) - along;
			double atLeft = strip(left, lower, upper);
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				double right = aperture.edge(slice, bin + 1) - along;
				double atRight = strip(right, lower, upper);
				double atMiddle = strip((left + right) / 2, lower, upper);
				shares[slice][bin] = aperture.factor(slice, bin) * (right - left) / 6
						* (atLeft + 4 * atMiddle + atRight);
				left = right;
				atLeft = atRight;
			}
		}
		return shares;
	}
}
