package org.armillary.kmos.fitsstack;

import org.armillary.kmos.KmosFileType;
import org.armillary.kmos.KmosFileType.Part;

/** The types of file that can be built from plain images; see {@link KmosFileType}. */
public enum StackType {

	/** Raw frame of three detectors. */
	RAW(KmosFileType.RAW, false),
	/** A spectrum for each detector. */
	F1D(KmosFileType.F1D, true),
	/** An image for each detector. */
	F2D(KmosFileType.F2D, true),
	/** A mask of bad pixels for each detector. */
	B2D(KmosFileType.B2D, false),
	/** A spectrum for each IFU. */
	F1I(KmosFileType.F1I, true),
	/** An image for each IFU. */
	F2I(KmosFileType.F2I, true),
	/** A cube for each IFU. */
	F3I(KmosFileType.F3I, true),
	/** A single vector. */
	F1S(KmosFileType.F1S, false);

	private final KmosFileType type;
	private final boolean noise;

	StackType(KmosFileType type, boolean noise) {
		this.type = type;
		this.noise = noise;
	}

	/** Number of axes. */
	int axes() {
		return type.axes();
	}

	/** Whether there may be noise. */
	boolean mayHaveNoise() {
		return noise;
	}

	/** Whether the extensions are those of IFUs. */
	boolean isOfIfus() {
		return type.part() == Part.IFU;
	}

	/** Whether so many files make a file of this type. */
	boolean takes(int files) {
		return switch (this) {
		case RAW -> files == Part.CHIP.count();
		case F1D, F2D, B2D -> files > 0 && files % Part.DETECTOR.count() == 0;
		case F1I, F2I, F3I -> files > 0 && files <= Part.IFU.count();
		case F1S -> files == 1;
		};
	}

	/** How many files it takes, in words. */
	String expected() {
		return switch (this) {
		case RAW -> "3, one for each detector";
		case F1D, F2D, B2D -> "3, one for each detector, or 3 for each rotator angle";
		case F1I, F2I, F3I -> "1 to 24, one for each IFU";
		case F1S -> "1";
		};
	}

	/** EXTNAME of the data of an extension, counted from 0. */
	String extensionName(int index) {
		return type.part().extensionName(index % type.part().count() + 1);
	}
}
