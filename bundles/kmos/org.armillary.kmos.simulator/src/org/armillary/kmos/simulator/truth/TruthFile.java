package org.armillary.kmos.simulator.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;

import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.header.Exposure;
import org.armillary.kmos.simulator.header.RawKeywords;
import org.armillary.kmos.simulator.plan.NightExposure;

/**
 * A FITS file of truth, described before it is made.
 *
 * @param name
 *            path below the folder of the night
 * @param category
 *            what it tells of, as the keyword {@code ESO PRO CATG} has it, by which rules know it from raw frames
 * @param mjd
 *            modified Julian date of the start of the exposure or the night that it tells of, in UTC
 * @param primary
 *            keywords of the primary header, with category and date
 * @param parts
 *            its extensions
 */
record TruthFile(String name, String category, double mjd, FitsHeader primary, List<TruthPart> parts) {

	/** Adds category and date to the header, and copies the list. */
	TruthFile {
		primary = primary.toBuilder().set("INSTRUME", "KMOS", "Instrument that is simulated")
				.set(RawKeywords.MJD, mjd, "Start of what this file tells of")
				.set("ESO PRO CATG", category, "What this file tells of").build();
		parts = List.copyOf(parts);
	}

	/** A file about a night, which begins at noon. */
	static TruthFile ofNight(String name, String category, NightInstrument instrument, FitsHeader primary,
			List<TruthPart> parts) {
		return new TruthFile(name, category, Exposure.mjd(instrument.night().start().atTime(LocalTime.NOON)), primary,
				parts);
	}

	/** A file about an exposure. */
	static TruthFile ofExposure(String name, String category, NightExposure exposure, FitsHeader primary,
			List<TruthPart> parts) {
		return new TruthFile(name, category, (Double) exposure.keywords().get(RawKeywords.MJD), primary, parts);
	}

	/** How it is listed, with its exact size. */
	SimulatedFile listed() {
		return new SimulatedFile(name, category,
				TruthPart.primaryBytes(primary) + parts.stream().mapToLong(TruthPart::bytes).sum());
	}

	/** Writes it below the folder of the night. */
	void write(Path folder) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			for (TruthPart part : parts) {
				part.write(writer);
			}
			writer.commit();
		}
		if (Files.size(file) != listed().bytes()) {
			throw new IllegalStateException(
					name + " has " + Files.size(file) + " bytes, " + listed().bytes() + " were listed");
		}
	}
}
