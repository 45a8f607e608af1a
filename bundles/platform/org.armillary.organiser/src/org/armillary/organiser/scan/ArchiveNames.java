package org.armillary.organiser.scan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names may stand in an archive: those of files below a folder, on any system. */
final class ArchiveNames {

	private static final int MOST_CHARACTERS = 4096;
	private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

	private ArchiveNames() {
	}

	/** What is wrong with a name, as words after “has”; empty where nothing is. */
	static Optional<String> fault(String name) {
		if (name.isEmpty()) {
			return Optional.of("no character");
		}
		if (name.length() > MOST_CHARACTERS) {
			return Optional.of(String.format(Locale.ROOT, "more than %d characters", MOST_CHARACTERS));
		}
		if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
			return Optional.of("a root, which leads out of the folder");
		}
		if (name.indexOf('\\') >= 0) {
			return Optional.of("a backslash");
		}
		if (name.indexOf('\0') >= 0) {
			return Optional.of("a NUL");
		}
		for (String part : name.split("/", -1)) {
			if (part.equals("..")) {
				return Optional.of("a part ‘..’, which leads out of the folder");
			}
			if (part.isEmpty() || part.equals(".")) {
				return Optional.of("an empty part");
			}
		}
		return Optional.empty();
	}
}
