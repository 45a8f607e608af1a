package org.armillary.kmos.dark;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.ReadoutChannels;

/** What was made of one detector: {@code raw} is the header of its image in the first frame. */
record DarkDetector(FitsHeader raw, ReadoutChannels channels, MasterFrame master, BadPixels bad, DarkQuality quality) {

	private static final String UNIT = "adu";

	/** Writes the master dark and its noise, {@code float[ny][nx]} in adu. */
	void writeMaster(FitsWriter writer, int detector) throws FitsException {
		FitsHeader header = quality.addTo(raw);
		writer.image(name(detector, "DATA"), header, UNIT, master.value(), channels.nx(), channels.ny());
		writer.image(name(detector, "NOISE"), raw, UNIT, master.noise(), channels.nx(), channels.ny());
	}

	/** Writes which pixels are good, {@code byte[ny][nx]}. */
	void writeBadPixels(FitsWriter writer, int detector) throws FitsException {
		writer.image(name(detector, "DATA"), quality.addTo(raw), "", bad.good(), channels.nx(), channels.ny());
	}

	private static String name(int detector, String part) {
		return "DET." + detector + "." + part;
	}
}
