package org.armillary.kmos.lookup;

import org.armillary.kmos.Slitlet;

/**
 * How XCAL and YCAL hold a place on the sky and an IFU in one number (Davies et al. 2013, section 3.1): the integer
 * part is the place in mas, the first decimal the number of the IFU on its detector, and the sign is that of the
 * place. So -350.4 is -350 mas in the fourth IFU, and 0.4 is 0 mas in it. No data is NaN in what {@link #encode}
 * makes; other software writes 0.
 */
public final class PlaceCode {

	/** Further decimals than these are noise of a 32-bit number. */
	private static final double THOUSANDTHS = 1000;
	private static final int PER_TENTH = 100;
	private static final int TEN = 10;
	/** Beyond this, in mas, no place can lie: the number is damaged or is none. */
	private static final double FARTHEST_MAS = 10_000;

	private PlaceCode() {
	}

	/**
	 * The number for a place.
	 *
	 * @param ifuOnDetector
	 *            1 to 8; 0 gives NaN
	 * @param mas
	 *            place, mas, which is rounded; NaN gives NaN
	 */
	public static float encode(int ifuOnDetector, double mas) {
		if (ifuOnDetector < 0 || ifuOnDetector > Slitlet.IFUS_PER_DETECTOR) {
			throw new IllegalArgumentException("IFU " + ifuOnDetector + " of a detector");
		}
		if (ifuOnDetector == 0 || !(Math.abs(mas) <= FARTHEST_MAS)) {
			return Float.NaN;
		}
		long place = Math.round(Math.abs(mas));
		double code = place + ifuOnDetector / (double) TEN;
		return (float) (mas < 0 && place > 0 ? -code : code);
	}

	/** The number of the IFU on its detector, 1 to 8; 0 if there is no data. */
	public static int ifu(float code) {
		double size = Math.abs((double) code);
		if (!(size <= FARTHEST_MAS)) {
			return 0;
		}
		int ifu = (int) (thousandths(size) / PER_TENTH % TEN);
		return ifu > Slitlet.IFUS_PER_DETECTOR ? 0 : ifu;
	}

	/** The place, mas; NaN if there is no data. */
	public static float mas(float code) {
		if (ifu(code) == 0) {
			return Float.NaN;
		}
		float place = thousandths(Math.abs((double) code)) / (int) THOUSANDTHS;
		return code < 0 && place > 0 ? -place : place;
	}

	private static long thousandths(double size) {
		return (long) (size * THOUSANDTHS + 0.5);
	}
}
