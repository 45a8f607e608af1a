package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * Blurs extended sources by the image of a star at one wavelength and sorts the light into slices and even parts of
 * slitlets. The shares of a star at each point of a {@link SourceImage} are looked up in one table, as the points lie a
 * whole number of parts, and of quarters of a slice, apart. Immutable.
 */
final class SeeingKernel {

	private final int halfAlong;
	private final int halfAcross;
	/** {@code [quarter of a slice + halfAcross][part of a slitlet + 2 halfAlong]}: share of a star at the middle. */
	private final double[][] shares;

	/**
	 * Makes it.
	 *
	 * @param halfAlong
	 *            largest {@link SourceImage#halfAlong} that it will be used for
	 * @param halfAcross
	 *            likewise across
	 * @param along
	 *            where the middle of the source lies in the IFU, mas along the slitlets
	 * @param across
	 *            likewise across
	 */
	SeeingKernel(PointImage image, int halfAlong, int halfAcross, double along, double across) {
		this.halfAlong = halfAlong;
		this.halfAcross = halfAcross;
		int parts = SlitletProfile.BINS + 2 * SourceImage.ALONG_BINS * halfAlong;
		int quarters = (SlitletGeometry.SLICES - 1) * SourceImage.ACROSS_POINTS + 1 + 2 * halfAcross;
		double left = -IfuField.HALF_FIELD_MAS - SourceImage.ALONG_MAS * halfAlong - along;
		double bottom = -IfuField.HALF_FIELD_MAS - SourceImage.ACROSS_MAS * halfAcross - across;
		shares = new double[quarters][parts];
		double[] atLeft = new double[quarters + SourceImage.ACROSS_POINTS];
		double[] atMiddle = atLeft.clone();
		double[] atRight = atLeft.clone();
		image.strips(left, bottom, SourceImage.ACROSS_MAS, atLeft);
		for (int part = 0; part < parts; part++) {
			image.strips(left + (part + 0.5) * IfuAperture.BIN_MAS, bottom, SourceImage.ACROSS_MAS, atMiddle);
			image.strips(left + (part + 1) * IfuAperture.BIN_MAS, bottom, SourceImage.ACROSS_MAS, atRight);
			for (int lower = 0; lower < quarters; lower++) {
				int upper = lower + SourceImage.ACROSS_POINTS;
				shares[lower][part] = IfuAperture.BIN_MAS / 6 * (atLeft[upper] - atLeft[lower]
						+ 4 * (atMiddle[upper] - atMiddle[lower]) + atRight[upper] - atRight[lower]);
			}
			double[] swapped = atLeft;
			atLeft = atRight;
			atRight = swapped;
		}
	}

	/** The light by slice and even part of the slitlet, {@code [14][136]}, in units of the weights of the image. */
	double[][] blur(SourceImage image) {
		var light = new double[SlitletGeometry.SLICES][SlitletProfile.BINS];
		int width = 2 * image.halfAlong() + 1;
		int[] points = image.points();
		for (int i = 0; i < points.length; i++) {
			double weight = image.weights()[i];
			int across = points[i] / width - image.halfAcross();
			int along = points[i] % width - image.halfAlong();
			int first = SourceImage.ALONG_BINS * (halfAlong - along);
			for (int slice = 0; slice < light.length; slice++) {
				add(light[slice], weight, shares[slice * SourceImage.ACROSS_POINTS - across + halfAcross], first);
			}
		}
		return light;
	}

	private static void add(double[] target, double weight, double[] row, int first) {
		for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
			target[bin] += weight * row[first + bin];
		}
	}
}
