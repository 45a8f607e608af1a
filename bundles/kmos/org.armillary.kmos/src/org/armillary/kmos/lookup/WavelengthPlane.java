package org.armillary.kmos.lookup;

import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;

/** Wavelengths of the pixels of a detector, µm, from LCAL. */
final class WavelengthPlane {

	/** How far a pixel that enters a slitlet may be from one that is lit in both tables. */
	private static final int REACH = 3;

	private WavelengthPlane() {
	}

	/** Reads a plane; what is no wavelength, such as the 0 of other software, becomes NaN. */
	static float[] read(Hdu hdu) throws FitsException {
		float[] micron = hdu.readFloats();
		for (int i = 0; i < micron.length; i++) {
			if (!(micron[i] > 0 && micron[i] < Float.POSITIVE_INFINITY)) {
				micron[i] = Float.NaN;
			}
		}
		return micron;
	}

	/**
	 * Gives wavelengths to pixels that are lit in the far table only: that of the far table, moved by the difference
	 * of both tables in the next pixel of the row and slitlet that is lit in both, since lines move with the angle,
	 * too.
	 *
	 * @param places
	 *            slitlets at the target angle
	 * @param near
	 *            table whose wavelengths are used
	 * @param far
	 *            the other table
	 * @param micron
	 *            wavelengths of the near table, which are completed
	 * @param farMicron
	 *            wavelengths of the far table
	 * @param flags
	 *            flags, which go with them
	 */
	static void complete(SlitletPlane places, SlitletPlane near, SlitletPlane far, float[] micron, float[] farMicron,
			byte[] flags) {
		for (int i = 0; i < micron.length; i++) {
			byte slitlet = places.slitlet()[i];
			if (slitlet != 0 && near.slitlet()[i] == 0) {
				micron[i] = Float.NaN;
				int neighbour = neighbour(i, slitlet, near, far, micron, farMicron);
				if (neighbour >= 0) {
					// in double: the difference of two wavelengths is small
					micron[i] = (float) ((double) farMicron[i] + (double) micron[neighbour] - farMicron[neighbour]);
					flags[i] |= (byte) (flags[neighbour] & DetectorLookup.EXTRAPOLATED);
				}
			}
		}
	}

	private static int neighbour(int pixel, byte slitlet, SlitletPlane near, SlitletPlane far, float[] micron,
			float[] farMicron) {
		int row = pixel / near.nx() * near.nx();
		for (int distance = 1; distance <= REACH; distance++) {
			for (int i = pixel - distance; i <= pixel + distance; i += 2 * distance) {
				boolean inRow = i >= row && i < row + near.nx();
				if (inRow && near.slitlet()[i] == slitlet && far.slitlet()[i] == slitlet && !Float.isNaN(micron[i])
						&& !Float.isNaN(farMicron[i])) {
					return i;
				}
			}
		}
		return -1;
	}
}
