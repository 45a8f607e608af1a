package org.armillary.kmos.simulator.truth;

import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.armillary.kmos.simulator.source.FieldVignetting;
import org.armillary.kmos.simulator.source.PointSpread;
import org.armillary.kmos.simulator.source.Refraction;

/**
 * How much of a star's image an IFU takes in, summed by Gauss' rule of two points in squares of {@value #SQUARE_MAS} mas.
 *
 * @param inside
 *            share that falls on the 14 slitlets
 * @param detected
 *            the same times the throughput of slitlets and field where it falls
 */
record FieldShare(double inside, double detected) {

	private static final int SQUARE_MAS = 100;
	private static final int POINTS = (int) (4 * IfuField.HALF_FIELD_MAS / SQUARE_MAS);
	/** Distance of the points from the middle of a square, in halves of its side. */
	private static final double GAUSS = 1 / StrictMath.sqrt(3);
	private static final double MAS = 1000;

	/**
	 * Of a star's image at a wavelength.
	 *
	 * @param ifu
	 *            IFU, from 1
	 * @param xArcsec
	 *            where the star lies from the middle of the IFU, but for what the air does at the wavelength
	 * @param yArcsec
	 *            likewise
	 * @param slitlets
	 *            throughput of the 14 slitlets
	 */
	static FieldShare of(int ifu, double xArcsec, double yArcsec, double micron, PointSpread image, Refraction air,
			FieldVignetting vignetting, double[] slitlets) {
		double x = xArcsec + air.xArcsec(micron);
		double y = yArcsec + air.yArcsec(micron);
		IfuOrientation orientation = IfuOrientation.of(ifu);
		double area = SQUARE_MAS * SQUARE_MAS / (4 * MAS * MAS);
		double inside = 0;
		double detected = 0;
		for (int i = 0; i < POINTS; i++) {
			double across = place(i);
			double slitlet = slitlets[i * SlitletGeometry.SLICES / POINTS];
			for (int j = 0; j < POINTS; j++) {
				double along = place(j);
				double share = area * image.density(orientation.x(along, across) / MAS - x,
						orientation.y(along, across) / MAS - y, micron);
				inside += share;
				detected += share * slitlet * vignetting.factor(along, across);
			}
		}
		return new FieldShare(inside, detected);
	}

	private static double place(int point) {
		double offset = point % 2 == 0 ? -GAUSS : GAUSS;
		return (point / 2 + (1 + offset) / 2) * SQUARE_MAS - IfuField.HALF_FIELD_MAS;
	}
}
