package org.armillary.kmos;

/**
 * How a detector is read out: 32 vertical channels side by side, each with an offset of its own for odd and for even
 * columns, and a frame of reference pixels, four wide all round, that see no light.
 *
 * @param ny
 *            rows of the detector
 * @param nx
 *            columns of the detector
 */
public record ReadoutChannels(int ny, int nx) {

	/** Number of channels. */
	public static final int COUNT = 32;

	/** Width of the frame of reference pixels. */
	public static final int REFERENCE = 4;

	/** Whether a detector of this size has whole channels and an inner part. */
	public static boolean fit(long ny, long nx) {
		return nx % (2 * COUNT) == 0 && nx > 2 * REFERENCE && ny > 2 * REFERENCE && nx * ny <= Integer.MAX_VALUE - 16;
	}

	/** Refuses sizes that do not {@link #fit}. */
	public ReadoutChannels {
		if (!fit(ny, nx)) {
			throw new IllegalArgumentException("a detector of " + nx + " x " + ny + " pixels has no " + COUNT
					+ " channels of an even number of columns");
		}
	}

	/** Columns of a channel. */
	public int width() {
		return nx / COUNT;
	}

	/** The channel of a column (from 0), 0 to 31. */
	public int channel(int x) {
		return x / width();
	}

	/** The offset that a column (from 0) has: two for each channel, for even and for odd columns. */
	public int level(int x) {
		return 2 * channel(x) + (x & 1);
	}

	/** Number of different offsets. */
	public int levels() {
		return 2 * COUNT;
	}

	/** Whether a pixel (from 0) belongs to the reference frame. */
	public boolean isReference(int y, int x) {
		return y < REFERENCE || x < REFERENCE || y >= ny - REFERENCE || x >= nx - REFERENCE;
	}
}
