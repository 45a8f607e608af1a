package org.armillary.provenance.methods;

import java.util.List;
import java.util.Locale;

import org.armillary.actor.Payload;

/** Words as they stand in a sentence. */
final class English {

	private static final List<String> NUMBERS = List.of("no", "one", "two", "three", "four", "five", "six", "seven",
			"eight", "nine", "ten", "eleven", "twelve");

	private English() {
	}

	/** A number: up to twelve in words. */
	static String number(long number) {
		return number < NUMBERS.size() ? NUMBERS.get((int) number) : Long.toString(number);
	}

	/** What a file of a payload is called, after a category. */
	static String noun(Payload payload, boolean raw, long number) {
		boolean one = number == 1;
		return switch (payload) {
		case IMAGE -> (raw ? "frame" : "image") + (one ? "" : "s");
		case CUBE -> "cube" + (one ? "" : "s");
		case SPECTRUM -> one ? "spectrum" : "spectra";
		case TABLE -> "table" + (one ? "" : "s");
		case FILE -> "file" + (one ? "" : "s");
		};
	}

	/** {@code a}, {@code a and b}, {@code a, b and c}. */
	static String list(List<String> words) {
		return switch (words.size()) {
		case 0 -> "";
		case 1 -> words.getFirst();
		default -> String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
		};
	}

	/** With a capital first letter; a sentence does not begin with digits. */
	static String sentence(String text) {
		if (text.isEmpty()) {
			return text;
		}
		return Character.isDigit(text.charAt(0)) ? "A total of " + text
				: text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
	}

	/** A number as a parameter has it, without a fraction that says nothing. */
	static String value(String text) {
		return text.matches("[-+]?\\d+\\.0") ? text.substring(0, text.length() - 2) : text.isEmpty() ? "empty" : text;
	}
}
