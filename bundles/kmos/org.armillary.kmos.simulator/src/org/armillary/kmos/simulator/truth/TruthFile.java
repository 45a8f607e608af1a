package org.armillary.kmos.simulator.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/**
 * A FITS file of truth, described before it is made.
 *
 * @param name
 *            path below the folder of the night
 * @param category
 *            what it tells of, as the keyword {@code ESO PRO CATG} has it, by which rules know it from raw frames
 * @param primary
 *            keywords of the primary header, with the category
 * @param parts
 *            its extensions
 */
record TruthFile(String name, String category, FitsHeader primary, List<TruthPart> parts) {

	/** Adds the category to the header, and copies the list. */
	TruthFile {
		primary = primary.toBuilder().set("INSTRUME", "KMOS", "Instrument that is simulated")
				.set("ESO PRO CATG", category, "What this file tells of").build();
		parts = List.copyOf(parts);
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
