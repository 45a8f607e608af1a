package org.armillary.kmos.slitlet;

/**
 * How edges of slitlets are measured.
 *
 * @param rowsPerBin
 *            rows that make one measurement, 1 to 16
 * @param order
 *            order of the polynomial along the dispersion, 1 to {@value #HIGHEST_ORDER}, or {@value #AUTOMATIC} where
 *            the data shall decide
 */
public record EdgeSettings(int rowsPerBin, int order) {

	/** Order that stands for "as the data ask for". */
	public static final int AUTOMATIC = 0;
	/** Highest order of a polynomial along the dispersion. */
	public static final int HIGHEST_ORDER = 6;
	/** Largest number of rows of one measurement; edges move by less than 0.15 pixel over them. */
	public static final int MOST_ROWS = 16;

	private static final int USUAL_ROWS = 8;

	/** Checks the ranges. */
	public EdgeSettings {
		if (rowsPerBin < 1 || rowsPerBin > MOST_ROWS || order < AUTOMATIC || order > HIGHEST_ORDER) {
			throw new IllegalArgumentException(rowsPerBin + " rows, order " + order);
		}
	}

	/** Eight rows for each measurement, order as the data ask for. */
	public static EdgeSettings usual() {
		return new EdgeSettings(USUAL_ROWS, AUTOMATIC);
	}
}
