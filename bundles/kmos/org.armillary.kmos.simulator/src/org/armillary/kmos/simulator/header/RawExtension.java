package org.armillary.kmos.simulator.header;

import java.util.Map;

import org.armillary.data.FitsHeader;

/** Headers of raw frames with pixels: the primary one, and those of the three detectors beside what is structure. */
public final class RawExtension {

	private static final long SIDE = 2048;
	private static final PrimaryHeader PRIMARY = new PrimaryHeader(700);
	/** DATASUM and CHECKSUM. */
	private static final int SUMS = 2;

	private RawExtension() {
	}

	/** The primary header of a frame with these keywords, in the full length of raw frames. */
	public static FitsHeader primary(Map<String, Object> keywords) {
		return PRIMARY.of(keywords);
	}

	/**
	 * Size of a raw frame with a primary header.
	 *
	 * @param primary
	 *            the primary header, without the sums that are added when it is written
	 */
	public static long fileBytes(FitsHeader primary) {
		return SparseFile.bytes(primary.cards().size() + (long) SUMS, Gratings.SEGMENTS);
	}

	/**
	 * Name of the extension, {@code CHIP1.INT1}.
	 *
	 * @param detector
	 *            from 0
	 */
	public static String name(int detector) {
		return "CHIP" + (detector + 1) + ".INT1";
	}

	/**
	 * Its keywords, without structure and name.
	 *
	 * @param detector
	 *            from 0
	 * @param gain
	 *            electrons for each adu
	 */
	public static FitsHeader header(int detector, double gain) {
		int number = detector + 1;
		return FitsHeader.builder().set("ESO DET CHIP INDEX", number, "Chip index")
				.set("ESO DET CHIP ID", "SIM-" + number, "Detector ID")
				.set("ESO DET CHIP NAME", "ESO-Hawaii2RG", "Detector name")
				.set("ESO DET CHIP LIVE", true, "Detector live").set("ESO DET CHIP NX", SIDE, "Pixels in X")
				.set("ESO DET CHIP NY", SIDE, "Pixels in Y").set("ESO DET CHIP GAIN", gain, "[electron/adu] Gain")
				.build();
	}
}
