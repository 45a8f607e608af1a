package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.kmos.Slitlet;
import org.armillary.numerics.RobustStatistics;

/**
 * How light falls off at the left and right ends of the slitlets in the master flat, over the smooth light within; the
 * profiles hold for the light of the sky, too, since they are those of the optics. Where the slitlets have moved since the
 * flat, the ratio of profiles at both places corrects the pixels near the ends. All slitlets of a detector share the shape,
 * each IFU has a strength of its own (a power of the shape): where slitlets run along the columns, pixels lie at a few
 * distances from the edge alone, so that a shape of their own would follow what single columns deviate. Immutable.
 */
final class EdgeProfiles {

	/** Bins to a pixel. */
	private static final int FINE = 8;
	/** Farther than this from an edge light does not fall off, pixel. */
	private static final double REACH_PIXEL = 4;
	private static final int BINS = (int) (FINE * REACH_PIXEL);
	private static final int SIDES = 2;
	private static final int LEAST_VALUES = 50;
	private static final double STRONGEST = 4;

	private final SlitletShifts shifts;
	private final FlatStructure structure;
	private final double[][][] profiles;

	private EdgeProfiles(SlitletShifts shifts, FlatStructure structure, double[][][] profiles) {
		this.shifts = shifts;
		this.structure = structure;
		this.profiles = profiles;
	}

	/** Slitlets that have moved, but no profiles. */
	static EdgeProfiles unknown(SlitletShifts shifts) {
		return new EdgeProfiles(shifts, FlatStructure.of(new SlitletProfile[0]), new double[0][][]);
	}

	/** How far the slitlets have moved. */
	SlitletShifts shifts() {
		return shifts;
	}

	/**
	 * Measures the profiles.
	 *
	 * @param pixels
	 *            pixels at their places in the flat
	 * @param flat
	 *            master flat
	 * @param structure
	 *            the smooth light along the slitlets of the flat
	 */
	static EdgeProfiles of(SlitletPixels pixels, float[] flat, FlatStructure structure, SlitletShifts shifts) {
		double[][][] profiles = new double[Slitlet.IFUS_PER_DETECTOR][SIDES][];
		for (int side = 0; side < SIDES; side++) {
			double[] shape = smoothed(values(pixels, flat, structure, shifts, side, 0, Slitlet.PER_DETECTOR).medians());
			for (int ifu = 0; ifu < profiles.length; ifu++) {
				double strength = values(pixels, flat, structure, shifts, side, ifu * Slitlet.SLICES,
						(ifu + 1) * Slitlet.SLICES).strength(shape);
				profiles[ifu][side] = Arrays.stream(shape).map(value -> StrictMath.pow(value, strength)).toArray();
			}
		}
		return new EdgeProfiles(shifts, structure, profiles);
	}

	/**
	 * What light over flat is multiplied with since a pixel sees the flat at another place than the light: by the ends of
	 * the slitlets, and by the structure of the flat along them. Without profiles, 1.
	 *
	 * @param slitlet
	 *            number on the detector, from 0
	 * @param place
	 *            place in the light, -1 to 1
	 */
	double at(int slitlet, double place) {
		double moved = shifts.pixel()[slitlet];
		if (profiles.length == 0 || moved == 0) {
			return 1;
		}
		double[][] ends = profiles[slitlet / Slitlet.SLICES];
		double left = (place + 1) / 2 * shifts.width()[slitlet];
		double right = shifts.width()[slitlet] - left;
		double structured = structure.at(slitlet, place) / structure.at(slitlet, place + shifts.parts(slitlet));
		return structured * at(ends[0], left) / at(ends[0], left + moved)
				* (at(ends[1], right) / at(ends[1], right - moved));
	}

	private static double at(double[] profile, double distance) {
		double position = distance * FINE - 0.5;
		int below = (int) Math.floor(position);
		if (below >= BINS - 1) {
			return 1;
		}
		int first = Math.max(below, 0);
		double fraction = Math.clamp(position - first, 0.0, 1.0);
		return profile[first] * (1 - fraction) + profile[first + 1] * fraction;
	}

	/** The flat over its smooth light by distance from one of the ends, in slitlets from one up to another. */
	private static Values values(SlitletPixels pixels, float[] flat, FlatStructure structure,
			SlitletShifts shifts, int side, int first, int last) {
		int[] counts = new int[BINS];
		float[][] values = new float[BINS][];
		for (int pass = 0; pass < 2; pass++) {
			for (int bin = 0; bin < BINS; bin++) {
				values[bin] = new float[counts[bin]];
			}
			Arrays.fill(counts, 0);
			for (int k = first; k < last; k++) {
				for (int entry = pixels.from(k); structure.isKnown(k) && entry < pixels.to(k); entry++) {
					double left = (pixels.place(entry) + 1) / 2 * shifts.width()[k];
					int bin = (int) (FINE * (side == 0 ? left : shifts.width()[k] - left));
					float here = flat[pixels.pixel(entry)];
					if (bin >= 0 && bin < BINS && Float.isFinite(here)) {
						if (pass == 1) {
							values[bin][counts[bin]] = (float) (here / structure.at(k, pixels.place(entry)));
						}
						counts[bin]++;
					}
				}
			}
		}
		return new Values(values);
	}

	/** Relative light by distance, {@code [bin][any number]}. */
	private record Values(float[][] values) {

		/** Medians; those of the next bin farther in where there are too few values. */
		double[] medians() {
			double[] medians = new double[BINS];
			for (int bin = BINS - 1; bin >= 0; bin--) {
				medians[bin] = values[bin].length >= LEAST_VALUES ? RobustStatistics.median(values[bin])
						: bin == BINS - 1 ? 1 : medians[bin + 1];
			}
			return medians;
		}

		/** The power of a shape that explains the medians best. */
		double strength(double[] shape) {
			double[] medians = medians();
			double products = 0;
			double squares = 0;
			for (int bin = 0; bin < BINS; bin++) {
				if (values[bin].length >= LEAST_VALUES && shape[bin] > 0 && medians[bin] > 0) {
					double expected = StrictMath.log(shape[bin]);
					products += values[bin].length * expected * StrictMath.log(medians[bin]);
					squares += values[bin].length * expected * expected;
				}
			}
			return squares > 0 ? Math.clamp(products / squares, 0, STRONGEST) : 1;
		}
	}

	/** Weighted means of three neighbours: a few thousand pixels of unequal response make a bin. */
	private static double[] smoothed(double[] profile) {
		double[] smoothed = profile.clone();
		for (int bin = 1; bin < BINS - 1; bin++) {
			smoothed[bin] = (profile[bin - 1] + 2 * profile[bin] + profile[bin + 1]) / 4;
		}
		return smoothed;
	}
}
