package org.armillary.kmos;

/**
 * One of the 336 slitlets: a slice of an IFU, which is imaged as a column of light about 13.6 pixels wide along the whole
 * detector. Slices count from 1 with rising x of the detector, and so do the IFUs of a detector.
 *
 * @param ifu
 *            1 to 24
 * @param slice
 *            1 to 14
 */
public record Slitlet(int ifu, int slice) implements Comparable<Slitlet> {

	/** Number of IFUs. */
	public static final int IFUS = 24;
	/** Number of IFUs on a detector. */
	public static final int IFUS_PER_DETECTOR = 8;
	/** Number of slitlets of an IFU, and of spaxels along each. */
	public static final int SLICES = 14;
	/** Number of slitlets on a detector. */
	public static final int PER_DETECTOR = SLICES * IFUS_PER_DETECTOR;
	/** Half the length of a slitlet, and half the width of the field of an IFU, mas. */
	public static final double HALF_FIELD_MAS = 1400;
	/** Width of a slitlet on the sky, mas. */
	public static final double SLICE_MAS = 200;
	/** Mean width of a slitlet on the detector, pixel (Davies et al. 2013, section 2). */
	public static final double WIDTH_PIXEL = 13.6;
	/** Distance of slitlets within an IFU, pixel (Davies et al. 2013, section 2). */
	public static final double PITCH_PIXEL = 18;
	/** Width of the pattern of all slitlets of a detector, pixel (Davies et al. 2013, figure 3). */
	public static final double PATTERN_PIXEL = 2007;

	private static final int IFUS_PER_HALF_SEGMENT = 4;

	/** Refuses what does not exist. */
	public Slitlet {
		if (ifu < 1 || ifu > IFUS || slice < 1 || slice > SLICES) {
			throw new IllegalArgumentException("IFU " + ifu + ", slice " + slice);
		}
	}

	/**
	 * A slitlet by its place on a detector.
	 *
	 * @param detector
	 *            1 to 3
	 * @param index
	 *            0 to 111 with rising x
	 */
	public static Slitlet at(int detector, int index) {
		return new Slitlet((detector - 1) * IFUS_PER_DETECTOR + index / SLICES + 1, index % SLICES + 1);
	}

	/** The half segment of an IFU, 1 to 6: four IFUs that share orientation and flexure. */
	public static int halfSegment(int ifu) {
		return (ifu - 1) / IFUS_PER_HALF_SEGMENT + 1;
	}

	/** The detector that an IFU is imaged on, 1 to 3. */
	public static int detectorOf(int ifu) {
		return (ifu - 1) / IFUS_PER_DETECTOR + 1;
	}

	/** The detector, 1 to 3. */
	public int detector() {
		return detectorOf(ifu);
	}

	/** Place on its detector, 0 to 111 with rising x. */
	public int index() {
		return (ifu - 1) % IFUS_PER_DETECTOR * SLICES + slice - 1;
	}

	/** Number among all slitlets, 1 to 336. */
	public int number() {
		return (ifu - 1) * SLICES + slice;
	}

	/** Middle of the slice across the slitlets, mas from the middle of the IFU. */
	public double acrossMas() {
		return (slice - (SLICES + 1) / 2.0) * SLICE_MAS;
	}

	@Override
	public int compareTo(Slitlet other) {
		return Integer.compare(number(), other.number());
	}

	@Override
	public String toString() {
		return "IFU " + ifu + " slitlet " + slice;
	}
}
