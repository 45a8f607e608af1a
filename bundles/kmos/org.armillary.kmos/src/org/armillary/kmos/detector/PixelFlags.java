package org.armillary.kmos.detector;

/** Sets bits of {@link PixelFlag} in the flags of a detector. */
public final class PixelFlags {

	private PixelFlags() {
	}

	/**
	 * Flags bad pixels.
	 *
	 * @param flags
	 *            changed in place
	 * @param good
	 *            1 for good, 0 for bad, of the same length
	 */
	public static void addBad(byte[] flags, byte[] good) {
		if (good.length != flags.length) {
			throw new IllegalArgumentException("a mask of " + good.length + " pixels for " + flags.length);
		}
		byte bad = PixelFlag.BAD.value();
		for (int i = 0; i < flags.length; i++) {
			if (good[i] == 0) {
				flags[i] |= bad;
			}
		}
	}

	/** Flags pixels by their index in the detector. */
	public static void add(byte[] flags, int[] pixels, PixelFlag flag) {
		for (int pixel : pixels) {
			flags[pixel] |= flag.value();
		}
	}
}
