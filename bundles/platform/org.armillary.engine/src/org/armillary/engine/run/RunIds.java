package org.armillary.engine.run;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of runs: {@code <workflow>-yyyyMMdd-HHmmss}, in UTC, with {@code -2} … for a further one in the same second. */
final class RunIds {

	private static final int LONGEST = 40;
	private static final int MOST_SIMILAR = 3;
	private static final int LEAST_ALIKE = 3;
	private static final int MOST_LISTED = 8;
	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT)
			.withZone(ZoneOffset.UTC);
	private static final Pattern ID = Pattern.compile(".*-(\\d{8}-\\d{6})(?:-(\\d{1,9}))?");

	private RunIds() {
	}

	/**
	 * The id of a run.
	 *
	 * @param workflow
	 *            name of its workflow
	 * @param number
	 *            1 for the first of its second
	 */
	static String of(String workflow, Instant created, int number) {
		return slug(workflow) + "-" + STAMP.format(created) + (number == 1 ? "" : "-" + number);
	}

	/** A name as part of a file name: lower-case letters, digits and single hyphens. */
	private static String slug(String name) {
		String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
				.replaceAll("[^a-z0-9]+", "-");
		String cut = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("^-+|-+$", "");
		return cut.isEmpty() ? "run" : cut;
	}

	/** The time in an id, in a form that sorts; empty where there is none. */
	static String stamp(String id) {
		Matcher matcher = ID.matcher(id);
		return matcher.matches() ? matcher.group(1) : "";
	}

	/** Which of its second a run is, from 1. */
	static int number(String id) {
		Matcher matcher = ID.matcher(id);
		return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 1;
	}

	/** The ids that a user probably meant: those that hold the text, then those that begin most like it. */
	static List<String> similar(String text, List<String> ids) {
		String wanted = text.toLowerCase(Locale.ROOT);
		// with less in common than this they have nothing in common
		int least = Math.max(LEAST_ALIKE, wanted.length() / 2);
		return ids.stream().filter(id -> likeness(wanted, id) >= least)
				.sorted(Comparator.<String>comparingInt(id -> likeness(wanted, id)).reversed())
				.limit(MOST_SIMILAR).toList();
	}

	/** The similar ids as the end of a message; empty where none is similar. */
	static String similarWords(String text, List<String> ids) {
		List<String> similar = similar(text, ids);
		return similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar);
	}

	private static int likeness(String wanted, String id) {
		if (!wanted.isEmpty() && id.contains(wanted)) {
			return Integer.MAX_VALUE;
		}
		int same = 0;
		while (same < Math.min(wanted.length(), id.length()) && wanted.charAt(same) == id.charAt(same)) {
			same++;
		}
		return same;
	}

	/** The first of some ids, for a message. */
	static String some(List<String> ids) {
		return String.join(", ", ids.subList(0, Math.min(MOST_LISTED, ids.size())))
				+ (ids.size() > MOST_LISTED ? ", …" : "");
	}
}
