package org.armillary.provenance.methods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads BibTeX as strictly as BibTeX does, and refuses what LaTeX would stumble over. */
final class BibChecker {

	private static final Pattern BEGIN = Pattern.compile("@(article|misc)\\{([A-Za-z0-9]+),\\s*");
	private static final Pattern FIELD = Pattern.compile("([a-z]+) = \\{");
	private static final Pattern SPECIAL = Pattern.compile("(?<!\\\\)[&%#_$]");

	/** An entry. */
	record Entry(String type, String key, Map<String, String> fields) {
	}

	private final String text;
	private int place;

	private BibChecker(String text) {
		this.text = text;
	}

	static List<Entry> read(String text) {
		var checker = new BibChecker(text);
		var entries = new ArrayList<Entry>();
		while (checker.place < text.length()) {
			entries.add(checker.entry());
		}
		if (entries.stream().map(entry -> entry.key().toLowerCase(Locale.ROOT)).distinct()
				.count() != entries.size()) {
			throw new AssertionError("a key is there twice: " + text);
		}
		return entries;
	}

	private Entry entry() {
		Matcher begin = match(BEGIN);
		var fields = new LinkedHashMap<String, String>();
		do {
			Matcher field = match(FIELD);
			if (fields.put(field.group(1), value()) != null) {
				throw new AssertionError(field.group(1) + " is there twice: " + text);
			}
		} while (accept(",\n  "));
		if (!accept("\n}\n")) {
			throw new AssertionError("at " + place + ": " + text);
		}
		accept("\n");
		return new Entry(begin.group(1), begin.group(2), fields);
	}

	private Matcher match(Pattern pattern) {
		Matcher matcher = pattern.matcher(text).region(place, text.length());
		if (!matcher.lookingAt()) {
			throw new AssertionError("expected " + pattern + " at " + place + ": " + text);
		}
		place = matcher.end();
		return matcher;
	}

	private boolean accept(String expected) {
		boolean there = text.startsWith(expected, place);
		place += there ? expected.length() : 0;
		return there;
	}

	/** A value up to its closing brace; BibTeX counts braces whether escaped or not. */
	private String value() {
		int begin = place;
		for (int depth = 1; depth > 0; place++) {
			depth += text.charAt(place) == '{' ? 1 : text.charAt(place) == '}' ? -1 : 0;
		}
		String value = text.substring(begin, place - 1);
		if (SPECIAL.matcher(value.replace("$\\mu$", "")).find() || value.contains("\n")) {
			throw new AssertionError("not escaped: " + value);
		}
		return value;
	}
}
