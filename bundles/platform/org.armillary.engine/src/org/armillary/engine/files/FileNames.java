package org.armillary.engine.files;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What names of files tell. */
public final class FileNames {

	/** How names of FITS files end. */
	private static final Pattern ENDING = Pattern.compile("\\.(fits|fit|fts)(\\.gz|\\.fz)?$", Pattern.CASE_INSENSITIVE);

	private FileNames() {
	}

	/** Whether a file is called like a FITS file. */
	public static boolean isFits(Path file) {
		return ENDING.matcher(file.getFileName().toString()).find();
	}

	/** The name of a file without its ending: what says that it is FITS, compressed or not, or the last part. */
	public static String stem(Path file) {
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		return isFits(file) ? ENDING.matcher(name).replaceFirst("") : dot > 0 ? name.substring(0, dot) : name;
	}
}
