package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunMessage;

/** Makes and removes folders, and says in a user's words why something cannot be written. */
final class Folders {

	private Folders() {
	}

	/** The folders that {@link Files#createDirectories} would make, innermost first. */
	static List<Path> missing(Path folder) {
		var missing = new ArrayList<Path>();
		for (Path place = folder; place != null && !Files.exists(place); place = place.getParent()) {
			missing.add(place);
		}
		return missing;
	}

	/**
	 * Makes the output folder and finds out whether it can be written.
	 *
	 * @return the folders that were made, innermost first
	 */
	static List<Path> makeOutput(Path folder) throws RefusedException {
		List<Path> missing = missing(folder);
		try {
			Files.createDirectories(folder);
			Files.delete(Files.createTempFile(folder, ".armillary-", ""));
			return missing;
		} catch (IOException e) {
			missing.forEach(Folders::deleteIfEmpty);
			throw new RefusedException(RefusedException.Kind.INVALID,
					List.of(RunMessage.OUTPUT_FOLDER.with(folder, Reason.of(e))), e);
		}
	}

	/** Refuses an output folder that certainly cannot be written; writes nothing. */
	static void checkOutput(Path folder) throws RefusedException {
		Path place = folder;
		while (!Files.exists(place) && place.getParent() != null) {
			place = place.getParent();
		}
		if (!Files.isDirectory(place) || !Files.isWritable(place)) {
			throw new RefusedException(RunMessage.OUTPUT_FOLDER.with(folder,
					place + (Files.isDirectory(place) ? " cannot be written" : " is not a folder")));
		}
	}

	/** Deletes a file where it is there; what cannot be deleted stays. */
	static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "not removed: " + file, e);
		}
	}

	/** Deletes a folder that holds nothing. */
	static void deleteIfEmpty(Path folder) {
		try (var content = Files.list(folder)) {
			if (content.findAny().isEmpty()) {
				Files.delete(folder);
			}
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "not removed: " + folder, e);
		}
	}

	/** Deletes the files of a folder whose names begin with a text. */
	static void deleteStarting(Path folder, String prefix) {
		if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (var content = Files.newDirectoryStream(folder, file -> file.getFileName().toString().startsWith(prefix))) {
			content.forEach(Folders::deleteQuietly);
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "not searched: " + folder, e);
		}
	}

	/**
	 * Why a place cannot be written, with the bytes that are free there.
	 *
	 * @param neededBytes
	 *            bytes that were to be written; 0 where that is unknown
	 */
	static Message trouble(Path place, long neededBytes, IOException problem) {
		if (problem instanceof HasMessage explained) {
			return explained.explanation();
		}
		return RunMessage.TROUBLE.with(place, reason(place, neededBytes, problem));
	}

	/** The reason in one line, with the bytes that are free, and those that are missing where they are too few. */
	static String reason(Path place, long neededBytes, IOException problem) {
		long free = free(place);
		String space = free < 0 ? ""
				: "; " + free + " bytes are free there"
						+ (neededBytes > free ? ", " + neededBytes + " are needed" : "");
		return Reason.of(problem) + space;
	}

	private static long free(Path place) {
		Path there = place;
		while (there != null && !Files.exists(there)) {
			there = there.getParent();
		}
		try {
			return there == null ? -1 : Files.getFileStore(there).getUsableSpace();
		} catch (IOException e) {
			logger().log(System.Logger.Level.DEBUG, "free space is unknown: " + there, e);
			return -1;
		}
	}

	private static System.Logger logger() {
		return System.getLogger(Folders.class.getName());
	}
}
