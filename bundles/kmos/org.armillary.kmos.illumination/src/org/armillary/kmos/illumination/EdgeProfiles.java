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

	/** Steps from one end of a slitlet to the other in which the correction is tabulated: 1/19 pixel. */
	private static final int STEPS = 256;

	private final SlitletShifts shifts;
	/** The correction of each slitlet by place; none where it is 1. */
	private final float[][] tables;

	private EdgeProfiles(SlitletShifts shifts, float[][] tables) {
		this.shifts = shifts;
		this.tables = tables;
	}

	/** Slitlets that have moved, but no profiles. */
	static EdgeProfiles unknown(SlitletShifts shifts) {
		return new EdgeProfiles(shifts, new float[Slitlet.PER_DETECTOR][0]);
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
		var ends = Ends.of(pixels, flat, structure, shifts);
		double[][][] profiles = new double[Slitlet.IFUS_PER_DETECTOR][SIDES][];
		for (int side = 0; side < SIDES; side++) {
			double[] shape = smoothed(ends.together(side).medians());
			for (int ifu = 0; ifu < profiles.length; ifu++) {
				double strength = ends.values()[ifu][side].strength(shape);
				profiles[ifu][side] = Arrays.stream(shape).map(value -> StrictMath.pow(value, strength)).toArray();
			}
		}
		float[][] tables = new float[Slitlet.PER_DETECTOR][0];
		for (int k = 0; k < tables.length; k++) {
			if (shifts.pixel()[k] != 0) {
				tables[k] = table(profiles[k / Slitlet.SLICES], structure, shifts, k);
			}
		}
		return new EdgeProfiles(shifts, tables);
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
	float at(int slitlet, float place) {
		float[] table = tables[slitlet];
		if (table.length == 0) {
			return 1;
		}
		float position = (place + 1) * (STEPS / 2f);
		int below = Math.clamp((int) position, 0, STEPS - 1);
		return table[below] + (position - below) * (table[below + 1] - table[below]);
	}

	private static float[] table(double[][] ends, FlatStructure structure, SlitletShifts shifts, int slitlet) {
		double moved = shifts.pixel()[slitlet];
		float[] table = new float[STEPS + 1];
		for (int i = 0; i <= STEPS; i++) {
			double place = 2.0 * i / STEPS - 1;
			double left = (place + 1) / 2 * shifts.width()[slitlet];
			double right = shifts.width()[slitlet] - left;
			double structured = structure.at(slitlet, place) / structure.at(slitlet, place + shifts.parts(slitlet));
			table[i] = (float) (structured * at(ends[0], left) / at(ends[0], left + moved)
					* (at(ends[1], right) / at(ends[1], right - moved)));
		}
		return table;
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

	/**
	 * The flat over its smooth light near the ends of the slitlets.
	 *
	 * @param values
	 *            by distance, {@code [ifu][side]}
	 */
	private record Ends(Values[][] values) {

		static Ends of(SlitletPixels pixels, float[] flat, FlatStructure structure, SlitletShifts shifts) {
			Values[][] values = new Values[Slitlet.IFUS_PER_DETECTOR][SIDES];
			for (int ifu = 0; ifu < values.length; ifu++) {
				for (int side = 0; side < SIDES; side++) {
					values[ifu][side] = Values.of(pixels, flat, structure, shifts, ifu, side);
				}
			}
			return new Ends(values);
		}

		/** Those of all IFUs. */
		Values together(int side) {
			float[][] together = new float[BINS][];
			for (int bin = 0; bin < BINS; bin++) {
				int length = 0;
				for (Values[] ifu : values) {
					length += ifu[side].values[bin].length;
				}
				together[bin] = new float[length];
				int at = 0;
				for (Values[] ifu : values) {
					float[] some = ifu[side].values[bin];
					System.arraycopy(some, 0, together[bin], at, some.length);
					at += some.length;
				}
			}
			return new Values(together);
		}
	}

	/** Relative light by distance, {@code [bin][any number]}. */
	private record Values(float[][] values) {

		/** Those at one of the ends of the slitlets of an IFU, from 0. */
		static Values of(SlitletPixels pixels, float[] flat, FlatStructure structure, SlitletShifts shifts, int ifu,
				int side) {
			int first = ifu * Slitlet.SLICES;
			int last = first + Slitlet.SLICES;
			int most = pixels.to(last - 1) - pixels.from(first);
			float[] value = new float[most];
			byte[] bins = new byte[most];
			int[] counts = new int[BINS];
			int found = 0;
			for (int k = first; k < last; k++) {
				float width = (float) shifts.width()[k];
				for (int entry = pixels.from(k); structure.isKnown(k) && entry < pixels.to(k); entry++) {
					float left = (pixels.place(entry) + 1) / 2 * width;
					float distance = side == 0 ? left : width - left;
					float here = flat[pixels.pixel(entry)];
					if (distance >= 0 && distance < REACH_PIXEL && Math.abs(here) < Float.POSITIVE_INFINITY) {
						bins[found] = (byte) (FINE * distance);
						counts[bins[found]]++;
						value[found++] = (float) (here / structure.at(k, pixels.place(entry)));
					}
				}
			}
			float[][] values = new float[BINS][];
			for (int bin = 0; bin < BINS; bin++) {
				values[bin] = new float[counts[bin]];
			}
			for (int i = 0; i < found; i++) {
				values[bins[i]][--counts[bins[i]]] = value[i];
			}
			return new Values(values);
		}

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
