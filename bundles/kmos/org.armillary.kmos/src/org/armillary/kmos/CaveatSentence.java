package org.armillary.kmos;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A sentence of a caveat, taken apart into words and values: what has a digit, and names of files.
 *
 * @param text
 *            the sentence
 * @param words
 *            the sentence with a mark in the place of each value; sentences of which these are equal say the same
 * @param values
 *            the values in their order
 */
record CaveatSentence(String text, String words, List<Value> values) {

	static final String IFU = "IFU";
	static final String SLITLET = "slitlet";

	/** What a number after one of these counts. */
	private static final Set<String> LABELS = Set.of(IFU, SLITLET, "detector", "row", "column", "segment", "angle",
			"extension", "frame");
	/** A number before one of these is so much of it. */
	private static final Set<String> UNITS = Set.of("adu", "deg", "%", "s", "K", "µm", "nm", "mas", "pixel", "pixels",
			"rows", "lines", "peaks", "frames", "files", "electron");
	private static final String MARKS = "()[],;:.‘’“”\"'";
	private static final char PLACE = '#';
	private static final Pattern AMOUNT = Pattern.compile("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?");
	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
	private static final Pattern FILE = Pattern.compile("[A-Za-z_]\\.[A-Za-z]");

	/**
	 * A value.
	 *
	 * @param label
	 *            what it numbers, such as {@code IFU}; empty where it is no number of a thing
	 * @param text
	 *            the value
	 * @param unit
	 *            its unit, or empty
	 */
	record Value(String label, String text, String unit) {

		/** Whether it tells which one, and not how much. */
		boolean isPlace() {
			return !label.isEmpty() || unit.equals("deg") || !AMOUNT.matcher(text).matches();
		}

		/** The number of the thing, if the value is one. */
		OptionalInt number() {
			return !label.isEmpty() && NUMBER.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text))
					: OptionalInt.empty();
		}
	}

	/** Takes a sentence apart. */
	static CaveatSentence of(String text) {
		String[] words = text.split(" ");
		var values = new ArrayList<Value>();
		var frame = new ArrayList<String>();
		for (int i = 0; i < words.length; i++) {
			String bare = bare(words[i]);
			if (!isValue(bare)) {
				frame.add(words[i]);
				continue;
			}
			String before = i > 0 ? words[i - 1] : "";
			String after = i + 1 < words.length ? bare(words[i + 1]) : "";
			boolean ends = !words[i].endsWith(bare);
			values.add(new Value(LABELS.contains(bare(before)) ? bare(before) : "", bare,
					!ends && UNITS.contains(after) ? after : ""));
			int at = words[i].indexOf(bare);
			frame.add(words[i].substring(0, at) + PLACE + words[i].substring(at + bare.length()));
		}
		return new CaveatSentence(text, String.join(" ", frame), List.copyOf(values));
	}

	/** The first number of a thing, such as {@value #IFU}. */
	OptionalInt number(String label) {
		return values.stream().filter(value -> value.label().equals(label)).map(Value::number)
				.filter(OptionalInt::isPresent).findFirst().orElse(OptionalInt.empty());
	}

	private static boolean isValue(String word) {
		boolean file = FILE.matcher(word).find();
		return file || word.equals("NaN") || word.chars().anyMatch(Character::isDigit);
	}

	/** Without marks at both ends. */
	private static String bare(String word) {
		int from = 0;
		int to = word.length();
		while (from < to && MARKS.indexOf(word.charAt(from)) >= 0) {
			from++;
		}
		while (to > from && MARKS.indexOf(word.charAt(to - 1)) >= 0) {
			to--;
		}
		return word.substring(from, to);
	}
}
