package org.armillary.kmos.detector;

/**
 * One detector of a frame or of a combination of frames. The arrays are [ny][nx] in one, first pixel of the first row
 * first, and belong to whoever holds the record.
 *
 * @param ny
 *            rows
 * @param nx
 *            columns
 * @param value
 *            adu; NaN for "no data"
 * @param variance
 *            adu²; NaN for "no data"
 * @param flags
 *            bits of {@link PixelFlag}; 0 where a pixel is good
 */
public record DetectorFrame(int ny, int nx, float[] value, float[] variance, byte[] flags) {

	/** Refuses arrays of another length. */
	public DetectorFrame {
		if (value.length != ny * nx || variance.length != value.length || flags.length != value.length) {
			throw new IllegalArgumentException(nx + " x " + ny + " pixels, but " + value.length + " values, "
					+ variance.length + " variances, " + flags.length + " flags");
		}
	}

	/**
	 * The difference to another frame of the same detector: variances add up, and a pixel has the flags of both.
	 *
	 * @param other
	 *            what is taken off, such as the frame with the lamp off
	 */
	public DetectorFrame minus(DetectorFrame other) {
		if (ny != other.ny || nx != other.nx) {
			throw new IllegalArgumentException(
					nx + " x " + ny + " pixels minus " + other.nx + " x " + other.ny + " pixels");
		}
		float[] difference = new float[value.length];
		float[] sum = new float[value.length];
		byte[] both = new byte[value.length];
		for (int i = 0; i < difference.length; i++) {
			difference[i] = value[i] - other.value[i];
		}
		for (int i = 0; i < sum.length; i++) {
			sum[i] = variance[i] + other.variance[i];
		}
		for (int i = 0; i < both.length; i++) {
			both[i] = (byte) (flags[i] | other.flags[i]);
		}
		return new DetectorFrame(ny, nx, difference, sum, both);
	}
}
