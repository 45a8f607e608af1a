package org.armillary.workflow;

import java.util.Collection;
import java.util.HashSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which names a workflow may use. */
final class Names {

	/** What an id must look like, for messages. */
	static final String ID_WORDS = "letters, digits, ‘_’ and ‘-’";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
	private static final Pattern PATH = Pattern.compile(ID.pattern() + "(/" + ID.pattern() + ")*");
	private static final Pattern PORT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

	private Names() {
	}

	/** Whether {@code text} can be the id of a node, or the name of an input, a parameter or an output of a workflow. */
	static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Whether {@code text} can be the id of a node, or the name of a parameter, of a workflow into which sub-workflows were
	 * put: {@code night/dark}.
	 */
	static boolean isPath(String text) {
		return PATH.matcher(text).matches();
	}

	/** Whether {@code text} can be the name of a port or of a parameter of an actor. */
	static boolean isPort(String text) {
		return PORT.matcher(text).matches();
	}

	static String checkId(String text) {
		if (!isId(text)) {
			throw new IllegalArgumentException("not a name made of " + ID_WORDS + ": " + text);
		}
		return text;
	}

	static String checkPath(String text) {
		if (!isPath(text)) {
			throw new IllegalArgumentException("not a name made of " + ID_WORDS + ": " + text);
		}
		return text;
	}

	static String checkPort(String text) {
		if (!isPort(text)) {
			throw new IllegalArgumentException("not the name of a port or parameter: " + text);
		}
		return text;
	}

	static String checkNotBlank(String text, String what) {
		if (text.isBlank()) {
			throw new IllegalArgumentException(what + " is blank");
		}
		return text;
	}

	static <T> void checkUnique(Collection<T> things, Function<T, String> name, String what) {
		var seen = new HashSet<String>();
		for (T thing : things) {
			if (!seen.add(name.apply(thing))) {
				throw new IllegalArgumentException("two " + what + " are called " + name.apply(thing));
			}
		}
	}
}
