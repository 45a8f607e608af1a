package org.armillary.kmos.fitprofile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.KmosExtension;
import org.armillary.numerics.fitting.ProfileFit;
import org.jspecify.annotations.Nullable;

/**
 * What became of one extension.
 *
 * @param extension
 *            the extension
 * @param samples
 *            what was read of it; null for one without pixels
 * @param fit
 *            the fit, of the samples within the range; null for an extension without pixels
 * @param quantities
 *            the results, in the units of the table; all extensions have the same ones
 * @param covariance
 *            covariance of the fitted parameters, row after row
 * @param model
 *            the profile with its background at each pixel of the extension; NaN outside the range
 */
record FittedExtension(KmosExtension extension, @Nullable Samples samples, @Nullable ProfileFit fit,
		List<Quantity> quantities, double[] covariance, double[] model) {

	boolean isConverged() {
		return fit != null && fit.isConverged();
	}

	/** How the fit ended, in words. */
	String status() {
		return fit == null ? "no pixels" : fit.status().words();
	}

	/** Writes model and residuals, with the coordinates of the extension; empty extensions where there is no fit. */
	void write(FitsWriter writer) throws IOException {
		String stem = extension.stem();
		String prefix = stem.isEmpty() ? "" : stem + ".";
		if (samples == null || !isConverged()) {
			writer.empty(prefix + "MODEL", extension.header());
			writer.empty(prefix + "RESIDUAL", extension.header());
			return;
		}
		double[] residuals = new double[model.length];
		Arrays.setAll(residuals, i -> samples.values()[i] - model[i]);
		int[] dimensions = samples.ny() == 1 && extension.axes() == 1 ? new int[] { samples.nx() }
				: new int[] { samples.nx(), samples.ny() };
		writer.image(prefix + "MODEL", extension.header(), extension.unit(), floats(model), dimensions);
		writer.image(prefix + "RESIDUAL", extension.header(), extension.unit(), floats(residuals), dimensions);
	}

	private static float[] floats(double[] values) {
		float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) values[i];
		}
		return floats;
	}
}
