package org.armillary.kmos.simulator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * Profiles of light that fills the field of an IFU, such as that of sky and lamps: a part of a slitlet gets light by the area
 * on the sky that it sees. Shares of evenly spread light add up to 1 over the 14 slitlets.
 */
public final class FilledField {

	/** Area of the field, mas². */
	private static final double AREA = 4 * IfuField.HALF_FIELD_MAS * IfuField.HALF_FIELD_MAS;

	private FilledField() {
	}

	/**
	 * Profiles for the 14 slitlets, the same at all wavelengths.
	 *
	 * @param vignetting
	 *            throughput over the field, of the same IFU
	 * @param brightness
	 *            surface brightness over its mean by place along and across the slitlets, mas from the middle of the field
	 */
	public static List<SlitletProfile> profiles(IfuField field, FieldVignetting vignetting,
			DoubleBinaryOperator brightness) {
		var profiles = new ArrayList<SlitletProfile>();
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			var shares = new double[SlitletProfile.BINS];
			double across = field.acrossMas(slice);
			double left = field.alongMas(slice, 0);
			for (int bin = 0; bin < shares.length; bin++) {
				double right = field.alongMas(slice, (bin + 1.0) / SlitletProfile.BINS);
				double middle = (left + right) / 2;
				shares[bin] = (right - left) * IfuField.SLICE_MAS / AREA * vignetting.factor(middle, across)
						* brightness.applyAsDouble(middle, across);
				left = right;
			}
			profiles.add(new SlitletProfile(new double[] { 0 }, new double[][] { shares }));
		}
		return profiles;
	}
}
