package org.armillary.actor.message;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a user's words why the file system refused something; the exceptions themselves often carry a bare file name. */
public final class Reason {

	private Reason() {
	}

	/** The reason in one line, without the name of the file. */
	public static String of(IOException problem) {
		return switch (problem) {
		case NoSuchFileException _,FileNotFoundException _ -> "there is no such file or folder";
		case AccessDeniedException _ -> "permission denied";
		case NotDirectoryException _ -> "it is not a folder";
		case FileAlreadyExistsException _ -> "a file of this name is in the way";
		case DirectoryNotEmptyException _ -> "the folder is not empty";
		case FileSystemException detailed when detailed.getReason() != null -> oneLine(detailed.getReason());
		default -> problem.getMessage() == null ? problem.getClass().getSimpleName() : oneLine(problem.getMessage());
		};
	}

	/** The text with its line breaks replaced by blanks. */
	public static String oneLine(String text) {
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}
}
