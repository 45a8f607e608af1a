package org.armillary.kmos.tables;

import org.armillary.kmos.Band;

/**
 * A bright line with the place where it is about to be found: a hint to begin with, nothing more.
 *
 * @param band
 *            band
 * @param detector
 *            1 to 3
 * @param micron
 *            wavelength, µm in vacuum
 * @param row
 *            row of the detector, about; rows count from 0 with their centres at whole numbers
 * @param gas
 *            gas that emits it
 */
public record ReferenceLine(Band band, int detector, double micron, double row, Gas gas) {

	/** Number of rows of a detector. */
	public static final int ROWS = 2048;
	/** Number of detectors. */
	public static final int DETECTORS = 3;

	/** Refuses what does not exist. */
	public ReferenceLine {
		if (detector < 1 || detector > DETECTORS || !(micron > 0) || !(row >= 0 && row < ROWS)) {
			throw new IllegalArgumentException("detector " + detector + ", " + micron + " µm, row " + row);
		}
	}
}
