package org.armillary.kmos.simulator.optics;

/**
 * How the slitlets of an IFU lie on the sky. Positions are in milliarcsec from the centre of the IFU at offset angle 0:
 * x and y as in the reconstructed image, <em>along</em> the slitlets with rising detector x, <em>across</em> them with
 * rising number of the slice. The four IFUs of a half segment share it.
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

	private static final int HALF_SEGMENT = 4;

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
	 *            from 1 to 24
	 */
	public static IfuOrientation of(int ifu) {
		return switch (StrictMath.floorDiv(ifu - 1, HALF_SEGMENT)) {
		case 0, 3 -> SWAPPED;
		case 1, 2 -> SWAPPED_FLIPPED;
		case 4 -> FLIPPED_Y;
		case 5 -> FLIPPED_X;
		default -> throw new IllegalArgumentException("IFU is " + ifu + "; expected 1 to 24");
		};
	}

	/** Position along the slitlets, mas, of a position on the sky, mas. */
	public double along(double xMas, double yMas) {
		return swapped ? signY * yMas : signX * xMas;
	}

	/** Position across the slitlets, mas, of a position on the sky, mas. */
	public double across(double xMas, double yMas) {
		return swapped ? signX * xMas : signY * yMas;
	}

	/** x on the sky, mas, of a position along and across the slitlets, mas. */
	public double x(double alongMas, double acrossMas) {
		return signX * (swapped ? acrossMas : alongMas);
	}

	/** y on the sky, mas, of a position along and across the slitlets, mas. */
	public double y(double alongMas, double acrossMas) {
		return signY * (swapped ? alongMas : acrossMas);
	}
}
