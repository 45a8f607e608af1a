package org.armillary.kmos.detector;

/**
 * Numbers of pixels of a detector by their flags. A pixel may have several.
 *
 * @param bad
 *            defects of the detector
 * @param nonLinear
 *            above the linear range, saturated ones among them
 * @param saturated
 *            saturated
 * @param persistent
 *            bright light of an earlier exposure may glow in them
 * @param noData
 *            without value
 */
public record FlagCounts(int bad, int nonLinear, int saturated, int persistent, int noData) {

	/** Counts flags. */
	public static FlagCounts of(byte[] flags) {
		int[] counts = new int[PixelFlag.values().length];
		for (byte flag : flags) {
			for (int rest = flag; rest != 0; rest &= rest - 1) {
				counts[Integer.numberOfTrailingZeros(rest)]++;
			}
		}
		return new FlagCounts(counts[PixelFlag.BAD.ordinal()], counts[PixelFlag.NON_LINEAR.ordinal()],
				counts[PixelFlag.SATURATED.ordinal()], counts[PixelFlag.PERSISTENT.ordinal()],
				counts[PixelFlag.NO_DATA.ordinal()]);
	}
}
