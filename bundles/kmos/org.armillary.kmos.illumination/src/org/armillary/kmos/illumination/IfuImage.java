package org.armillary.kmos.illumination;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;

/**
 * The correction of an IFU as a reconstructed image: columns to the east, rows to the north where the field is not rotated.
 *
 * @param ifu
 *            1 to 24
 * @param side
 *            spaxels along a side
 * @param value
 *            the correction, {@code [side][side]} in one; NaN where a slitlet is missing
 * @param noise
 *            its standard deviation
 */
record IfuImage(int ifu, int side, float[] value, float[] noise) {

	/**
	 * Puts slitlets on the sky. Where spaxels are finer than slices, it is linear between their middles.
	 *
	 * @param field
	 *            all slitlets; places are spaxels along them
	 */
	static IfuImage of(int ifu, FieldLight field) {
		int side = field.places();
		float[] value = new float[side * side];
		float[] noise = new float[value.length];
		IfuOrientation orientation = IfuOrientation.of(ifu);
		double spaxel = 2 * Slitlet.HALF_FIELD_MAS / side;
		double middle = (side - 1) / 2.0;
		for (int row = 0; row < side; row++) {
			for (int column = 0; column < side; column++) {
				double x = (column - middle) * spaxel;
				double y = (row - middle) * spaxel;
				int place = (int) Math.rint(orientation.along(x, y) / spaxel + middle);
				double slice = Math.clamp(
						orientation.across(x, y) / Slitlet.SLICE_MAS + (Slitlet.SLICES - 1) / 2.0, 0.0,
						Slitlet.SLICES - 1.0);
				int below = Math.min((int) slice, Slitlet.SLICES - 2);
				double fraction = slice - below;
				int slitlet = (ifu - 1) * Slitlet.SLICES + below;
				int at = row * side + column;
				value[at] = (float) between(field.light()[slitlet][place], field.light()[slitlet + 1][place],
						1 - fraction,
						fraction);
				noise[at] = (float) Math.sqrt(between(field.variance()[slitlet][place],
						field.variance()[slitlet + 1][place], (1 - fraction) * (1 - fraction), fraction * fraction));
			}
		}
		return new IfuImage(ifu, side, value, noise);
	}

	/** Sum with weights; a value with weight 0 need not exist. */
	private static double between(double one, double other, double weight, double otherWeight) {
		return (weight == 0 ? 0 : weight * one) + (otherWeight == 0 ? 0 : otherWeight * other);
	}

	/** Mean of the spaxels that have a value. */
	double mean() {
		double sum = 0;
		int count = 0;
		for (float spaxel : value) {
			if (!Float.isNaN(spaxel)) {
				sum += spaxel;
				count++;
			}
		}
		return sum / count;
	}

	/** Standard deviation of the spaxels that have a value. */
	double deviation() {
		double mean = mean();
		double squares = 0;
		int count = 0;
		for (float spaxel : value) {
			if (!Float.isNaN(spaxel)) {
				squares += (spaxel - mean) * (spaxel - mean);
				count++;
			}
		}
		return Math.sqrt(squares / count);
	}
}
