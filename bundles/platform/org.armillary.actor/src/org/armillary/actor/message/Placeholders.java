package org.armillary.actor.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {0}}, {@code {1}} … in the text of a template, in one pass, so that filled-in values are never filled again. */
final class Placeholders {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

	private Placeholders() {
	}

	static String fill(String template, Object... values) {
		return PLACEHOLDER.matcher(template).replaceAll(match -> {
			int index = Integer.parseInt(match.group(1));
			return Matcher.quoteReplacement(index < values.length ? String.valueOf(values[index]) : match.group());
		});
	}
}
