package org.armillary.kmos.detector;

import java.util.List;
import java.util.stream.Stream;

import org.armillary.data.Mask;

/** Why a pixel of a frame cannot be trusted, a bit each. */
public enum PixelFlag {
	/** Defect of the detector: dark, hot or cold, as a mask of bad pixels says. */
	BAD(0, "bad pixel of the detector"),
	/** Signal above the linear range (40 000 adu above the level of the read-out). */
	NON_LINEAR(1, "signal above the linear range"),
	/** Value at the end of the scale of the converter. */
	SATURATED(2, "saturated"),
	/** Bright light of an earlier exposure may still glow here. */
	PERSISTENT(3, "bright light of an earlier exposure may still glow"),
	/** All samples were rejected, or the values are no numbers. */
	NO_DATA(4, "no value");

	private final int bit;
	private final String description;

	PixelFlag(int bit, String description) {
		this.bit = bit;
		this.description = description;
	}

	/** The bit as a number with only this bit set. */
	public byte value() {
		return (byte) (1 << bit);
	}

	/** Whether flags have this one. */
	public boolean in(byte flags) {
		return (flags & 1 << bit) != 0;
	}

	/** All flags for a mask extension. */
	public static List<Mask.Flag> all() {
		return Stream.of(values()).map(flag -> new Mask.Flag(flag.name(), flag.bit, flag.description)).toList();
	}
}
