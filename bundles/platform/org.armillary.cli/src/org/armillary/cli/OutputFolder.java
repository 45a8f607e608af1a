package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Reason;
import org.armillary.engine.RunMessage;

/** A folder for products, made where it is missing, with the folders above it. */
final class OutputFolder {

	private final Path folder;
	private final List<Path> created;

	private OutputFolder(Path folder, List<Path> created) {
		this.folder = folder;
		this.created = created;
	}

	/** Makes sure that products can be written into a folder, and leaves everything as it was. */
	static void check(Path place) throws CliException {
		OutputFolder folder = open(place);
		try {
			Files.delete(folder.hidden());
		} catch (IOException e) {
			throw refused(place, e);
		} finally {
			folder.removeIfEmpty();
		}
	}

	/** Makes a folder for products, if it is not there. */
	static OutputFolder open(Path folder) throws CliException {
		var missing = new ArrayList<Path>();
		for (Path place = folder; place != null && !Files.exists(place); place = place.getParent()) {
			missing.add(place);
		}
		var opened = new OutputFolder(folder, missing);
		try {
			Files.createDirectories(folder);
			return opened;
		} catch (IOException e) {
			opened.removeIfEmpty();
			throw refused(folder, e);
		}
	}

	/** Makes a folder in it that people do not see. */
	Path hidden() throws CliException {
		try {
			return Files.createTempDirectory(folder, ".armillary-");
		} catch (IOException e) {
			removeIfEmpty();
			throw refused(folder, e);
		}
	}

	private static CliException refused(Path folder, IOException problem) {
		return new CliException(ExitCode.REFUSED, List.of(RunMessage.OUTPUT_FOLDER.with(folder, Reason.of(problem))),
				problem);
	}

	/** Removes again what was made, if nothing was put there. */
	void removeIfEmpty() {
		for (Path place : created) {
			if (Files.isDirectory(place)) {
				deleteIfEmpty(place);
			}
		}
	}

	private static void deleteIfEmpty(Path folder) {
		try (var content = Files.list(folder)) {
			if (content.findAny().isEmpty()) {
				Files.delete(folder);
			}
		} catch (IOException e) {
			System.getLogger(OutputFolder.class.getName()).log(System.Logger.Level.DEBUG, "not removed: " + folder, e);
		}
	}
}
