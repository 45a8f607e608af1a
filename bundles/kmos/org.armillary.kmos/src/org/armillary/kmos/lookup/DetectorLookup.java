package org.armillary.kmos.lookup;

/**
 * Where each pixel of a detector lies on the sky at one angle of the rotator. The arrays are [ny][nx] in one and are
 * not to be changed. A pixel that belongs to no IFU, or is bad, has IFU 0 and NaN.
 *
 * @param detector
 *            1 to 3
 * @param angleDegrees
 *            angle of the rotator, degrees
 * @param ny
 *            rows
 * @param nx
 *            columns
 * @param ifu
 *            1 to 24, or 0
 * @param xMas
 *            x from the middle of the IFU, mas
 * @param yMas
 *            y from the middle of the IFU, mas
 * @param micron
 *            wavelength in vacuum, µm; NaN everywhere if there is no wavelength calibration
 * @param flags
 *            bits {@link #EXTRAPOLATED} and {@link #ONE_ANGLE}
 */
public record DetectorLookup(int detector, double angleDegrees, int ny, int nx, byte[] ifu, float[] xMas, float[] yMas,
		float[] micron, byte[] flags) {

	/** The wavelength lies beyond the arc lines that were traced. */
	public static final byte EXTRAPOLATED = 1;
	/** Of the two angles of an interpolation, the pixel is lit at one only. */
	public static final byte ONE_ANGLE = 2;
}
