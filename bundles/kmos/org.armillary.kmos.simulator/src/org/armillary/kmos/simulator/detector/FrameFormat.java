package org.armillary.kmos.simulator.detector;

/**
 * Where the pixels of a detector belong: 32 vertical read-out channels of equal width, and a frame of reference
 * pixels all round that are read like the others but see neither light nor dark current. Pixels count from 0 here,
 * {@code [y][x]} in one array.
 *
 * @param side
 *            pixels along each side; a multiple of 64, so that each channel has as many even as odd columns
 */
public record FrameFormat(int side) {

	/** Number of read-out channels. */
	public static final int CHANNELS = 32;

	/** Width of the frame of reference pixels. */
	public static final int REFERENCE_WIDTH = 4;

	/** Distance of pixels, cm. */
	static final double PIXEL_CM = 18e-4;

	/** Pixels along each side of a detector of KMOS. */
	public static final int FULL_SIDE = 2048;

	/** Checks the side. */
	public FrameFormat {
		if (side < 2 * CHANNELS || side % (2 * CHANNELS) != 0) {
			throw new IllegalArgumentException("a side of " + side + " pixels is no multiple of 64");
		}
	}

	/** Number of pixels. */
	public int pixels() {
		return side * side;
	}

	/** Columns of a channel. */
	public int channelColumns() {
		return side / CHANNELS;
	}

	/** The channel, from 0, that reads a column. */
	public int channel(int x) {
		return x / channelColumns();
	}

	/** Whether row or column {@code position} lies in the reference frame as a whole. */
	public boolean isReference(int position) {
		return position < REFERENCE_WIDTH || position >= side - REFERENCE_WIDTH;
	}

	/** Whether a pixel is a reference pixel. */
	public boolean isReference(int x, int y) {
		return isReference(x) || isReference(y);
	}

	/** Pixels along each side of the active area. */
	public int activeSide() {
		return side - 2 * REFERENCE_WIDTH;
	}

	/** The active area as a share of that of a full-size detector. */
	public double shareOfFullSize() {
		double ratio = (double) activeSide() / new FrameFormat(FULL_SIDE).activeSide();
		return ratio * ratio;
	}

	/** Area of the active pixels, cm². */
	public double activeAreaCm2() {
		double sideCm = activeSide() * PIXEL_CM;
		return sideCm * sideCm;
	}
}
