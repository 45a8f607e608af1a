package org.armillary.kmos;

/**
 * How the slitlets of an IFU lie on the sky. Places are in milliarcsec from the middle of the IFU: x (east) and y (north,
 * where the field is not rotated) as in reconstructed images; <em>along</em> the slitlets with rising detector x, and
 * <em>across</em> them with rising number of the slice. The four IFUs of a half segment share it (manual of kmos_flat).
 */
public enum IfuOrientation {
	/** x across and y along the slitlets: IFUs 1 to 4 and 13 to 16. */
	SWAPPED(true, 1, 1),
	/** x across and y along the slitlets, both the other way round: IFUs 5 to 12. */
	SWAPPED_FLIPPED(true, -1, -1),
	/** x along the slitlets, y across them the other way round: IFUs 17 to 20. */
	FLIPPED_Y(false, 1, -1),
	/** x along the slitlets the other way round, y across them: IFUs 21 to 24. */
	FLIPPED_X(false, -1, 1);

	private final boolean swapped;
	private final int signX;
	private final int signY;

	IfuOrientation(boolean swapped, int signX, int signY) {
		this.swapped = swapped;
		this.signX = signX;
		this.signY = signY;
	}

	/**
	 * The orientation of an IFU.
	 *
	 * @param ifu
	 *            1 to 24
	 */
	public static IfuOrientation of(int ifu) {
		return switch (Slitlet.halfSegment(ifu)) {
		case 1, 4 -> SWAPPED;
		case 2, 3 -> SWAPPED_FLIPPED;
		case 5 -> FLIPPED_Y;
		default -> FLIPPED_X;
		};
	}

	/** x, mas, of a place along and across the slitlets, mas. */
	public double x(double alongMas, double acrossMas) {
		return signX * (swapped ? acrossMas : alongMas);
	}

	/** y, mas, of a place along and across the slitlets, mas. */
	public double y(double alongMas, double acrossMas) {
		return signY * (swapped ? alongMas : acrossMas);
	}

	/** Position along the slitlets, mas, of a place, mas. */
	public double along(double xMas, double yMas) {
		return swapped ? signY * yMas : signX * xMas;
	}

	/** Position across the slitlets, mas, of a place, mas. */
	public double across(double xMas, double yMas) {
		return swapped ? signX * xMas : signY * yMas;
	}
}
