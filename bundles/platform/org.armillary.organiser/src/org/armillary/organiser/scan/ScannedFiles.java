package org.armillary.organiser.scan;

import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;

/**
 * What was found.
 *
 * @param files
 *            files whose headers were read, by name
 * @param unfinished
 *            names of files that are shorter than their headers promise and were changed within the last minute: they are
 *            being written
 * @param problems
 *            what is wrong with other files
 * @param remembered
 *            how many of the files were not read again
 */
public record ScannedFiles(List<HeaderFile> files, List<String> unfinished, List<Message> problems, int remembered) {

	/** Copies the lists. */
	public ScannedFiles {
		files = List.copyOf(files);
		unfinished = List.copyOf(unfinished);
		problems = List.copyOf(problems);
	}
}
