package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.SlitletGeometry;

/** The parts of slitlets into which the light of an IFU is sorted, and how much each lets through. Immutable. */
final class IfuAperture {

	/** Length of a part where the field is not distorted, mas. */
	static final double BIN_MAS = 2 * IfuField.HALF_FIELD_MAS / SlitletProfile.BINS;

	private final double[][] edges = new double[SlitletGeometry.SLICES][SlitletProfile.BINS + 1];
	private final double[][] factors = new double[SlitletGeometry.SLICES][SlitletProfile.BINS];

	IfuAperture(long seed, Settings settings, int ifu) {
		IfuField field = IfuField.of(seed, settings, ifu);
		FieldVignetting vignetting = FieldVignetting.of(seed, settings, ifu);
		for (int slice = 0; slice < SlitletGeometry.SLICES; slice++) {
			for (int bin = 0; bin <= SlitletProfile.BINS; bin++) {
				edges[slice][bin] = field.alongMas(slice, (double) bin / SlitletProfile.BINS);
			}
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				factors[slice][bin] = vignetting.factor((edges[slice][bin] + edges[slice][bin + 1]) / 2,
						field.acrossMas(slice));
			}
		}
	}

	/** Where a part begins, mas along the slitlet from the middle of the IFU. */
	double edge(int slice, int bin) {
		return edges[slice][bin];
	}

	/** Throughput of a part, about 1. */
	double factor(int slice, int bin) {
		return factors[slice][bin];
	}

	/** Where a slice begins, mas across the slitlets from the middle of the IFU; that of slice 14 ends the last one. */
	static double lowerEdge(int slice) {
		return slice * IfuField.SLICE_MAS - IfuField.HALF_FIELD_MAS;
	}

	/**
	 * Turns shares in even parts of the undistorted field, {@code [14][136]}, into shares in the true parts, with their
	 * throughput.
	 */
	double[][] distorted(double[][] even) {
		var shares = new double[even.length][SlitletProfile.BINS];
		var sums = new double[SlitletProfile.BINS + 1];
		for (int slice = 0; slice < even.length; slice++) {
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				sums[bin + 1] = sums[bin] + even[slice][bin];
			}
			double before = 0;
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				double after = sum(sums, (edges[slice][bin + 1] + IfuField.HALF_FIELD_MAS) / BIN_MAS);
				shares[slice][bin] = factors[slice][bin] * (after - before);
				before = after;
			}
		}
		return shares;
	}

	/** Cubic interpolation between four neighbours. */
	private static double sum(double[] sums, double position) {
		int first = StrictMath.clamp((int) StrictMath.floor(position) - 1, 0, sums.length - 4);
		double f = position - first;
		return -sums[first] * (f - 1) * (f - 2) * (f - 3) / 6 + sums[first + 1] * f * (f - 2) * (f - 3) / 2
				- sums[first + 2] * f * (f - 1) * (f - 3) / 2 + sums[first + 3] * f * (f - 1) * (f - 2) / 6;
	}
}
