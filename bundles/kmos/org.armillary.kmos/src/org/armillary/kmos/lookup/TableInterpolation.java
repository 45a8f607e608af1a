package org.armillary.kmos.lookup;

import java.util.Arrays;

import org.armillary.kmos.Slitlet;

/**
 * Places between two calibrated angles. The coordinate along the slitlets goes over from that of the near table to the
 * target angle; which pixels are lit goes with it: those that come to lie beyond the ends of a slitlet leave, and those
 * that enter it are known from the other table.
 */
final class TableInterpolation {

	/**
	 * A pixel that is lit in the other table only, but this far inside the slitlet in the near one, is bad there; mas.
	 */
	private static final double INSIDE_MAS = 20;
	/** Places are rounded to mas, and edges are known to some thousandths of a pixel. */
	private static final double FARTHEST_MAS = Slitlet.HALF_FIELD_MAS + 0.5;

	private final SlitletPlane near;
	private final SlitletPlane far;
	private final double weight;
	/**
	 * By slitlet: by how much places of the near, and of the far table change, and from the far to the near one; mas.
	 */
	private final double[] fromNear = new double[Slitlet.PER_DETECTOR + 1];
	private final double[] fromFar = new double[Slitlet.PER_DETECTOR + 1];
	private final double[] farToNear = new double[Slitlet.PER_DETECTOR + 1];

	/**
	 * Prepares.
	 *
	 * @param near
	 *            table of the angle whose wavelengths are used
	 * @param far
	 *            table of the angle on the other side
	 * @param weight
	 *            of the far table in pixels lit in both; NaN to take these from the near table alone
	 * @param shifts
	 *            shifts and scale
	 * @param target
	 *            shift of each half at the target angle, pixel
	 * @param nearAngle
	 *            place of the near angle
	 * @param farAngle
	 *            place of the far angle
	 */
	TableInterpolation(SlitletPlane near, SlitletPlane far, double weight, HalfSegmentShifts shifts, double[] target,
			int nearAngle, int farAngle) {
		this.near = near;
		this.far = far;
		this.weight = weight;
		for (int slitlet = 1; slitlet <= Slitlet.PER_DETECTOR; slitlet++) {
			int half = SlitletPlane.half(slitlet);
			double scale = shifts.masPerPixel(slitlet);
			double nearShift = shifts.at(half, nearAngle);
			double farShift = shifts.at(half, farAngle);
			fromNear[slitlet] = change(scale, target[half] - nearShift);
			fromFar[slitlet] = -scale * (target[half] - farShift);
			farToNear[slitlet] = -scale * (nearShift - farShift);
		}
	}

	/** What cannot be moved stays. */
	private static double change(double scale, double pixel) {
		double change = -scale * pixel;
		return Double.isNaN(change) ? 0 : change;
	}

	/**
	 * Interpolates.
	 *
	 * @param flags
	 *            gets {@link DetectorLookup#ONE_ANGLE} added
	 * @return the slitlets and places at the target angle
	 */
	SlitletPlane apply(byte[] flags) {
		int pixels = near.slitlet().length;
		byte[] slitlets = new byte[pixels];
		float[] along = new float[pixels];
		float[] across = new float[pixels];
		Arrays.fill(along, Float.NaN);
		Arrays.fill(across, Float.NaN);
		for (int i = 0; i < pixels; i++) {
			int here = near.slitlet()[i];
			int there = far.slitlet()[i];
			if (here == 0 && there == 0) {
				continue;
			}
			double place;
			if (here == 0) {
				double before = far.along()[i] + farToNear[there];
				place = Math.abs(before) > Slitlet.HALF_FIELD_MAS - INSIDE_MAS ? far.along()[i] + fromFar[there]
						: Double.NaN;
			} else if (here == there && !Double.isNaN(weight)) {
				place = (1 - weight) * near.along()[i] + weight * far.along()[i];
			} else {
				place = near.along()[i] + fromNear[here];
			}
			// also false for NaN
			if (Math.abs(place) <= FARTHEST_MAS) {
				slitlets[i] = (byte) (here == 0 ? there : here);
				along[i] = (float) place;
				across[i] = here == 0 ? far.across()[i] : near.across()[i];
				if (here == 0) {
					// what the near table says of this pixel is said of a gap
					flags[i] = DetectorLookup.ONE_ANGLE;
				} else if (here != there) {
					flags[i] |= DetectorLookup.ONE_ANGLE;
				}
			}
		}
		return new SlitletPlane(near.nx(), slitlets, along, across);
	}
}
