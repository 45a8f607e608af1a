package org.armillary.kmos.lookup;

import org.armillary.kmos.IfuOrientation;
import org.armillary.kmos.Slitlet;

/**
 * XCAL and YCAL of a detector, or of some of its rows, told by slitlet: {@code [rows][nx]} in one array each. What is
 * along and what is across follows from the orientation of the IFU.
 *
 * @param nx
 *            columns
 * @param slitlet
 *            place of the slitlet on the detector and 1: 1 to 112; 0 where there is no data
 * @param along
 *            place along the slitlet, mas, rising with x in tables of the usual sense
 * @param across
 *            place across the slitlets, mas
 */
record SlitletPlane(int nx, byte[] slitlet, float[] along, float[] across) {

	private static final int CODES = Slitlet.IFUS_PER_DETECTOR + 1;

	/** Reads the numbers of both planes; where they name different IFUs there is no data. */
	static SlitletPlane of(int detector, int nx, float[] xcal, float[] ycal) {
		IfuOrientation[] orientations = orientations(detector);
		byte[] slitlets = new byte[xcal.length];
		float[] along = new float[xcal.length];
		float[] across = new float[xcal.length];
		for (int i = 0; i < xcal.length; i++) {
			int code = PlaceCode.ifu(xcal[i]);
			if (code == 0 || code != PlaceCode.ifu(ycal[i])) {
				along[i] = Float.NaN;
				across[i] = Float.NaN;
				continue;
			}
			float x = PlaceCode.mas(xcal[i]);
			float y = PlaceCode.mas(ycal[i]);
			along[i] = (float) orientations[code].along(x, y);
			across[i] = (float) orientations[code].across(x, y);
			slitlets[i] = (byte) ((code - 1) * Slitlet.SLICES + slice(across[i]));
		}
		return new SlitletPlane(nx, slitlets, along, across);
	}

	/** Number of the IFU on its detector, 1 to 8, of a slitlet, 1 to 112. */
	static int ifuOnDetector(int slitlet) {
		return (slitlet - 1) / Slitlet.SLICES + 1;
	}

	/** Half of the detector, 0 or 1, of a slitlet, 1 to 112. */
	static int half(int slitlet) {
		return (slitlet - 1) / (Slitlet.PER_DETECTOR / 2);
	}

	/** The orientations of the IFUs of a detector by their number on it, 1 to 8. */
	static IfuOrientation[] orientations(int detector) {
		IfuOrientation[] orientations = new IfuOrientation[CODES];
		for (int code = 0; code < CODES; code++) {
			orientations[code] = IfuOrientation
					.of((detector - 1) * Slitlet.IFUS_PER_DETECTOR + Math.max(1, code));
		}
		return orientations;
	}

	private static int slice(float acrossMas) {
		long slice = Math.round(acrossMas / Slitlet.SLICE_MAS + (Slitlet.SLICES + 1) / 2.0);
		return Math.clamp(slice, 1, Slitlet.SLICES);
	}
}
