package org.armillary.engine;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which extensions of a FITS file a job receives; the primary HDU always comes along.
 *
 * @param patterns
 *            names of extensions, {@code *} standing for any text; empty for the whole file
 */
public record ExtensionSelection(List<String> patterns) {

	/** The whole file. */
	public static final ExtensionSelection ALL = new ExtensionSelection(List.of());

	/** Copies the list. */
	public ExtensionSelection {
		patterns = List.copyOf(patterns);
	}

	/** Whether the whole file is meant. */
	public boolean isAll() {
		return patterns.isEmpty();
	}

	/** Whether an extension with this name is received. */
	public boolean accepts(String extension) {
		return isAll() || patterns.stream().anyMatch(pattern -> Pattern.matches(expression(pattern), extension));
	}

	private static String expression(String pattern) {
		return Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
	}
}
